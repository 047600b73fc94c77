using System.Text.Json;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Detection;

/// <summary>What a sheet is drawn from: the spike as it was opened.</summary>
public sealed record SheetFacts(
    Guid Id, string PartnershipId, int AgreementVersion, string CriterionId, string Level, DateOnly FiredOn, DateTimeOffset OpenedAt, string RuleShown, Evidence Evidence);

/// <summary>The frozen sheet of a spike: an HTML page that is the same byte for byte whenever it is asked for, since it shows only what was stored when the spike was opened,
/// and the agreement's version of then, which never changes.</summary>
public sealed class SpikeSheet(Database database, AgreementBook agreements)
{
    private sealed record Row(Guid Id, string PartnershipId, int AgreementVersion, string CriterionId, string Level, DateOnly FiredOn, DateTimeOffset OpenedAt, string Evidence);

    public Task<(string? Html, Problem? Problem)> Of(Guid spikeId, CancellationToken stopping) =>
        database.Do<(string?, Problem?)>(async work =>
        {
            if (await work.QueryOne<Row>("Detection/read-spike.sql", new { id = spikeId }) is not { } row)
                return (null, Problems.SpikeUnknown.With());
            var agreement = await agreements.Version(work, row.PartnershipId, row.AgreementVersion);
            var criterion = agreement.FindCriterion(row.CriterionId);
            var evidence = JsonSerializer.Deserialize<Evidence>(row.Evidence, JsonSerializerOptions.Web) ?? throw new JsonException("A spike has no evidence.");
            return (SheetHtml.Write(new SheetFacts(
                row.Id, row.PartnershipId, row.AgreementVersion, row.CriterionId, row.Level, row.FiredOn, row.OpenedAt, criterion is null ? "" : RuleWords.Of(criterion.Rule, AgreementWords.OffenceOf(agreement, criterion)).Danish, evidence)), null);
        }, stopping);
}
