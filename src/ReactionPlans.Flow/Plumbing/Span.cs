using System.Diagnostics;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>What a span tells, by its names alone: ids, counts and what we call things ourselves. Nothing is written where nobody collects.</summary>
internal static class Span
{
    public static void Id(this Activity span, string name, Guid id) => Tell(span, name, id);

    public static void Count(this Activity span, string name, long count) => Tell(span, name, count);

    /// <param name="word">One of our own: a carrier's name, a channel, a message's type.</param>
    public static void Word(this Activity span, string name, string word) => Tell(span, name, word);

    /// <summary>Only what kind of failure it was: its text may quote somebody.</summary>
    public static void Failed(this Activity span, Exception exception)
    {
        span.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        Tell(span, "error.type", exception.GetType().Name);
    }

    private static void Tell(Activity span, string name, object value)
    {
        if (span.IsAllDataRequested)
            span.SetTag(name, value);
    }
}
