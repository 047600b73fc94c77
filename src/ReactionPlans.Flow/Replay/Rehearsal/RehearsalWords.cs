using System.Globalization;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>What came of a rehearsal in Danish, the same at the terminal and in the console.</summary>
public static class RehearsalWords
{
    public static string Party(string party) => party == "Police" ? "politiet" : "kommunen";

    public static string What(RehearsedStep step) => step.Reaction switch
    {
        "Letter" => "brev til beboere",
        "NeighbourMessage" => "besked til nabovenner",
        "MemberAlert" => "besked til nabohjælpere",
        "LocalPost" => "opslag i lokale grupper",
        "MobileStation" => "mobil politistation",
        _ => step.TaskName ?? step.Id,
    };

    /// <summary>Whether the step was done, when, and to how many.</summary>
    public static string How(RehearsedStep step) => step.Reaction switch
    {
        "Letter" or "NeighbourMessage" or "MemberAlert" => $"{step.Accepted} af {step.Planned} afleveret" + (step.Skipped > 0 ? $", {step.Skipped} sprunget over" : ""),
        "MobileStation" => Station(step),
        _ => State(step),
    };

    /// <summary>"godkendt 04-03-2026 08:05 af coordinator", or that nobody was to be asked.</summary>
    public static string Decision(RehearsedActivation activation) =>
        (activation.AskedAt is { } asked && activation.DecidedBy.Count > 0 ? $"spurgt {Moment(asked)}, " : "")
        + (activation.DecidedBy.Count > 0 ? $"godkendt {Moment(activation.DecidedAt ?? activation.StartedAt)} af {string.Join(" og ", activation.DecidedBy)}" : $"sat i gang {Moment(activation.StartedAt)} efter aftalen, uden svar");

    public static string End(string? reason) => reason switch
    {
        "fallen" => "der er ro igen",
        "season-over" => "ugen er slut",
        "overtaken" => "afløst af en plan for en stigning",
        "maximum" => "planens længste tid er gået",
        "withdrawn" => "anmeldelser blev trukket tilbage",
        "stopped" => "stoppet",
        _ => reason ?? "",
    };

    public static string Question(string state) => state switch
    {
        "Dismissed" => "afvist",
        "Lapsed" => "ingen svarede i tide",
        "Held" => "sat på hold",
        _ => "venter på svar",
    };

    public static string Moment(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, DanishTime.Zone).ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);

    private static string Station(RehearsedStep step) =>
        (step.GateOpenedAt is { } opened ? $"måtte køre fra {Moment(opened)}" : "fik aldrig lov at køre")
        + string.Concat(step.Visits.Select(visit => visit.StartsAt is { } at ? $"; {Moment(at)}{(visit.Site is null ? "" : $" ved {visit.Site}")}" : "; et besøg uden tid"));

    private static string State(RehearsedStep step) => step.State switch
    {
        "Done" => $"gjort {Moment(step.SettledAt ?? step.DueAt)}" + (step.SettledAt > step.DueAt ? " (for sent)" : ""),
        "NotPossible" => "kunne ikke lade sig gøre",
        "Cancelled" => "ikke gjort, før planen sluttede",
        _ => "ikke gjort endnu",
    };
}
