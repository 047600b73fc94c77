using System.Globalization;
using System.Text;

namespace ReactionPlans.Flow;

/// <summary>Draws docs/flow.md from <see cref="Hops.All"/> and <see cref="Schedule.All"/>, so that the drawing cannot lie.</summary>
public static class FlowDrawing
{
    public static string Markdown()
    {
        var page = new StringBuilder("""
            # The flow

            Drawn from `Hops.cs` and `Schedule.cs`; a test keeps it so. Each box is a queue; each arrow a message that left with a commit.

            ```mermaid
            flowchart TD
                folder([import command, watched folder]) --> reports[receive reports]
                http([POST /api/v1/reports]) --> reports
                queue([queue reactionplans.reports]) --> reports
                reports -- AreasChanged --> judge-areas
                people([a person answers]) -- PlanActivated --> start-activation
                people -- AnswerGiven, SpikeDismissed, PlanCorrected, ActivationEnded --> notify-parties
                people -- PlanCorrected --> plan-update
                people -- ActivationEnded --> plan-all-clear
                people -- ActivationEnded --> evaluate
                clock([time]) -- DecisionDue, DecisionAsked, SpikeDismissed --> notify-parties
                clock -- PlanActivated --> start-activation
                people -- RejectedRowCorrected --> retry-corrected
                people -- ReactionPlanned --> release-due
                people -- ExerciseAsked, ExerciseOver --> play-exercise
                stations([import bookings, station out and back]) -- StationCalendarChanged --> replan-visits
                morning([each morning]) -- ReviewIsDue --> notify-parties

            """.ReplaceLineEndings("\n"));
        foreach (var hop in Hops.All)
        {
            foreach (var message in hop.Says)
            {
                foreach (var listener in Hops.All.Where(other => other.Hears.Contains(message)))
                    page.Append(CultureInfo.InvariantCulture, $"    {hop.Queue} -- {message.Name} --> {listener.Queue}\n");
            }
        }

        page.Append("```\n\n| queue | role | hears | does | says |\n| --- | --- | --- | --- | --- |\n");
        foreach (var hop in Hops.All)
            page.Append(CultureInfo.InvariantCulture, $"| {hop.Queue} | {hop.Role.ToString().ToLowerInvariant()} | {Names(hop.Hears)} | {hop.Does} | {Names(hop.Says)} |\n");

        page.Append("\nWhat time starts (Danish time; in a replay each sweep runs just when something is due):\n\n| job | role | cron |\n| --- | --- | --- |\n");
        foreach (var job in Schedule.All)
            page.Append(CultureInfo.InvariantCulture, $"| {job.Name} | {job.Role.ToString().ToLowerInvariant()} | `{job.Cron}` |\n");
        page.Append("""

            **An agreement past its review.** The morning after `reviewBy` the leading people of both parties are told once. It acts as before until
            `reviewGraceDays` have passed; from then on it only advises: detection opens the spikes of its criteria at level watch, so no hop hears of
            them, nobody is asked and nothing is sent. They are shown like every other. What is in motion goes on to its end. A new version that both
            accept ends this, also one that changes nothing but the day.

            """.ReplaceLineEndings("\n"));
        return page.ToString();
    }

    private static string Names(IReadOnlyList<Type> messages) => messages.Count == 0 ? "-" : string.Join(", ", messages.Select(message => message.Name));
}
