namespace ReactionPlans.Rules.Detection;

/// <summary>One of the last days, by when burglaries happened at the latest: what is known of it, and what is still expected to be reported. Two numbers that are
/// never added where anything is decided.</summary>
/// <param name="Known">Burglaries of that day known by now.</param>
/// <param name="StillToCome">Burglaries of that day expected to become known later, in reports; NaN where less than half of the day is known by now, or nothing is known of
/// delays: then no number is worth showing.</param>
/// <param name="ShareKnown">F, the share of a day so old that is usually known, 0-1; NaN where nothing is known of delays.</param>
public readonly record struct DayStillToCome(DateOnly Day, int Known, double StillToCome, double ShareKnown);

/// <summary>What the last days of an area will turn out to have been, told beside the count and never in it: <see cref="Nowcast"/> over the known log, with delays
/// learnt from all areas together.</summary>
/// <remarks>Delays run from the day a burglary can have happened at the latest to the day on which it was first known here, registration included. Expected is
/// known / F - known: right on average, and 0 for a day of which nothing is known yet.</remarks>
public static class ExpectedStillToCome
{
    private static readonly NowcastParameters Parameters = new();

    /// <summary>Days of reports that the delays are learnt from, the judged day included.</summary>
    public static int HistoryDays => Parameters.WindowDays + Parameters.MaximumDelayDays + 1;

    /// <summary>The last <see cref="NowcastParameters.MaximumDelayDays"/> + 1 days up to the day at whose end this is known, oldest first. Pure.</summary>
    /// <param name="area">The area's number; null: all areas, each report once.</param>
    public static IReadOnlyList<DayStillToCome> Of(KnownDistrict district, int? area = null)
    {
        var (known, now) = (district.Known, district.Known.Day);
        var everywhere = Dated(known, Enumerable.Range(0, district.Areas.Count));
        var first = known.Since < now ? known.Since : now;
        var delays = DelayDistribution.Of(everywhere, now, first, Parameters);
        var here = area is { } one ? Dated(known, [one]) : everywhere;
        return [.. Nowcast.Days(here, now, delays, Parameters)
            .Select(day => new DayStillToCome(day.Day, day.Known, day.IsShown ? day.Estimate - day.Known : double.NaN, day.Share))];
    }

    private static List<DatedReport> Dated(KnownReports known, IEnumerable<int> areas) =>
        [.. areas.SelectMany(area => known[area].Between(known.Day.AddDays(1 - HistoryDays), known.Day).ToArray()).DistinctBy(report => report.Report).Select(report =>
        {
            var happened = ReferenceDay.Possible(report.ReportedDay, report.OccurredFrom, report.OccurredTo).Last;
            var told = known.FirstKnownOn(report.Report);
            return new DatedReport(happened, told < happened ? happened : told);
        })];
}
