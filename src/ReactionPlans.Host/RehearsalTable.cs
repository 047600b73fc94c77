using System.Globalization;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules.Time;
using Spectre.Console;

namespace ReactionPlans.Host;

/// <summary>A rehearsal as a person reads it at the terminal: who did what and when.</summary>
internal static class RehearsalTable
{
    /// <summary>Beyond so many agreements, plans are counted and not told step by step.</summary>
    private const int MostToldInFull = 3;

    public static void Show(IReadOnlyList<RehearsalOutcome> outcomes, TimeSpan elapsed)
    {
        var table = new Table { Title = new TableTitle($"{outcomes.Count} {(outcomes.Count == 1 ? "aftale" : "aftaler")} øvet i {outcomes[0].Days} dage på {elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} sekunder") }
            .AddColumns("Aftale", "Planer", "Breve", "Beskeder", "Besøg", "Opgaver", "Ro igen", "Uden plan", "Bemærkninger", "Brudte løfter");
        foreach (var outcome in outcomes)
            table.AddRow(
                Markup.Escape($"{outcome.PartnershipId}, version {outcome.Version}"), $"{outcome.Activations.Count}", $"{outcome.Letters}", $"{outcome.Messages}", $"{outcome.Visits}",
                $"{outcome.TasksDone}", $"{outcome.AllClears}", $"{outcome.Unanswered.Count}", $"{outcome.Findings.Count}", outcome.Violations.Count == 0 ? "[green]ingen[/]" : $"[red]{outcome.Violations.Count}[/]");
        AnsiConsole.Write(table);

        foreach (var outcome in outcomes)
        {
            if (outcomes.Count <= MostToldInFull)
            {
                foreach (var activation in outcome.Activations)
                    Show(outcome, activation);
                foreach (var spike in outcome.Unanswered)
                    Terminal.Say($"{outcome.PartnershipId}, {spike.AreaCode}: opfyldt {Day(spike.FiredOn)}, men ingen plan ({RehearsalWords.Question(spike.State).Danish})");
            }

            foreach (var finding in outcome.Findings)
                Terminal.Say($"[yellow]{finding.Code}[/] {outcome.PartnershipId}: {finding.Danish}");
            foreach (var violation in outcome.Violations)
                Terminal.Say($"[red]{outcome.PartnershipId}: {violation}[/]");
        }
    }

    private static void Show(RehearsalOutcome outcome, RehearsedActivation activation)
    {
        var end = activation.EndedOn is { } ended ? $"slut {Day(ended)} ({RehearsalWords.End(activation.EndReason).Danish})" : "løber stadig";
        Terminal.Say($"[bold]{outcome.PartnershipId}, {activation.AreaName}[/]: {activation.Criterion} opfyldt {Day(activation.FiredOn)}; {RehearsalWords.Decision(activation).Danish}; {end}");
        var table = new Table().AddColumns("Hvem", "Hvad", "Hvornår", "Gik det");
        foreach (var step in activation.Steps)
            table.AddRow(
                Markup.Escape($"{RehearsalWords.Party(step.Party).Danish}: {step.Responsible}"), Markup.Escape(RehearsalWords.What(step).Danish),
                Markup.Escape($"{Moment(step.StartsAt)} - senest {Moment(step.DueAt)}"), Markup.Escape(RehearsalWords.How(step).Danish));
        AnsiConsole.Write(table);
    }

    private static string Moment(DateTimeOffset instant) => RehearsalWords.Moment(instant).Danish;

    private static string Day(DateOnly day) => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
}
