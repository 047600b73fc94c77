using NUnit.Framework;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>YAML that the tests of this folder share.</summary>
internal static class Texts
{
    /// <summary>Every field that an agreement can have, except those that exclude each other. The tests count its lines.</summary>
    public const string Whole = """
        partnership: { id: eksempel, name: Eksempel, municipality: "0751", policeDistrict: oestjylland }
        version: 1
        holdsFrom: 2020-01-01
        reviewBy: 2021-01-01
        sender: { name: Trygt Naboskab, contact: tryghed@example.dk, policePhone: "114" }
        goals: { burglaryReductionPercent: 10, neighbourFriends: 2000 }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail, sms, push], localPosts: true }
        areas: { level: postcode, codes: ["8240", "8260"] }
        offences: { residential-burglary: ["1320"] }
        criteria:
          - id: burst
            offence: residential-burglary
            level: activate
            rule: { kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }
            minimumReports: 3
            holdForDays: 0
            clearAfterDays: 14
            cooldownDays: 14
        decision: { mode: police, deadlineHours: 4, onDeadline: escalate, deputies: [duty] }
        plan:
          - { id: letters, party: municipality, responsible: lead, reaction: letter, template: residents-burst, atHours: 0 }
          - { id: friends, party: police, responsible: coordinator, reaction: neighbour-message, template: friends-burst, atHours: 0 }
          - { id: members, party: police, responsible: coordinator, reaction: member-alert, template: members-burst, atHours: 0 }
          - { id: post, party: municipality, responsible: lead, reaction: local-post, template: local-post, atHours: 2, dueHours: 24 }
          - { id: station, party: police, responsible: coordinator, reaction: mobile-station, visits: 2, hours: 3, withinDays: 7,
              gate: { step: letters, informedShare: 0.9, askAfterHours: 48 }, otherwise: { place: supermarket, withStep: post } }
          - { id: walk, party: municipality, responsible: lead, reaction: task, task: tryghedsvandring, dueDays: 14 }
        end: { maximumDays: 42, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Indbrudskoordinator, mail: koordinator@example.dk }
          - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
          - { id: lead, role: municipal-lead, name: Projektleder, mail: lead@example.dk }
        examples:
          - { area: "8240", day: 2020-02-16, criterion: burst, holds: true }
          - { area: "8240", day: 2020-02-09, criterion: burst, holds: false }
        """;

    /// <summary>The same with a second criterion, which follows the calendar.</summary>
    public static readonly string WithSeason = SeasonOf("{ kind: season, week: 42, daysBefore: 14 }");

    /// <summary>A second criterion with a rule of its own, and what else it says.</summary>
    public static string SeasonOf(string rule, string more = "") =>
        With("decision: { mode: police", $"  - {{ id: autumn, offence: residential-burglary, level: activate, rule: {rule}{more} }}\ndecision: {{ mode: police");

    /// <summary>The whole agreement with one piece of text exchanged.</summary>
    public static string With(string written, string instead)
    {
        Assert.That(Whole.Split(written), Has.Length.EqualTo(2), $"'{written}' must be there once");
        return Whole.Replace(written, instead, StringComparison.Ordinal);
    }
}
