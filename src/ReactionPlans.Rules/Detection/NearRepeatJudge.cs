using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection;

/// <summary>Near repeats over what is known: a report first known today that enough others lie near, in place and time (<see cref="DatedPlace"/>).</summary>
internal sealed class NearRepeatJudge(NearRepeatRule rule, KnownDistrict district) : RuleJudge
{
    public override RuleAnswer Judge(int area, DateOnly day)
    {
        var most = 0;
        foreach (var anchor in district.Known.FirstKnownToday(area))
            most = Math.Max(most, Members(area, day, anchor, null));
        var count = district.Known[area].CountReported(day.AddDays(1 - rule.WindowDays!.Value), day);
        return RuleAnswer.Of(most >= rule.AtLeast, Math.Max(count, most)) with { Seen = most, SeenDays = most > 0 ? rule.WindowDays!.Value : 0, IsNear = most > 1 };
    }

    public override IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day)
    {
        var members = new SortedSet<LoggedReport>(Comparer<LoggedReport>.Create((one, other) => (one.ReportedDay, one.Report).CompareTo((other.ReportedDay, other.Report))));
        foreach (var anchor in district.Known.FirstKnownToday(area))
        {
            if (Members(area, day, anchor, null) >= rule.AtLeast)
                Members(area, day, anchor, members);
        }

        return [.. members];
    }

    /// <summary>Burglaries near the anchor, itself included; 0 where it has no place.</summary>
    private int Members(int area, DateOnly day, LoggedReport anchor, ICollection<LoggedReport>? members)
    {
        if (double.IsNaN(anchor.EastingMetres))
            return 0;
        var newest = Dated(anchor);
        var count = 0;
        // What ended before the days looked at was reported before them or never counts: see HistoryDays.
        foreach (var other in district.Known[area].Between(day.AddDays(1 - rule.HistoryDays), day))
        {
            if (double.IsNaN(other.EastingMetres) || Dated(other) is var place && (newest.GapTo(place) > rule.WithinDays || newest.Place.DistanceTo(place.Place) > rule.WithinMetres))
                continue;
            count++;
            members?.Add(other);
        }

        return count;
    }

    /// <summary>When it became known is not asked: everything here is known by the end of the day, and the anchor is of this day.</summary>
    private static DatedPlace Dated(LoggedReport report)
    {
        var (first, last) = ReferenceDay.Possible(report.ReportedDay, report.OccurredFrom, report.OccurredTo);
        return new DatedPlace(new PlanePoint(report.EastingMetres, report.NorthingMetres), Known: 0, From: first.DayNumber, To: last.DayNumber);
    }
}
