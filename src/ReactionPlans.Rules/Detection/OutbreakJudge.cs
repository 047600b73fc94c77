using System.Runtime.InteropServices;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary><see cref="OutbreakChance"/> of each area with enough reports, every night.</summary>
internal sealed class OutbreakJudge(OutbreakRule rule, KnownDistrict district) : RuleJudge
{
    private readonly OutbreakParameters parameters = rule.Parameters;
    private readonly List<PossibleBurglary> recent = [];
    private readonly List<LoggedReport> reports = [];
    private readonly List<PlanePoint> history = [];
    private readonly double[] expected = new double[rule.Parameters.WindowDays];

    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var count = Count(area, day);
        return count >= rule.AtLeast ? Explain(area, day) : RuleAnswer.Of(false, count);
    }

    public override RuleAnswer Explain(int area, DateOnly day)
    {
        var count = Count(area, day);
        return Find(area, day) is { } found
            ? RuleAnswer.Of(count >= rule.AtLeast && found.Chance >= rule.ChanceAtLeast, count) with
            {
                Seen = found.Members.Count,
                SeenDays = found.BeganDaysAgo + 1,
                Expected = found.Expected,
                IsNear = found.IsNear,
                OutbreakChance = found.Chance,
            }
            : RuleAnswer.Of(false, count);
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day) =>
        Find(area, day) is { } found ? [.. found.Members.Select(number => reports[number])] : [];

    private int Count(int area, DateOnly day) => district.Known[area].CountReported(day.AddDays(1 - parameters.BeginDays), day);

    private OutbreakFinding? Find(int area, DateOnly day)
    {
        // What is in the known days of a young district is all there is to expect by.
        if (district.Days(parameters.WindowDays) < parameters.WindowDays)
            return null;
        district.Expectation().CopyMeans(area, expected);
        recent.Clear();
        reports.Clear();
        foreach (var report in district.Known[area].Between(day.AddDays(1 - parameters.WindowDays), day))
        {
            var (first, last) = ReferenceDay.Possible(report.ReportedDay, report.OccurredFrom, report.OccurredTo);
            reports.Add(report);
            recent.Add(new PossibleBurglary(report.Place, day.DayNumber - first.DayNumber, day.DayNumber - last.DayNumber));
        }

        district.CopyHistory(area, history);

        return OutbreakChance.Judge(
            CollectionsMarshal.AsSpan(recent), CollectionsMarshal.AsSpan(history), district.Areas[area].SquareMetres, expected,
            district.ShareKnown().AsSpan(0, parameters.WindowDays), parameters);
    }
}
