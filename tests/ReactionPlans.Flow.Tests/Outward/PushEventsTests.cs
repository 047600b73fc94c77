using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Outward;

public sealed class PushEventsTests
{
    private readonly WebhookSeal seal = new(new byte[32]);
    private Scene scene = null!;
    private EventReceiver receiver = null!;
    private PostEvent post = null!;
    private string id = "", secret = "";

    private Webhooks Webhooks => new(scene.Database.Database, seal);

    private PushEvents Push => new(scene.Database.Database, seal, post, NullLogger<PushEvents>.Instance);

    [SetUp]
    public async Task AddAReceiver()
    {
        scene = await Scene.Create();
        receiver = await EventReceiver.Start();
        post = new PostEvent(Purpose.Live, new OutwardOptions(), scene.Database.Clock);
        await Happen(2); // before the receiver was there
        (id, secret, _) = await Webhooks.Add("eksempel", receiver.Url, Actor.Program, default);
    }

    [TearDown]
    public async Task Leave()
    {
        post.Dispose();
        await receiver.DisposeAsync();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task What_happens_from_now_on_is_brought_in_order_and_signed()
    {
        await Happen(3);
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'EventRecorded'"), Is.EqualTo(3), "at once, and not with the next minute");
        await TestDatabase.Deliver(Push, new EventRecorded("eksempel", 5));

        Assert.That(Sequences(), Is.EqualTo(new[] { 3, 4, 5 }));
        Assert.That(await Standing(), Is.EqualTo((5, 0, (string?)null, false)));
        foreach (var one in receiver.Received)
        {
            Assert.That(one.ContentType, Is.EqualTo("application/cloudevents+json"));
            Assert.That(one.Headers["webhook-id"], Is.EqualTo((string?)JsonNode.Parse(one.Body)!["id"]));
            // Standard Webhooks, worked out by itself.
            var expected = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{one.Headers["webhook-id"]}.{one.Headers["webhook-timestamp"]}.{one.Body}"));
            Assert.That(one.Headers["webhook-signature"], Is.EqualTo($"v1,{Convert.ToBase64String(expected)}"));
            Assert.That(one.Headers["webhook-timestamp"], Is.EqualTo($"{TestDatabase.Start.ToUnixTimeSeconds()}"));
        }
    }

    [Test]
    public async Task One_that_is_not_confirmed_is_brought_again_before_the_next()
    {
        receiver.Answers = (count, _) => count == 2 ? 500 : 204;
        await Happen(3);

        await Push.Run(default);
        Assert.That(await Standing(), Is.EqualTo((3, 2, "http-500", false)));
        await Push.Run(default);
        Assert.That(receiver.Received, Has.Count.EqualTo(2), "not yet");
        var due = await Due();
        Assert.That(due, Is.EqualTo(TestDatabase.Start.AddMinutes(1)));

        scene.Database.Clock.MoveTo(due!.Value);
        await Push.Run(default);
        Assert.That(Sequences(), Is.EqualTo(new[] { 3, 4, 4, 5 }));
        Assert.That(receiver.Received.ElementAt(1).Headers["webhook-id"], Is.EqualTo(receiver.Received.ElementAt(2).Headers["webhook-id"]), "it knows it by that");
        Assert.That(await Standing(), Is.EqualTo((5, 0, (string?)null, false)));
        Assert.That(await Due(), Is.Null);
    }

    [Test]
    public async Task Many_workers_at_once_bring_each_event_once()
    {
        await Happen(20);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Push.Run(default)));
        await Push.Run(default);

        Assert.That(Sequences(), Is.EqualTo(Enumerable.Range(3, 20)));
    }

    [Test]
    public async Task The_wait_that_a_receiver_asks_for_is_kept()
    {
        receiver.Answers = (_, context) =>
        {
            context.Response.Headers.RetryAfter = "600";
            return StatusCodes.Status429TooManyRequests;
        };
        await Happen(1);

        await Push.Run(default);

        Assert.That(await Due(), Is.EqualTo(TestDatabase.Start.AddMinutes(10)));
    }

    [Test]
    public async Task A_receiver_that_is_not_there_is_tried_for_five_days_then_given_up_and_goes_on_where_it_left_off()
    {
        await receiver.DisposeAsync();
        await Happen(1);
        var tries = 0;
        while (await Due() is { } due)
        {
            scene.Database.Clock.MoveTo(due > scene.Database.Clock.GetUtcNow() ? due : scene.Database.Clock.GetUtcNow());
            await Push.Run(default);
            tries++;
        }

        Assert.That(tries, Is.InRange(12, 20));
        Assert.That(scene.Database.Clock.GetUtcNow() - TestDatabase.Start, Is.InRange(TimeSpan.FromDays(5), TimeSpan.FromDays(5.5)));
        Assert.That(await Standing(), Is.EqualTo((2, 1, "no-connection", true)));

        Assert.That(await Webhooks.Resume(id, Actor.Program, default), Is.True);
        Assert.That(await Webhooks.Resume(id, Actor.Program, default), Is.False, "it fails in nothing");
        Assert.That(await Standing(), Is.EqualTo((2, 1, (string?)null, false)));
        Assert.That(await Due(), Is.Not.Null);
    }

    [Test]
    public async Task One_that_is_gone_is_given_up_at_once_and_one_that_leads_elsewhere_is_not_followed()
    {
        receiver.Answers = (count, context) =>
        {
            context.Response.Headers.Location = receiver.Url;
            return count == 1 ? StatusCodes.Status307TemporaryRedirect : StatusCodes.Status410Gone;
        };
        await Happen(1);

        await Push.Run(default);
        Assert.That(await Standing(), Is.EqualTo((2, 1, "http-307", false)));

        scene.Database.Clock.MoveTo(TestDatabase.Start.AddMinutes(1));
        await Push.Run(default);
        Assert.That(await Standing(), Is.EqualTo((2, 1, "http-410", true)));
    }

    [Test]
    public async Task What_a_worker_held_when_it_died_is_brought_by_another_after_a_while()
    {
        await Happen(1);
        await scene.Database.Execute("update outward.webhook set held_until = @until", new { until = TestDatabase.Start.AddMinutes(2).UtcDateTime });

        await Push.Run(default);
        Assert.That(receiver.Received, Is.Empty);

        scene.Database.Clock.MoveTo((await Due())!.Value);
        await Push.Run(default);
        Assert.That(Sequences(), Is.EqualTo(new[] { 3 }));
    }

    [TestCase("http://example.dk/events")]
    [TestCase("https://user:word@example.dk/events")]
    [TestCase("ftp://example.dk/events")]
    [TestCase("events")]
    [TestCase("file:///etc/passwd")]
    [TestCase("gopher://example.dk/events")]
    [TestCase("https://169.254.169.254/latest/meta-data")]
    [TestCase("https://0xA9FEA9FE/")]
    [TestCase("https://2852039166/")]
    [TestCase("https://[::ffff:169.254.169.254]/")]
    [TestCase("https://[fe80::1]/")]
    [TestCase("https://0.0.0.0/")]
    [TestCase("http://10.0.0.5/events")]
    public async Task An_address_that_is_not_safe_is_refused(string url) =>
        Assert.That((await Webhooks.Add("eksempel", url, Actor.Program, default)).Problem?.Number, Is.EqualTo(8170));

    /// <summary>This machine has a name besides localhost: nobody has named this machine by it, and whoever answers for names could give it to another.</summary>
    [Test]
    public async Task A_name_that_comes_to_this_machine_or_its_network_is_not_called()
    {
        var told = new UriBuilder(receiver.Url) { Host = Dns.GetHostName() };
        await scene.Database.Execute("update outward.webhook set url = @url", new { url = told.Uri.ToString() });

        await Happen(1);
        await Push.Run(default);

        Assert.That(receiver.Received, Is.Empty);
        Assert.That(await scene.Database.Query<string>("select last_failure from outward.webhook"), Is.EqualTo(new[] { "not-allowed" }));
    }

    [Test]
    public async Task Receivers_are_added_for_partnerships_that_exist_and_removed_and_both_are_noted()
    {
        Assert.That((await Webhooks.Add("ingen", "https://example.dk/events", Actor.Program, default)).Problem?.Number, Is.EqualTo(3049));
        Assert.That(await Webhooks.Remove(id, Actor.Program, default), Is.True);
        Assert.That(await Webhooks.Remove(id, Actor.Program, default), Is.False);
        Assert.That(await Webhooks.List(default), Is.Empty);
        Assert.That(await scene.Database.Rows("access.audit_entry", "action in ('webhook-added', 'webhook-removed') and coalesce(detail::text, '') not like '%/events%'"), Is.EqualTo(2));
        Assert.That(await scene.Database.TablesHolding(secret), Is.Empty);
    }

    /// <summary>When the receiver is tried next; null: nothing is waiting, or it was given up.</summary>
    private async Task<DateTimeOffset?> Due() => (await scene.Database.Query<DateTime?>("""
        select min(greatest(webhook.not_before, webhook.held_until, webhook.created_at))
        from outward.webhook join outward.journal using (partnership_id)
        where webhook.stopped_at is null and journal.last_number > webhook.confirmed_number
        """)).Single() is { } due ? new DateTimeOffset(DateTime.SpecifyKind(due, DateTimeKind.Utc)) : null;

    private async Task Happen(int count)
    {
        for (var one = 0; one < count; one++)
            await TestDatabase.Deliver<DecisionAsked>(new PublishOutward(scene.Database.Database), new DecisionAsked(Scene.SpikeId, 1));
    }

    private IEnumerable<int> Sequences() => receiver.Received.Select(one => int.Parse((string)JsonNode.Parse(one.Body)!["sequence"]!, System.Globalization.CultureInfo.InvariantCulture));

    private async Task<(int Confirmed, int Waiting, string? Failure, bool IsStopped)> Standing() =>
        (await Webhooks.List(default)).Single() is var webhook ? (webhook.ConfirmedNumber, webhook.Waiting, webhook.LastFailure, webhook.StoppedAt is not null) : default;
}
