using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Plans anew what a station cannot make any more, and what may have a place now; everything else stays as it was told.</summary>
public sealed class ReplanVisits(Database database, AgreementBook agreements) : IConsumer<StationCalendarChanged>
{
    public const string Queue = "replan-visits";

    /// <summary>The visits of one step that are planned anew, as one wish; its numbers count from 1, the visits keep their own.</summary>
    private sealed record Step(PinnedActivation Activation, IReadOnlyList<VisitOfStep> Visits, VisitWish Wish)
    {
        public IEnumerable<(VisitOfStep Before, PlacedVisit Now)> Changes(IEnumerable<PlacedVisit> plan) => plan
            .Where(visit => visit.WishId == Wish.Id)
            .Select(visit => (Visits[visit.Number - 1], visit with { Number = Visits[visit.Number - 1].VisitNumber }))
            .Where(change => !change.Item1.Told.IsAt(change.Item2));
    }

    public Task Consume(ConsumeContext<StationCalendarChanged> context) =>
        database.Once(context, Queue, async work =>
        {
            var facts = await StationFacts.Read(work);
            var booked = await facts.Bookings(work.Now);
            var open = (await work.Query<VisitOfStep>("Reactions/list-visits-of-station.sql", new { station_id = context.Message.StationId, now = work.Now }))
                .Where(visit => visit.Booking is not { } crew || !CanStay(crew, facts.Stations, booked)).ToList();
            if (open.Count == 0)
                return;

            var steps = new List<Step>();
            foreach (var own in open.GroupBy(visit => visit.WishId).Select(group => group.ToList()))
            {
                var activation = await PinnedActivation.Find(work, agreements, own[0].ActivationId);
                var wish = await facts.WishOf(activation, own[0]);
                steps.Add(new Step(activation, own, wish with { Visits = own.Count, Announced = [.. own.Select((visit, index) => visit.Told with { Number = index + 1 })] }));
            }

            var freed = open.Select(visit => visit.Booking).OfType<StationBooking>().ToHashSet();
            var demand = new StationDemand([.. steps.Select(step => step.Wish)], facts.Stations, [.. booked.Where(booking => !freed.Contains(booking))]);
            var plan = StationPlan.Make(demand);
            if (plan.Any(visit => !visit.IsPlaced) && await MoveVisits.ToMakeRoom(work, agreements, facts, demand, plan) is { } more)
                plan = more;
            var outages = await work.Query<OutageReason>("Reactions/list-outages.sql", new { station_id = context.Message.StationId, now = work.Now });
            foreach (var step in steps)
                await Store(work, step, demand, plan, outages);
        });

    /// <summary>Those that could be the one too many are all planned anew: the plan keeps as many of them as it can.</summary>
    private static bool CanStay(StationBooking visit, IReadOnlyList<MobileStation> stations, IReadOnlyList<StationBooking> booked) =>
        StationCrews.HasRoom(stations.First(station => station.Id == visit.StationId).Capacity, visit, booked.Where(booking => booking != visit));

    private static async Task Store(Work work, Step step, StationDemand demand, IReadOnlyList<PlacedVisit> plan, IReadOnlyList<OutageReason> outages)
    {
        var changes = step.Changes(plan).ToList();
        if (changes.Count == 0)
            return;
        var others = demand.Wishes.Where(wish => wish != step.Wish).SelectMany(wish => plan.Where(visit => visit.WishId == wish.Id).Select(visit => visit.In(wish))).OfType<StationBooking>();
        var why = WhyUnplaced.Of(
            demand with { Booked = [.. demand.Booked, .. others] }, step.Wish, plan.Where(visit => visit.WishId == step.Wish.Id), StationFacts.KindFor(step.Activation, step.Visits[0]));
        await ChangeVisits.Store(work, step.Activation, step.Visits[0], changes.Select(change => change.Now), visit =>
            $"{WhyTaken(changes.First(change => change.Now == visit).Before, outages)} {why}");
    }

    private static string WhyTaken(VisitOfStep before, IReadOnlyList<OutageReason> outages) =>
        outages.FirstOrDefault(outage => before.StartsAt < outage.EndsAt && outage.StartsAt < before.EndsAt) is { } outage
            ? WhyUnplaced.OutOfService(outage.Reason) : WhyUnplaced.StationTaken;
}
