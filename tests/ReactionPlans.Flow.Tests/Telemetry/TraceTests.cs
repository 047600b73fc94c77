using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Telemetry;

/// <summary>The whole flow at work over both transports: one trace leads from the report to the last letter, over a person's answer and a clock's hours.</summary>
[TestFixture(false)]
[TestFixture(true)]
[NonParallelizable]
public sealed class TraceTests(bool overRabbitMq)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>All that a span may tell, and each is an id, a count or a word of ours.</summary>
    private static readonly string[] Told = ["rp.rows", "rp.batch_id", "rp.activation_id", "rp.channel", "rp.deliveries", "messaging.message.id"];

    private readonly byte[] key = new byte[32];
    private RabbitMqServer? broker;
    private TransportOptions transport = new();
    private Village village = null!;
    private DirectoryInfo letters = null!;
    private SpanLog spans = null!;

    [OneTimeSetUp]
    public async Task StartBroker()
    {
        if (!overRabbitMq)
            return;
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        broker = await RabbitMqServer.Start();
        transport = new TransportOptions { RabbitMq = new RabbitMqOptions { Uri = broker.AmqpUri } };
    }

    [OneTimeTearDown]
    public async Task StopBroker()
    {
        if (broker is not null)
            await broker.DisposeAsync();
    }

    [SetUp]
    public async Task Settle()
    {
        village = await Village.Settle("mode: police, deadlineHours: 40, onDeadline: escalate, deputies: [duty]", inProcess: !overRabbitMq);
        await AddResident(area: 1, "S1");
        letters = Directory.CreateTempSubdirectory("rp-traced-");
        spans = new SpanLog();
        if (overRabbitMq)
        {
            await MessageBus.DeployTopology(transport, CancellationToken.None);
            await MessageBus.EmptyQueues(transport, CancellationToken.None);
        }
    }

    [TearDown]
    public async Task TidyUp()
    {
        spans.Dispose();
        await village.DisposeAsync();
        letters.Delete(recursive: true);
    }

    [Test]
    public async Task From_the_report_to_the_letter_is_one_trace_over_an_answer_and_a_night()
    {
        using var host = await Start();

        var trace = await SpanLog.InTrace(() => village.Report(3));
        await Question();
        // In the night: the letter waits for the morning.
        village.Database.Clock.MoveTo(village.Database.Clock.GetUtcNow().AddHours(10));
        var answer = await SpanLog.InTrace(async () => Assert.That(await village.Answer(await village.Spike(), "Approve", "coordinator"), Is.Null));
        await Until(async () => await village.Database.Rows("delivery.delivery", "kind = 'Letter' and state = 'Planned'") == 1 && await Rest());
        village.Database.Clock.MoveTo(village.Database.Clock.GetUtcNow().AddHours(12));
        var clock = await SpanLog.InTrace(() => host.Services.GetRequiredService<ReleaseDue>().Run(CancellationToken.None));
        await Until(async () => await village.Database.Rows("delivery.delivery", "kind = 'Letter' and state = 'Accepted'") == 1 && await Rest());
        await host.StopAsync();

        var names = spans.Of(trace).Select(span => span.OperationName).Distinct().ToList();
        Assert.That(names, Is.SupersetOf(new[]
        {
            "receive-reports", "judge-areas", "open-decision", "notify-parties", "start-activation", "plan-letters", "release-due", "send-deliveries", "call folder", "watch-activation",
        }));
        // Both are known from the trace, and neither took it over.
        var links = spans.Of(trace).SelectMany(span => span.Links).Select(link => link.Context.TraceId).ToHashSet();
        Assert.That(links, Does.Contain(answer).And.Contain(clock));
        Assert.That(spans.Of(clock).Concat(spans.Of(answer)).Select(span => span.OperationName), Has.None.EqualTo("send-deliveries").And.None.EqualTo("start-activation"));
        Assert.That(spans.Of(trace).SelectMany(span => span.TagObjects).Select(tag => tag.Key).Distinct(), Is.SubsetOf(Told));
        Assert.That(spans.Of(trace).SelectMany(span => span.TagObjects).Select(tag => tag.Value), Is.All.InstanceOf<Guid>().Or.InstanceOf<long>().Or.EqualTo("digital-post").Or.EqualTo("mail"));
    }

    [Test]
    public async Task Of_a_burst_the_message_that_brought_the_judging_is_the_trace_and_the_others_are_linked()
    {
        var first = await SpanLog.InTrace(() => village.Report(1, prefix: "A"));
        var second = await SpanLog.InTrace(() => village.Report(1, prefix: "B"));
        var third = await SpanLog.InTrace(() => village.Report(1, prefix: "C"));
        using var host = await Start();
        await Question();
        await Until(Rest);
        await host.StopAsync();

        ActivityTraceId[] all = [first, second, third];
        var trace = all.Single(one => spans.Of(one).Any(span => span.OperationName == "open-decision"));
        // A message may be delivered once more: what has been judged is not judged again.
        var links = spans.Of(trace).Where(span => span.OperationName == "judge-areas").SelectMany(span => span.Links).Select(link => link.Context.TraceId);
        Assert.That(links, Is.EquivalentTo(all.Where(one => one != trace)));
        Assert.That(await village.Database.Scalar<string>("select substr(trace, 4, 32) from detection.spike"), Is.EqualTo(trace.ToHexString()));
    }

    [Test]
    public async Task A_batch_shows_each_plan_its_own_deliveries_in_its_own_trace()
    {
        await AddResident(area: 2, "S2");
        using var host = await Start();
        var traces = new List<ActivityTraceId>();
        foreach (var area in new[] { "1", "2" })
        {
            traces.Add(await SpanLog.InTrace(() => village.Report(3, area)));
            await Until(async () => await village.Database.Rows("decision.question") == traces.Count && await Rest()); // else both were one burst
        }

        village.Database.Clock.MoveTo(village.Database.Clock.GetUtcNow().AddHours(10)); // both wait for the morning, and go in one batch
        foreach (var spike in await village.Database.Query<Guid>("select id from detection.spike"))
            Assert.That(await village.Answer(spike, "Approve", "coordinator"), Is.Null);
        await Until(async () => await village.Database.Rows("delivery.delivery", "kind = 'Letter' and state = 'Planned'") == 2 && await Rest());
        village.Database.Clock.MoveTo(village.Database.Clock.GetUtcNow().AddHours(12));
        await host.Services.GetRequiredService<ReleaseDue>().Run(CancellationToken.None);
        await Until(async () => await village.Database.Rows("delivery.delivery", "kind = 'Letter' and state = 'Accepted'") == 2 && await Rest());
        await host.StopAsync();

        Assert.That(await village.Database.Scalar<int>("select count(distinct batch_id)::int from delivery.delivery where kind = 'Letter'"), Is.EqualTo(1));
        foreach (var trace in traces)
        {
            var sending = spans.Of(trace).Where(span => span.OperationName == "send-deliveries" && Equals(span.GetTagItem("rp.channel"), "digital-post")).ToList();
            Assert.That(sending.Select(span => span.GetTagItem("rp.deliveries")), Is.EqualTo(new object[] { 1L }));
        }
    }

    [Test]
    public async Task What_was_stuck_goes_on_in_its_trace_and_nothing_is_collected_where_nobody_listens()
    {
        spans.Dispose(); // ids alone are made now
        var trace = await SpanLog.InTrace(() => village.Report(3));

        Assert.That(await village.Database.Scalar<string>("select substr(trace[1], 4, 32) from plumbing.outbox"), Is.EqualTo(trace.ToHexString()));
        using var span = Tracing.Begin("unheard");
        Assert.That(span, Is.Not.Null);
        Assert.That(span!.IsAllDataRequested, Is.False);
    }

    private Task Question() => Until(async () => await village.Database.Rows("decision.question") == 1 && await Rest());

    private async Task<bool> Rest() => await village.Database.Rows("plumbing.outbox") == 0;

    private async Task Until(Func<Task<bool>> holds)
    {
        try
        {
            await Eventually.Holds(holds, Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail(string.Join('\n', await village.Database.Query<string>("select consumer || ' ' || error from plumbing.stuck_message")) + " / waits: "
                + string.Join(", ", await village.Database.Query<string>("select type || ' for ' || coalesce(consumer, 'the broker') || coalesce(' ' || error, '') from plumbing.outbox")));
        }
    }

    private async Task AddResident(int area, string number)
    {
        var cipher = new RecipientCipher(key);
        await village.Database.Execute("""
            with added as (
                insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, nem_sms, protected, language, imported_at)
                values (gen_random_uuid(), 'synthetic', @hash, @encrypted, 'a', 'h', true, false, false, 'da', now()) returning id)
            insert into reactions.resident_area (resident_id, area_id) select id, (select id from intake.area where code = @code) from added
            """, new { hash = cipher.KeyedHash("synthetic", number), encrypted = cipher.Encrypt(number), code = $"{area}" });
    }

    private async Task<IHost> Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(village.Database.Clock);
        builder.Services.AddFlow(new FlowFooting(
            village.Database.SuperuserConnectionString, transport, new CarrierOptions { Folder = new FolderOptions { Path = letters.FullName, WaitForDisk = false } },
            new TextOptions(), Enum.GetValues<Role>(), key));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
