using System.Diagnostics;
using System.Diagnostics.Metrics;
using ReactionPlans.Flow.Delivery;

namespace ReactionPlans.Flow.Telemetry;

/// <summary>What this process counts while it works. Totals of the installation: by hop, carrier and channel, never by partnership, area or person.</summary>
/// <remarks>Names and units become Prometheus' own on the way out: reactionplans.message.handled is reactionplans_message_handled_total there.</remarks>
public static class FlowMeters
{
    public const string MeterName = "ReactionPlans";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Handled = Meter.CreateCounter<long>("reactionplans.message.handled", null, "Messages that a hop has handled.");
    private static readonly Counter<long> Retried = Meter.CreateCounter<long>("reactionplans.message.retried", null, "Attempts that failed for a passing reason and were made again.");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("reactionplans.message.failed", null, "Messages that a hop could not handle; they wait for a person.");
    private static readonly Histogram<double> Handling = Meter.CreateHistogram<double>("reactionplans.message.handling", "s", "Time a hop took for a message, retries included.");
    private static readonly Counter<long> Answers = Meter.CreateCounter<long>("reactionplans.carrier.answer", null, "What carriers answered for deliveries.");
    private static readonly Counter<long> Settled = Meter.CreateCounter<long>("reactionplans.delivery.settled", null, "Deliveries by what became of them.");
    private static readonly Histogram<double> Outside = Meter.CreateHistogram<double>("reactionplans.outside.call", "s", "Time a call to somebody outside took.");

    /// <summary>Everything that is counted stands at 0 from the start: what appears with its first failure has no rise that anybody could be told of.</summary>
    /// <param name="carriers">Each with the channels it serves.</param>
    public static void Zero(IEnumerable<Hop> hops, IEnumerable<ILetterCarrier> carriers)
    {
        foreach (var hop in hops)
        {
            foreach (var counter in new[] { Handled, Retried, Failed })
                counter.Add(0, Hop(hop.Queue));
        }

        foreach (var carrier in carriers)
        {
            foreach (var channel in carrier.Channels)
            {
                foreach (var outcome in Enum.GetValues<CarrierOutcome>())
                    Answers.Add(0, new("carrier", carrier.Name), new("channel", channel), new("outcome", Word(outcome)));
                foreach (var state in new[] { "Accepted", "Skipped", "Failed" })
                    Settled.Add(0, new("channel", channel), new("state", state));
            }
        }
    }

    /// <summary>A message was handled; it began at <paramref name="since"/> (<see cref="Stopwatch.GetTimestamp"/>).</summary>
    internal static void HandledSince(long since, string queue)
    {
        Handled.Add(1, Hop(queue));
        Handling.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, Hop(queue));
    }

    internal static void RetriedIn(string queue) => Retried.Add(1, Hop(queue));

    internal static void FailedIn(string queue) => Failed.Add(1, Hop(queue));

    internal static void Answered(string carrier, string channel, IEnumerable<CarrierAnswer> answers)
    {
        foreach (var outcome in answers.CountBy(answer => answer.Outcome))
            Answers.Add(outcome.Value, new("carrier", carrier), new("channel", channel), new("outcome", Word(outcome.Key)));
    }

    /// <param name="states">Of the deliveries answered for; those that go back to wait are not settled.</param>
    internal static void SettledBy(string channel, IEnumerable<string> states)
    {
        foreach (var state in states.Where(state => state != "Planned").CountBy(state => state))
            Settled.Add(state.Value, new("channel", channel), new("state", state.Key));
    }

    /// <param name="to">Our own name of whom was called.</param>
    internal static void Called(string to, TimeSpan took, bool answered) =>
        Outside.Record(took.TotalSeconds, new("to", to), new("outcome", answered ? "answered" : "failed"));

    private static KeyValuePair<string, object?> Hop(string queue) => new("hop", queue);

    private static string Word(CarrierOutcome outcome) => outcome switch
    {
        CarrierOutcome.Accepted => "accepted",
        CarrierOutcome.Failed => "refused",
        CarrierOutcome.NotNow => "not-now",
        _ => "no-answer",
    };
}
