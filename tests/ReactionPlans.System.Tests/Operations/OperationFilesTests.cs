using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;
using YamlDotNet.RepresentationModel;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>The dashboard and the alerts speak of figures that the running program has, and every alert has its place in the runbook.</summary>
[TestFixture]
public sealed partial class OperationFilesTests
{
    private const string Alerts = "deploy/prometheus/alerts.yml", Dashboard = "deploy/grafana/reactionplans.json", Runbook = "docs/operations.md";

    private static readonly string[] MustHave =
        ["FeedSilent", "OutboxStalled", "JudgingBehind", "DeliveriesOverdue", "DeadlineMissed", "QueueGrowing", "StuckMessages", "HostNotReady", "LettersRefused"];

    [Test]
    public async Task Every_figure_they_use_is_one_the_running_program_has()
    {
        if (RabbitMqServer.Missing() is { } missing)
            Assert.Ignore(missing);
        await using var broker = await RabbitMqServer.Start();
        await using var database = await TestDatabase.Create(inProcess: false);
        await MessageBus.DeployTopology(new TransportOptions { RabbitMq = new RabbitMqOptions { Uri = broker.AmqpUri } }, CancellationToken.None);
        await database.Execute("""
            insert into detection.feed_day (area_group, source, day, reports, verdict, chance) values ('', 'test', current_date - 2, 3, 'Reported', 1);
            insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only)
                values ('2026-03-01', gen_random_uuid(), gen_random_uuid(), 'p', 's', 'Notice', 'Person', 'p/x', 'mail', 't', 'da', 'Planned', now() + interval '9 days', false)
            """);
        await using var host = await WatchedHost.Start(database.SuperuserConnectionString, broker.AmqpUri, ("Telemetry__Figures__ReadAtMostEverySeconds", "5"));
        await database.Database.Do(work => work.Publish(new AreasChanged("test")), CancellationToken.None);
        await Eventually.Holds(async () => await database.Rows("plumbing.inbox") > 0, TimeSpan.FromSeconds(30));

        var exposed = new HashSet<string>();
        string[] used = [.. Expressions().SelectMany(expression => Name().Matches(LabelsAndTexts().Replace(expression, "")).Select(match => match.Value)).Distinct()];
        try
        {
            await Eventually.Holds(async () =>
            {
                exposed = [.. (await host.Client.GetStringAsync("/metrics")).Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0])];
                return used.All(exposed.Contains);
            }, TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            Assert.That(used.Except(exposed), Is.Empty, string.Join('\n', exposed.Order()));
        }

        Assert.That(exposed, Is.SupersetOf(new[] { "reactionplans_queue_messages", "reactionplans_outbox_oldest_seconds" }));
        Assert.That(await host.Client.GetStringAsync("/metrics"), Does.Not.Contain("partnership"));
    }

    [Test]
    public void Every_alert_has_its_section_in_the_runbook_and_every_section_its_alert()
    {
        var alerts = Rules().ToDictionary(rule => Text(rule, "alert"));
        var sections = Section().Matches(Repository.Read(Runbook)).Select(match => match.Groups[1].Value);

        Assert.That(sections, Is.EquivalentTo(alerts.Keys));
        Assert.That(alerts.Keys, Is.SupersetOf(MustHave));
        foreach (var (name, rule) in alerts)
        {
            var notes = (YamlMappingNode)rule["annotations"];
            Assert.That(Text(rule, "for"), Does.Match(@"^\d+[mh]$"), name);
            Assert.That(Text((YamlMappingNode)rule["labels"], "severity"), Is.AnyOf("critical", "warning"), name);
            Assert.That(Text(notes, "summary"), Is.Not.Empty, name);
            Assert.That(Text(notes, "description"), Is.Not.Empty, name);
            Assert.That(Text(notes, "runbook_url"), Does.EndWith($"docs/operations.md#{name.ToLowerInvariant()}"), name);
        }
    }

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read(Dashboard));
        return [.. Rules().Select(rule => Text(rule, "expr")), .. Within(dashboard.RootElement)];
    }

    private static IEnumerable<string> Within(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Within)],
        JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(property => property.Name == "expr" ? [property.Value.GetString()!] : Within(property.Value))],
        _ => [],
    };

    private static IEnumerable<YamlMappingNode> Rules()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read(Alerts)));
        return ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>();
    }

    private static string Text(YamlMappingNode node, string name) => ((YamlScalarNode)node[name]).Value!;

    /// <summary>Ours, and what .NET counts of the process and its HTTP; "up" is Prometheus' own.</summary>
    [GeneratedRegex(@"\b(?:reactionplans|dotnet|http|process)_[a-z0-9_]+\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"""[^""]*""|\b(?:by|on|ignoring|without)\s*\([^)]*\)")]
    private static partial Regex LabelsAndTexts();

    [GeneratedRegex(@"^### (\w+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
