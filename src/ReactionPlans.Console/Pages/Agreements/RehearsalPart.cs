using System.Text.Json;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>What a page says of the rehearsal of a version.</summary>
/// <param name="Standing">Null: never rehearsed.</param>
/// <param name="Outcome">Null: it has none yet.</param>
public sealed record RehearsalPart(RehearsalStanding? Standing, RehearsalOutcome? Outcome, Agreement Agreement)
{
    public static RehearsalPart Of(RehearsalStanding? standing, Agreement agreement) => new(
        standing, standing?.Outcome is { } json ? JsonSerializer.Deserialize<RehearsalOutcome>(json, JsonSerializerOptions.Web) : null, agreement);

    /// <summary>The person's name where the version has it.</summary>
    public string Who(string personId) => Agreement.FindPerson(personId)?.Name ?? personId;

    public string Decision(RehearsedActivation activation) => T(RehearsalWords.Decision(activation with { DecidedBy = [.. activation.DecidedBy.Select(Who)] }));

    /// <summary>One sentence, for a list of versions.</summary>
    public static string Told(RehearsalStanding? standing) => standing switch
    {
        null => T("Planen er aldrig øvet."),
        { State: "Waiting" } => T("Øvelsen venter på at begynde."),
        { State: "Running" } => T($"Øvelsen er i gang: {standing.Share.ToString("P0", Written.Culture)}."),
        { State: "Failed" } => T("Øvelsen kunne ikke gennemføres."),
        { Violations: 0, Findings: 0 } => T($"Øvet {Day(standing)}: alt gik som aftalt."),
        { Violations: 0 } => T($"Øvet {Day(standing)}: {standing.Findings} ting at se på."),
        _ => T($"Øvet {Day(standing)}: {standing.Violations} brudte løfter."),
    };

    private static string Day(RehearsalStanding standing) => Written.Day(Rules.Time.DanishTime.DayOf(standing.FinishedAt!.Value));
}
