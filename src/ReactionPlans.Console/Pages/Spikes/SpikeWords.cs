using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Time;
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

    public static string Settled(SpikeFacts facts) => facts.State switch
    {
        QuestionState.Approved => facts.Row.Reason switch
        {
            "agreed" => "Planen gik i gang af sig selv, som aftalt.",
            "deadline" => "Fristen gik, uden at nogen svarede, og så går planen i gang, som aftalt.",
            _ => "Planen er godkendt.",
        },
        QuestionState.Dismissed => "Planen er valgt fra.",
        _ => Wording.WhyLapsed(facts.Row.Reason),
    };

    private static string What(LogRow row, SpikeFacts facts)
    {
        var name = facts.NameOf(row.PersonId);
        var did = row.What switch
        {
            "Asked" => $"{name} blev spurgt",
            "Reminded" => $"{name} blev mindet om det",
            nameof(DecisionAction.Approve) => $"Godkendt af {name}",
            nameof(DecisionAction.Hold) => $"Sat i bero til {(row.HeldUntil is { } until ? DanishText.Moment(until) : "senere")} af {name}",
            nameof(DecisionAction.Dismiss) => $"Afvist af {name}",
            nameof(DecisionAction.Return) => $"{name} stillede et spørgsmål",
            _ => $"{name} svarede på spørgsmålet",
        };
        return row.Way switch
        {
            "link" => $"{did} (ved link i en besked).",
            "api" => $"{did} (gennem et andet system).",
            _ => $"{did}.",
        };
    }
}
