using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Replay;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Rehearsals;

/// <summary>Plans in motion, seen to their end in the real program: one rehearsal of agreements that differ in what goes wrong, and of people who answer
/// differently. Each agreement has one area of twelve residents and one wave, but where said.</summary>
public sealed class PlanInMotionTests
{
    private static readonly Dictionary<string, string> Agreements = new()
    {
        ["uden-eboks"] = Yaml("uden-eboks", channels: "digitalPost: false, print: false, neighbourFriends: [mail], localPosts: true", station: ", otherwise: { place: supermarket, withStep: post }"),
        ["svarer-ja"] = OnPaper("svarer-ja"),
        ["svarer-nej"] = OnPaper("svarer-nej"),
        ["svarer-ikke"] = OnPaper("svarer-ikke"),
        ["stoppet"] = Yaml("stoppet"),
        ["stedfortraeder"] = Yaml("stedfortraeder", lead: ", deputy: stedfortraeder-assistant", people: "  - { id: stedfortraeder-assistant, role: municipal-lead, name: Anna, mail: anna@example.dk }\n"),
        ["budget"] = Yaml("budget", channels: "digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true, letterBudget: { letters: 1, withinDays: 365 }",
            offences: """{ residential-burglary: ["1320"], theft: ["1399"] }""", criteria: Criterion("theft", "theft"), end: "maximumDays: 3, allClear: true"), // over before the second wave
        ["fortsaetter"] = Yaml("fortsaetter", end: "maximumDays: 3, allClear: true"),
        ["slutter"] = Yaml("slutter", end: "maximumDays: 3, allClear: true"),
    };

    private const string Personas = """
        people:
          svarer-ja-coordinator: { gates: open, gatesAfterHours: 2 }
          svarer-nej-coordinator: { gates: wait, gatesAfterHours: 2 }
          svarer-ikke-coordinator: { gates: ignore }
          stoppet-lead: { stopAfterHours: 30 }
          stedfortraeder-lead: { tasks: ignore }
          fortsaetter-coordinator: { ends: new-round, endsAfterHours: 10 }
        """;

    private IReadOnlyDictionary<string, RehearsalOutcome> outcomes = null!;

    [OneTimeSetUp]
    public async Task Rehearse()
    {
        var folder = Directory.CreateTempSubdirectory("rp-motion-");
        try
        {
            foreach (var (name, yaml) in Agreements)
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.yaml"), yaml);
            var (personas, summary) = (Path.Combine(folder.FullName, "personas.yaml"), Path.Combine(folder.FullName, "summary.json"));
            await File.WriteAllTextAsync(personas, Personas);

            var (code, output) = await HostProcess.Run(
                ["rehearse", .. Agreements.Keys.Select(name => Path.Combine(folder.FullName, $"{name}.yaml")), "--personas", personas, "--days", "75", "--summary", summary, "--data", folder.FullName],
                within: TimeSpan.FromMinutes(8));

            Assert.That(code, Is.Zero, output);
            outcomes = JsonSerializer.Deserialize<IReadOnlyList<RehearsalOutcome>>(await File.ReadAllTextAsync(summary), RehearsalOutcome.Json)!.ToDictionary(outcome => outcome.PartnershipId);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void No_promise_is_broken_and_every_plan_begins_and_ends() => Assert.Multiple(() =>
    {
        foreach (var outcome in outcomes.Values)
        {
            Assert.That(outcome.Violations, Is.Empty, outcome.PartnershipId);
            Assert.That(outcome.Activations, Has.Count.EqualTo(outcome.PartnershipId == "budget" ? 2 : 1), outcome.PartnershipId);
            Assert.That(outcome.Activations.Select(plan => plan.EndedOn), Is.All.Not.Null, outcome.PartnershipId);
            foreach (var step in outcome.Activations.SelectMany(plan => plan.Steps))
                Assert.That(step.State, Is.Not.EqualTo("Open").And.Not.EqualTo("Waiting"), $"{outcome.PartnershipId} {step.Id}");
        }
    });

    [Test]
    public void Without_digital_post_the_station_stands_at_the_supermarket_once_the_post_is_shared()
    {
        var plan = Plan("uden-eboks");

        Assert.That(Step(plan, "letters").State, Is.EqualTo("NotPossible"));
        Assert.That(Step(plan, "station").GateOpenedBy, Is.EqualTo("otherwise"));
        Assert.That(Step(plan, "station").GateOpenedAt, Is.GreaterThanOrEqualTo(Step(plan, "post").SettledAt!.Value));
        Assert.That(Step(plan, "station").Visits, Has.Count.EqualTo(1));
        Assert.That(Step(plan, "station").Visits[0].StartsAt, Is.GreaterThan(Step(plan, "post").SettledAt!.Value));
        Assert.That(Step(plan, "station").Visits[0].Site, Does.Contain("upermarked"));
    }

    [Test]
    public void Asked_after_the_agreed_hours_a_yes_sends_the_station_out()
    {
        var plan = Plan("svarer-ja");

        Assert.That(Step(plan, "station").GateOpenedBy, Is.EqualTo("svarer-ja-coordinator"));
        Assert.That(Step(plan, "station").GateOpenedAt, Is.EqualTo(plan.StartedAt.AddHours(12 + 2)));
        Assert.That(Step(plan, "station").Visits[0].StartsAt, Is.GreaterThan(Step(plan, "station").GateOpenedAt!.Value));
    }

    [TestCase("svarer-nej")]
    [TestCase("svarer-ikke")]
    public void A_no_and_no_answer_at_all_keep_it_back_until_the_letters_are_there(string partnership)
    {
        var plan = Plan(partnership);

        Assert.That(Step(plan, "station").GateOpenedBy, Is.EqualTo("share"));
        Assert.That(Step(plan, "station").GateOpenedAt, Is.GreaterThan(plan.StartedAt.AddHours(24)), "paper counts from its expected day");
        Assert.That(Step(plan, "station").Visits[0].StartsAt, Is.GreaterThanOrEqualTo(Step(plan, "station").GateOpenedAt!.Value));
    }

    [Test]
    public void A_stop_calls_off_what_is_to_come_and_corrects_what_was_sent()
    {
        var plan = Plan("stoppet");

        Assert.That(plan.EndReason, Is.EqualTo("stopped"));
        Assert.That((plan.Corrections, plan.AllClears, plan.StillHighs), Is.EqualTo((Step(plan, "letters").Accepted + Step(plan, "friends").Accepted, 0, 0)));
        Assert.That(plan.Corrections, Is.GreaterThan(0));
        Assert.That(Step(plan, "walk").State, Is.EqualTo("Cancelled"));
        Assert.That(Step(plan, "station").Visits.Where(visit => visit.StartsAt > plan.StartedAt.AddHours(30)), Is.Empty);
    }

    [Test]
    public void The_deputy_takes_over_what_the_responsible_person_leaves()
    {
        var plan = Plan("stedfortraeder");

        foreach (var step in new[] { "post", "walk" })
        {
            Assert.That((Step(plan, step).State, Step(plan, step).SettledBy), Is.EqualTo(("Done", "stedfortraeder-assistant")), step);
            Assert.That(Step(plan, step).SettledAt, Is.GreaterThanOrEqualTo(Step(plan, step).DueAt - (Step(plan, step).DueAt - Step(plan, step).StartsAt) / 4), $"{step}: when it was reminded of, and not before");
        }
    }

    [Test]
    public void Nobody_is_written_to_more_often_than_agreed()
    {
        var plans = outcomes["budget"].Activations.OrderBy(plan => plan.StartedAt).ToList();

        Assert.That(Step(plans[0], "letters").Accepted, Is.EqualTo(12));
        Assert.That((Step(plans[1], "letters").Accepted, Step(plans[1], "letters").Skipped, Step(plans[1], "letters").State), Is.EqualTo((0, 12, "NotPossible")));
        Assert.That(Step(plans[1], "friends").Accepted, Is.GreaterThan(0), "neighbour friends are told of each");
    }

    [Test]
    public void At_the_maximum_the_parties_take_the_plan_once_more()
    {
        var plan = Plan("fortsaetter");

        Assert.That(Step(plan, "letters~2").Accepted, Is.EqualTo(12));
        Assert.That(Step(plan, "letters~2").StartsAt, Is.GreaterThan(plan.StartedAt.AddDays(3)));
        Assert.That(plan.AllClears + plan.StillHighs, Is.EqualTo(Step(plan, "letters").Accepted + Step(plan, "friends").Accepted), "each is told the end once, whatever the rounds");
    }

    [Test]
    public void Unanswered_it_closes_with_the_number_still_high_and_no_all_clear()
    {
        var plan = Plan("slutter");

        Assert.That((plan.EndReason, plan.AllClears), Is.EqualTo(("maximum", 0)));
        Assert.That(plan.StillHighs, Is.EqualTo(Step(plan, "letters").Accepted + Step(plan, "friends").Accepted));
        Assert.That(plan.EndedOn, Is.EqualTo(Rules.Time.DanishTime.DayOf(plan.StartedAt).AddDays(3)));
    }

    private RehearsedActivation Plan(string partnership) => outcomes[partnership].Activations.Single();

    private static RehearsedStep Step(RehearsedActivation plan, string id) => plan.Steps.Single(step => step.Id == id);

    /// <summary>Every letter is on paper, so that nobody is informed before some days have passed.</summary>
    private static string OnPaper(string id) => Yaml(id, channels: "digitalPost: false, print: true, neighbourFriends: [mail], localPosts: true");

    private static string Criterion(string id, string offence) =>
        $"  - {{ id: {id}, offence: {offence}, level: activate, rule: {{ kind: threshold, atLeast: 5, withinDays: 7 }} }}\n";

    private static string Yaml(
        string id, string channels = "digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true", string station = "", string lead = "", string people = "",
        string end = "maximumDays: 42, allClear: true", string offences = """{ residential-burglary: ["1320"] }""", string criteria = "") => $$"""
        partnership: { id: {{id}}, name: {{id}}, municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2026-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114" }
        channels: { {{channels}} }
        areas: { level: postcode, codes: ["{{id}}"] }
        offences: {{offences}}
        criteria:
        {{Criterion("burst", "residential-burglary")}}{{criteria}}decision: { mode: police, deadlineHours: 4, onDeadline: activate }
        plan:
          - { id: letters, party: municipality, responsible: {{id}}-lead, reaction: letter, template: residents-burst, atHours: 0 }
          - { id: friends, party: police, responsible: {{id}}-coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
          - { id: post, party: municipality, responsible: {{id}}-lead, reaction: local-post, template: local-post, atHours: 2, dueHours: 24 }
          - { id: station, party: police, responsible: {{id}}-coordinator, reaction: mobile-station, visits: 1, hours: 3, withinDays: 7,
              gate: { step: letters, informedShare: 0.9, askAfterHours: 12 }{{station}} }
          - { id: walk, party: municipality, responsible: {{id}}-lead, reaction: task, task: tryghedsvandring, dueDays: 8 }
        end: { {{end}} }
        people:
          - { id: {{id}}-coordinator, role: police-coordinator, name: Karen, mail: karen@example.dk }
          - { id: {{id}}-lead, role: municipal-lead, name: Peter, mail: peter@example.dk{{lead}} }
        {{people}}
        """;
}
