using System.Net;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Decisions;

/// <summary>From burglaries to a plan, or to none: every way of deciding in the program as it runs.</summary>
public sealed class DecisionTests
{
    private const string West = "vest", East = "oest", Automatic = "automatisk", Activate = "aktiver", Lapse = "bortfald", Both = "begge", Hold = "bero", Dismiss = "afvis";

    private static readonly (string, string)[] Decisions =
    [
        (West, "mode: both, deadlineHours: 4, onDeadline: escalate, deputies: [duty]"),
        (East, "mode: police, deadlineHours: 4, onDeadline: lapse"),
        (Automatic, "mode: automatic"),
        (Activate, "mode: police, deadlineHours: 4, onDeadline: activate"),
        (Lapse, "mode: police, deadlineHours: 4, onDeadline: lapse"),
        (Both, "mode: both, deadlineHours: 4, onDeadline: escalate, deputies: [duty]"),
        (Hold, "mode: police, deadlineHours: 4, onDeadline: activate"),
        (Dismiss, "mode: police, deadlineHours: 4, onDeadline: escalate, deputies: [duty]"),
    ];

    private DecisionTown town = null!;

    [OneTimeSetUp]
    public async Task Open() => town = await DecisionTown.Open(Decisions);

    [OneTimeTearDown]
    public async Task Close() => await town.DisposeAsync();

    [Test]
    public async Task Each_mode_comes_to_its_decision_and_silence_to_what_was_agreed()
    {
        string[] asked = [Activate, Lapse, Both, Hold, Dismiss];
        foreach (var partnership in asked.Append(Automatic))
            await town.Burgle(partnership, 3);
        await town.Starts(Automatic);
        foreach (var partnership in asked)
            await town.Becomes(partnership, "Open 1");

        // What people answer.
        Assert.That((await town.Answer(Hold, "coordinator", "hold", "efterforskning", DateTimeOffset.UtcNow.AddHours(20))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await town.Answer(Dismiss, "coordinator", "dismiss", "kendt sag")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await town.Question(Hold), await town.Question(Dismiss)), Is.EqualTo(("Held 1", "Dismissed 1")));

        // What comes of silence, of a hold's end, and of a number that rises on.
        await town.Burgle(Dismiss, 2, "S");
        await town.LetTimePass(Activate, Lapse, Both, Hold);
        await town.Starts(Activate);
        await town.Becomes(Lapse, "Lapsed 1");
        await town.Becomes(Both, "Open 2");
        await town.Becomes(Hold, "Open 2");
        await town.Becomes(Dismiss, "Open 2");
        await town.LetTimePass(Hold);

        // Two different people, one of each party.
        Assert.That((await town.Answer(Both, "duty", "approve")).Status, Is.EqualTo(HttpStatusCode.OK));
        var again = await town.Answer(Both, "duty", "approve");
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(again.Body, Does.Contain("RP4007"));
        Assert.That((await town.Answer(Both, "coordinator", "approve")).Status, Is.EqualTo(HttpStatusCode.OK), "a second yes of the police is taken, and is not the municipality's");
        Assert.That(await town.Question(Both), Is.EqualTo("Open 2"));
        Assert.That((await town.Answer(Both, "lead", "approve")).Status, Is.EqualTo(HttpStatusCode.OK));

        await town.Starts(Both);
        await town.Starts(Hold);
        Assert.That(await town.Database.Query<string>("select partnership_id from activation.activation where partnership_id <> all(@these) order by 1", new { these = new[] { West, East } }),
            Is.EqualTo([Activate, Automatic, Both, Hold]), "no plan of what lapsed or was dismissed");
        Assert.That(await town.Database.Query<string>("select partnership_id || ' ' || coalesce(reason, '') from decision.question where reason = 'deadline' order by 1"),
            Is.EqualTo([$"{Activate} deadline", $"{Hold} deadline", $"{Lapse} deadline"]));
    }

    [Test]
    public async Task Two_neighbouring_partnerships_answer_together_and_start_together()
    {
        await town.Burgle(West, 3);
        await town.Burgle(East, 3);
        await town.Becomes(West, "Open 1");
        await town.Becomes(East, "Open 1");
        await Eventually.Holds(async () => await town.Database.Rows("decision.joint_member", "left_at is null") == 2, TimeSpan.FromMinutes(1));

        const string Areas = $"{East} By {East}, {West} By {West}";
        Assert.That(await town.Waiting(West, "lead"), Does.Contain(Areas).And.Not.Contain($"{await town.Spike(East)}"), "the neighbour's area, and not its spike");
        foreach (var (partnership, person) in new[] { (West, "coordinator"), (East, "coordinator"), (West, "lead") })
        {
            Assert.That(await town.Database.Rows("activation.activation", $"partnership_id in ('{West}', '{East}')"), Is.Zero, $"before {person} of {partnership}");
            Assert.That((await town.Answer(partnership, person, "approve", jointAreas: Areas)).Status, Is.EqualTo(HttpStatusCode.OK));
        }

        await town.Starts(West);
        await town.Starts(East);
        Assert.That(await town.Database.Scalar<int>("select count(distinct joint_id)::int from activation.activation where partnership_id in (@West, @East)", new { West, East }), Is.EqualTo(1));
        Assert.That(await town.Database.Rows("decision.joint", "outcome = 'Together'"), Is.EqualTo(1));
        Assert.That((await town.Answer(West, "duty", "approve", jointAreas: Areas)).Status, Is.EqualTo(HttpStatusCode.Conflict), "it is decided");
    }
}
