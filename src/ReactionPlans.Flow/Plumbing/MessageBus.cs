using System.Net.Sockets;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RabbitMQ.Client;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Telemetry;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The one place that knows the bus: queues from the hops, one retry policy, two transports with the same guarantees.</summary>
public static class MessageBus
{
    /// <summary>How long to wait until the broker has taken what it was given; then it is given again.</summary>
    /// <remarks>A confirmation that a broker took with it when it fell never comes, and RabbitMQ.Client 7.2 waits for it for ever (rabbitmq-dotnet-client, issue 1930).</remarks>
    public static readonly TimeSpan ConfirmsWithin = TimeSpan.FromSeconds(20);

    /// <summary>Waits before a transient failure (database or carrier away) is tried again; then the message is written down as stuck.</summary>
    private static readonly TimeSpan[] Retries = [.. new[] { 0.1, 0.5, 2, 5, 10, 20 }.Select(TimeSpan.FromSeconds)];

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan ForgettingPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>Registers the consumers of <paramref name="hops"/> on the configured transport.</summary>
    public static IServiceCollection AddMessageBus(this IServiceCollection services, TransportOptions transport, IReadOnlyList<Hop> hops)
    {
        // A queue that is not bound yet loses what is published to it: nothing leaves before the bus stands.
        services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        return services.AddMassTransit(bus =>
        {
            bus.ConfigureHealthCheckOptions(options =>
            {
                options.Tags.Clear(); // each role tells of its own queues
                options.Tags.Add("bus");
            });
            foreach (var hop in hops)
                bus.AddConsumer(hop.Consumer);
            if (transport.InProcess)
                bus.UsingInMemory((context, memory) => Receive(memory, context, hops));
            else
                bus.UsingRabbitMq((context, rabbit) => Receive(rabbit, context, hops, transport.RabbitMq));
        });
    }

    /// <summary>Declares every hop's exchanges and queues on the broker, and the queue that reports come by, so that they exist before anyone publishes.</summary>
    public static async Task DeployTopology(TransportOptions transport, CancellationToken stopping)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMassTransit(bus =>
        {
            foreach (var hop in Hops.All)
                bus.AddConsumer(hop.Consumer);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.DeployTopologyOnly = true;
                Receive(rabbit, context, Hops.All, transport.RabbitMq);
            });
        });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IBusControl>().DeployAsync(stopping);
        await ReportQueue.Declare(transport, stopping);
    }

    /// <summary>Empties every hop's queue: for a replay that begins afresh, whose database knows nothing of what an earlier one left there.</summary>
    public static Task EmptyQueues(TransportOptions transport, CancellationToken stopping) =>
        WithQueues(transport, (channel, queue) => channel.QueuePurgeAsync(queue, stopping), stopping);

    /// <summary>How many messages wait on the broker, once the connections of a killed host are gone and what they held is back in the queues.</summary>
    public static async Task<int> CountWaiting(TransportOptions transport, CancellationToken stopping)
    {
        while (true)
        {
            var queues = new List<QueueDeclareOk>();
            await WithQueues(transport, async (channel, queue) => queues.Add(await channel.QueueDeclarePassiveAsync(queue, stopping)), stopping);
            if (queues.All(queue => queue.ConsumerCount == 0))
                return (int)queues.Sum(queue => queue.MessageCount);
            await Task.Delay(ForgettingPoll, stopping);
        }
    }

    /// <summary>Whether the same again may succeed: the database or a carrier is away.</summary>
    internal static bool IsTransient(Exception exception) =>
        exception is NpgsqlException { IsTransient: true } or HttpRequestException or TimeoutException or IOException
            or SocketException; // a line that is cut while it is made comes bare

    private static async Task WithQueues(TransportOptions transport, Func<IChannel, string, Task> act, CancellationToken stopping)
    {
        var factory = new ConnectionFactory { Uri = transport.RabbitMq.Uri! };
        await using var connection = await factory.CreateConnectionAsync(stopping);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        foreach (var hop in Hops.All)
            await act(channel, hop.Queue);
    }

    private static void Receive(IRabbitMqBusFactoryConfigurator rabbit, IBusRegistrationContext context, IReadOnlyList<Hop> hops, RabbitMqOptions options)
    {
        rabbit.Host(options.Uri, host => host.Heartbeat(Heartbeat)); // a line that is cut without a word is known for dead within two of them
        foreach (var hop in hops)
            rabbit.ReceiveEndpoint(hop.Queue, endpoint =>
            {
                endpoint.SetQuorumQueue(options.QueueCopies);
                Consume(endpoint, context, hop);
            });
    }

    private static void Receive(IInMemoryBusFactoryConfigurator memory, IBusRegistrationContext context, IReadOnlyList<Hop> hops)
    {
        foreach (var hop in hops)
            memory.ReceiveEndpoint(hop.Queue, endpoint => Consume(endpoint, context, hop));
    }

    private static void Consume(IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, Hop hop)
    {
        endpoint.PrefetchCount = hop.Concurrency * 4;
        endpoint.ConcurrentMessageLimit = hop.Concurrency;
        endpoint.UseFilter(new WatchConsumer(hop.Queue, context));
        endpoint.ConfigureError(error =>
        {
            error.UseFilter(new WriteDownStuck(hop.Queue, context));
            error.UseFilter(new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(skipped =>
        {
            skipped.UseFilter(new WriteDownStuck(hop.Queue, context));
            skipped.UseFilter(new DeadLetterTransportFilter());
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.ConnectRetryObserver(new CountRetries(hop.Queue));
            retry.Handle<Exception>(IsTransient);
            retry.Intervals(Retries);
        });
        endpoint.ConfigureConsumer(context, hop.Consumer);
    }
}
