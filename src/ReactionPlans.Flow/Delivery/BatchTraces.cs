using System.Diagnostics;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A batch holds deliveries of several plans, and each plan's trace shows its own: the batch's span lies in the first one's trace, and every other plan
/// has a span of the same name in its trace, linked to the batch's.</summary>
internal sealed class BatchTraces : IDisposable
{
    private readonly List<Activity> others = [];

    private BatchTraces()
    {
    }

    public static BatchTraces Open(Guid batchId, IReadOnlyList<SendingRow> rows)
    {
        var traces = new BatchTraces();
        if (Activity.Current is not { IsAllDataRequested: true } batch)
            return traces;

        foreach (var plan in rows.GroupBy(row => row.ActivationId).Take(Tracing.MostLinks))
        {
            var span = plan.First().Trace is { } trace && Tracing.IsOther(batch, trace) ? Tracing.Continue(SendBatch.Queue, [trace, batch.Id!]) : null;
            Activity.Current = batch;
            if (span is not null)
                traces.others.Add(span);
            Describe(span ?? batch, batchId, plan);
        }

        return traces;
    }

    public void Dispose()
    {
        var now = Activity.Current;
        foreach (var span in others)
            span.Dispose();
        Activity.Current = now; // a span that ends leads back to where it began
    }

    private static void Describe(Activity span, Guid batchId, IGrouping<Guid, SendingRow> plan)
    {
        span.Id("rp.batch_id", batchId);
        span.Id("rp.activation_id", plan.Key);
        span.Word("rp.channel", plan.First().Channel);
        span.Count("rp.deliveries", plan.Count());
    }
}
