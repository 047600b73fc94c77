using NUnit.Framework;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>Four years of a real daily feed: the days it missed come out as gaps, each as known then.</summary>
[Category("RealData")]
public sealed class OestjyllandFeedTests
{
    private static readonly DateOnly First = new(2018, 12, 14), Last = new(2022, 12, 31);

    private sealed record Decided(DateOnly Day, string Verdict);

    [Test]
    public async Task Every_day_without_a_report_is_a_gap_and_no_day_with_one_is()
    {
        var lines = File.ReadLines(SharedData.Find("data", "oestjylland", "report_days_2018-12_2022-12.csv")).Skip(1);
        var days = lines.Select(line => DateOnly.ParseExact(line.Split(',')[0], "yyyy-MM-dd", null)).Distinct().Order().ToArray();
        var missing = Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays).Except(days).ToArray();
        TestContext.Out.WriteLine($"{days.Length} days with a report, {missing.Length} without");
        Assert.That((days.Length, missing.Length), Is.EqualTo((1381, 98)));

        await using var database = await TestDatabase.Create();
        await database.Execute("""
            with report as (insert into intake.report (source, reference) select 'oestjylland', day::text from unnest(@days) as day returning id, reference::date as day)
            insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, content_hash)
            select id, 1, false, day + time '12:00', day + time '12:00', '1320', false, day, day, '' from report;
            insert into detection.feed_judged (through_day) values (@first - 1)
            """, new { days, first = First });
        await new JudgeEveryArea(database.Database, new AgreementBook(), new AreaMap()).Run(CancellationToken.None);

        var decided = await database.Query<Decided>("select day, verdict from detection.feed_day where day <= @Last order by day", new { Last });
        Assert.That(decided, Has.Count.EqualTo(days.Length + missing.Length));
        Assert.That(decided.Where(one => one.Verdict == "Gap").Select(one => one.Day), Is.EqualTo(missing), "none is missed, not even in the first weeks");
        Assert.That(decided.Where(one => one.Verdict == "Reported").Select(one => one.Day), Is.EqualTo(days));
    }
}
