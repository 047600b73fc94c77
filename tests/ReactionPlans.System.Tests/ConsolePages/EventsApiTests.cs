using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>/api/v1/events as a municipality's own system asks it from time to time.</summary>
public sealed class EventsApiTests : ApiTest
{
    private const string Path = "/api/v1/events";
    private static readonly Guid Runs = StableId.OfActivation(StableId.Of("spike/runs"));
    private static readonly Guid Over = StableId.OfActivation(StableId.Of("spike/over"));

    [Test]
    public async Task Who_goes_on_from_the_last_number_misses_nothing_and_hears_nothing_twice()
    {
        var publish = new PublishOutward(Site.Database.Database);
        foreach (var plan in new[] { Over, Runs, Runs })
            await TestDatabase.Deliver<ActivationStarted>(publish, new ActivationStarted(plan));
        using var lead = await System("lead");

        var (status, first) = await Get(lead, $"{Path}?limit=2");
        Assert.That((status, (int)first["next"]!), Is.EqualTo((HttpStatusCode.OK, 2)));
        Assert.That(first["events"]!.AsArray().Select(one => (string)one!["subject"]!), Is.EqualTo(new[] { $"{Over}", $"{Runs}" }));
        Assert.That((string)first["events"]![1]!["type"]!, Is.EqualTo("reactionplans.plan.started"));

        var (_, rest) = await Get(lead, $"{Path}?after=2");
        Assert.That((rest["events"]!.AsArray().Count, (int)rest["next"]!), Is.EqualTo((1, 3)));
        var (_, none) = await Get(lead, $"{Path}?after=3");
        Assert.That((none["events"]!.AsArray().Count, (int)none["next"]!), Is.EqualTo((0, 3)));
    }

    [Test]
    public async Task Nothing_is_told_of_others_or_without_a_key_and_a_wrong_number_is_refused()
    {
        await TestDatabase.Deliver<ActivationStarted>(new PublishOutward(Site.Database.Database), new ActivationStarted(Runs));
        using var other = await System("coordinator", ConsoleScene.OtherPartnership);
        Assert.That((await Get(other, Path)).Answer["events"]!.AsArray(), Is.Empty);
        foreach (var wrong in new[] { "after=-1", "after=x", "limit=0", "limit=1001", "after=1&after=2" })
        {
            var (status, answer) = await Get(other, $"{Path}?{wrong}");
            Assert.That((status, $"{answer}"), Is.EqualTo((HttpStatusCode.BadRequest, $"{answer}")), wrong);
            Assert.That($"{answer}", Does.Contain("RP8173"), wrong);
        }

        using var nobody = new HttpClient { BaseAddress = Site.Address };
        Assert.That((await Get(nobody, Path)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> Get(HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
