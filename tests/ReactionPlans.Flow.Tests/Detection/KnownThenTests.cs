using NUnit.Framework;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>The real pipeline beside the second computation, on invented histories with late, corrected and withdrawn reports.</summary>
public sealed class KnownThenTests
{
    private const int Days = 70;

    [Test]
    public Task The_pipeline_finds_the_spikes_of_the_second_computation([Range(1, 12)] int seed) => Compare(seed, "reported");

    [Test]
    public Task It_does_when_reports_count_by_when_they_happened([Range(1, 8)] int seed, [Values("occurred-end", "aoristic")] string countBy) => Compare(seed, countBy);

    private static async Task Compare(int seed, string countBy)
    {
        await using var village = await Village.Settle(rule: ", countBy: " + countBy, criterion: ", clearAfterDays: 5, cooldownDays: 6, minimumReports: 1, holdForDays: " + seed % 3);
        // As a replay, which judges every day it was given: which days have data is learned by another rule, with tests of its own.
        await village.Database.Execute("insert into plumbing.replay (name, clock, prepared, finished) values ('history', @now, true, false)", new { now = TestDatabase.Start.UtcDateTime });
        var first = village.Today;
        var rows = Invent(new Random(seed), first);

        for (var day = first; day < first.AddDays(Days); day = day.AddDays(1))
        {
            village.Database.Clock.MoveTo(DanishTime.At(day, new TimeOnly(23, 50)));
            await village.Receive([.. rows.Where(row => DanishTime.DayOf(row.KnownAt) == day)]);
            await village.JudgeSoFar();
            await village.Nights(1);
        }

        var second = IndependentJudge.Run(
            rows.Select(row => new IndependentReport(row.Reference, row.Revision, row.Withdrawn, row.ReportedDay, row.KnownAt, row.AreaCode!, row.OccurredFrom, row.OccurredTo)),
            new IndependentCriterion(AtLeast: 3, WithinDays: 7, MinimumReports: 1, ClearAfterDays: 5, CooldownDays: 6, HoldForDays: seed % 3, CountBy: countBy), first, first.AddDays(Days - 1));
        var found = await village.Database.Query<Found>(
            "select area.code, spike.fired_on, spike.ended_on from detection.spike as spike join intake.area as area on area.id = spike.area_id where end_reason is distinct from 'withdrawn'");
        TestContext.Out.WriteLine($"{rows.Count} revisions, {second.Count} spikes");
        Assert.That(second, Is.Not.Empty, "or nothing is compared");
        Assert.That(found.Select(one => new IndependentSpike(one.Code, one.FiredOn, one.EndedOn)), Is.EquivalentTo(second));
    }

    private sealed record Found(string Code, DateOnly FiredOn, DateOnly? EndedOn);

    /// <summary>About two reports a week in each area, a third of them known late, a fifth corrected or withdrawn some days after.</summary>
    private static List<ReportRow> Invent(Random random, DateOnly first)
    {
        var rows = new List<ReportRow>();
        for (var number = 0; number < 75; number++)
        {
            var reported = first.AddDays(random.Next(Days));
            var known = DanishTime.At(reported.AddDays(random.Next(3) == 0 ? random.Next(9) : 0), new TimeOnly(random.Next(24), random.Next(50)));
            var area = (1 + random.Next(3)).ToString(null, null);
            rows.Add(Row($"N-{number}", 1, withdrawn: false, known, reported, area));
            if (random.Next(5) == 0)
            {
                var corrected = known.AddDays(1 + random.Next(12));
                var withdrawn = random.Next(2) == 0;
                rows.Add(Row($"N-{number}", 2, withdrawn, corrected, withdrawn ? reported : reported.AddDays(-random.Next(3)), withdrawn ? area : (1 + random.Next(3)).ToString(null, null)));
            }
        }

        return [.. rows.Where(row => DanishTime.DayOf(row.KnownAt) < first.AddDays(Days))];
    }

    private static ReportRow Row(string reference, int revision, bool withdrawn, DateTimeOffset known, DateOnly reported, string area) =>
        new("test", reference, revision, withdrawn, known, "1320", false, DanishTime.StartOf(reported), reported, Happened(reference, reported).From, Happened(reference, reported).To,
            null, null, area);

    /// <summary>Whole days, a night, a moment, one time alone or none, up to six days before it was reported: the same for a report in each of its revisions of a day.</summary>
    private static (DateTimeOffset? From, DateTimeOffset? To) Happened(string reference, DateOnly reported)
    {
        var random = new Random(int.Parse(reference[2..], null));
        var to = DanishTime.EndOf(reported.AddDays(-random.Next(3)));
        return random.Next(6) switch
        {
            0 => (null, null),
            1 => (null, to),
            2 => (to.AddHours(-5), to.AddHours(-5)),
            3 => (to.AddHours(-30), to.AddHours(-17.5)),
            _ => (DanishTime.StartOf(DanishTime.DayOf(to).AddDays(-1 - random.Next(4))), to),
        };
    }
}
