using NUnit.Framework;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>The statements of the delivery stage against the rule they follow, in every case there is: each kind, with and without the plan's end,
/// beside an alert in each state and beside none, with its step taken out, and beside an update in each state.</summary>
public sealed class DeliveryRuleTests
{
    private sealed record Case(int Number, DeliveryKind Kind, bool Ended, DeliveryState? Alert, bool TakenOut = false, DeliveryState? Update = null)
    {
        public IReadOnlyCollection<DeliveryState> Alerts => Alert is { } alert ? [alert] : [];

        public IReadOnlyCollection<DeliveryState> Updates => Update is { } update ? [update] : [];
    }

    private static readonly Case[] Cases =
    [
        .. from kind in Enum.GetValues<DeliveryKind>()
           from ended in new[] { false, true }
           from alert in Enum.GetValues<DeliveryState>().Cast<DeliveryState?>().Append(null)
           // One alert of its recipient: for an alert, that is itself.
           where !DeliveryRule.IsAlert(kind) || alert is null
           select (kind, ended, alert) into one
           select new Case(0, one.kind, one.ended, one.alert),
        .. from kind in Enum.GetValues<DeliveryKind>()
           where DeliveryRule.IsAlert(kind)
           select new Case(0, kind, Ended: false, Alert: null, TakenOut: true),
        .. from kind in Enum.GetValues<DeliveryKind>()
           where DeliveryRule.IsSequel(kind)
           from update in Enum.GetValues<DeliveryState>()
           select new Case(0, kind, Ended: DeliveryRule.IsLast(kind), DeliveryState.Accepted, Update: update),
    ];

    private TestDatabase database = null!;

    [SetUp]
    public async Task GivenEveryCase()
    {
        database = await TestDatabase.Create();
        await database.Execute("""
            insert into intake.area (level, code, name, geometry, changed_at, shape_number) values ('postcode', '1', 'A', '{}', now(), 1);
            """);
        for (var i = 0; i < Cases.Length; i++)
        {
            Cases[i] = Cases[i] with { Number = i };
            var one = Cases[i];
            await database.Execute("""
                insert into activation.activation (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at, maximum_ends_at, ended_at, ended_on, end_reason)
                    select plumbing.stable_id('a' || @n), plumbing.stable_id('s' || @n), 'p' || @n, 1, 'c', id, '2026-03-04', '2026-03-01', @now, @now,
                        case when @ended then @now end, case when @ended then '2026-03-04'::date end, case when @ended then 'fallen' end from intake.area;
                insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only)
                    values ('2026-03-01', plumbing.stable_id('d' || @n), plumbing.stable_id('a' || @n), 'p' || @n, 'last', @kind, 'Resident', plumbing.stable_id('r')::text, 'mail', 't', 'da', 'Planned', @now, false);
                """, new { n = i.ToString(System.Globalization.CultureInfo.InvariantCulture), now = database.Clock.GetUtcNow().UtcDateTime, ended = one.Ended, kind = one.Kind.ToString() });
            if (one.TakenOut)
            {
                await database.Execute("""
                    insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, starts_at, due_at, remind_at, escalate_at, state)
                        values (plumbing.stable_id('a' || @n), 'p' || @n, 'last', 1, 'Police', 'p', @kind, @now, @now, @now, @now, 'NotPossible')
                    """, new { n = i.ToString(System.Globalization.CultureInfo.InvariantCulture), now = database.Clock.GetUtcNow().UtcDateTime, kind = one.Kind.ToString() });
            }
            foreach (var (beside, kind, state) in new[] { ("letters", DeliveryKind.Letter, one.Alert), ("update", DeliveryKind.Update, one.Update) })
            {
                if (state is { } stored)
                {
                    await database.Execute("""
                        insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, batch_id)
                            values ('2026-03-01', plumbing.stable_id(@beside || @n), plumbing.stable_id('a' || @n), 'p' || @n, @beside, @kind, 'Resident', plumbing.stable_id('r')::text, 'print', 't', 'da', @state, '2030-01-01', false, plumbing.stable_id('b'))
                        """, new { n = i.ToString(System.Globalization.CultureInfo.InvariantCulture), beside, kind = kind.ToString(), state = stored.ToString() });
                }
            }
        }
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task What_is_dropped_is_what_the_rule_drops()
    {
        await database.Database.Do(async work =>
        {
            // The plans of the alerts beside have ended in half of the cases; they are looked at as they stand now.
            await work.Execute("Delivery/skip-untold.sql", new { now = work.Now });
            await work.Execute("Delivery/skip-ended.sql", new { now = work.Now });
        }, CancellationToken.None);

        Assert.That(await Reasons(), Is.EqualTo(Cases.Select(one => $"{one}: {DeliveryRule.DroppedFor(one.Kind, one.Ended, one.TakenOut, one.Alerts) ?? "waits"}")));
    }

    [Test]
    public async Task What_is_released_is_what_the_rule_releases()
    {
        await database.Database.Do(work => work.Execute("Delivery/release-due.sql", new
        {
            batch_id = Guid.NewGuid(),
            kinds = Enum.GetNames<DeliveryKind>(),
            channel = "mail",
            daytime = true,
            limit = 1000,
            now = work.Now,
        }), CancellationToken.None);

        Assert.That(await States("Released"), Is.EqualTo(Cases.Select(one => $"{one}: {DeliveryRule.MayRelease(one.Kind, one.Alerts, one.Updates)}")));
    }

    [Test]
    public async Task What_is_too_late_for_the_carrier_is_what_the_rule_says()
    {
        var batch = Guid.NewGuid();
        await database.Execute("update delivery.delivery set state = 'Released', batch_id = @batch where step_id = 'last'", new { batch });
        var late = await database.Database.Do(async work =>
            (await work.Query<LateRow>("Delivery/mark-sending.sql", new { batch_id = batch, now = work.Now })).ToDictionary(row => row.ActivationId, row => row.TooLate), CancellationToken.None);
        var ids = await database.Query<Guid>("select plumbing.stable_id('a' || n) from generate_series(0, @last) as n order by n", new { last = Cases.Length - 1 });

        Assert.That(Cases.Select(one => $"{one}: {late[ids[one.Number]]}"), Is.EqualTo(Cases.Select(one => $"{one}: {DeliveryRule.IsTooLate(one.Kind, one.Ended, one.TakenOut)}")));
    }

    [Test]
    public async Task Who_is_told_the_end_and_what_is_taken_back_is_what_the_rule_says()
    {
        var ids = await database.Query<Guid>("select plumbing.stable_id('a' || n) from generate_series(0, @last) as n order by n", new { last = Cases.Length - 1 });
        await database.Database.Do(async work =>
        {
            foreach (var id in ids)
            {
                await work.Execute("Delivery/skip-unsent.sql", new { activation_id = id, now = work.Now });
                await work.Execute("Delivery/plan-sequel.sql", new { activation_id = id, step_id = "told", kind = "AllClear", template = "all-clear", now = work.Now });
            }
        }, CancellationToken.None);

        foreach (var one in Cases.Where(one => one.Alert is not null))
        {
            var alert = one.Alert!.Value;
            var takenBack = DeliveryRule.IsTakenBack(DeliveryKind.Letter, alert);
            Assert.That(await database.Rows("delivery.delivery", $"step_id = 'letters' and activation_id = '{ids[one.Number]}' and reason = 'ended'"), Is.EqualTo(takenBack ? 1 : 0), $"{one} taken back");
            Assert.That(await database.Rows("delivery.delivery", $"step_id = 'told' and activation_id = '{ids[one.Number]}'"),
                Is.EqualTo(!takenBack && DeliveryRule.MayHaveTold(alert) ? 1 : 0), $"{one} told");
            if (one.Update is { } update)
                Assert.That(await database.Rows("delivery.delivery", $"step_id = 'update' and activation_id = '{ids[one.Number]}' and reason = 'ended'"), Is.EqualTo(DeliveryRule.IsTakenBack(DeliveryKind.Update, update) ? 1 : 0), $"{one} update taken back");
        }
    }

    private sealed class LateRow
    {
        public Guid ActivationId { get; init; }

        public bool TooLate { get; init; }
    }

    private async Task<IEnumerable<string>> Reasons() =>
        Named(await database.Query<string>("select coalesce(d.reason, 'waits') from generate_series(0, @last) as n join delivery.delivery as d on d.id = plumbing.stable_id('d' || n) order by n", new { last = Cases.Length - 1 }));

    private async Task<IEnumerable<string>> States(string state) =>
        Named(await database.Query<string>("select case when d.state = @state then 'True' else 'False' end from generate_series(0, @last) as n join delivery.delivery as d on d.id = plumbing.stable_id('d' || n) order by n", new { last = Cases.Length - 1, state }));

    private static IEnumerable<string> Named(IReadOnlyList<string> values) => Cases.Select(one => $"{one}: {values[one.Number]}");
}
