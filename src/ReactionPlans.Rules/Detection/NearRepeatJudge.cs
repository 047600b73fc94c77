using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>Near repeats over what is known: a report first known today that enough others lie near, in place and time (<see cref="DatedPlace"/>).</summary>
internal sealed class NearRepeatJudge(NearRepeatRule rule, KnownDistrict district) : RuleJudge
{
    /// <summary>Each area's reports in the rule's window.</summary>
    private readonly int[] counts = new int[district.Areas.Count];

    public override bool TakesLong => false;

    public override void Begin(DateOnly day) => district.Known.CopyCounts(day.AddDays(1 - rule.WindowDays!.Value), day, counts);

    // A cluster that neither holds nor is more than the window has changes nothing: most anchors are near themselves only.
    public override RuleAnswer Judge(int area, DateOnly day) => Answer(area, day, atLeast: Math.Min(rule.AtLeast, counts[area] + 1));

    public override RuleAnswer Explain(int area, DateOnly day) => Answer(area, day, atLeast: 1);

    /// <param name="atLeast">Smallest cluster that matters; smaller ones may be left out.</param>
    private RuleAnswer Answer(int area, DateOnly day, int atLeast)
    {
        var (most, count) = (0, counts[area]);
        foreach (var anchor in district.Known.FirstKnownToday(area))
        {
            // No more than those near it at any time. When each can have happened is asked only where the answer hangs on it.
            if (Near(area, day, anchor) is var near && near > most && near >= atLeast)
                most = Math.Max(most, Members(area, day, anchor, null));
        }

        return RuleAnswer.Of(most >= rule.AtLeast, Math.Max(count, most)) with { Seen = most, SeenDays = most > 0 ? rule.WindowDays!.Value : 0, IsNear = most > 1 };
    }

    /// <summary>The largest cluster: two of them are not near one another.</summary>
    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day)
    {
        var anchor = district.Known.FirstKnownToday(area).MaxBy(anchor => Members(area, day, anchor, null));
        var members = new List<LoggedReport>();
        return anchor is not null && Members(area, day, anchor, members) >= rule.AtLeast ? members : [];
    }

    /// <summary>Burglaries near the anchor whenever they happened, itself included; 0 where it has no place.</summary>
    private int Near(int area, DateOnly day, LoggedReport anchor)
    {
        var count = 0;
        foreach (var place in district.Known[area].PlacesBetween(day.AddDays(1 - rule.HistoryDays), day))
            count += IsNear(anchor.Place, place) ? 1 : 0;
        return count;
    }

    /// <summary>Burglaries near the anchor in place and time, itself included; 0 where it has no place.</summary>
    private int Members(int area, DateOnly day, LoggedReport anchor, ICollection<LoggedReport>? members)
    {
        if (double.IsNaN(anchor.EastingMetres))
            return 0;
        var newest = Dated(anchor);
        var count = 0;
        // What ended before the days looked at was reported before them or never counts: see HistoryDays.
        foreach (var other in district.Known[area].Between(day.AddDays(1 - rule.HistoryDays), day))
        {
            if (!IsNear(anchor.Place, other.Place) || newest.GapTo(Dated(other)) > rule.WithinDays)
                continue;
            count++;
            members?.Add(other);
        }

        return count;
    }

    /// <summary>False where either has no place: a distance to NaN is within none.</summary>
    private bool IsNear(PlanePoint one, PlanePoint other) => one.DistanceTo(other) <= rule.WithinMetres;

    /// <summary>When it became known is not asked: everything here is known by the end of the day, and the anchor is of this day.</summary>
    private static DatedPlace Dated(LoggedReport report)
    {
        var (first, last) = ReferenceDay.Possible(report.ReportedDay, report.OccurredFrom, report.OccurredTo);
        return new DatedPlace(report.Place, Known: 0, From: first.DayNumber, To: last.DayNumber);
    }
}
