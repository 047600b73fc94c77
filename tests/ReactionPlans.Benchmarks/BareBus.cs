using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Benchmarks;

/// <summary>The same content as <see cref="Measured"/>, but a type of its own: a broker keeps bindings, and each side would fill the other's queue.</summary>
public sealed record BareMeasured(Guid FactId);

/// <summary>MassTransit with nothing of ours: the same transport, kind of queue, prefetch and concurrency, and a consumer that only counts.</summary>
internal static class BareBus
{
    private const string Queue = "measure-bare";

    /// <summary>What a hop gets unless it asks for something else.</summary>
    private static readonly int Concurrency = Hop.Of<CountArrival>(Queue, Role.Clock, "counts").Concurrency;

    public static IHost Host(TransportOptions transport, Arrivals arrivals)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(arrivals);
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddConsumer<CountArrival>();
            if (transport.InProcess)
                bus.UsingInMemory((context, memory) => memory.ReceiveEndpoint(Queue, endpoint => Consume(endpoint, context)));
            else
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    rabbit.Host(transport.RabbitMq.Uri);
                    rabbit.ReceiveEndpoint(Queue, endpoint =>
                    {
                        endpoint.SetQuorumQueue(transport.RabbitMq.QueueCopies);
                        Consume(endpoint, context);
                    });
                });
        });
        return builder.Build();
    }

    private static void Consume(IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context)
    {
        endpoint.PrefetchCount = Concurrency * 4;
        endpoint.ConcurrentMessageLimit = Concurrency;
        endpoint.ConfigureConsumer<CountArrival>(context);
    }
}

public sealed class CountArrival(Arrivals arrivals) : IConsumer<BareMeasured>
{
    public Task Consume(ConsumeContext<BareMeasured> context)
    {
        arrivals.One();
        return Task.CompletedTask;
    }
}
