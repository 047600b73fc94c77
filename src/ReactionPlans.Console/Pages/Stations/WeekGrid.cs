using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Web.Pages.Stations;

/// <summary>Something on the week's grid, in quarters of an hour.</summary>
/// <param name="From">Quarters below the grid's upper edge.</param>
/// <param name="Length">In quarters; at least 1.</param>
public sealed record GridBlock<T>(T Of, int From, int Length);

/// <summary>A day of a station's week.</summary>
/// <param name="Crew">When its crews are at work.</param>
/// <param name="Taken">What takes a crew on the day, in order of time; each thing once, however many crews it takes.</param>
public sealed record StationDay(DateOnly Day, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Crew, IReadOnlyList<TakenRow> Taken);

/// <summary>A station's week as a table and as a grid: from the first hour that anything takes or a crew works in to the last.</summary>
public sealed class WeekGrid
{
    private const int QuartersInADay = 96, QuartersInAnHour = 4;

    /// <summary>An ordinary day, where nothing says otherwise.</summary>
    private static readonly (int First, int Last) Ordinary = (8 * QuartersInAnHour, 18 * QuartersInAnHour);

    public WeekGrid(DateOnly monday, WeeklyHours hours, IReadOnlyList<TakenRow> rows)
    {
        Monday = monday;
        var things = rows.DistinctBy(row => row.Kind == "Visit" ? (object)(row.Kind, row.StartsAt, row.EndsAt, row.SiteId, row.ActivationId, row.StepId, row.VisitNumber) : (row.Kind, row.StartsAt, row.EndsAt)).ToList();
        Days = [.. Enumerable.Range(0, 7).Select(monday.AddDays).Select(day => new StationDay(
            day, [.. hours.On(day)], [.. things.Where(row => row.StartsAt < DanishTime.EndOf(day) && DanishTime.StartOf(day) < row.EndsAt)]))];

        // A crew's hours and visits say how tall the grid is; a station that is out for days does not.
        var spans = Days.SelectMany(day => day.Crew.Concat(day.Taken.Where(row => row.Kind == "Visit").Select(row => (row.StartsAt, row.EndsAt))).Select(span => On(day.Day, span.Item1, span.Item2))).ToList();
        var (first, last) = spans.Count == 0 ? Ordinary : (spans.Min(span => span.First), spans.Max(span => span.Last));
        First = first / QuartersInAnHour * QuartersInAnHour;
        Quarters = (last + QuartersInAnHour - 1) / QuartersInAnHour * QuartersInAnHour - First;
    }

    public DateOnly Monday { get; }

    public IReadOnlyList<StationDay> Days { get; }

    /// <summary>The quarter of the day at the upper edge: a whole hour.</summary>
    public int First { get; }

    /// <summary>The grid's height.</summary>
    public int Quarters { get; }

    public IEnumerable<int> Hours => Enumerable.Range(First / QuartersInAnHour, Quarters / QuartersInAnHour);

    public IEnumerable<GridBlock<TakenRow>> Blocks(StationDay day) => Blocks(day.Day, day.Taken, row => (row.StartsAt, row.EndsAt));

    public IEnumerable<GridBlock<(DateTimeOffset From, DateTimeOffset To)>> Crew(StationDay day) => Blocks(day.Day, day.Crew, span => span);

    private IEnumerable<GridBlock<T>> Blocks<T>(DateOnly day, IEnumerable<T> all, Func<T, (DateTimeOffset From, DateTimeOffset To)> spanOf)
    {
        foreach (var one in all)
        {
            var (first, last) = On(day, spanOf(one).From, spanOf(one).To);
            var (from, to) = (Math.Max(first, First), Math.Min(last, First + Quarters));
            if (from < to)
                yield return new GridBlock<T>(one, from - First, to - from);
        }
    }

    /// <summary>By the wall clock, so that the days in which it is changed are as tall as the others.</summary>
    private static (int First, int Last) On(DateOnly day, DateTimeOffset from, DateTimeOffset to) => (
        from <= DanishTime.StartOf(day) ? 0 : QuarterOf(from),
        to >= DanishTime.EndOf(day) ? QuartersInADay : Math.Max(QuarterOf(to.AddTicks(-1)) + 1, 1));

    private static int QuarterOf(DateTimeOffset instant) => (int)(DanishTime.TimeOf(instant).ToTimeSpan() / StationRules.Grid);
}
