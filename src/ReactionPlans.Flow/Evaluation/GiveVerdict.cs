using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>One tap when a plan is over: was it right, too early, too late, needless. Each party has one, and the latest stands; they are shown at the next review.</summary>
public sealed class GiveVerdict(Database database, AgreementBook agreements)
{
    public static readonly IReadOnlyList<string> Choices = ["right", "too-early", "too-late", "needless"];

    private sealed record Ended(int AgreementVersion);

    /// <param name="verdict">One of <see cref="Choices"/>. Whoever acts for both parties says it for both.</param>
    public Task<Problem?> Give(Guid activationId, string? verdict, string partnershipId, string personId, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (verdict is null || !Choices.Contains(verdict))
                return Problems.ChoiceUnknown.With(verdict);
            if (await work.QueryOne<Ended>("Evaluation/find-ended.sql", new { activation_id = activationId, partnership_id = partnershipId }) is not { } ended)
                return Problems.ActivationNotEnded.With();
            var person = (await agreements.Version(work, partnershipId, ended.AgreementVersion)).FindPerson(personId);
            if (person is null || !person.May(Right.GiveVerdict))
                return Problems.MayNot.With();

            foreach (var party in Enum.GetValues<Party>().Where(person.ActsFor))
            {
                await work.Execute("Evaluation/save-verdict.sql", new
                {
                    activation_id = activationId,
                    party = party.ToString(),
                    partnership_id = partnershipId,
                    verdict,
                    given_by = personId,
                    now = work.Now,
                });
            }

            await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.VerdictGiven, partnershipId, "activation", $"{activationId}", new { verdict }));
            return null;
        }, stopping);
}
