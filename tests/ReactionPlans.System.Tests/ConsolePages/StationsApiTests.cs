using System.Net;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>/api/v1/stations/{id}/calendar.ics as a calendar program meets it.</summary>
public sealed class StationsApiTests : ApiTest
{
    private const string Feed = "/api/v1/stations/bus/calendar.ics";

    /// <summary>A visit that the other partnership's plan has of the same station.</summary>
    [SetUp]
    public Task PlaceAVisit() => Site.Database.Execute(
        """
        insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Politibussen', 'mon-fri 10:00-18:00', 1, @now), ('vogn', 'Vognen', 'mon-fri 10:00-18:00', 1, @now);
        insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values ('torv', 'Torvet', 'square', 56.2, 10.22, @now);
        insert into reactions.visit_revision (activation_id, partnership_id, step_id, visit_number, revision, state, station_id, site_id, starts_at, ends_at, changed_at)
        values (@plan, @partnership, 'station', 1, 0, 'Scheduled', 'bus', 'torv', @now, @now + interval '3 hours', @now)
        """, new { plan = StableId.Of("plan"), partnership = ConsoleScene.OtherPartnership, now = Site.Database.Clock.GetUtcNow() });

    [Test]
    public async Task A_station_s_whole_day_is_told_without_whose_plans_they_are()
    {
        using var coordinator = await System("coordinator");

        var answer = await coordinator.GetAsync(new Uri(Feed, UriKind.Relative));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.ToString()), Is.EqualTo((HttpStatusCode.OK, "text/calendar; charset=utf-8")));
        Assert.That(text, Does.Contain("LOCATION:Torvet").And.Contain("SUMMARY:Mobil politistation (besøg 1)").And.Contain("STATUS:CONFIRMED"));
        Assert.That(text, Does.Not.Contain(ConsoleScene.OtherPartnership).And.Not.Contain($"{StableId.Of("plan")}"));
        Assert.That((await coordinator.GetAsync(new Uri("/api/v1/stations/none/calendar.ics", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_key_in_the_address_opens_that_calendar_and_nothing_else()
    {
        var key = await Keys.Create(ConsoleScene.Partnership, "coordinator", Actor.Program, CancellationToken.None, "bus");
        using var calendar = new HttpClient { BaseAddress = Site.Address };

        Assert.That(await Status(calendar, $"{Feed}?key={key}"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Status(calendar, $"/api/v1/stations/vogn/calendar.ics?key={key}"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Status(calendar, $"/api/v1/activations?key={key}"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Status(calendar, Feed), Is.EqualTo(HttpStatusCode.Unauthorized));
        calendar.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.That(await Status(calendar, "/api/v1/activations"), Is.EqualTo(HttpStatusCode.Unauthorized), "it does not act in the person's name");

        var ofAPerson = await Keys.Create(ConsoleScene.Partnership, "coordinator", Actor.Program, CancellationToken.None);
        using var other = new HttpClient { BaseAddress = Site.Address };
        Assert.That(await Status(other, $"{Feed}?key={ofAPerson}"), Is.EqualTo(HttpStatusCode.Unauthorized), "such a key must not stand in an address");
        await Keys.Revoke(key.Split('_')[1], Actor.Program, CancellationToken.None);
        calendar.DefaultRequestHeaders.Authorization = null;
        Assert.That(await Status(calendar, $"{Feed}?key={key}"), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string path) => (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;
}
