using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Benchmarks;

/// <summary>The same content as <see cref="Measured"/>, but a type of its own: a broker keeps bindings, and each side would fill the other's queue.</summary>
public sealed record BareMeasured(Guid FactId);

/// <summary>MassTransit with nothing of ours: the same transport, kind of queue, prefetch and concurrency, and a consumer that only counts.</summary>
internal static class BareBus
{
    private const string Queue = "measure-bare";

    /// <param name="concurrency">Of the hop that it stands beside.</param>
    public static IHost Host(TransportOptions transport, int concurrency, Arrivals arrivals)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(arrivals);
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddConsumer<CountArrival>();
            if (transport.InProcess)
                bus.UsingInMemory((context, memory) => memory.ReceiveEndpoint(Queue, endpoint => Consume(endpoint, context, concurrency)));
            else
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    rabbit.Host(transport.RabbitMq.Uri);
                    rabbit.ReceiveEndpoint(Queue, endpoint =>
                    {
                        endpoint.SetQuorumQueue(transport.RabbitMq.QueueCopies);
                        Consume(endpoint, context, concurrency);
                    });
                });
        });
        return builder.Build();
    }

    private static void Consume(IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, int concurrency)
    {
        endpoint.PrefetchCount = concurrency * 4;
        endpoint.ConcurrentMessageLimit = concurrency;
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
