using System.Globalization;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Activations;

/// <summary>A plan's steps along one line of time, each as a bar.</summary>
public sealed class PlanTimeline
{
    /// <summary>Of the drawing, in its own units: it is stretched to the room there is.</summary>
    public const int Width = 1000, Height = 20;

    private const double Room = 0.01, Thinnest = 4;

    private PlanTimeline(DateTimeOffset from, DateTimeOffset to) => (From, To) = (from, to);

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    public IReadOnlyList<TimelineRow> Rows { get; private init; } = [];

    /// <summary>Where each week after the first begins.</summary>
    public IReadOnlyList<string> Weeks => [.. Enumerable.Range(1, 60).Select(week => From.AddDays(7 * week)).TakeWhile(week => week < To).Select(week => Svg(At(week)))];

    /// <summary>Null: it is over.</summary>
    public string? Now { get; private init; }

    public static PlanTimeline Of(PlanFacts facts)
    {
        var (plan, row) = (facts.Plan, facts.Plan.Row);
        var visits = facts.Visits.Where(visit => visit.State == "Scheduled").ToList();
        var until = row.EndedAt is { } ended ? [ended] : plan.Tasks.Select(task => task.Row.DueAt).Append(facts.Now);
        var last = until.Concat(plan.Tasks.Select(task => task.Row.SettledAt).OfType<DateTimeOffset>()).Concat(visits.Select(visit => visit.EndsAt!.Value)).Max();
        var from = plan.Tasks.Select(task => task.Row.StartsAt).Append(row.StartedAt).Min();
        var line = new PlanTimeline(from, last + ((last - from) * Room));
        return new PlanTimeline(line.From, line.To)
        {
            Now = row.EndedAt is null ? Svg(line.At(facts.Now)) : null,
            Rows = [.. plan.Tasks.Select(task => new TimelineRow(
                Words.Step(task.Row.Reaction, task.Row.TaskName),
                Detail(task, Words.TaskState(task.Row, facts.Now).ToLower(Written.Culture)),
                line.BarOf(task, row.EndedAt, facts.Now),
                [.. visits.Where(visit => visit.StepId == task.Row.StepId).Select(visit => line.Bar("visit", visit.StartsAt!.Value, visit.EndsAt!.Value))],
                task.Row.GateOpenedAt is { } opened ? Svg(line.At(opened)) : null))],
        };
    }

    private static string Detail(TaskFacts task, string state)
    {
        var who = task.Responsible?.Name ?? task.Row.Responsible;
        return task.IsLate ? T($"{who}: {state}, forsinket") : $"{who}: {state}";
    }

    private TimelineBar BarOf(TaskFacts task, DateTimeOffset? ended, DateTimeOffset now)
    {
        var row = task.Row;
        var end = row.SettledAt ?? ended ?? (task.IsLate ? now : row.DueAt);
        return Bar(task.IsLate ? "late" : row.State switch { "Done" => "done", "Open" => "open", "Waiting" => "waiting", _ => "out" }, row.StartsAt, end > row.StartsAt ? end : row.DueAt);
    }

    private TimelineBar Bar(string kind, DateTimeOffset from, DateTimeOffset to)
    {
        var (left, right) = (At(from), At(to));
        var width = Math.Max(right - left, Thinnest);
        return new TimelineBar(kind, Svg(Math.Min(left, Width - width)), Svg(width));
    }

    private double At(DateTimeOffset instant) => Math.Clamp((instant - From) / (To - From), 0, 1) * Width;

    private static string Svg(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <param name="Detail">Who, and how it stands: the colours say nothing that words do not.</param>
/// <param name="GateAt">Where the step was let begin; null: nothing held it back, or still does.</param>
public sealed record TimelineRow(string Step, string Detail, TimelineBar Bar, IReadOnlyList<TimelineBar> Visits, string? GateAt);

/// <param name="Kind">done, open, late, waiting, out or visit.</param>
public sealed record TimelineBar(string Kind, string Left, string Width);
