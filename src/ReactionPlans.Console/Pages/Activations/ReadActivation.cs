using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Web.Pages.Evaluations;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.PublicPage;
using ReactionPlans.Web.Pages.Spikes;

namespace ReactionPlans.Web.Pages.Activations;

/// <summary>Reads one plan for one person.</summary>
public sealed class ReadActivation([SeenByPerson] Database database, ReadOverview plans, ReadSpike spikes, PublicPlans publicPlans)
{
    /// <returns>Null: there is none that this person may see.</returns>
    public async Task<PlanFacts?> Of(Guid activationId, SignedIn person, CancellationToken stopping)
    {
        if (await plans.Plan(person.PartnershipId, person.PersonId, activationId, stopping) is not { } plan)
            return null;

        var facts = await database.Do(async work =>
        {
            var key = new { partnership_id = person.PartnershipId, activation_id = activationId };
            return new PlanFacts(
                plan,
                [],
                await work.Query<DoseRow>("Evaluation/show-doses.sql", key),
                await work.Query<PlanAnswerRow>("Activation/show-answers.sql", key),
                await work.Query<TakenRow>("Delivery/show-first-taken.sql", key),
                await PublicCodeOf(plan, stopping),
                work.Now);
        }, stopping);

        var read = new List<SpikeFacts>();
        foreach (var spike in plan.Row.Spikes)
        {
            // Never unsealed here: the page is printed and passed on. Why the police hold stands on the page of the spike.
            if (await spikes.Of(spike, person.PartnershipId, person.PersonId, unsealed: false, stopping) is { } one)
                read.Add(one);
        }

        return facts with { Spikes = read };
    }

    private async Task<string?> PublicCodeOf(ActivationFacts plan, CancellationToken stopping) =>
        PublicPageModel.ToldStep(plan.Agreement) is not null && await publicPlans.Find(PublicCode.Of(plan.Row.Id), stopping) is not null ? PublicCode.Of(plan.Row.Id) : null;
}
