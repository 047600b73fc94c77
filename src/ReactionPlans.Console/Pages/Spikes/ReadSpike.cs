using System.Text.Json;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Web.Pages.Spikes;

/// <summary>Reads one spike for one person, in one transaction.</summary>
public sealed class ReadSpike([SeenByPerson] Database database, AgreementBook agreements, SealedReasons reasons, Wording wording)
{
    /// <param name="unsealed">Whether police are shown why they hold: on the page of who has signed in, never by a link alone.</param>
    /// <returns>Null: there is none that this person may see.</returns>
    public Task<SpikeFacts?> Of(Guid spikeId, string partnershipId, string personId, bool unsealed, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (await work.QueryOne<SpikeRow>("Decision/show-question.sql", new { spike_id = spikeId, partnership_id = partnershipId }) is not { } row)
                return null;

            var agreement = await agreements.Version(work, partnershipId, row.AgreementVersion);
            var person = agreement.FindPerson(personId);
            var choices = row.State is { } state && row.Mode is { } mode
                ? Decision.Choices(person, Enum.Parse<QuestionState>(state), Enum.Parse<DecisionMode>(mode), row.ApprovedBy.Contains(personId))
                : [];
            return new SpikeFacts(
                row,
                agreement,
                JsonSerializer.Deserialize<Evidence>(row.Evidence, JsonSerializerOptions.Web) ?? throw new JsonException("A spike has no evidence."),
                choices,
                await work.Query<LogRow>("Decision/show-log.sql", new { spike_id = spikeId, activation_id = StableId.OfActivation(spikeId) }),
                unsealed ? await reasons.For(work, spikeId, person) : [],
                work.Now)
            {
                Prepared = choices.Contains(DecisionAction.Approve) ? await Prepared(work, spikeId) : [],
            };
        }, stopping);

    private async Task<IReadOnlyList<PreparedText>> Prepared(Work work, Guid spikeId)
    {
        var id = StableId.OfActivation(spikeId);
        return PreparedTexts.Of(wording, (await TextFacts.Read(work, agreements, [id]))[id], work.Now);
    }
}
