using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Evaluations;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.Spikes;

namespace ReactionPlans.Web.Pages.Activations;

/// <summary>What happened in a plan, in order and in words, out of what is stored.</summary>
public static class PlanLog
{
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
        yield return new ToldEntry(row.StartedAt, T($"Planen gik i gang i {plan.Place}, efter aftalens version {Written.Number(row.AgreementVersion)}."), null);
        foreach (var correction in plan.Corrections)
        {
            var (name, takenOut) = (plan.NameOf(correction.PersonId), Written.List([.. correction.TakenOut.Select(step => Quoted(step, facts))]));
            yield return new ToldEntry(correction.CorrectedAt, takenOut.Length == 0 ? T($"{name} rettede planen.") : T($"{name} rettede planen. Taget ud: {takenOut}."), correction.Words);
        }

        if (row.EndedAt is { } ended)
            yield return plan.StoppedBy is { } stopper
                ? new ToldEntry(ended, T($"{stopper} stoppede planen."), row.StopReason)
                : new ToldEntry(ended, T($"Planen sluttede: {Words.EndReason(row.EndReason)}."), null);
    }

    private static IEnumerable<ToldEntry> Steps(TaskFacts task, PlanFacts facts)
    {
        var (row, step) = (task.Row, Quoted(task.Row.StepId, facts));
        if (row.AcknowledgedAt is { } taken)
            yield return new ToldEntry(taken, T($"{task.AcknowledgedBy} tog opgaven {step}."), null);
        if (row.GateAskedAt is { } asked)
            yield return new ToldEntry(asked, T($"Politiet blev spurgt: {Words.GateQuestion(row)}"), null);
        if (row.GateOpenedAt is { } opened)
            yield return new ToldEntry(opened, task.Gate?.OpenedBy is { } opener ? T($"{opener} lod {step} begynde.") : T($"{step} kunne begynde: det, trinnet ventede på, var gjort."), null);
        if (row.EscalatedAt is { } escalated)
            yield return new ToldEntry(escalated, T($"{step} var forsinket, og begge parter blev gjort opmærksom på det."), null);
        if (row.SettledAt is { } settled && Settled(row, step, facts.Plan) is { } what)
            yield return new ToldEntry(settled, what, row.Reason is { Length: > 0 } reason ? Words.TaskReason(reason) : null);
    }

    /// <summary>Null: a step that nobody settled.</summary>
    private static string? Settled(TaskRow row, string step, ActivationFacts plan) => (row.State, row.SettledBy) switch
    {
        ("Done", null or TaskRow.Program) => T($"{step} er gjort."),
        ("Done", { } by) => T($"{plan.NameOf(by)} meldte {step} udført."),
        ("NotPossible", null or TaskRow.Program) => T($"{step} blev ikke til noget."),
        ("NotPossible", { } by) => T($"{plan.NameOf(by)} meldte, at {step} ikke var muligt."),
        ("Cancelled", _) => T($"{step} blev aflyst."),
        _ => null,
    };

    private static IEnumerable<ToldEntry> Answers(PlanFacts facts) =>
        facts.Answers.Select(answer => new ToldEntry(answer.At, Answered(answer, facts.Plan.NameOf(answer.PersonId), facts), answer.Reason));

    private static string Answered(PlanAnswerRow answer, string name, PlanFacts facts) => answer.Answer switch
    {
        "Extend" => T($"{name} ville forlænge planen."),
        "NewRound" => T($"{name} ville tage planen forfra."),
        "Close" => T($"{name} ville lade planen slutte."),
        "Done" => T($"{name} svarede, at {Quoted(answer.StepId!, facts)} er gjort."),
        _ => T($"{name} svarede, at {Quoted(answer.StepId!, facts)} ikke er muligt."),
    };

    private static IEnumerable<ToldEntry> Sent(PlanFacts facts) => facts.Taken.Select(row =>
    {
        var (kind, messages) = (Words.Delivery(row.Kind).ToLower(Written.Culture), Written.Number(row.Messages));
        return new ToldEntry(
            row.FirstAt,
            row.LastAt > row.FirstAt
                ? T($"Udsendelsen begyndte: {kind}. {messages} er afleveret, senest {Written.Instant(row.LastAt)}.")
                : T($"Udsendelsen begyndte: {kind}. {messages} er afleveret."),
            null);
    });

    /// <summary>Those that have begun; what is still planned is no part of a log.</summary>
    private static IEnumerable<ToldEntry> Visits(PlanFacts facts) => facts.Visits
        .Where(visit => visit.State == "Scheduled" && visit.StartsAt <= facts.Now)
        .Select(visit => new ToldEntry(visit.Stood == true ? visit.StoodFrom!.Value : visit.StartsAt!.Value, Told(visit, visit.StationName ?? T("Den mobile politistation"), facts), null));

    private static string Told(DoseRow visit, string station, PlanFacts facts) => (visit.Stood, visit.SiteName) switch
    {
        (true, _) => T($"{station} stod ved {visit.Place} til {Until(visit.StoodFrom!.Value, visit.StoodTo!.Value)}. Bekræftet af {facts.Plan.NameOf(visit.ConfirmedBy!)}."),
        (false, null) => T($"{station} stod ikke, som den skulle. Oplyst af {facts.Plan.NameOf(visit.ConfirmedBy!)}."),
        (false, { } site) => T($"{station} stod ikke ved {site}, som den skulle. Oplyst af {facts.Plan.NameOf(visit.ConfirmedBy!)}."),
        (null, null) => T($"{station} skulle stå til {Until(visit.StartsAt!.Value, visit.EndsAt!.Value)}. Ingen har bekræftet det."),
        (null, { } site) => T($"{station} skulle stå ved {site} til {Until(visit.StartsAt!.Value, visit.EndsAt!.Value)}. Ingen har bekræftet det."),
    };

    /// <summary>"kl. 13.00", with the day where it is another.</summary>
    private static string Until(DateTimeOffset from, DateTimeOffset to) =>
        DanishTime.DayOf(from) == DanishTime.DayOf(to) ? T($"kl. {Written.Clock(to)}") : T($"den {Written.Instant(to)}");

    private static string Quoted(string stepId, PlanFacts facts) => T($"»{facts.NameOfStep(stepId)}«");
}
