using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>A world in which every burglary and its delay are known beforehand.</summary>
public sealed class ExpectedStillToComeTests
{
    private const int Areas = 3, Days = 200;

    private static readonly DateOnly First = new(2026, 1, 1), Now = First.AddDays(Days - 1);
    private static readonly Offence Burglary = new("residential-burglary", ["1320"], Attempts: true);

    [Test]
    public void Known_and_still_to_come_are_on_average_what_there_turns_out_to_have_been([Values] bool district)
    {
        double told = 0, truth = 0, still = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var (log, happened) = World(new Random(seed));
            foreach (var day in ExpectedStillToCome.Of(District(log), district ? null : 1).Where(day => !double.IsNaN(day.StillToCome)))
            {
                told += day.Known + day.StillToCome;
                still += day.StillToCome;
                truth += happened.Count(one => one.Day == day.Day && (district || one.Area == 1));
            }
        }

        TestContext.Out.WriteLine($"told {told:0}, of which still to come {still:0}; true {truth:0}");
        Assert.That(told, Is.EqualTo(truth).Within(truth * 0.02));
        Assert.That(still, Is.GreaterThan(truth * 0.02), "or nothing is tested");
    }

    [Test]
    public void Days_of_which_less_than_half_is_known_have_no_number()
    {
        var days = ExpectedStillToCome.Of(District(World(new Random(1)).Log));

        Assert.Multiple(() =>
        {
            Assert.That(days, Has.Count.EqualTo(29));
            Assert.That(days[^1].Day, Is.EqualTo(Now));
            Assert.That(days.Select(day => double.IsNaN(day.StillToCome)), Is.EqualTo(days.Select(day => day.ShareKnown < 0.5)));
            Assert.That(days.Count(day => double.IsNaN(day.StillToCome)), Is.InRange(1, 4));
        });
    }

    [Test]
    public void Nothing_known_is_no_number_and_no_failure() =>
        Assert.That(ExpectedStillToCome.Of(District([])).All(day => day.Known == 0 && double.IsNaN(day.StillToCome)), Is.True);

    [Test]
    public void A_report_in_two_areas_is_one_burglary_of_the_district()
    {
        var log = World(new Random(1)).Log;
        var doubled = log.Select(report => report with { Areas = [0, 1, 2] }).ToList();

        Assert.That(ExpectedStillToCome.Of(District(doubled)), Is.EqualTo(ExpectedStillToCome.Of(District(log))));
    }

    private static KnownDistrict District(IReadOnlyCollection<LoggedReport> log)
    {
        var known = new KnownReports(log, Burglary, Areas, First);
        known.AdvanceTo(Now);
        return new KnownDistrict(known, [.. Enumerable.Range(0, Areas).Select(area => new JudgedArea($"{area}", 1e6))]);
    }

    /// <summary>About four burglaries a day; a third are reported the same day, two thirds of the rest the next, and so on, a few after weeks.</summary>
    private static (List<LoggedReport> Log, List<(DateOnly Day, int Area)> Happened) World(Random random)
    {
        var (log, happened) = (new List<LoggedReport>(), new List<(DateOnly, int)>());
        for (var day = First; day <= Now; day = day.AddDays(1))
        {
            for (var one = 0; one < 8; one++)
            {
                if (random.NextDouble() < 0.5)
                    continue;
                var area = random.Next(Areas);
                var delay = 0;
                while (delay < 28 && random.NextDouble() > 0.3)
                    delay++;
                var reported = day.AddDays(delay);
                happened.Add((day, area));
                log.Add(new LoggedReport(happened.Count - 1, $"N-{happened.Count}", 1, false, reported, "1320", false, reported, DanishTime.StartOf(day), DanishTime.EndOf(day), double.NaN, double.NaN, [area]));
            }
        }

        return (log, happened);
    }
}
