using System.Diagnostics;
using MassTransit;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>One trace from the report that came in to the last letter handed over. Its spans are named by hop and tell ids and counts: never a name, an address,
/// a number or a link.</summary>
/// <remarks>Ids are made and handed on whether anybody collects the spans or not: a log line without a collector still tells which report it comes from. A span
/// that nobody collects holds its ids and nothing else.</remarks>
public static class Tracing
{
    /// <summary>What a collector listens to.</summary>
    public const string SourceName = "ReactionPlans";

    /// <summary>Where a message carries its trace, on both transports: the one it goes on from, then what else led to it, between commas.</summary>
    public const string Header = "rp-trace";

    /// <summary>A burst has as many causes as reports; this many are named.</summary>
    public const int MostLinks = 32;

    private static readonly ActivitySource Source = Open();

    /// <summary>What happens now, as it is written down for what happens later; null: outside any trace.</summary>
    public static string? Now => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>A step of what happens now, or the beginning of a trace.</summary>
    public static Activity? Begin(string name, ActivityKind kind = ActivityKind.Internal) => Source.StartActivity(name, kind);

    /// <summary>A step of what was written down: the first is gone on from, the others are linked. Nothing written down: the beginning of a trace.</summary>
    public static Activity? Continue(string name, IReadOnlyList<string> traces, ActivityKind kind = ActivityKind.Consumer)
    {
        var contexts = traces.Select(Read).OfType<ActivityContext>().ToList();
        Activity.Current = null; // whoever hands a message over is not its cause
        return Source.StartActivity(name, kind, contexts.FirstOrDefault(), links: contexts.Skip(1).Take(MostLinks).Select(context => new ActivityLink(context)));
    }

    /// <summary>What a message that was received goes on from.</summary>
    public static Activity? Continue(string name, MessageContext context) => Continue(name, Split(context.Headers.Get<string>(Header)));

    /// <summary>Names what else led to what happens now. Its own trace is no second cause.</summary>
    public static void LinkTo(IEnumerable<string> traces)
    {
        if (Activity.Current is not { IsAllDataRequested: true } now)
            return;
        foreach (var context in traces.Select(Read).OfType<ActivityContext>().Where(context => context.TraceId != now.TraceId).Take(MostLinks))
            now.AddLink(new ActivityLink(context));
    }

    /// <summary>Whether something written down belongs to another trace than a span.</summary>
    public static bool IsOther(Activity span, string trace) => Read(trace) is { } context && context.TraceId != span.TraceId;

    /// <summary>What <see cref="Header"/> holds.</summary>
    public static string[] Split(string? header) => header?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static ActivityContext? Read(string trace) =>
        ActivityContext.TryParse(trace, null, isRemote: true, out var context) ? context : null;

    private static ActivitySource Open()
    {
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        });
        return new ActivitySource(SourceName);
    }
}
