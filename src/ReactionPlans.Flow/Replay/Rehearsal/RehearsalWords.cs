using System.Globalization;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>What came of a rehearsal, the same at the terminal and in the console.</summary>
public static class RehearsalWords
{
    public static Phrase Party(string party) => AgreementWords.Of(party == "Police" ? Rules.Agreements.Party.Police : Rules.Agreements.Party.Municipality);

    public static Phrase What(RehearsedStep step) => step.Reaction switch
    {
        "Letter" => new("brev til beboere", "letter to residents"),
        "NeighbourMessage" => new("besked til nabovenner", "message to neighbour friends"),
        "MemberAlert" => new("besked til nabohjælpere", "message to members"),
        "LocalPost" => new("opslag i lokale grupper", "post in local groups"),
        "MobileStation" => new("mobil politistation", "mobile police station"),
        _ => Phrase.Same(step.TaskName ?? step.Id),
    };

    /// <summary>Whether the step was done, when, and to how many.</summary>
    public static Phrase How(RehearsedStep step) => step.Reaction switch
    {
        "Letter" or "NeighbourMessage" or "MemberAlert" =>
            Phrase.Of($"{Plain(step.Accepted)} af {Plain(step.Planned)} afleveret", $"{step.Accepted} of {step.Planned} handed over")
            + (step.Skipped > 0 ? Phrase.Of($", {Plain(step.Skipped)} sprunget over", $", {step.Skipped} skipped") : Phrase.None),
        "MobileStation" => Station(step),
        _ => State(step),
    };

    /// <summary>"godkendt 04-03-2026 08:05 af coordinator", or that nobody was to be asked.</summary>
    public static Phrase Decision(RehearsedActivation activation)
    {
        if (activation.DecidedBy.Count == 0)
            return Phrase.Of($"sat i gang {Moment(activation.StartedAt)} efter aftalen, uden svar", $"started {Moment(activation.StartedAt)} by the agreement, without an answer");
        var (decided, people) = (Moment(activation.DecidedAt ?? activation.StartedAt), Phrase.Join(new(" og ", " and "), activation.DecidedBy.Select(Phrase.Same)));
        return (activation.AskedAt is { } asked ? Phrase.Of($"spurgt {Moment(asked)}, ", $"asked {Moment(asked)}, ") : Phrase.None)
            + Phrase.Of($"godkendt {decided} af {people}", $"approved {decided} by {people}");
    }

    public static Phrase End(string? reason) => reason switch
    {
        "fallen" => new("der er ro igen", "it is calm again"),
        "season-over" => new("ugen er slut", "the week is over"),
        "overtaken" => new("afløst af en plan for en stigning", "overtaken by a plan for a spike"),
        "maximum" => new("planens længste tid er gået", "the plan's maximum time has passed"),
        "withdrawn" => new("anmeldelser blev trukket tilbage", "reports were withdrawn"),
        "stopped" => new("stoppet", "stopped"),
        _ => Phrase.Same(reason ?? ""),
    };

    public static Phrase Question(string state) => state switch
    {
        "Dismissed" => new("afvist", "dismissed"),
        "Lapsed" => new("ingen svarede i tide", "nobody answered in time"),
        "Held" => new("sat på hold", "on hold"),
        _ => new("venter på svar", "waiting for an answer"),
    };

    /// <summary>"04-03-2026 08:05" and "4 March 2026 08:05".</summary>
    public static Phrase Moment(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, DanishTime.Zone);
        return new(local.ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture), $"{EnglishText.Day(DanishTime.DayOf(instant))} {EnglishText.Clock(instant)}");
    }

    private static Phrase Station(RehearsedStep step) =>
        (step.GateOpenedAt is { } opened ? Phrase.Of($"måtte køre fra {Moment(opened)}", $"was free to drive from {Moment(opened)}") : new("fik aldrig lov at køre", "was never free to drive"))
        + Phrase.Join(Phrase.Same(""), step.Visits.Select(visit => visit.StartsAt is { } at
            ? Phrase.Of($"; {Moment(at)}", $"; {Moment(at)}") + (visit.Site is { } site ? Phrase.Of($" ved {site}", $" at {site}") : Phrase.None)
            : new("; et besøg uden tid", "; a visit without a time")));

    private static Phrase State(RehearsedStep step) => step.State switch
    {
        "Done" => Phrase.Of($"gjort {Moment(step.SettledAt ?? step.DueAt)}", $"done {Moment(step.SettledAt ?? step.DueAt)}") + (step.SettledAt > step.DueAt ? new(" (for sent)", " (late)") : Phrase.None),
        "NotPossible" => new("kunne ikke lade sig gøre", "was not possible"),
        "Cancelled" => new("ikke gjort, før planen sluttede", "not done before the plan ended"),
        _ => new("ikke gjort endnu", "not done yet"),
    };

    /// <summary>As the terminal's table writes its numbers.</summary>
    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
