using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests;

public sealed class HopsTests
{
    /// <summary>Names that are on the wire and in stored rows. A name may come; none may change or go while queues can hold it.</summary>
    private static readonly string[] Contracts =
    [
        "ActivationEnded", "ActivationStarted", "AnswerGiven", "AreasChanged", "DecisionAsked", "DecisionDue", "DeliveriesSettled", "DistrictRose", "EndAsked", "EvaluationReady", "EventRecorded", "ExerciseAsked", "ExerciseOver", "FeedFellSilent", "FeedIsBack", "GateAsked", "GateOpened", "JointApproved", "JointDue",
        "JointLeft", "JointOffered", "JointPlanActivated", "PlanActivated", "PlanCorrected", "PlanProlonged", "PlanRoundStarted",
        "RateFell", "ReactionPlanned", "RejectedRowCorrected", "ReviewIsDue", "SendDeliveries", "SpikeDetected", "SpikeDismissed", "SpikeEscalated", "StationCalendarChanged", "TaskEscalated", "TaskIsDue", "TaskIsLate", "TellOfEscalation",
    ];

    private static Type[] Messages => [.. typeof(SpikeDetected).Assembly.GetTypes().Where(type => type is { IsPublic: true, IsClass: true })];

    [Test]
    public void Contract_names_stay() =>
        Assert.That(Messages.Select(type => type.Name).Order(StringComparer.Ordinal), Is.EqualTo(Contracts));

    [Test]
    public void Every_message_has_a_listener() =>
        Assert.That(Hops.All.SelectMany(hop => hop.Hears).Distinct(), Is.EquivalentTo(Messages));

    [Test]
    public void Every_said_message_is_one_of_ours() =>
        Assert.That(Hops.All.SelectMany(hop => hop.Says).Distinct(), Is.SubsetOf(Messages));

    [Test]
    public void Queue_names_are_unique() =>
        Assert.That(Hops.All.Select(hop => hop.Queue), Is.Unique);

    [Test]
    public void A_message_without_a_listener_cannot_be_published() =>
        Assert.That(() => new MessageRoutes(inProcess: true, Hops.All).ListenersOf(typeof(string)), Throws.InvalidOperationException);

    [Test]
    public void Each_hop_says_what_its_source_publishes()
    {
        foreach (var hop in Hops.All)
        {
            var source = Repository.Read($"src/{hop.Consumer.Namespace!.Replace("ReactionPlans.Flow.", "ReactionPlans.Flow/", StringComparison.Ordinal)}/{hop.Consumer.Name}.cs");
            var published = Messages.Where(message => Regex.IsMatch(source, $@"new {message.Name}\(")).ToArray();

            Assert.That(published, Is.SubsetOf(hop.Says), $"{hop.Queue} publishes what Hops.cs does not list");
        }
    }

    [Test]
    public void Only_the_relay_publishes()
    {
        var others = Directory.EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && Path.GetFileName(file) != "OutboxRelay.cs")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\b(IPublishEndpoint|ISendEndpoint|IBus)\b"));

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void The_drawn_flow_is_the_flow()
    {
        var drawn = FlowDrawing.Markdown();
        if (Environment.GetEnvironmentVariable("REACTIONPLANS_WRITE_DOCS") == "1")
            File.WriteAllText(Repository.Path("docs/flow.md"), drawn);

        Assert.That(Repository.Read("docs/flow.md"), Is.EqualTo(drawn), "run this test with REACTIONPLANS_WRITE_DOCS=1 to draw docs/flow.md again");
    }
}
