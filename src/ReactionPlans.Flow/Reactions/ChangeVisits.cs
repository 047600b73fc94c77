using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Gives the visits of a step their new places, and tells those who had been told of the old ones.</summary>
internal static class ChangeVisits
{
    /// <param name="visits">With their own numbers; those without a place too.</param>
    /// <param name="whyNot">Why a visit has no place.</param>
    /// <param name="placedBy">The person who chose, as partnership/person; null: a plan did.</param>
    public static async Task Store(
        Work work, PinnedActivation activation, StationTask step, IEnumerable<PlacedVisit> visits, Func<PlacedVisit, string> whyNot, string? placedBy = null)
    {
        foreach (var visit in visits)
        {
            await work.Execute("Reactions/move-visit.sql", new
            {
                activation_id = activation.Key.Id,
                step_id = step.StepId,
                visit_number = visit.Number,
                station_id = visit.StationId,
                site_id = visit.SiteId,
                starts_at = visit.StartsAt,
                ends_at = visit.EndsAt,
                reason = visit.IsPlaced ? null : whyNot(visit),
                placed_by = placedBy,
                now = work.Now,
            });
        }

        var moves = (await work.Query<int>("Reactions/count-moves.sql", new { activation_id = activation.Key.Id, step_id = step.StepId }))[0];
        await Notices.Plan(
            work, activation.Key.Id, activation.Key.FiredOn, activation.Key.PartnershipId, Wording.VisitStep(step.StepId, moves), "station-visit", [step.Responsible]);
        await Invitations.Plan(work, activation.Key.Id, activation.Key.FiredOn);
    }
}
