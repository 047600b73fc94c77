using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>/api/v1/spikes as a party's own system meets it.</summary>
public sealed class SpikesApiTests : ApiTest
{
    private const string Canary = "kanariefugl-4711";
    private static readonly Guid Spike = StableId.Of("spike/decide");

    [Test]
    public async Task What_waits_is_told_with_its_evidence_and_without_case_numbers()
    {
        using var coordinator = await System("coordinator");

        var text = await coordinator.GetStringAsync(new Uri("/api/v1/spikes", UriKind.Relative));
        var spike = JsonDocument.Parse(text).RootElement[0];

        Assert.That((spike.GetProperty("id").GetGuid(), spike.GetProperty("count").GetInt32(), spike.GetProperty("state").GetString()), Is.EqualTo((Spike, 5, "open")));
        Assert.That(spike.GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()), Is.EqualTo(new[] { "approve", "hold", "dismiss", "return" }));
        Assert.That(text, Does.Not.Contain("R1"));
        using var other = await System("coordinator", ConsoleScene.OtherPartnership);
        Assert.That(await other.GetStringAsync(new Uri("/api/v1/spikes", UriKind.Relative)), Is.EqualTo("[]"));
    }

    [TestCase("approve", null, "approved")]
    [TestCase("dismiss", "En lukket sag", "dismissed")]
    [TestCase("return", "Er der byfest?", "returned")]
    [TestCase("hold", Canary, "held")]
    public async Task Each_answer_is_stored_as_given_through_the_api(string action, string? reason, string state)
    {
        using var coordinator = await System("coordinator");

        var (status, body) = await Send(coordinator, action, reason, TestDatabase.Start.AddHours(20));

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        Assert.That(body.GetProperty("state").GetString(), Is.EqualTo(state));
        Assert.That(await Site.Database.Scalar<string>("select way from decision.answer"), Is.EqualTo("api"));
        Assert.That(await Site.Database.TablesHolding(Canary), Is.Empty);
        Assert.That(body.ToString() + await coordinator.GetStringAsync(new Uri("/api/v1/spikes", UriKind.Relative)), Does.Not.Contain(Canary));
    }

    [Test]
    public async Task A_question_sent_back_is_replied_to_by_the_other_party()
    {
        using var coordinator = await System("coordinator");
        using var lead = await System("lead");
        await Send(coordinator, "return", "Er der byfest?");

        var (status, body) = await Send(lead, "reply", "Nej, først næste uge.");

        Assert.That((status, body.GetProperty("state").GetString()), Is.EqualTo((HttpStatusCode.OK, "open")));
    }

    [Test]
    public async Task Refusals_are_numbered_and_change_nothing()
    {
        using var coordinator = await System("coordinator");
        using var lead = await System("lead");
        using var other = await System("coordinator", ConsoleScene.OtherPartnership);

        Assert.That(await Refused(lead, "approve"), Is.EqualTo((HttpStatusCode.Forbidden, "RP4004")));
        Assert.That(await Refused(other, "approve"), Is.EqualTo((HttpStatusCode.NotFound, "RP4001")));
        Assert.That(await Refused(coordinator, "dismiss"), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "RP4003")));
        Assert.That(await Refused(coordinator, "hold", "efterforskning"), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "RP4006")));
        Assert.That(await Refused(coordinator, "reply", "Ja"), Is.EqualTo((HttpStatusCode.Conflict, "RP4002")));
        Assert.That((await coordinator.PostAsync(new Uri($"/api/v1/spikes/{Spike}/explode", UriKind.Relative), null)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Site.Database.Scalar<string>("select state from decision.question"), Is.EqualTo("Open"));
    }

    [Test]
    public async Task A_key_that_is_missing_made_up_or_revoked_opens_nothing()
    {
        using var nobody = new HttpClient { BaseAddress = Site.Address };
        Assert.That(await Refused(nobody, "approve"), Is.EqualTo((HttpStatusCode.Unauthorized, "RP6020")));
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", "rpp_abcdefghjkmn_made-up");
        Assert.That(await Refused(nobody, "approve"), Is.EqualTo((HttpStatusCode.Unauthorized, "RP6020")));

        using var coordinator = await System("coordinator");
        var key = (await Keys.List(CancellationToken.None)).Single();
        Assert.That(await Keys.Revoke(key.Id, Actor.Program, CancellationToken.None), Is.True);

        Assert.That(await Refused(coordinator, "approve"), Is.EqualTo((HttpStatusCode.Unauthorized, "RP6020")));
        Assert.That(await Keys.Revoke(key.Id, Actor.Program, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Who_is_in_no_agreement_any_more_is_refused_and_the_secret_is_kept_nowhere()
    {
        using var gone = await System("somebody-who-left");
        Assert.That(await Refused(gone, "approve"), Is.EqualTo((HttpStatusCode.Unauthorized, "RP6020")));

        var secret = gone.DefaultRequestHeaders.Authorization!.Parameter!.Split('_', 3)[2];
        Assert.That(await Site.Database.TablesHolding(secret), Is.Empty);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Send(HttpClient client, string action, string? reason = null, DateTimeOffset? until = null)
    {
        using var content = JsonContent.Create(new { reason, until });
        await content.LoadIntoBufferAsync(); // with its length, as systems send it
        var answer = await client.PostAsync(new Uri($"/api/v1/spikes/{Spike}/{action}", UriKind.Relative), content);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> Refused(HttpClient client, string action, string? reason = null)
    {
        var (status, body) = await Send(client, action, reason);
        return (status, body.GetProperty("code").GetString());
    }
}
