using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Flow.Telemetry;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Goes on with the message's trace, and tells that it has been handled. A failed attempt is not the end: the retries stand outside this filter.</summary>
public sealed class WatchConsumer(string queue, IServiceProvider services) : IFilter<ConsumeContext>
{
    private readonly MessagesUnderWay? underWay = services.GetService<MessagesUnderWay>();

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        using var span = Tracing.Continue(queue, context);
        if (context.MessageId is { } messageId)
            span?.Id("messaging.message.id", messageId);
        var since = Stopwatch.GetTimestamp();
        try
        {
            await next.Send(context);
        }
        catch (Exception exception)
        {
            span?.Failed(exception);
            throw;
        }

        FlowMeters.HandledSince(since, queue);
        if (context.MessageId is { } id)
            underWay?.Settled(id, queue);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("watch-consumer");
}
