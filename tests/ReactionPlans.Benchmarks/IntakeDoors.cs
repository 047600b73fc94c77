using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;
using ReactionPlans.Web.Api;

namespace ReactionPlans.Benchmarks;

/// <summary>The ways in that need a server of their own, over the measuring database: HTTP through a real socket, and the queue through a real broker.</summary>
internal static class IntakeDoors
{
    private const int ReportsARequest = 500, RequestsAtOnce = 4, RequestsASecond = 100;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>All reports as one gzipped NDJSON request.</summary>
    public static async Task<double> Http(MeasuringDatabase database, ReportTown town, CancellationToken stopping)
    {
        await database.EmptyIntake(stopping);
        await using var app = await Serve(database, stopping);
        using var client = await Sender(app, stopping);
        using var content = Ndjson(Gzipped(town));
        content.Headers.ContentEncoding.Add("gzip");

        var watch = Stopwatch.StartNew();
        await Send(client, content, stopping);
        var seconds = watch.Elapsed.TotalSeconds;
        await MustHold(database, town, stopping);
        return town.Reports.Count / seconds;
    }

    /// <summary>As a system sends that has much to tell: 500 reports a request, some requests at once.</summary>
    public static async Task<double> HttpBatches(MeasuringDatabase database, ReportTown town, CancellationToken stopping)
    {
        await database.EmptyIntake(stopping);
        await using var app = await Serve(database, stopping);
        var perSecond = await SendBatches(app, town, stopping);
        await MustHold(database, town, stopping);
        return perSecond;
    }

    /// <summary>The same requests to a server that reads them, does nothing and answers that it has.</summary>
    public static async Task<double> HttpNothing(ReportTown town, CancellationToken stopping)
    {
        var builder = Bare();
        await using var app = builder.Build();
        app.MapPost(ReportsApi.Path, async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        await app.StartAsync(stopping);
        return await SendBatches(app, town, stopping);
    }

    /// <summary>How long a sender waits for the answer to one report, at a pace of a hundred requests a second.</summary>
    /// <returns>Milliseconds, one for each request.</returns>
    public static async Task<IReadOnlyList<double>> HttpAnswers(MeasuringDatabase database, ReportTown town, CancellationToken stopping)
    {
        await database.EmptyIntake(stopping);
        await using var app = await Serve(database, stopping);
        using var client = await Sender(app, stopping);
        var answers = new List<Task<double>>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / RequestsASecond));
        foreach (var row in town.Reports)
        {
            await pace.WaitForNextTickAsync(stopping);
            answers.Add(Answer(Encoding.UTF8.GetBytes(Json(row))));
        }

        return [.. (await Task.WhenAll(answers)).Skip(RequestsASecond)]; // the first second compiles and connects

        async Task<double> Answer(byte[] body)
        {
            using var content = Ndjson(body);
            var watch = Stopwatch.StartNew();
            await Send(client, content, stopping);
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    private static async Task<double> SendBatches(WebApplication app, ReportTown town, CancellationToken stopping)
    {
        using var client = await Sender(app, stopping);
        var batches = town.Reports.Chunk(ReportsARequest).Select(batch => Encoding.UTF8.GetBytes(string.Join('\n', batch.Select(Json)))).ToList();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = stopping }, async (batch, ct) =>
        {
            using var content = Ndjson(batch);
            await Send(client, content, ct);
        });
        return town.Reports.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task Send(HttpClient client, HttpContent content, CancellationToken stopping)
    {
        using var response = await client.PostAsync(ReportsApi.Path, content, stopping);
        if (response.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync(stopping));
    }

    private static ByteArrayContent Ndjson(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };

    private static WebApplicationBuilder Bare()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder;
    }

    private static async Task<WebApplication> Serve(MeasuringDatabase database, CancellationToken stopping)
    {
        var builder = Bare();
        Add(builder.Services, database, new TransportOptions());
        builder.Services.AddSingleton<ApiKeys>().AddSingleton(provider => new Attempts(provider.GetRequiredService<Database>(), new byte[32], TimeProvider.System)).AddReportsApi();
        var app = builder.Build();
        app.MapReportsApi();
        await app.StartAsync(stopping);
        return app;
    }

    /// <summary>With a key where the server knows keys.</summary>
    private static async Task<HttpClient> Sender(WebApplication app, CancellationToken stopping)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan };
        if (app.Services.GetService<ApiKeys>() is { } keys)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await keys.Create("measurement", ["town"], Actor.Program, stopping)).Key);
        return client;
    }

    /// <summary>A report a message, all of them in the queue before the clock starts.</summary>
    public static async Task<double> Amqp(MeasuringDatabase database, RabbitMqServer broker, ReportTown town, CancellationToken stopping)
    {
        await database.EmptyIntake(stopping);
        var transport = new TransportOptions { RabbitMq = new RabbitMqOptions { Uri = broker.AmqpUri } };
        await Publish(transport, town, stopping);

        var services = new ServiceCollection();
        services.AddLogging();
        Add(services, database, transport);
        services.AddSingleton(transport).AddSingleton<ListenToQueue>();
        await using var provider = services.BuildServiceProvider();
        var listen = provider.GetRequiredService<ListenToQueue>();
        var watch = Stopwatch.StartNew();
        await listen.StartAsync(stopping);
        while (await Count(database, stopping) < town.Reports.Count)
            await Task.Delay(Glance, stopping);
        var seconds = watch.Elapsed.TotalSeconds;
        await listen.StopAsync(stopping);
        await MustHold(database, town, stopping);
        return town.Reports.Count / seconds;
    }

    private static void Add(IServiceCollection services, MeasuringDatabase database, TransportOptions transport) => services
        .AddSingleton(database.App).AddSingleton(TimeProvider.System).AddSingleton(new MessageRoutes(transport.InProcess, Hops.All))
        .AddSingleton<Database>().AddSingleton<AreaMap>().AddSingleton<ReceiveReports>().AddSingleton<IntakePressure>()
        .AddSingleton(new IntakeOptions { Http = new HttpIntakeOptions { BodyMegabytesAtMost = 1_000, RequestsPerMinute = 1_000_000 } });

    private static async Task Publish(TransportOptions transport, ReportTown town, CancellationToken stopping)
    {
        await ReportQueue.Declare(transport, stopping);
        await using var connection = await new ConnectionFactory { Uri = transport.RabbitMq.Uri! }.CreateConnectionAsync(stopping);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stopping);
        foreach (var batch in town.Reports.Chunk(500))
        {
            await Task.WhenAll(batch.Select(row => channel.BasicPublishAsync(
                "", ReportQueue.Name, mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(Json(row)), stopping).AsTask()));
        }
    }

    private static byte[] Gzipped(ReportTown town)
    {
        using var packed = new MemoryStream();
        using (var into = new StreamWriter(new GZipStream(packed, CompressionLevel.Fastest)))
        {
            foreach (var row in town.Reports)
                into.WriteLine(Json(row));
        }

        return packed.ToArray();
    }

    private static string Json(ReportRow row) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"source":"{{row.Source}}","reference":"{{row.Reference}}","offence":"{{row.Offence}}","attempt":{{(row.Attempt ? "true" : "false")}},"reported_at":"{{row.ReportedAt:yyyy-MM-ddTHH:mm:ss}}Z","occurred_from":"{{row.OccurredFrom:yyyy-MM-ddTHH:mm:ss}}Z","occurred_to":"{{row.OccurredTo:yyyy-MM-ddTHH:mm:ss}}Z","latitude":{{row.Latitude}},"longitude":{{row.Longitude}}}""");

    private static async Task<int> Count(MeasuringDatabase database, CancellationToken stopping)
    {
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        return await connection.ExecuteScalarAsync<int>("select count(*)::int from intake.report");
    }

    private static async Task MustHold(MeasuringDatabase database, ReportTown town, CancellationToken stopping)
    {
        if (await Count(database, stopping) is var stored && stored != town.Reports.Count)
            throw new InvalidOperationException($"{stored} of {town.Reports.Count} reports");
    }
}
