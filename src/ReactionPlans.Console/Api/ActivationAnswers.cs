using ReactionPlans.Web.Pages.Overview;
using static ReactionPlans.Web.Api.PersonRequest;

namespace ReactionPlans.Web.Api;

/// <summary>A plan that runs, in short.</summary>
/// <param name="State">running; asked: the agreed time has passed, and the parties are asked how it goes on; ended.</param>
/// <param name="EndAnswerBy">Until when they are asked; null: they are not.</param>
/// <param name="StepsOpen">Steps that are neither done, nor not possible, nor called off.</param>
/// <param name="Page">Where a person reads on.</param>
public sealed record ActivationLine(
    Guid Id, string State, IReadOnlyList<AreaShown> Areas, string Criterion, DateOnly FiredOn, DateTimeOffset StartedAt, DateTimeOffset MaximumEndsAt,
    DateTimeOffset? EndAnswerBy, int StepsOpen, int StepsLate, string Page)
{
    public const string Running = "running", Asked = "asked", Ended = "ended";

    public static ActivationLine Of(ActivationFacts plan) => new(
        plan.Row.Id, StateOf(plan), AreasOf(plan), plan.Row.CriterionId, plan.Row.FiredOn, plan.Row.StartedAt, plan.Row.MaximumEndsAt, plan.Row.EndDeadlineAt,
        plan.Tasks.Count(task => task.Row.State is "Waiting" or "Open"), plan.Tasks.Count(task => task.IsLate), PageOf(plan));

    public static string StateOf(ActivationFacts plan) => !plan.IsRunning ? Ended : plan.Row.EndDeadlineAt is null ? Running : Asked;

    public static IReadOnlyList<AreaShown> AreasOf(ActivationFacts plan) => [.. plan.Row.AreaCodes.Zip(plan.Row.AreaNames, (code, name) => new AreaShown(code, name))];

    public static string PageOf(ActivationFacts plan) => plan.IsRunning ? $"/Activations/{plan.Row.Id}" : $"/Evaluations/{plan.Row.Id}";
}

public sealed record AreaShown(string Code, string Name);

/// <summary>A plan as it stands. No case number, and of recipients only how many.</summary>
/// <param name="Count">Reports that fired the criterion in <paramref name="WindowDays"/> days; 0 for a plan that began by the calendar.</param>
/// <param name="Danish">The same in words.</param>
/// <param name="EndAsked">Null: nobody is asked how it goes on.</param>
/// <param name="Ended">Null: it runs.</param>
public sealed record ActivationShown(
    Guid Id, string State, IReadOnlyList<AreaShown> Areas, string Criterion, int AgreementVersion, DateOnly FiredOn, int Count, int WindowDays, string Danish,
    DateTimeOffset StartedAt, DateTimeOffset MaximumEndsAt, EndAskedShown? EndAsked, EndedShown? Ended, IReadOnlyList<StepShown> Steps,
    IReadOnlyList<DeliveriesShown> Deliveries, IReadOnlyList<VisitShown> Visits, string Page)
{
    public static ActivationShown Of(ActivationFacts plan)
    {
        var row = plan.Row;
        return new ActivationShown(
            row.Id, ActivationLine.StateOf(plan), ActivationLine.AreasOf(plan), row.CriterionId, row.AgreementVersion, row.FiredOn, plan.Evidence.Count,
            plan.Evidence.WindowDays, Words.Why(plan.Evidence, plan.Criterion, plan.LeadPlace), row.StartedAt, row.MaximumEndsAt,
            row.EndDeadlineAt is { } deadline ? new EndAskedShown(row.EndQuestion, deadline, row.EndAnsweredBy) : null,
            row.EndedOn is { } ended ? new EndedShown(ended, row.EndReason ?? "", Words.EndReason(row.EndReason), row.StoppedBy, row.StopReason) : null,
            [.. plan.Tasks.Select(StepShown.Of)],
            [.. plan.ReachOfSteps.Select(DeliveriesShown.Of)],
            [.. plan.Visits.Select(visit => new VisitShown(
                visit.VisitNumber, NameOf(visit.State), visit.StartsAt, visit.EndsAt, visit.StationName, visit.SiteName, visit.Reason))],
            ActivationLine.PageOf(plan));
    }
}

/// <param name="Question">Which time they are asked.</param>
/// <param name="AnsweredBy">People of the agreement, by id, as everywhere here.</param>
public sealed record EndAskedShown(int Question, DateTimeOffset AnswerBy, IReadOnlyList<string> AnsweredBy);

/// <param name="Reason">fallen, withdrawn, one-of-many, maximum, stopped, season-over or overtaken.</param>
/// <param name="StopReason">The words of who stopped it; null: nobody did.</param>
public sealed record EndedShown(DateOnly On, string Reason, string Danish, string? StoppedBy, string? StopReason);

/// <param name="Party">police or municipality.</param>
/// <param name="TakenOnBy">Who has said that they do it; null: nobody has.</param>
/// <param name="Reason">Why it is not possible or was called off: the program's code, or the words of who settled it.</param>
/// <param name="Gate">Null: the step waits for no other.</param>
public sealed record StepShown(
    string Id, string Reaction, string? Task, string Party, string Responsible, string? Deputy, string? TakenOnBy, string State, bool IsLate,
    DateTimeOffset StartsAt, DateTimeOffset DueAt, DateTimeOffset? SettledAt, string? SettledBy, string? Reason, GateShown? Gate)
{
    public static StepShown Of(TaskFacts task)
    {
        var row = task.Row;
        return new StepShown(
            row.StepId, NameOf(row.Reaction), row.TaskName, NameOf(row.Party), row.Responsible, row.Deputy, row.AcknowledgedBy, NameOf(row.State), task.IsLate,
            row.StartsAt, row.DueAt, row.SettledAt, row.SettledBy, row.Reason,
            task.Gate is { } gate
                ? new GateShown(row.GateStep!, gate.Informed, gate.Recipients, Math.Round(gate.Share, 4), gate.Needed, row.GateAskedAt, row.GateOpenedAt, row.GateOpenedBy)
                : null);
    }
}

/// <param name="Step">The step it waits for.</param>
/// <param name="InformedShare">0-1, of the recipients; 0 where there are none.</param>
/// <param name="NeededShare">0-1; null: the other step must be done.</param>
/// <param name="OpenedBy">Who said yes; null: the fact opened it, or it is shut.</param>
public sealed record GateShown(
    string Step, int Informed, int Recipients, double InformedShare, double? NeededShare, DateTimeOffset? AskedAt, DateTimeOffset? OpenedAt, string? OpenedBy);

/// <summary>How far the messages of one step have come.</summary>
/// <param name="Step">A step of the plan, or one of the program's own: "activated", "all-clear".</param>
/// <param name="BeyondBudget">Of those skipped: had the agreed number of letters.</param>
/// <param name="Informed">As a gate counts them: paper from its expected day.</param>
public sealed record DeliveriesShown(
    string Step, string Kind, int Planned, int Waiting, int Accepted, int Paper, int Skipped, int BeyondBudget, int Failed, int Informed)
{
    public static DeliveriesShown Of(ReachRow row) => new(
        row.StepId, NameOf(row.Kind), row.Planned, row.Waiting, row.Accepted, row.Paper, row.Skipped, row.BeyondBudget, row.Failed, row.Informed);
}

/// <param name="State">scheduled, unplaced or cancelled.</param>
public sealed record VisitShown(int Number, string State, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? Station, string? Site, string? Reason);
