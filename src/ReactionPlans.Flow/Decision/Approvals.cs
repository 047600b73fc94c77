using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using Rule = ReactionPlans.Rules.Decisions.Decision;

namespace ReactionPlans.Flow.Decision;

/// <summary>Who has said yes to a question, and whether that is enough.</summary>
internal static class Approvals
{
    public static async Task<IReadOnlyCollection<Person>> Given(Work work, Agreement agreement, Guid spike_id) =>
        [.. (await work.Query<string>("Decision/list-approvers.sql", new { spike_id })).Select(agreement.FindPerson).OfType<Person>()];

    public static async Task<bool> AreEnough(Work work, Agreement agreement, Guid spikeId) =>
        Rule.IsApproved(agreement.Decision.Mode, await Given(work, agreement, spikeId));
}
