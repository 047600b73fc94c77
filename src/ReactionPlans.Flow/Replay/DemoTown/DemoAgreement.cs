using System.Globalization;

namespace ReactionPlans.Flow.Replay;

/// <summary>The demo town's agreement: every kind of step, a police decision with deadline and deputy, and two expectations about the wave.</summary>
internal static class DemoAgreement
{
    public static string Yaml(DemoBurglaries burglaries) => $$"""
        # En opdigtet aftale for en opdigtet kommune: ikke en indgået aftale.
        partnership: { id: taenkeby, name: Partnerskabet i Tænkeby (opdigtet), municipality: "{{DemoAreas.MunicipalityCode}}", policeDistrict: demo }
        version: 1
        holdsFrom: {{Day(DemoTown.FirstDay)}}
        reviewBy: {{Day(DemoTown.LastDay.AddDays(1))}}
        sender: { name: Trygt Naboskab i Tænkeby, contact: tryghed@example.dk, policePhone: "114" }
        goals: { burglaryReductionPercent: 10, neighbourFriends: 120 }
        channels: { digitalPost: true, print: true, neighbourFriends: [mail], localPosts: true }
        areas: { level: postcode, codes: all }
        offences: { residential-burglary: ["{{DemoReports.Dwelling}}"] }
        criteria:
          - id: burst
            offence: residential-burglary
            level: activate
            rule: { kind: threshold, atLeast: {{DemoBurglaries.AgreedNumber}}, withinDays: {{DemoBurglaries.WindowDays}}, countBy: reported }
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
          - id: station
            party: police
            responsible: coordinator
            reaction: mobile-station
            visits: 2
            hours: 3
            withinDays: 7
            gate: { step: letters, informedShare: 0.9, askAfterHours: 48 }
            otherwise: { place: supermarket, withStep: post }
          - { id: walk, party: municipality, responsible: lead, reaction: task, task: tryghedsvandring, dueDays: 14 }
        end: { maximumDays: 42, allClear: true }
        people:
          - { id: coordinator, role: police-coordinator, name: Indbrudskoordinator, mail: koordinator@example.dk }
          - { id: duty, role: police-duty, name: Vagthavende, mail: vagt@example.dk }
          - { id: lead, role: municipal-lead, name: Kommunal projektleder, mail: projektleder@example.dk }
        examples:
          - { area: "{{burglaries.WaveArea.Code}}", day: {{Day(burglaries.WaveStart.AddDays(4))}}, criterion: burst, holds: true }
          - { area: "{{burglaries.WaveArea.Code}}", day: {{Day(burglaries.WaveStart)}}, criterion: burst, holds: false }

        """.ReplaceLineEndings("\n");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
