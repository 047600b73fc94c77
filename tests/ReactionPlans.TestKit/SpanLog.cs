using System.Collections.Concurrent;
using System.Diagnostics;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.TestKit;

/// <summary>Collects the program's spans as an exporter would, and begins traces that a test knows again.</summary>
public sealed class SpanLog : IDisposable
{
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener listener;

    public SpanLog()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The ended spans of one trace.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. spans.Where(span => span.TraceId == trace)];

    /// <summary>Runs something as what comes from outside does: in a trace of its own.</summary>
    public static async Task<ActivityTraceId> InTrace(Func<Task> body)
    {
        Activity.Current = null;
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await body();
        return request.TraceId;
    }

    public void Dispose() => listener.Dispose();
}
