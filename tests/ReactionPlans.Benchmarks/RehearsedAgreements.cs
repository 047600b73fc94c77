using System.Globalization;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Replay;

namespace ReactionPlans.Benchmarks;

/// <summary>Fifty agreements that differ in what fires them, who decides and what is then done, as fifty partnerships would.</summary>
internal static class RehearsedAgreements
{
    private static readonly (string Mode, string OnDeadline)[] Decisions =
        [("automatic", "escalate"), ("police", "escalate"), ("police", "activate"), ("both", "escalate"), ("police", "lapse")];

    /// <summary>What most partnerships agree on: counts and near repeats.</summary>
    private static readonly string[] Usual =
    [
        "{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }",
        "{ kind: threshold, atLeast: 4, withinDays: 14, countBy: occurred-end }",
        "{ kind: near-repeat, atLeast: 3, withinMetres: 400, withinDays: 14 }",
        "{ kind: any-of, rules: [ { kind: threshold, atLeast: 6, withinDays: 7 }, { kind: near-repeat, atLeast: 4, withinMetres: 300, withinDays: 21 } ] }",
    ];

    /// <summary>Every fifth one's: rules that are held against years of history.</summary>
    private static readonly string[] WithHistory =
    [
        "{ kind: pooled-windows, luckAtMost: 0.005, atLeast: 3 }",
        "{ kind: all-of, rules: [ { kind: threshold, atLeast: 3, withinDays: 7 }, { kind: farrington-flexible, alpha: 0.01 } ] }",
        "{ kind: outbreak-chance, chanceAtLeast: 0.34 }",
    ];

    public static IReadOnlyList<RehearsalPlan> Make(int agreements) =>
    [
        .. Enumerable.Range(0, agreements).Select(number =>
        {
            var yaml = Yaml(number);
            var reading = AgreementYaml.Read(yaml, $"aftale-{number}");
            return new RehearsalPlan($"aftale-{number}", yaml, reading.Agreement ?? throw new InvalidOperationException(reading.Problems[0].ToString()));
        }),
    ];

    private static string Yaml(int number)
    {
        var (mode, onDeadline) = Decisions[number % Decisions.Length];
        var rule = number % 5 == 4 ? WithHistory[number / 5 % WithHistory.Length] : Usual[number % Usual.Length];
        var digitalPost = number % 3 != 2;
        var print = digitalPost || number % 2 == 1;
        var first = 8000 + number * 4;
        var codes = number % 3 == 0 ? "all" : string.Create(CultureInfo.InvariantCulture, $"[\"{first}\", \"{first + 1}\", \"{first + 2}\"]");
        return $$"""
            partnership: { id: aftale-{{number}}, name: Opdigtet partnerskab {{number}}, municipality: "0{{101 + number}}", policeDistrict: oevelse }
            version: 1
            holdsFrom: 2025-01-01
            sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114" }
            channels: { digitalPost: {{Truth(digitalPost)}}, print: {{Truth(print)}}, neighbourFriends: [mail], localPosts: true }
            areas: { level: postcode, codes: {{codes}} }
            offences: { residential-burglary: ["1320"] }
            criteria:
              - { id: rise, offence: residential-burglary, level: activate, rule: {{rule}} }
            decision: { mode: {{mode}}, deadlineHours: 4, onDeadline: {{onDeadline}}, deputies: [duty] }
            plan:
            {{string.Join('\n', Plan(number, digitalPost || print))}}
            end: { maximumDays: 42, allClear: true }
            people:
              - { id: coordinator, role: police-coordinator, name: Indbrudskoordinator, mail: koordinator@example.dk }
              - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
              - { id: lead, role: municipal-lead, name: Projektleder, mail: lead@example.dk }
            """;
    }

    private static IEnumerable<string> Plan(int number, bool letters)
    {
        if (letters)
            yield return "  - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }";
        yield return "  - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }";
        if (number % 2 == 1)
            yield return "  - { id: members, party: police, responsible: coordinator, reaction: member-alert, template: members-burst, atHours: 0 }";
        yield return "  - { id: post, party: municipality, responsible: lead, reaction: local-post, template: local-post, atHours: 2, dueHours: 24 }";
        if (number % 4 != 3)
            yield return "  - { id: station, party: police, responsible: coordinator, reaction: mobile-station, visits: 2, hours: 3, withinDays: 7, "
                + (letters ? "gate: { step: letters, informedShare: 0.9, askAfterHours: 48 }, " : "") + "otherwise: { place: supermarket, withStep: post } }";
        yield return "  - { id: walk, party: municipality, responsible: lead, reaction: task, task: tryghedsvandring, dueDays: 14 }";
    }

    private static string Truth(bool value) => value ? "true" : "false";
}
