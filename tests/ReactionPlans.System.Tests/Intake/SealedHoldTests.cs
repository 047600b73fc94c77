using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules.Plans;
using ReactionPlans.System.Tests.ConsolePages;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Intake;

/// <summary>A canary as the reason of a hold, let loose in the running program with a real broker, and looked for everywhere it could come out.</summary>
public sealed partial class SealedHoldTests
{
    private const string Canary = "kanariefugl-4711", Open = "aabentspoergsmaal-4712";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Guid Spike = StableId.Of("spike/decide");

    [Test]
    public async Task Why_the_police_hold_comes_out_nowhere_but_on_the_polices_own_page()
    {
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        await using var broker = await RabbitMqServer.Start();
        await using var database = await TestDatabase.Create(inProcess: false);
        await ConsoleScene.Set(database);
        var now = DateTime.UtcNow;
        await database.Execute("update decision.question set asked_at = @now, round_asked_at = @now, deadline_at = @now + interval '3 hours'", new { now });
        await using var host = await ServingHost.Start(database, new Dictionary<string, string> { ["Transport__RabbitMq__Uri"] = broker.AmqpUri.ToString() });
        await using var heard = await Overheard.Begin(broker.AmqpUri);

        // First a question that is no secret: it shows that each place is looked through, for there it must be found.
        using var coordinator = await System(host, database, "coordinator");
        await Answer(coordinator, "return", Open, null);
        await Answer(coordinator, "hold", Canary, now.AddHours(20));
        await Eventually.Holds(() => Task.FromResult(Mails(host).Contains("er sat i bero til", StringComparison.Ordinal) && Mails(host).Contains(Open, StringComparison.Ordinal)), Patience);

        var places = new Dictionary<string, string>
        {
            ["messages on the bus"] = heard.Text,
            ["the log"] = Files(Path.Combine(host.Folder, "logs")) + host.Output,
            ["mails and letters"] = Mails(host),
            ["the API, to the police"] = await coordinator.GetStringAsync(new Uri("/api/v1/spikes", UriKind.Relative)),
            ["the audit export"] = await Command(database, "audit", "export", "--partnership", ConsoleScene.Partnership),
            ["the month report"] = await Command(database, "report", "month", "--partnership", ConsoleScene.Partnership, "--month", "2026-03"),
        };
        using (var system = await System(host, database, "lead"))
            places["the API, to the municipality"] = await system.GetStringAsync(new Uri("/api/v1/spikes", UriKind.Relative));
        using (var lead = await SignedIn(host, database, "lead"))
        {
            foreach (var page in new[] { "/", $"/Spikes/{Spike}", "/AuditTrail" })
                places[$"{page}, to the municipality"] = await lead.GetStringAsync(new Uri(page, UriKind.Relative));
        }

        using var police = await SignedIn(host, database, "coordinator");
        var own = await police.GetStringAsync(new Uri($"/Spikes/{Spike}", UriKind.Relative));

        Assert.Multiple(async () =>
        {
            Assert.That(places.Where(place => place.Value.Contains(Canary, StringComparison.Ordinal)).Select(place => place.Key), Is.Empty);
            Assert.That(await database.TablesHolding(Canary), Is.Empty);
            Assert.That(own, Does.Contain(Canary), "the police read why");

            Assert.That(places.Values, Is.All.Not.Empty);
            Assert.That(heard.Text, Does.Contain(nameof(AnswerGiven)), "the bus was heard");
            Assert.That(places["mails and letters"], Does.Contain(Open), "the mails were read");
            Assert.That(places[$"/Spikes/{Spike}, to the municipality"], Does.Contain(Open).And.Contain("Sat i bero til"), "the page was read");
            Assert.That(await database.TablesHolding(Open), Is.Not.Empty, "the tables were read");
            Assert.That(places["the log"], Does.Not.Match("/Answer/[A-Za-z0-9_-]{20}"), "no token of a link either");
        });
    }

    /// <summary>Hears every message that the program publishes.</summary>
    private sealed class Overheard : IAsyncDisposable
    {
        private readonly StringBuilder text = new();
        private IConnection connection = null!;
        private IChannel channel = null!;

        public string Text
        {
            get
            {
                lock (text)
                    return text.ToString();
            }
        }

        public static async Task<Overheard> Begin(Uri broker)
        {
            var heard = new Overheard { connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync() };
            heard.channel = await heard.connection.CreateChannelAsync();
            var queue = (await heard.channel.QueueDeclareAsync()).QueueName;
            foreach (var message in typeof(AnswerGiven).Assembly.GetExportedTypes().Where(type => type.IsClass && !type.IsAbstract))
            {
                var exchange = $"{message.Namespace}:{message.Name}";
                await heard.channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
                await heard.channel.QueueBindAsync(queue, exchange, "");
            }

            var consumer = new AsyncEventingBasicConsumer(heard.channel);
            consumer.ReceivedAsync += (_, delivery) =>
            {
                lock (heard.text)
                    heard.text.AppendLine(Encoding.UTF8.GetString(delivery.Body.Span));
                return Task.CompletedTask;
            };
            await heard.channel.BasicConsumeAsync(queue, autoAck: true, consumer);
            return heard;
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private static async Task Answer(HttpClient client, string action, string reason, DateTimeOffset? until)
    {
        using var content = JsonContent.Create(new { reason, until });
        await content.LoadIntoBufferAsync();
        var answer = await client.PostAsync(new Uri($"/api/v1/spikes/{Spike}/{action}", UriKind.Relative), content);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpClient> System(ServingHost host, TestDatabase database, string person)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer",
            await new PersonKeys(database.Database).Create(ConsoleScene.Partnership, person, Actor.Program, CancellationToken.None));
        return client;
    }

    private static async Task<HttpClient> SignedIn(ServingHost host, TestDatabase database, string person)
    {
        var password = await new Accounts(database.Database).Create(person, ConsoleScene.Partnership, person);
        var client = new HttpClient { BaseAddress = host.Address };
        var page = await client.GetStringAsync(new Uri("/SignIn", UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["UserName"] = person,
            ["Password"] = password,
            ["__RequestVerificationToken"] = Antiforgery().Match(page).Groups[1].Value,
        });
        (await client.PostAsync(new Uri("/SignIn", UriKind.Relative), form)).EnsureSuccessStatusCode();
        return client;
    }

    private static async Task<string> Command(TestDatabase database, params string[] arguments)
    {
        var (code, output) = await HostProcess.Run(arguments, new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["RecipientKey"] = Convert.ToBase64String(new byte[32]),
        });
        Assert.That(code, Is.Zero, output);
        return output;
    }

    /// <summary>As they are read: soft line breaks of quoted-printable are none.</summary>
    private static string Mails(ServingHost host) => Files(Path.Combine(host.Folder, "outgoing")).Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal);

    private static string Files(string folder)
    {
        if (!Directory.Exists(folder))
            return "";
        var all = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal))) // not yet renamed: still being written
        {
            using var open = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            all.AppendLine(open.ReadToEnd());
        }

        return all.ToString();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
