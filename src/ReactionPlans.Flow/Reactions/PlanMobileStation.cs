using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Plans the mobile station's visits when their gate has opened: residents know of it before they see it.</summary>
public sealed class PlanMobileStation(Database database, AgreementBook agreements) : IConsumer<GateOpened>
{
    public const string Queue = "plan-mobile-station";

    public Task Consume(ConsumeContext<GateOpened> context) =>
        database.Once(context, Queue, async work =>
        {
            var (id, stepId) = (context.Message.ActivationId, context.Message.StepId);
            var task = await work.QueryOne<StationTask>("Reactions/read-station-task.sql", new { activation_id = id, step_id = stepId });
            var activation = await PinnedActivation.Find(work, agreements, id);
            if (task is null || activation.Key.EndedAt is not null)
                return; // another kind of step, planned before, or over

            await PlanVisits(work, activation, task);
            await Notices.Plan(
                work, id, activation.Key.FiredOn, activation.Key.PartnershipId, Wording.VisitStep(stepId, moves: 0), "station-visit", [task.Responsible]);
            await Invitations.Plan(work, id, activation.Key.FiredOn);
        });

    private async Task PlanVisits(Work work, PinnedActivation activation, StationTask task)
    {
        var facts = await StationFacts.Read(work);
        var wish = await facts.WishOf(activation, task);
        var demand = new StationDemand([wish], facts.Stations, await facts.Bookings(wish.From));

        var visits = StationPlan.Make(demand);
        if (wish.Sites.Count > 0 && visits.Any(visit => !visit.IsPlaced) && await MoveVisits.ToMakeRoom(work, agreements, facts, demand, visits) is { } more)
            visits = more;
        foreach (var visit in visits)
        {
            await work.Execute("Reactions/add-visit.sql", new
            {
                activation_id = activation.Key.Id,
                partnership_id = activation.Key.PartnershipId,
                step_id = task.StepId,
                visit_number = visit.Number,
                station_id = visit.StationId,
                site_id = visit.SiteId,
                starts_at = visit.StartsAt,
                ends_at = visit.EndsAt,
                state = visit.IsPlaced ? "Scheduled" : "Unplaced",
                reason = visit.IsPlaced ? null : WhyUnplaced.Of(demand, wish, visits, StationFacts.KindFor(activation, task)),
                now = work.Now,
            });
        }
    }
}
