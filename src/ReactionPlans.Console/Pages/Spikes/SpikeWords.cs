using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Spikes;

/// <summary>One thing that happened to a question, in words.</summary>
/// <param name="Why">As it was written; null where nothing was, and where it is sealed for this reader.</param>
public sealed record ToldEntry(DateTimeOffset At, string What, string? Why);

/// <summary>A question's log in words.</summary>
public static class SpikeWords
{
    public static IReadOnlyList<ToldEntry> Log(SpikeFacts facts)
    {
        var unsealed = new Queue<string>(facts.SealedReasons); // one for each hold, in the same order
        return [.. facts.Log.Select(row => new ToldEntry(row.At, What(row, facts),
            row.What == nameof(DecisionAction.Hold) ? unsealed.TryDequeue(out var why) ? why : null : row.Reason))];
    }

    /// <summary>Since when, and how far the question has come where there is one.</summary>
    public static string Lead(SpikeFacts facts)
    {
        var (day, isOfSeason) = (Written.Day(facts.Row.FiredOn), facts.Evidence.Season is not null);
        return facts.State is { } state
            ? isOfSeason ? T($"Begyndt den {day}: {Words.State(state)}.") : T($"Fundet den {day}: {Words.State(state)}.")
            : isOfSeason ? T($"Begyndt den {day}.") : T($"Fundet den {day}.");
    }

    public static string Settled(SpikeFacts facts) => facts.State switch
    {
        QuestionState.Approved => facts.Row.Reason switch
        {
            "agreed" => T("Planen gik i gang af sig selv, som aftalt."),
            "deadline" => T("Fristen gik, uden at nogen svarede, og så går planen i gang, som aftalt."),
            _ => T("Planen er godkendt."),
        },
        QuestionState.Dismissed => T("Planen er valgt fra."),
        _ => Wording.WhyLapsed(facts.Row.Reason),
    };

    private static string What(LogRow row, SpikeFacts facts)
    {
        var name = facts.NameOf(row.PersonId);
        var did = row.What switch
        {
            "Asked" => T($"{name} blev spurgt"),
            "Reminded" => T($"{name} blev mindet om det"),
            nameof(DecisionAction.Approve) => T($"Godkendt af {name}"),
            nameof(DecisionAction.Hold) => row.HeldUntil is { } until ? T($"Sat i bero til {Written.Moment(until)} af {name}") : T($"Sat i bero til senere af {name}"),
            nameof(DecisionAction.Dismiss) => T($"Afvist af {name}"),
            nameof(DecisionAction.Return) => T($"{name} stillede et spørgsmål"),
            _ => T($"{name} svarede på spørgsmålet"),
        };
        return row.Way switch
        {
            "link" => T($"{did} (ved link i en besked)."),
            "api" => T($"{did} (gennem et andet system)."),
            _ => $"{did}.",
        };
    }
}
