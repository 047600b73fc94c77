using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Plumbing;

/// <summary>What the administrator sees of messages that are stuck and sets going again, under the scope of the operation.</summary>
public sealed class StuckMessagesTests
{
    private static readonly Actor Drift = Actor.Account("drift");

    private TestDatabase database = null!;

    private StuckMessages Messages => new(database.Database);

    [SetUp]
    public async Task LetThreeFailAndTwoStay()
    {
        database = await TestDatabase.Create();
        await database.Execute("""
            insert into plumbing.stuck_message (message_id, consumer, type, body, error, stuck_at) values
                (gen_random_uuid(), 'plan-letters', 'ActivationStarted', '{"activationId": "01990000-0000-7000-8000-000000000001"}', '57P01: terminating connection', @now),
                (gen_random_uuid(), 'plan-letters', 'ActivationStarted', '{"activationId": "01990000-0000-7000-8000-000000000002"}', '57P01: terminating connection', @now + interval '1 hour'),
                (gen_random_uuid(), 'plan-letters', 'ActivationStarted', '{"activationId": "01990000-0000-7000-8000-000000000003"}', 'KeyNotFoundException: of somebody', @now + interval '2 hours'),
                (gen_random_uuid(), 'plan-letters', 'unreadable', '"<hello>"', 'SerializationException: x', @now + interval '3 hours');
            insert into plumbing.outbox (message_id, type, body, created_at, parked_at, error) values
                (gen_random_uuid(), 'SpikeDetected', '{}', @now, @now, 'no route'), (gen_random_uuid(), 'SpikeDetected', '{}', @now, @now, 'no route'),
                (gen_random_uuid(), 'RateFell', '{}', @now, null, null)
            """, new { now = TestDatabase.Start.UtcDateTime });
    }

    [TearDown]
    public async Task Drop() => await database.DisposeAsync();

    [Test]
    public async Task They_are_told_by_hop_and_kind_of_error_and_what_they_hold_is_not()
    {
        var groups = await Messages.List(default);

        Assert.That(groups.Select(group => (group.Queue, group.Type, group.Error, group.Messages, group.IsUnreadable)), Is.EqualTo(new[]
        {
            ("plan-letters", "ActivationStarted", "57P01", 2, false), ("plan-letters", "ActivationStarted", "KeyNotFoundException", 1, false), ("plan-letters", "unreadable", "SerializationException", 1, true),
        }));
        Assert.That(groups[0].LastAt - groups[0].FirstAt, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That((await Messages.ListParked(default)).Select(group => (group.Type, group.Messages)), Is.EqualTo(new[] { ("SpikeDetected", 2) }));
    }

    [Test]
    public async Task A_group_goes_back_to_its_hop_once_under_its_own_ids_and_the_rest_stays()
    {
        var ids = await database.Query<Guid>("select message_id from plumbing.stuck_message where error like '57P01%' order by 1");

        var retried = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Messages.Retry("plan-letters", "ActivationStarted", "57P01", Drift, default)));

        Assert.That(retried.Order(), Is.EqualTo(new[] { 0, 0, 0, 2 }));
        Assert.That(await database.Query<Guid>("select message_id from plumbing.outbox where consumer = 'plan-letters' and parked_at is null order by 1"), Is.EqualTo(ids));
        Assert.That(await database.Rows("plumbing.stuck_message"), Is.EqualTo(2));
        Assert.That(await database.Query<string>("select actor_kind || ' ' || actor || ' ' || subject_id || ' ' || (detail ->> 'messages') from access.audit_entry where action = 'messages-retried' and partnership_id is null"),
            Is.EqualTo(["account drift plan-letters 2"]));
    }

    [Test]
    public async Task What_cannot_be_read_stays_for_a_person()
    {
        Assert.That(await Messages.Retry("plan-letters", "unreadable", "SerializationException", Drift, default), Is.Zero);
        Assert.That(await database.Rows("plumbing.stuck_message"), Is.EqualTo(4));
        Assert.That(await database.Rows("access.audit_entry"), Is.Zero);
    }

    [Test]
    public async Task What_could_not_leave_is_let_go_on_once()
    {
        Assert.That(await Messages.Release("SpikeDetected", Drift, default), Is.EqualTo(2));
        Assert.That(await Messages.Release("SpikeDetected", Drift, default), Is.Zero);
        Assert.That(await database.Rows("plumbing.outbox", "parked_at is null and error is null"), Is.EqualTo(3));
        Assert.That(await database.Rows("access.audit_entry", "action = 'messages-retried'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_receiver_that_fails_is_told_and_let_go_on_once()
    {
        await database.Execute("""
            insert into outward.journal (partnership_id, last_number) values ('alfa', 7), ('beta', 3);
            insert into outward.webhook (id, partnership_id, url, sealed_secret, created_at, confirmed_number, failures, failing_since, last_failure, not_before, stopped_at) values
                ('broken', 'alfa', 'https://alfa.example.dk/in', ''::bytea, @now, 2, 9, @now - interval '6 days', 'http-500', @now + interval '1 day', @now),
                ('well', 'beta', 'https://beta.example.dk/in', ''::bytea, @now, 3, 0, null, null, null, null)
            """, new { now = TestDatabase.Start.UtcDateTime });
        var webhooks = new StuckWebhooks(database.Database);

        Assert.That((await webhooks.List(default)).Select(webhook => (webhook.Id, webhook.Waiting, webhook.LastFailure)), Is.EqualTo(new[] { ("broken", 5, "http-500") }));
        Assert.That(await webhooks.Resume("well", Drift, default), Is.False);
        Assert.That(await webhooks.Resume("broken", Drift, default), Is.True);
        Assert.That(await webhooks.Resume("broken", Drift, default), Is.False);
        Assert.That(await webhooks.List(default), Is.Empty);
        Assert.That(await database.Rows("access.audit_entry", "action = 'webhook-resumed' and partnership_id = 'alfa' and actor = 'drift'"), Is.EqualTo(1));
    }
}
