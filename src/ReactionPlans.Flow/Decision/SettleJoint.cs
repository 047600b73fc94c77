using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>
/// Looks at an offer whenever one of its questions has changed: takes out what was answered for itself, starts the plans when all have approved,
/// and gives up when too few are left. Nobody waits for others longer than their own deadline.
/// </summary>
public sealed class SettleJoint(Database database, AgreementBook agreements)
    : IConsumer<AnswerGiven>, IConsumer<PlanActivated>, IConsumer<SpikeDismissed>, IConsumer<JointDue>
{
    public const string Queue = "settle-joint-decision";

    private sealed record Row(Guid SpikeId, string PartnershipId, int AgreementVersion, string State, DateTimeOffset? ApprovalToldAt);

    private sealed record Member(Row Row, bool IsApproved)
    {
        public bool IsIn { get; } = Enum.Parse<QuestionState>(Row.State) is QuestionState.Open or QuestionState.Returned;
    }

    public Task Consume(ConsumeContext<AnswerGiven> context) => database.Once(context, Queue, work => Look(work, context.Message.SpikeId));

    public Task Consume(ConsumeContext<PlanActivated> context) => database.Once(context, Queue, work => Look(work, context.Message.SpikeId));

    public Task Consume(ConsumeContext<SpikeDismissed> context) => database.Once(context, Queue, work => Look(work, context.Message.SpikeId));

    /// <summary>A question's own time is up: its partnership goes on without the others, with all that it has approved.</summary>
    public Task Consume(ConsumeContext<JointDue> context) => database.Once(context, Queue, work => Look(work, context.Message.SpikeId, isDue: true));

    private async Task Look(Work work, Guid spike_id, bool isDue = false)
    {
        // Nothing joins an offer while it is being settled.
        await work.Execute("Decision/lock-offering.sql");
        var found = await work.Query<Guid>("Decision/lock-joint.sql", new { spike_id });
        if (found.Count == 0)
        {
            await StartWhatWaitsForNobody(work, spike_id);
            return;
        }

        var joint_id = found[0];

        var members = await Members(work, joint_id);
        var due = isDue ? members.FirstOrDefault(member => member.IsIn && member.Row.SpikeId == spike_id) : null;
        var leaving = members.Where(member => !member.IsIn).ToList();
        var goingAlone = members.Where(member => member is { IsIn: true, IsApproved: true } && member.Row.PartnershipId == due?.Row.PartnershipId).ToList();
        var staying = members.Except(leaving).Except(goingAlone).ToList();

        await Start(work, joint_id, goingAlone);
        var outcome = JointOffer.Outcome([.. staying.Select(member => member.IsApproved)]);
        if (outcome != JointOutcome.Waits)
        {
            foreach (var partnership in staying.Where(member => member.IsApproved).GroupBy(member => member.Row.PartnershipId))
                await Start(work, joint_id, [.. partnership], isTogether: outcome == JointOutcome.Together);
        }

        await Leave(work, joint_id, [.. leaving, .. goingAlone], tell: outcome != JointOutcome.Together);
        if (outcome == JointOutcome.Waits)
            await TellOfApproval(work, joint_id, staying);
        else
            await work.Execute("Decision/settle-joint.sql", new { joint_id, outcome = outcome.ToString(), now = work.Now });
    }

    /// <summary>The offer was given up in the moment in which somebody approved by it: nothing is left to wait for.</summary>
    private async Task StartWhatWaitsForNobody(Work work, Guid spike_id)
    {
        if (await work.QueryOne<Question>("Decision/lock-question-of-spike.sql", new { spike_id }) is not { Phase: QuestionState.Open or QuestionState.Returned } question
            || !await Approvals.AreEnough(work, await agreements.Version(work, question.PartnershipId, question.AgreementVersion), spike_id))
        {
            return;
        }

        await work.Execute("Decision/settle-question.sql", new { spike_id, state = nameof(QuestionState.Approved), reason = (string?)null, now = work.Now });
        await work.Publish(new PlanActivated(spike_id));
    }

    private async Task<IReadOnlyList<Member>> Members(Work work, Guid joint_id)
    {
        var members = new List<Member>();
        foreach (var row in await work.Query<Row>("Decision/lock-joint-members.sql", new { joint_id }))
        {
            var agreement = await agreements.Version(work, row.PartnershipId, row.AgreementVersion);
            members.Add(new Member(row, await Approvals.AreEnough(work, agreement, row.SpikeId)));
        }

        return members;
    }

    /// <summary>Approves the questions of one partnership and starts one plan for them all.</summary>
    private static async Task Start(Work work, Guid jointId, IReadOnlyList<Member> members, bool isTogether = false)
    {
        foreach (var member in members)
        {
            await work.Execute("Decision/settle-question.sql",
                new { spike_id = member.Row.SpikeId, state = nameof(QuestionState.Approved), reason = (string?)null, now = work.Now });
        }

        if (members.Count > 1 || (members.Count == 1 && isTogether))
            await work.Publish(new JointPlanActivated(jointId, [.. members.Select(member => member.Row.SpikeId)]));
        else if (members.Count == 1)
            await work.Publish(new PlanActivated(members[0].Row.SpikeId));
    }

    private static async Task Leave(Work work, Guid joint_id, IReadOnlyList<Member> leaving, bool tell)
    {
        await work.Execute("Decision/leave-joint.sql", new { joint_id, spike_ids = leaving.Select(member => member.Row.SpikeId).ToArray(), now = work.Now });
        if (tell)
            await work.Publish([.. leaving.Select(member => new JointLeft(joint_id, member.Row.SpikeId))]);
    }

    /// <summary>A partnership that has approved all of its questions waits for the others, and they are told, once.</summary>
    private static async Task TellOfApproval(Work work, Guid joint_id, IReadOnlyList<Member> staying)
    {
        foreach (var partnership in staying.GroupBy(member => member.Row.PartnershipId))
        {
            if (!partnership.All(member => member is { IsApproved: true, Row.ApprovalToldAt: null }))
                continue;
            await work.Execute("Decision/note-joint-approval.sql", new { joint_id, partnership_id = partnership.Key, now = work.Now });
            await work.Publish(new JointApproved(joint_id, partnership.Key));
        }
    }
}
