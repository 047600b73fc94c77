using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Agreements;

/// <summary>Tells the leading people of both parties, once for each version, that the agreement in force is past its review.</summary>
public sealed class AskForReview(Database database, AgreementBook agreements)
{
    public Task Run(CancellationToken stopping) => database.Do(async work =>
    {
        foreach (var agreement in await agreements.InForce(work, work.Today))
        {
            if (agreement.ReviewBy is not { } reviewBy || AgreementReview.Of(agreement, work.Today) == ReviewStanding.Current)
                continue;
            var partnership_id = agreement.Partnership.Id;
            var id = StableId.Of($"review/{partnership_id}/{agreement.Version}");
            if (await work.Execute("Agreements/add-review-notice.sql", new { id, partnership_id, version = agreement.Version, review_by = reviewBy, now = work.Now }) == 1)
                await work.Publish(new ReviewIsDue(id));
        }
    }, stopping);
}
