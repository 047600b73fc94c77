using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>Ends the plans that are over, asks the parties where the agreed time has passed and the number is still high, and does what they answer.</summary>
internal static class PlanEnds
{
    private sealed record Row
    {
        public Guid Id { get; init; }
        public string PartnershipId { get; init; } = "";
        public int AgreementVersion { get; init; }
        public string CriterionId { get; init; } = "";
        public DateTimeOffset MaximumEndsAt { get; init; }
        public DateTimeOffset? EndAskedAt { get; init; }
        public DateTimeOffset? EndDeadlineAt { get; init; }
        public int EndQuestion { get; init; }
        public int Round { get; init; }
        public DateOnly? SpikeEndedOn { get; init; }
        public string? SpikeEndReason { get; init; }
    }

    private sealed record AnswerRow(string PersonId, string Choice);

    /// <param name="activationId">Null: every running plan. The caller holds the watch's lock.</param>
    public static async Task Settle(Work work, AgreementBook agreements, Guid? activationId = null)
    {
        Guid[]? ids = activationId is { } one ? [one] : null;
        foreach (var row in await work.Query<Row>("Activation/read-ends.sql", new { activation_ids = ids, now = work.Now }))
        {
            var agreement = await agreements.Version(work, row.PartnershipId, row.AgreementVersion);
            var facts = new EndFacts(row.SpikeEndedOn, row.SpikeEndReason, row.MaximumEndsAt, row.EndAskedAt, row.EndDeadlineAt, await Answers(work, agreement, row))
            {
                IsByCalendar = agreement.FindCriterion(row.CriterionId)?.Rule.CountsReports == false,
            };
            switch (PlanEnd.Next(agreement, facts, work.Now))
            {
                case EndStep.Ask ask:
                    await work.Execute("Activation/ask-end.sql", new { activation_id = row.Id, now = work.Now, deadline_at = ask.DeadlineAt });
                    await work.Publish(new EndAsked(row.Id, row.EndQuestion + 1));
                    break;
                case EndStep.Prolong prolong:
                    await Prolong(work, agreement, row, prolong);
                    break;
                case EndStep.End end:
                    await End(work, row.Id, end);
                    break;
            }
        }
    }

    private static async Task<IReadOnlyList<EndAnswer>> Answers(Work work, Agreement agreement, Row row)
    {
        if (row.EndAskedAt is null)
            return [];
        var answers = await work.Query<AnswerRow>("Activation/list-end-answers.sql", new { activation_id = row.Id, end_question = row.EndQuestion });
        return [.. answers.Select(answer => new EndAnswer(
            answer.PersonId,
            agreement.FindPerson(answer.PersonId) is { } person ? [.. Enum.GetValues<Party>().Where(person.ActsFor)] : [],
            Enum.Parse<EndChoice>(answer.Choice)))];
    }

    private static async Task Prolong(Work work, Agreement agreement, Row row, EndStep.Prolong prolong)
    {
        var round = prolong.StepsAnew ? row.Round + 1 : row.Round;
        await work.Execute("Activation/prolong-activation.sql", new { activation_id = row.Id, maximum_ends_at = prolong.MaximumEndsAt, round });
        if (prolong.StepsAnew)
        {
            await PlanSteps.Add(work, agreement, row.Id, round);
            await work.Publish(new PlanRoundStarted(row.Id, round));
        }
        await work.Publish(new PlanProlonged(row.Id, row.EndQuestion));
    }

    /// <summary>Ends a running plan: what it had not begun is called off. The caller holds the watch's lock.</summary>
    public static async Task End(Work work, Guid activationId, EndStep.End end)
    {
        var tasks = (await PlanTasks.Lock(work, [activationId]))[activationId];
        await work.Execute("Activation/end-activation.sql", new
        {
            activation_id = activationId,
            ended_on = end.EndedOn,
            spike_ended_on = end.SpikeEndedOn,
            reason = end.Reason,
            now = work.Now,
        });
        await PlanTasks.CallOff(work, activationId, tasks);
        await work.Publish(new ActivationEnded(activationId));
    }
}
