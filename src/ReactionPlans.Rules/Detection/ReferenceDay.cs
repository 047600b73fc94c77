using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Detection;

/// <summary>When a report counts: on its reported day, on the day the burglary ended at the latest, or spread over the time in which it happened.</summary>
/// <remarks>
/// <para>Aoristic: nobody saw when it happened, only that it was between two times. Each report weighs one in all, spread evenly over that time, and
/// counts in a window with the share of it that lies there: Ratcliffe and McCullagh 1998 (IJGIS 12:751), Ratcliffe 2000 (IJGIS 14:669) and 2002
/// (J. Quant. Criminol. 18:23). Ashby and Bowers 2013 (Crime Science 2:1) and Boldt and Borg 2016 (IJGI 5:148) found such weights close to the true times,
/// and the middle or either end of the interval misleading. No interval is left out for its length, as one does when drawing profiles: it would take
/// the report out of the count.</para>
/// <para>Intervals are half-open and lie in Danish days: a night of summer time's change weighs by its real hours. A report without both times, or whose
/// times cannot be (from after to, to after the reported day, more than <see cref="OldestYears"/> years before it), counts on its reported day.</para>
/// </remarks>
public static class ReferenceDay
{
    /// <summary>Sums of shares are not exact: 3 x 1/3 is a whole report. Far below what any share can be.</summary>
    public const double Rounding = 1e-9;

    /// <summary>An interval that begins longer before the reported day is a typing error.</summary>
    public const int OldestYears = 10;

    /// <summary>How much of one report counts in a window; 0-1. A report counts in no window that ends before its reported day.</summary>
    /// <param name="from">Earliest time it can have happened; null: not known.</param>
    /// <param name="to">Latest time it can have happened, itself excluded unless the two are the same; null: not known.</param>
    /// <param name="first">First day of the window.</param>
    /// <param name="last">Last day of the window, included.</param>
    public static double Weight(CountBy by, DateOnly reportedDay, DateTimeOffset? from, DateTimeOffset? to, DateOnly first, DateOnly last)
    {
        if (reportedDay > last)
            return 0;
        return by switch
        {
            CountBy.OccurredEnd when to is { } end && CanBe(from, end, reportedDay) => Within(LastDay(from, end)),
            CountBy.Aoristic when from is { } start && to is { } end && CanBe(start, end, reportedDay) =>
                start == end ? Within(DanishTime.DayOf(start)) : Share(start, end, DanishTime.StartOf(first), DanishTime.EndOf(last)),
            _ => Within(reportedDay),
        };

        int Within(DateOnly day) => day >= first && day <= last ? 1 : 0;
    }

    /// <summary>The days in which it can have happened, first and last; the reported day where the times cannot be, or are not known.</summary>
    public static (DateOnly First, DateOnly Last) Possible(DateOnly reportedDay, DateTimeOffset? from, DateTimeOffset? to)
    {
        var (first, last) = from is { } start && to is { } end && CanBe(start, end, reportedDay) ? (DanishTime.DayOf(start), LastDay(start, end))
            : to is { } only && CanBe(null, only, reportedDay) ? (LastDay(null, only), LastDay(null, only))
            : (reportedDay, reportedDay);
        return (first, last);
    }

    /// <summary>The sum over reports, always in the same order: the same reports give the same count to the last bit.</summary>
    /// <param name="weights">The reports' references and weights; those that weigh nothing may be left out.</param>
    public static double Sum(IEnumerable<(string Reference, double Weight)> weights) =>
        weights.OrderBy(one => one.Reference, StringComparer.Ordinal).ThenBy(one => one.Weight).Sum(one => one.Weight);

    private static double Share(DateTimeOffset from, DateTimeOffset to, DateTimeOffset start, DateTimeOffset end)
    {
        var overlap = Math.Min(to.UtcTicks, end.UtcTicks) - Math.Max(from.UtcTicks, start.UtcTicks);
        return overlap <= 0 ? 0 : (double)overlap / (to.UtcTicks - from.UtcTicks);
    }

    private static bool CanBe(DateTimeOffset? from, DateTimeOffset to, DateOnly reportedDay) =>
        !(from > to) && LastDay(from, to) <= reportedDay && DanishTime.DayOf(from ?? to) >= reportedDay.AddYears(-OldestYears);

    /// <summary>The day in which the interval ends: one that runs to midnight ends in the day before.</summary>
    private static DateOnly LastDay(DateTimeOffset? from, DateTimeOffset to) =>
        DanishTime.DayOf(from == to ? to : to.AddTicks(-1));
}
