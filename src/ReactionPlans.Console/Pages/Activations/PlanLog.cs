using System.Globalization;
using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Evaluations;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.Spikes;

namespace ReactionPlans.Web.Pages.Activations;

/// <summary>What happened in a plan, in order and in words, out of what is stored.</summary>
public static class PlanLog
{
    /// <summary>The settling hand where no person settled a step: facts did.</summary>
    private const string Program = "reactionplans";

    public static IReadOnlyList<ToldEntry> Of(PlanFacts facts) =>
        [.. Decided(facts).Concat(Course(facts)).Concat(facts.Plan.Tasks.SelectMany(task => Steps(task, facts))).Concat(Answers(facts)).Concat(Sent(facts)).Concat(Visits(facts)).OrderBy(entry => entry.At)];

    private static IEnumerable<ToldEntry> Decided(PlanFacts facts) => facts.Spikes.SelectMany(spike =>
    {
        var about = facts.Spikes.Count > 1 ? $"{spike.Place}: " : "";
        var log = SpikeWords.Log(spike).Select(entry => entry with { What = about + entry.What });
        return spike.Row.SettledAt is { } settled ? log.Append(new ToldEntry(settled, about + SpikeWords.Settled(spike), null)) : log;
    });

    private static IEnumerable<ToldEntry> Course(PlanFacts facts)
    {
        var (plan, row) = (facts.Plan, facts.Plan.Row);
        yield return new ToldEntry(row.StartedAt, $"Planen gik i gang i {plan.Place}, efter aftalens version {Written.Number(row.AgreementVersion)}.", null);
        foreach (var correction in plan.Corrections)
        {
            var takenOut = correction.TakenOut.Length == 0 ? "" : $" Taget ud: {Written.List([.. correction.TakenOut.Select(step => $"»{facts.NameOfStep(step)}«")])}.";
            yield return new ToldEntry(correction.CorrectedAt, $"{plan.NameOf(correction.PersonId)} rettede planen.{takenOut}", correction.Words);
        }

        if (row.EndedAt is { } ended)
            yield return plan.StoppedBy is { } stopper
                ? new ToldEntry(ended, $"{stopper} stoppede planen.", row.StopReason)
                : new ToldEntry(ended, $"Planen sluttede: {Words.EndReason(row.EndReason)}.", null);
    }

    private static IEnumerable<ToldEntry> Steps(TaskFacts task, PlanFacts facts)
    {
        var (row, step) = (task.Row, $"»{facts.NameOfStep(task.Row.StepId)}«");
        if (row.AcknowledgedAt is { } taken)
            yield return new ToldEntry(taken, $"{task.AcknowledgedBy} tog opgaven {step}.", null);
        if (row.GateAskedAt is { } asked)
            yield return new ToldEntry(asked, $"Politiet blev spurgt: {Words.GateQuestion(row)}", null);
        if (row.GateOpenedAt is { } opened)
            yield return new ToldEntry(opened, task.Gate?.OpenedBy is { } opener ? $"{opener} lod {step} begynde." : $"{step} kunne begynde: det, trinnet ventede på, var gjort.", null);
        if (row.EscalatedAt is { } escalated)
            yield return new ToldEntry(escalated, $"{step} var forsinket, og begge parter blev gjort opmærksom på det.", null);
        if (row.SettledAt is { } settled && Settled(row, step, facts.Plan) is { } what)
            yield return new ToldEntry(settled, what, row.Reason is { Length: > 0 } reason ? Words.TaskReason(reason) : null);
    }

    /// <summary>Null: a step that nobody settled.</summary>
    private static string? Settled(TaskRow row, string step, ActivationFacts plan) => (row.State, row.SettledBy) switch
    {
        ("Done", null or Program) => $"{step} er gjort.",
        ("Done", { } by) => $"{plan.NameOf(by)} meldte {step} udført.",
        ("NotPossible", null or Program) => $"{step} blev ikke til noget.",
        ("NotPossible", { } by) => $"{plan.NameOf(by)} meldte, at {step} ikke var muligt.",
        ("Cancelled", _) => $"{step} blev aflyst.",
        _ => null,
    };

    private static IEnumerable<ToldEntry> Answers(PlanFacts facts) =>
        facts.Answers.Select(answer => new ToldEntry(answer.At, $"{facts.Plan.NameOf(answer.PersonId)} {Answered(answer, facts)}.", answer.Reason));

    private static string Answered(PlanAnswerRow answer, PlanFacts facts) => answer.Answer switch
    {
        "Extend" => "ville forlænge planen",
        "NewRound" => "ville tage planen forfra",
        "Close" => "ville lade planen slutte",
        "Done" => $"svarede, at »{facts.NameOfStep(answer.StepId!)}« er gjort",
        _ => $"svarede, at »{facts.NameOfStep(answer.StepId!)}« ikke er muligt",
    };

    private static IEnumerable<ToldEntry> Sent(PlanFacts facts) => facts.Taken.Select(row => new ToldEntry(
        row.FirstAt,
        $"Udsendelsen begyndte: {Words.Delivery(row.Kind).ToLower(Written.Culture)}. {Written.Number(row.Messages)} er afleveret{(row.LastAt > row.FirstAt ? $", senest {Written.Instant(row.LastAt)}" : "")}.",
        null));

    /// <summary>Those that have begun; what is still planned is no part of a log.</summary>
    private static IEnumerable<ToldEntry> Visits(PlanFacts facts) => facts.Visits
        .Where(visit => visit.State == "Scheduled" && visit.StartsAt <= facts.Now)
        .Select(visit => visit.Stood switch
        {
            true => new ToldEntry(visit.StoodFrom!.Value, $"{StationOf(visit)} stod ved {visit.Place} til {Until(visit.StoodFrom.Value, visit.StoodTo!.Value)}. Bekræftet af {facts.Plan.NameOf(visit.ConfirmedBy!)}.", null),
            false => new ToldEntry(visit.StartsAt!.Value, $"{StationOf(visit)} stod ikke{At(visit)}, som den skulle. Oplyst af {facts.Plan.NameOf(visit.ConfirmedBy!)}.", null),
            null => new ToldEntry(visit.StartsAt!.Value, $"{StationOf(visit)} skulle stå{At(visit)} til {Until(visit.StartsAt.Value, visit.EndsAt!.Value)}. Ingen har bekræftet det.", null),
        });

    /// <summary>"kl. 13.00", with the day where it is another.</summary>
    private static string Until(DateTimeOffset from, DateTimeOffset to) =>
        DanishTime.DayOf(from) == DanishTime.DayOf(to) ? $"kl. {DanishTime.TimeOf(to).ToString("HH.mm", CultureInfo.InvariantCulture)}" : $"den {Written.Instant(to)}";

    private static string StationOf(DoseRow visit) => visit.StationName ?? "Den mobile politistation";

    private static string At(DoseRow visit) => visit.SiteName is null ? "" : $" ved {visit.SiteName}";
}
