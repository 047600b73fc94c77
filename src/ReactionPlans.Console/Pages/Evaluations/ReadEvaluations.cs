using System.Text.Json;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.Spikes;

namespace ReactionPlans.Web.Pages.Evaluations;

/// <summary>Reads what plans came to, for one person.</summary>
public sealed class ReadEvaluations([SeenByPerson] Database database, AgreementBook agreements, ReadSpike spikes)
{
    private const int Most = 100;

    public Task<EvaluationList> All(SignedIn person, CancellationToken stopping) => database.Do(async work =>
    {
        var inForce = await AgreementVersions.InForce(work, agreements, person.PartnershipId);
        var activated = inForce?.Criteria.FirstOrDefault(criterion => criterion.Level == CriterionLevel.Activate) ?? inForce?.Criteria[0];
        return new EvaluationList(
            await Rows(work, person.PartnershipId, null, DateOnly.MinValue),
            await work.QueryOne<EffectRow>("Evaluation/show-ledger.sql", new { partnership_id = person.PartnershipId }),
            activated is null ? null : inForce!.Offences[activated.OffenceId],
            work.Today);
    }, stopping);

    /// <summary>Plans that fired since a day.</summary>
    public static Task<IReadOnlyList<EvaluationRow>> Since(Work work, string partnershipId, DateOnly since) => Rows(work, partnershipId, null, since);

    /// <returns>Null: there is none that this person may see.</returns>
    public async Task<EvaluationFacts?> Of(Guid activationId, SignedIn person, CancellationToken stopping)
    {
        var facts = await database.Do(async work =>
        {
            if (await Rows(work, person.PartnershipId, activationId, DateOnly.MinValue) is not [var row])
                return null;
            var agreement = await agreements.Version(work, person.PartnershipId, row.AgreementVersion);
            var me = agreement.FindPerson(person.PersonId);
            var key = new { partnership_id = person.PartnershipId, activation_id = activationId, activations = new[] { activationId }, now = work.Now };
            return new EvaluationFacts(
                row,
                agreement,
                JsonSerializer.Deserialize<Evidence>(row.Evidence, JsonSerializerOptions.Web) ?? throw new JsonException("A spike has no evidence."),
                [],
                await work.Query<TaskRow>("Activation/show-tasks.sql", key),
                [.. (await work.Query<ReachRow>("Delivery/show-reach.sql", key)).GroupBy(one => one.Kind).Select(TotalRow.Of)],
                await work.Query<DoseRow>("Evaluation/show-doses.sql", key),
                me?.May(Right.ConfirmStations) == true && me.ActsFor(Party.Police),
                row.EndedOn is not null && me?.May(Right.GiveVerdict) == true ? [.. Enum.GetValues<Party>().Where(me.ActsFor)] : [],
                work.Now);
        }, stopping);
        if (facts is null)
            return null;

        var read = new List<SpikeFacts>();
        foreach (var spike in facts.Row.Spikes)
        {
            // Never unsealed here: why the police hold is no part of a report to both parties.
            if (await spikes.Of(spike, person.PartnershipId, person.PersonId, unsealed: false, stopping) is { } one)
                read.Add(one);
        }

        return facts with { Spikes = read };
    }

    private static Task<IReadOnlyList<EvaluationRow>> Rows(Work work, string partnershipId, Guid? activationId, DateOnly since) =>
        work.Query<EvaluationRow>("Evaluation/show-evaluations.sql", new { partnership_id = partnershipId, activation_id = activationId, since, most = Most });
}
