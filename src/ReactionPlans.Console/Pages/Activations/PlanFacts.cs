using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Evaluations;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.Spikes;

namespace ReactionPlans.Web.Pages.Activations;

/// <summary>A row of show-answers.sql: what one person has answered, to a step that everyone named must answer, or to how a plan goes on.</summary>
/// <param name="StepId">Null: the answer is about the plan's end.</param>
/// <param name="Answer">Done, NotPossible, Close, Extend or NewRound.</param>
public sealed record PlanAnswerRow
{
    public DateTimeOffset At { get; init; }

    public string? StepId { get; init; }

    public string PersonId { get; init; } = "";

    public string Answer { get; init; } = "";

    public string? Reason { get; init; }
}

/// <summary>A row of show-first-taken.sql.</summary>
public sealed record TakenRow
{
    public string Kind { get; init; } = "";

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public int Messages { get; init; }
}

/// <summary>Everything that the page of one plan tells one person.</summary>
/// <param name="Spikes">One for each of its areas: why, and who decided.</param>
/// <param name="Visits">The station's, each with what the police say became of it.</param>
/// <param name="PublicCode">Of the page that everybody may read; null: there is none, or not any more.</param>
public sealed record PlanFacts(
    ActivationFacts Plan, IReadOnlyList<SpikeFacts> Spikes, IReadOnlyList<DoseRow> Visits, IReadOnlyList<PlanAnswerRow> Answers, IReadOnlyList<TakenRow> Taken,
    string? PublicCode, DateTimeOffset Now)
{
    public DateOnly Today => DanishTime.DayOf(Now);

    public string NameOfStep(string stepId) =>
        Plan.Tasks.FirstOrDefault(task => task.Row.StepId == stepId) is { } task ? Words.Step(task.Row.Reaction, task.Row.TaskName) : stepId;
}
