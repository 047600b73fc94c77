using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Tells that a message has been handled. A failed attempt is not the end: the retries stand outside this filter.</summary>
public sealed class WatchConsumer(string queue, IServiceProvider services) : IFilter<ConsumeContext>
{
    private readonly MessagesUnderWay? underWay = services.GetService<MessagesUnderWay>();

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        await next.Send(context);
        if (context.MessageId is { } id)
            underWay?.Settled(id, queue);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("watch-consumer");
}
