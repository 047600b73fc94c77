using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Decision;

/// <summary>Areas that spike together, of one agreement or of neighbouring ones, are offered as one decision to everybody who is asked about them.</summary>
/// <remarks>An offer takes in further areas until somebody has approved by it: nobody's yes comes to cover more than they saw.</remarks>
public sealed class OfferJoint(Database database, AreaMap areas) : IConsumer<DecisionAsked>
{
    public const string Queue = "offer-joint-decision";

    private sealed record Candidate(Guid SpikeId, string PartnershipId, int AreaId, Guid? JointId, bool IsTaken);

    public Task Consume(ConsumeContext<DecisionAsked> context) => database.Once(context, Queue, async work =>
    {
        await work.Execute("Decision/lock-offering.sql");
        var candidates = await work.Query<Candidate>("Decision/list-joint-candidates.sql");
        if (candidates.FirstOrDefault(one => one.SpikeId == context.Message.SpikeId) is not { } asked)
            return; // answered, or over, before the message was heard
        if (asked.JointId is { } standing)
        {
            // Asked again, of others: they are told of the offer too.
            await Tell(work, standing);
            return;
        }

        var map = await areas.Current(work);
        var near = candidates.Where(other => IsOther(asked, other) && map.AreTogether(asked.AreaId, other.AreaId)).ToList();
        var free = near.Where(other => other.JointId is null).ToList();
        var joint_id = await Enter(work, near.Where(other => !other.IsTaken).Select(other => other.JointId).OfType<Guid>().Distinct(), asked);
        if (joint_id is null && free.Count == 0)
            return;

        if (joint_id is null)
        {
            joint_id = Guid.CreateVersion7(work.Now);
            await work.Execute("Decision/add-joint.sql", new { joint_id, now = work.Now });
            await Add(work, joint_id.Value, asked);
        }

        foreach (var member in free)
            await Add(work, joint_id.Value, member);
        await Tell(work, joint_id.Value);
    });

    /// <summary>Not the same area of the same partnership: a second criterion's spike there joins the plan that the first one starts.</summary>
    private static bool IsOther(Candidate asked, Candidate other) => other.AreaId != asked.AreaId || other.PartnershipId != asked.PartnershipId;

    /// <summary>The first of the offers that takes the question in; null: none does. One that it has left, as by an answer for itself, does not.</summary>
    private static async Task<Guid?> Enter(Work work, IEnumerable<Guid> offers, Candidate asked)
    {
        foreach (var offer in offers)
        {
            if (await Add(work, offer, asked))
                return offer;
        }

        return null;
    }

    private static async Task<bool> Add(Work work, Guid joint_id, Candidate member) =>
        await work.Execute("Decision/add-joint-member.sql",
            new { joint_id, spike_id = member.SpikeId, partnership_id = member.PartnershipId, area_id = member.AreaId }) == 1;

    private static async Task Tell(Work work, Guid joint_id) =>
        await work.Publish(new JointOffered(joint_id, await work.Scalar<int>("Decision/count-joint-members.sql", new { joint_id })));
}
