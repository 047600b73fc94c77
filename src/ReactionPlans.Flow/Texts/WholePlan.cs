using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Texts;

/// <summary>One step of a plan that has not begun, and everything that would be written in it.</summary>
/// <param name="Texts">One in each language that its receivers read it in.</param>
/// <param name="Planned">Its times if the plan began now.</param>
public sealed record StepBeforehand(PlannedTask Planned, IReadOnlyList<PreparedText> Texts)
{
    public PlanStep Step => Planned.Step;

    /// <summary>A catalogued task's list; null: it is none.</summary>
    public CataloguedTask? Catalogued => Step.Reaction == Reaction.Task ? TaskCatalogue.Find(Step.TaskName) : null;
}

/// <summary>A whole plan as it would be if it began now: every text, in the order of the steps, with what the parties are told first and everybody last.</summary>
public sealed record WholePlan(PreparedText Opening, IReadOnlyList<StepBeforehand> Steps, IReadOnlyList<PreparedText> Ending)
{
    private const string Activated = "activated", Visits = "station-visit";

    /// <param name="facts">Of the activation that would begin.</param>
    /// <param name="planned">The plan's steps with their times.</param>
    /// <param name="languagesOf">Those that the receivers of a step with this id read, <see cref="TextLanguage"/>; Danish is always shown.</param>
    public static WholePlan Of(Wording wording, TextFacts facts, IReadOnlyList<PlannedTask> planned, ILookup<string, string> languagesOf, DateTimeOffset now)
    {
        var started = Started(facts, planned, now);
        var everyLanguage = InOrder(languagesOf.SelectMany(languages => languages));
        return new WholePlan(
            PreparedTexts.ToParties(wording, started, null, Activated, Activated),
            [.. planned.Select(task => new StepBeforehand(task, [.. TextsOf(wording, started, task.Step, InOrder(languagesOf[task.Step.Id]))]))],
            [.. PreparedTexts.AtTheEnd(wording, started, everyLanguage)]);
    }

    /// <summary>The facts of the plan as it would be if it began now, with its steps and the visits that are wished for.</summary>
    internal static TextFacts Started(TextFacts facts, IReadOnlyList<PlannedTask> planned, DateTimeOffset now) =>
        PreparedTexts.Started(facts, now) with { Tasks = [.. planned.Select(TaskOf)], Visits = [.. planned.SelectMany(VisitsOf)] };

    private static IEnumerable<PreparedText> TextsOf(Wording wording, TextFacts started, PlanStep step, IEnumerable<string> languages) => step switch
    {
        { Reaction: Reaction.MobileStation } => [PreparedTexts.ToParties(wording, started, step.Reaction, Visits, Wording.VisitStep(step.Id, moves: 0))],
        // Tells of a meeting or a walk and not of a rise: the lint asks of it what it asks of a correction.
        { Reaction: Reaction.Task } => TaskCatalogue.Find(step.TaskName) is { } task
            ? [PreparedTexts.Checked(wording, started, step.Reaction, TextReceiver.Update, task.Template, step.Id, TextLanguage.Danish)] : [],
        { Template: null } => [],
        // A post is one text for everybody in the group.
        { Reaction: Reaction.LocalPost } => [PreparedTexts.OfStep(wording, started, step, TextLanguage.Danish)],
        _ => languages.Select(language => PreparedTexts.OfStep(wording, started, step, language)).DistinctBy(prepared => prepared.Text.Text),
    };

    private static List<string> InOrder(IEnumerable<string> languages)
    {
        var read = languages.Select(TextLanguage.Of).Append(TextLanguage.Danish).ToHashSet();
        return [.. TextLanguage.All.Where(read.Contains)];
    }

    private static TaskRow TaskOf(PlannedTask task) => new()
    {
        StepId = task.Id,
        Party = task.Step.Party,
        Responsible = task.Step.Responsible,
        Reaction = task.Step.Reaction,
        TaskName = task.Step.TaskName,
        StartsAt = task.StartsAt,
        DueAt = task.DueAt,
        GateStep = task.GateStep,
    };

    /// <summary>Where and when a station stands is settled when its step begins.</summary>
    private static IEnumerable<VisitRow> VisitsOf(PlannedTask task) => Enumerable.Range(1, task.Step.Station?.Visits ?? 0).Select(number =>
        new VisitRow { StepId = task.Id, VisitNumber = number, State = "Unplaced", Reason = "Tid og sted findes, når trinnet begynder." });
}
