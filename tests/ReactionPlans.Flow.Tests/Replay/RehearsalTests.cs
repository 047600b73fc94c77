using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Replay;

/// <summary>Any plan in an invented year, with the real code and nobody written to.</summary>
public sealed class RehearsalTests
{
    private const int Days = 70;

    [Test]
    public async Task Two_plans_are_rehearsed_together_and_each_tells_who_did_what_and_when()
    {
        var plans = new[] { Plan("alfa", "police", "{ kind: threshold, atLeast: 5, withinDays: 7 }"), Plan("beta", "automatic", "{ kind: near-repeat, atLeast: 3, withinMetres: 400, withinDays: 14 }") };
        var town = RehearsalTown.Invent(plans, null, Days, seed: 1);

        var outcomes = await Rehearse(town, PersonaList.Default);

        foreach (var outcome in outcomes)
        {
            Assert.That(outcome.Violations, Is.Empty, outcome.PartnershipId);
            Assert.That(outcome.Activations, Is.Not.Empty, outcome.PartnershipId);
            var first = outcome.Activations[0];
            Assert.That(first.Steps.Select(step => step.Id), Is.EqualTo(["letters", "friends", "post", "station", "walk"]));
            Assert.That(first.Steps[0].Accepted, Is.GreaterThan(0), "letters to invented residents");
            Assert.That(first.Steps.Single(step => step.Id == "walk"), Has.Property("State").EqualTo("Done").And.Property("Responsible").EqualTo("lead"));
            Assert.That(first.Steps.Single(step => step.Id == "station").Visits, Is.Not.Empty);
        }

        Assert.That(outcomes[0].Activations[0].DecidedBy, Is.EqualTo(["coordinator"]));
        Assert.That(outcomes[0].Activations[0].DecidedAt - outcomes[0].Activations[0].AskedAt, Is.EqualTo(TimeSpan.FromHours(1)), "as the usual persona answers");
        Assert.That(outcomes[1].Activations[0].DecidedBy, Is.Empty);
    }

    [Test]
    public async Task What_nobody_does_is_told()
    {
        var lazy = new PersonaList(new Persona(Tasks: "not-possible"), new Dictionary<string, Persona> { ["coordinator"] = new(Decide: Persona.Ignore), ["duty"] = new(Decide: Persona.Ignore) });

        var outcome = (await Rehearse(RehearsalTown.Invent([Plan("alfa", "police", "{ kind: threshold, atLeast: 5, withinDays: 7 }", "lapse")], null, Days, seed: 1), lazy))[0];

        Assert.That(outcome.Activations, Is.Empty);
        Assert.That(outcome.Unanswered.Select(spike => spike.State), Does.Contain("Lapsed"));
        Assert.That(outcome.Findings.Select(finding => finding.Code), Is.EqualTo(["RP6033"]));
    }

    /// <summary>From the calendar's morning to the week's Sunday, through every hop: decision, letters, station, walk, end.</summary>
    [Test]
    public async Task A_plan_that_follows_the_calendar_is_played_from_its_morning_to_its_Sunday()
    {
        var plan = Plan("alfa", "police", "{ kind: season, week: 5, daysBefore: 14 }");

        var outcome = (await Rehearse(RehearsalTown.Invent([plan], null, 45, seed: 1), PersonaList.Default))[0];

        Assert.That(outcome.Violations, Is.Empty);
        Assert.That(outcome.Findings, Is.Empty);
        Assert.That(outcome.Activations.Select(one => (one.AreaCode, one.FiredOn, one.EndedOn, one.EndReason)), Is.EquivalentTo(
            Enumerable.Range(1, 3).Select(area => ($"alfa-{area}", new DateOnly(2026, 1, 12), (DateOnly?)new DateOnly(2026, 2, 1), "season-over"))), "week 5 is 26 January to 1 February");
        foreach (var one in outcome.Activations)
        {
            Assert.That(one.DecidedBy, Is.EqualTo(["coordinator"]));
            Assert.That(one.AskedAt, Is.LessThan(new DateTimeOffset(2026, 1, 12, 0, 0, 0, TimeSpan.Zero)), "in the night to its first day, Danish time");
            Assert.That(one.Steps.Single(step => step.Id == "letters").Accepted, Is.GreaterThan(0));
            Assert.That(one.Steps.Single(step => step.Id == "station").Visits, Is.Not.Empty);
            Assert.That((one.AllClears, one.StillHighs, one.Corrections), Is.EqualTo((0, 0, 0)));
        }
    }

    [Test]
    public void The_same_seed_invents_the_same_year_and_another_another()
    {
        var plan = Plan("alfa", "police", "{ kind: threshold, atLeast: 5, withinDays: 7 }");

        var (once, again, other) = (RehearsalTown.Invent([plan], null, 365, 1), RehearsalTown.Invent([plan], null, 365, 1), RehearsalTown.Invent([plan], null, 365, 2));

        Assert.That(again.Reports, Is.EqualTo(once.Reports));
        Assert.That(other.Reports, Is.Not.EqualTo(once.Reports));
        Assert.That(once.Areas.Select(area => area.Code), Is.EqualTo(["alfa-1", "alfa-2", "alfa-3"]), "an agreement on every area gets a few of its own");
        Assert.That(once.Plans[0].Agreement.Areas.Codes, Is.EqualTo(["alfa-1", "alfa-2", "alfa-3"]));
    }

    [Test]
    public async Task Parts_played_side_by_side_come_to_the_same_as_one_after_the_other()
    {
        var town = RehearsalTown.Invent([Plan("alfa", "police", "{ kind: threshold, atLeast: 5, withinDays: 7 }"), Plan("beta", "automatic", "{ kind: threshold, atLeast: 4, withinDays: 7 }")], null, Days, seed: 2);

        var sideBySide = await Rehearse(town, PersonaList.Default, stages: 2, mostTogether: 1);
        var inTurn = await Rehearse(town, PersonaList.Default, stages: 1, mostTogether: 1);

        Assert.That(sideBySide.Select(outcome => outcome.PartnershipId), Is.EqualTo(["alfa", "beta"]));
        Assert.That(sideBySide.Sum(outcome => outcome.Activations.Count), Is.GreaterThanOrEqualTo(2));
        Assert.That(Written(sideBySide), Is.EqualTo(Written(inTurn)));

        static string Written(IReadOnlyList<RehearsalOutcome> outcomes) => JsonSerializer.Serialize(outcomes, RehearsalOutcome.Json);
    }

    [Test]
    public async Task A_part_that_cannot_start_tells_why()
    {
        await using var taken = await TestDatabase.Create();
        await using (var connection = new NpgsqlConnection(taken.SuperuserConnectionString))
            await connection.ExecuteAsync("insert into intake.report (source, reference) values ('feed', '1')");

        var (outcomes, problems) = await new RehearsalStages([new RehearsalStage(taken.SuperuserConnectionString, NullLoggerProvider.Instance)])
            .Play(RehearsalTown.Invent([Plan("alfa", "police", "{ kind: threshold, atLeast: 5, withinDays: 7 }")], null, 1, seed: 1), PersonaList.Default, 1, new Progress<ReplayProgress>(), CancellationToken.None);

        Assert.That(outcomes, Is.Empty);
        Assert.That(problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void Agreements_that_share_an_area_stay_in_one_part()
    {
        var rule = "{ kind: threshold, atLeast: 5, withinDays: 7 }";
        RehearsalPlan[] plans = [On("alfa", "[\"8000\"]"), On("beta", "[\"8200\"]"), On("gamma", "[\"8000\", \"8210\"]"), On("delta", "[\"8300\"]")];
        var town = RehearsalTown.Invent(plans, null, Days, seed: 1);

        var parts = RehearsalParts.Of(town, most: 1);

        Assert.That(parts.Select(part => string.Join(' ', part.Plans.Select(plan => plan.Source))), Is.EquivalentTo(["beta", "alfa gamma", "delta"]));
        Assert.That(parts.SelectMany(part => part.Areas.Select(area => area.Code)), Is.EquivalentTo(town.Areas.Select(area => area.Code)));
        Assert.That(parts.SelectMany(part => part.Reports), Is.EquivalentTo(town.Reports));
        Assert.That(RehearsalParts.Of(town with { IsDrawn = true }, most: 1), Has.Count.EqualTo(1), "a map's areas lie side by side");
        Assert.That(RehearsalParts.Of(town), Has.Count.EqualTo(1));

        RehearsalPlan On(string partnership, string codes)
        {
            var yaml = Yaml(partnership, "police", rule, "escalate").Replace("codes: all", $"codes: {codes}", StringComparison.Ordinal);
            return new RehearsalPlan(partnership, yaml, AgreementYaml.Read(yaml, partnership).Agreement!);
        }
    }

    [Test]
    public void Agreements_of_one_partnership_are_not_rehearsed_together()
    {
        var folder = Directory.CreateTempSubdirectory("rehearsal-").FullName;
        try
        {
            var files = new[] { "1.yaml", "2.yaml" }.Select(name => Path.Combine(folder, name)).ToList();
            files.ForEach(file => File.WriteAllText(file, Yaml("alfa", "police", "{ kind: threshold, atLeast: 5, withinDays: 7 }", "escalate")));

            var (plans, problems) = RehearsalPlan.Read(files);

            Assert.That(plans, Has.Count.EqualTo(1));
            Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(["RP6030"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<RehearsalOutcome>> Rehearse(RehearsalTown town, PersonaList personas, int stages = 1, int mostTogether = RehearsalParts.MostAgreements)
    {
        var databases = new List<TestDatabase>();
        try
        {
            while (databases.Count < stages)
            {
                databases.Add(await TestDatabase.Create());
                // What its template was granted is not copied with it.
                await DatabaseRoles.Ensure(databases[^1].SuperuserConnectionString, CancellationToken.None);
            }

            var (outcomes, problems) = await new RehearsalStages(
                    [.. databases.Select(database => new RehearsalStage(database.SuperuserConnectionString, NullLoggerProvider.Instance))], mostTogether)
                .Play(town, personas, seed: 1, new Progress<ReplayProgress>(), CancellationToken.None);

            Assert.That(problems, Is.Empty);
            return outcomes;
        }
        finally
        {
            foreach (var database in databases)
                await database.DisposeAsync();
        }
    }

    private static RehearsalPlan Plan(string partnership, string mode, string rule, string onDeadline = "escalate")
    {
        var yaml = Yaml(partnership, mode, rule, onDeadline);
        return new RehearsalPlan(partnership, yaml, AgreementYaml.Read(yaml, partnership).Agreement!);
    }

    private static string Yaml(string partnership, string mode, string rule, string onDeadline) => $$"""
        partnership: { id: {{partnership}}, name: Øvelse, municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2026-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114" }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true }
        areas: { level: postcode, codes: all }
        offences: { residential-burglary: ["1320"] }
        criteria:
          - { id: burst, offence: residential-burglary, level: activate, rule: {{rule}} }
        decision: { mode: {{mode}}, deadlineHours: 4, onDeadline: {{onDeadline}}, deputies: [duty] }
        plan:
          - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }
          - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
          - { id: post, party: municipality, responsible: lead, reaction: local-post, template: local-post, atHours: 2, dueHours: 24 }
          - { id: station, party: police, responsible: coordinator, reaction: mobile-station, visits: 2, hours: 3, withinDays: 7,
              gate: { step: letters, informedShare: 0.9, askAfterHours: 48 }, otherwise: { place: supermarket, withStep: post } }
          - { id: walk, party: municipality, responsible: lead, reaction: task, task: tryghedsvandring, dueDays: 14 }
        end: { maximumDays: 42, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Indbrudskoordinator, mail: koordinator@example.dk }
          - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
          - { id: lead, role: municipal-lead, name: Projektleder, mail: lead@example.dk }
        """;
}
