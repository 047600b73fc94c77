using k8s;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Host.Telemetry;
using ReactionPlans.TestKit;
using ReactionPlans.Web.Api;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>The manifests, held against Kubernetes' own models, where an unknown field is an error, and against the program: its roles, queues, settings and addresses.</summary>
public sealed class KubernetesTests
{
    private const string Folder = "deploy/kubernetes", Index = "kustomization.yaml", Migration = "migrate.yaml";

    /// <summary>Settings that belong to no section; each stands in the README's table.</summary>
    private static readonly string[] Single = ["ConnectionStrings__Database", "ConnectionStrings__Migrator", "RecipientKey", "Data", "ASPNETCORE_URLS"];

    /// <summary>What is made by operators and is no part of Kubernetes: only the fields that stand in our files.</summary>
    private static readonly Dictionary<string, Type> OfOperators = new()
    {
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(Custom<ScaledSpec>),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(Custom<AuthenticationSpec>),
        ["rabbitmq.com/v1beta1/RabbitmqCluster"] = typeof(Custom<RabbitSpec>),
    };

    private static IEnumerable<string> Files => Directory.GetFiles(Repository.Path(Folder), "*.yaml").Select(file => Path.GetFileName(file)).Where(name => name != Index).Order(StringComparer.Ordinal);

    private static IReadOnlyList<YamlNode> Objects => [.. Files.SelectMany(Documents)];

    [TestCaseSource(nameof(Files))]
    public void Every_field_is_one_that_Kubernetes_knows(string name) =>
        Assert.That(KubernetesYaml.LoadAllFromString(Repository.Read($"{Folder}/{name}"), OfOperators, strict: true), Is.Not.Empty);

    [TestCase("apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: a }\nspec: { maxUnavailble: 1 }")]
    [TestCase("apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: a }\nspec: { scaleTargetRef: { name: a }, minReplicas: 2 }")]
    [TestCase("apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80, port: 81 }] }")]
    public void A_field_that_it_does_not_know_is_found(string manifest) =>
        Assert.That(() => KubernetesYaml.LoadAllFromString(manifest, OfOperators, strict: true), Throws.InstanceOf<YamlException>());

    [Test]
    public void All_files_are_applied_together_but_the_migration_which_goes_before()
    {
        var listed = ((YamlSequenceNode)Documents(Index).Single()["resources"]).Select(Text);
        Assert.That(listed, Is.EquivalentTo(Files.Where(name => name != Migration)));
    }

    [Test]
    public void Every_role_has_hosts_that_the_program_knows_and_that_can_be_taken_away_one_by_one()
    {
        var roles = Enum.GetNames<Role>().Select(name => name.ToLowerInvariant()).ToList();
        Assert.That(Named("Deployment"), Is.EquivalentTo(roles));
        Assert.That(Named("PodDisruptionBudget"), Is.EquivalentTo(roles.Append("rabbitmq")));
        Assert.That(Pods().Select(pod => Text(Container(pod)["image"])).Distinct().Single(), Does.Not.EndWith(":latest"), "one version, and which one");
        Assert.Multiple(() =>
        {
            foreach (var role in Of("Deployment"))
            {
                var (name, host) = (Name(role), Container(role["spec"]["template"]["spec"]));
                Assert.That(((YamlSequenceNode)host["args"]).Select(Text), Is.EqualTo(new[] { "run", "--roles", name }), name);
                Assert.That(Text(role["spec"]["selector"]["matchLabels"]["app.kubernetes.io/name"]), Is.EqualTo(name), name);
                Assert.That(Text(role["spec"]["template"]["metadata"]["labels"]["app.kubernetes.io/name"]), Is.EqualTo(name), name);
                Assert.That(Text(host["ports"][0]["containerPort"]), Is.EqualTo("8080"), name);
                foreach (var (probe, path) in new[] { ("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready") })
                    Assert.That((Text(host[probe]["httpGet"]["path"]), Text(host[probe]["httpGet"]["port"])), Is.EqualTo((path, "http")), $"{name} {probe}");
            }
        });
        Assert.That(Text(Of("ConfigMap").Single()["data"]["ASPNETCORE_URLS"]), Does.EndWith(":8080"));
    }

    [Test]
    public void No_pod_of_ours_may_do_more_than_it_needs() => Assert.Multiple(() =>
    {
        foreach (var pod in Pods())
        {
            var (host, name) = (Container(pod), Text(Container(pod)["name"]));
            Assert.That(Text(pod["automountServiceAccountToken"]), Is.EqualTo("false"), name);
            Assert.That((Text(pod["securityContext"]["runAsNonRoot"]), Text(pod["securityContext"]["runAsUser"])), Is.EqualTo(("true", "1654")), name);
            Assert.That(Text(pod["securityContext"]["seccompProfile"]["type"]), Is.EqualTo("RuntimeDefault"), name);
            Assert.That((Text(host["securityContext"]["readOnlyRootFilesystem"]), Text(host["securityContext"]["allowPrivilegeEscalation"])), Is.EqualTo(("true", "false")), name);
            Assert.That(((YamlSequenceNode)host["securityContext"]["capabilities"]["drop"]).Select(Text), Is.EqualTo(new[] { "ALL" }), name);
            Assert.That(((YamlSequenceNode)host["volumeMounts"]).Select(mount => Text(mount["mountPath"])), Is.SupersetOf(new[] { "/tmp", "/data" }), name);
            Assert.That(Text(host["resources"]["limits"]["memory"]), Is.Not.Empty, name);
        }
    });

    [Test]
    public void Secrets_are_named_and_stand_nowhere_and_every_setting_is_one_the_program_has()
    {
        Assert.That(Named("Secret"), Is.Empty);
        var variables = Pods().SelectMany(pod => (YamlSequenceNode)Container(pod)["env"]).ToList();
        Assert.That(variables, Is.All.Matches<YamlNode>(variable => ((YamlMappingNode)variable!["valueFrom"]).Children.ContainsKey("secretKeyRef")));
        var open = ((YamlMappingNode)Of("ConfigMap").Single()["data"]).Select(setting => Text(setting.Key)).ToList();
        Assert.That(open, Has.None.Matches<string>(name => name!.Contains("Key", StringComparison.Ordinal) || name.Contains("Password", StringComparison.Ordinal) || name.Contains("Secret", StringComparison.Ordinal) || name.Contains("Connection", StringComparison.Ordinal)));

        var names = variables.Select(variable => Text(variable["name"])).Concat(open).Except(Single).Distinct().ToList();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(names.Select(name => KeyValuePair.Create(name.Replace("__", ":", StringComparison.Ordinal), (string?)"http://x"))).Build();
        Assert.That(names.Select(name => name.Split("__")[0]).Distinct(), Is.SubsetOf(new[] { "Transport", "Carriers", "Telemetry", "Texts" }));
        Assert.DoesNotThrow(() =>
        {
            settings.GetSection("Transport").Get<TransportOptions>(Strictly);
            settings.GetSection("Carriers").Get<CarrierOptions>(Strictly);
            settings.GetSection("Telemetry").Get<TelemetryOptions>(Strictly);
            settings.GetSection("Texts").Get<TextOptions>(Strictly);
        });

        static void Strictly(BinderOptions options) => options.ErrorOnUnknownConfiguration = true;
    }

    [Test]
    public void A_role_is_scaled_by_all_of_its_queues()
    {
        var wanted = Hops.All.Select(hop => (Role: hop.Role.ToString().ToLowerInvariant(), hop.Queue)).Append((Role: "intake", Queue: ReportQueue.Name));
        var scaled = Of("ScaledObject").SelectMany(scale => ((YamlSequenceNode)scale["spec"]["triggers"]).Select(trigger => (Text(scale["spec"]["scaleTargetRef"]["name"]), Text(trigger["metadata"]["queueName"]))));

        Assert.That(scaled, Is.EquivalentTo(wanted));
        var byHand = Of("HorizontalPodAutoscaler").Select(scale => Text(scale["spec"]["scaleTargetRef"]["name"])).ToList();
        Assert.That(byHand.Intersect(wanted.Select(one => one.Role)), Is.Empty, "two of them on one role would pull it about");
        Assert.That(Of("Deployment").Where(role => ((YamlMappingNode)role["spec"]).Children.ContainsKey("replicas")).Select(Name).Intersect(byHand.Concat(wanted.Select(one => one.Role))), Is.Empty, "nor may an apply");
    }

    [Test]
    public void What_is_called_from_outside_leads_to_the_role_that_answers()
    {
        var paths = ((YamlSequenceNode)Of("Ingress").Single()["spec"]["rules"][0]["http"]["paths"]).Select(path => (Text(path["path"]), Text(path["backend"]["service"]["name"]))).ToList();

        Assert.That(paths, Is.EquivalentTo(new[] { (ReportsApi.Path, "intake"), (ReceiptsApi.Path, "reactions"), ("/", "web") }));
        Assert.That(Named("Service"), Is.EquivalentTo(paths.Select(path => path.Item2)));
        Assert.That(Of("Service").Select(service => (Name(service), Text(service["spec"]["selector"]["app.kubernetes.io/name"]))), Is.All.Matches<(string Name, string Selects)>(service => service.Name == service.Selects));
    }

    [Test]
    public void The_broker_has_three_nodes() => Assert.That(Text(Of("RabbitmqCluster").Single()["spec"]["replicas"]), Is.EqualTo("3"));

    [Test]
    public void The_broker_throws_nothing_away_that_comes_back() =>
        Assert.That(
            Text(Of("RabbitmqCluster").Single()["spec"]["rabbitmq"]["additionalConfig"]).Split('\n'),
            Is.SupersetOf(Repository.Read("deploy/rabbitmq.conf").Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))));

    private static IEnumerable<YamlNode> Documents(string name)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read($"{Folder}/{name}")));
        return yaml.Documents.Select(document => document.RootNode);
    }

    private static IEnumerable<YamlNode> Of(string kind) => Objects.Where(one => Text(one["kind"]) == kind);

    private static IEnumerable<string> Named(string kind) => Of(kind).Select(Name);

    /// <summary>What every pod of ours is made from.</summary>
    private static IEnumerable<YamlNode> Pods() => Of("Deployment").Concat(Of("Job")).Select(owner => owner["spec"]["template"]["spec"]);

    private static YamlNode Container(YamlNode pod) => ((YamlSequenceNode)pod["containers"]).Single();

    private static string Name(YamlNode one) => Text(one["metadata"]["name"]);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public sealed class Custom<TSpec> where TSpec : new()
    {
        public string ApiVersion { get; set; } = "";
        public string Kind { get; set; } = "";
        public V1ObjectMeta Metadata { get; set; } = new();
        public TSpec Spec { get; set; } = new();
    }

    public sealed class ScaledSpec
    {
        public NamedRef ScaleTargetRef { get; set; } = new();
        public int MinReplicaCount { get; set; }
        public int MaxReplicaCount { get; set; }
        public IList<ScaleTrigger> Triggers { get; set; } = [];
    }

    public sealed class ScaleTrigger
    {
        public string Type { get; set; } = "";
        public Dictionary<string, string> Metadata { get; set; } = [];
        public NamedRef AuthenticationRef { get; set; } = new();
    }

    public sealed class AuthenticationSpec
    {
        public IList<SecretTarget> SecretTargetRef { get; set; } = [];
    }

    public sealed class SecretTarget
    {
        public string Parameter { get; set; } = "";
        public string Name { get; set; } = "";
        public string Key { get; set; } = "";
    }

    public sealed class NamedRef
    {
        public string Name { get; set; } = "";
    }

    public sealed class RabbitSpec
    {
        public int Replicas { get; set; }
        public RabbitStorage Persistence { get; set; } = new();
        public V1ResourceRequirements Resources { get; set; } = new();
        public V1Affinity Affinity { get; set; } = new();
        public RabbitSettings Rabbitmq { get; set; } = new();
    }

    public sealed class RabbitStorage
    {
        public string Storage { get; set; } = "";
    }

    public sealed class RabbitSettings
    {
        public string AdditionalConfig { get; set; } = "";
    }
}
