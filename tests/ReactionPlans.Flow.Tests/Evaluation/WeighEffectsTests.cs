using NUnit.Framework;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules.Evaluation;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Evaluation;

/// <summary>The ledger over stored reports: a plan in area 1, and years of rises in areas 2 and 3, where none runs.</summary>
public sealed class WeighEffectsTests
{
    /// <summary>Three reports on one day and one ten days later, every seven weeks or so of four years.</summary>
    private const int RisesOfAnArea = 29;

    private Village village = null!;

    [SetUp]
    public async Task StartAPlan()
    {
        village = await Village.Settle(areas: """["1"]""");
        await AddYears(["1", "2", "3"]);
        await village.Report(3);
        await village.JudgeSoFar();
        await village.StartPlan();
        // So few reports come in bursts: to the feed's rhythm most of the time between them is silence.
        await village.Database.Execute("delete from detection.feed_day where verdict = 'Gap'");
    }

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task What_came_after_is_held_against_the_same_rises_elsewhere()
    {
        village.Wait(TimeSpan.FromDays(12));
        await village.Report(2, prefix: "after");
        await Weigh(days: 23);

        var episode = await village.Database.Scalar<string>(
            "select concat_ws(' ', window_days, reports_at_firing, reports_before, reports_after) from evaluation.effect_episode");
        var rises = await village.Database.Query<(string Area, int Before, int After)>("""
            select area.code, rise.reports_before, rise.reports_after from evaluation.comparison_rise as rise join intake.area on area.id = rise.rise_area_id
            """);
        var effect = await Effect("activation_id is not null");

        Assert.That(episode, Is.EqualTo("7 3 3 2"));
        Assert.That(rises, Has.Count.GreaterThanOrEqualTo(EffectLedger.FewestComparisons));
        Assert.That(rises.Select(rise => (rise.Before, rise.After)).Distinct(), Is.EqualTo([(3, 1)]));
        Assert.That(rises.Select(rise => rise.Area).Distinct(), Is.EquivalentTo(["1", "2", "3"]), "its own years before the plan as well");
        Assert.That((effect.ReportsAfter, effect.Expected, effect.ExpectedBefore, effect.Episodes), Is.EqualTo((2, 1.0, 3.0, 1)));
        Assert.That((effect.Verdict, effect.Comparisons), Is.EqualTo((EffectVerdict.TooFewToTell, rises.Count)));
        Assert.That(effect.Low, Is.InRange(0.2, 0.6));
        Assert.That(effect.High, Is.InRange(5, 8));
        Assert.That(await Effect("activation_id is null"), Is.EqualTo(effect), "all of them together are this one");
    }

    [Test]
    public async Task It_is_counted_once_and_not_before_the_weeks_are_over()
    {
        await Weigh(days: 34);
        Assert.That(await village.Database.Rows("evaluation.effect_episode"), Is.Zero);

        await Weigh(days: 1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Run()));
        await village.Report(1, prefix: "late", reportedDay: village.Today.AddDays(-20));
        await Weigh(days: 1);

        Assert.That(await village.Database.Rows("evaluation.effect_episode"), Is.EqualTo(1));
        Assert.That(await village.Database.Rows("evaluation.effect"), Is.EqualTo(2));
        Assert.That((await Effect("activation_id is not null")).ReportsAfter, Is.Zero);
    }

    [Test]
    public async Task An_area_where_a_plan_ran_is_no_comparison_then()
    {
        await village.Database.Execute("""
            update activation.activation set fired_on = '2023-01-01', ended_on = '2026-02-01';
            update activation.covered_area set area_id = (select id from intake.area where code = '2');
            insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id)
            select activation_id, partnership_id, (select id from intake.area where code = '1'), spike_id from activation.covered_area
            """);

        await Weigh(days: 35);

        Assert.That(await village.Database.Query<string>("select distinct area.code from evaluation.comparison_rise as rise join intake.area on area.id = rise.rise_area_id"), Is.EqualTo(["3"]));
    }

    [Test]
    public async Task Days_without_data_are_no_comparison()
    {
        await village.Database.Execute("""
            insert into detection.feed_day (area_group, source, day, reports, verdict, chance)
            select '', 'history', day, 0, 'Gap', 0 from generate_series('2022-01-01'::date, '2026-02-01', interval '1 day') as day
            on conflict (area_group, source, day) do update set reports = 0, verdict = 'Gap'
            """);

        await Weigh(days: 35);

        Assert.That(await village.Database.Rows("evaluation.comparison_rise"), Is.Zero);
        Assert.That((await Effect("activation_id is null")).Episodes, Is.Zero);
    }

    [TestCase("stopped")]
    [TestCase("withdrawn")]
    [TestCase("one-of-many")]
    public async Task A_plan_that_was_none_is_held_against_nothing(string reason)
    {
        await village.Database.Execute("""
            update activation.activation set ended_on = fired_on, ended_at = started_at, end_reason = @reason, stopped_by = 'lead', stop_reason = 'x';
            """, new { reason });

        await Weigh(days: 35);

        Assert.That(await village.Database.Rows("evaluation.effect_episode"), Is.Zero);
    }

    private Task Weigh(int days)
    {
        village.Wait(TimeSpan.FromDays(days));
        return Run();
    }

    private Task Run() => new WeighEffects(village.Database.Database, village.Agreements).Run(CancellationToken.None);

    private async Task<EffectRow> Effect(string which) => (await village.Database.Query<EffectRow>(
        $"select reports_before, reports_after, expected, expected_before, low, high, verdict, episodes, comparisons from evaluation.effect where {which}")).Single();

    private async Task AddYears(string[] areas)
    {
        foreach (var area in areas)
        {
            await village.Database.Execute("""
                with place as (select id from intake.area where code = @area),
                wanted as (
                    select row_number() over () as number, '2022-01-03'::date + @area::int * 17 + rise * 50 + late as day
                    from generate_series(0, @rises) as rise, unnest(array[0, 0, 0, 10]) as late),
                report as (
                    insert into intake.report (source, reference) select 'history', @area || '-' || number from wanted returning id, reference),
                revision as (
                    insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash)
                    select report.id, 1, false, day, day, '1320', false, day, day, ''::bytea
                    from report join wanted on reference = @area || '-' || number returning report_id)
                insert into intake.report_area (report_id, revision, area_id) select report_id, 1, place.id from revision, place
                """, new { area, rises = RisesOfAnArea });
        }
    }
}
