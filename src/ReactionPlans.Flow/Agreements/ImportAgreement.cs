using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>What of an agreement's examples comes out otherwise than written on what is stored; empty: nothing. It is detection's to say (<c>StoredExamples</c>), and handed over by whoever
/// takes an agreement in: no stage calls another.</summary>
public delegate Task<IReadOnlyList<Problem>> FailedExamples(Work work, Agreement agreement);

/// <summary>Takes an agreement's text in as a proposed version. It judges nothing before both parties have accepted it.</summary>
public static class ImportAgreement
{
    /// <summary>Stores the text as the partnership's next version; any other number is a problem, and nothing is stored.</summary>
    /// <param name="templates">Every template that can be used.</param>
    /// <param name="examples">An agreement whose own examples fail is not what its parties believe, and is not stored.</param>
    public static Task<AgreementReading> Propose(Work work, string yaml, string fileName, TemplateBook templates, FailedExamples examples) =>
        Store(work, yaml, fileName, templates, examples, static (_, next) => next);

    /// <summary>A person's proposal, for the own partnership and the areas it has: whoever could propose others would see their counts by it.</summary>
    /// <param name="inForce">The agreement in force, which the person acts under.</param>
    public static async Task<AgreementReading> ProposeAs(
        Work work, string yaml, string fileName, TemplateBook templates, FailedExamples examples, Agreement inForce, string personId)
    {
        var reading = AgreementYaml.Read(yaml, fileName);
        if (reading.Agreement is not { } agreement)
            return reading;
        if (agreement.Partnership.Id != inForce.Partnership.Id)
            return new AgreementReading(null, [Problems.PartnershipDiffers.At(new Place(fileName), agreement.Partnership.Id, inForce.Partnership.Id)]);
        if (agreement.Areas.Level != inForce.Areas.Level || (inForce.Areas.Codes is not null && agreement.Areas.Codes is null))
            return new AgreementReading(null, [Problems.AreasNotYours.At(new Place(fileName), AgreementWords.Of(agreement.Areas))]);
        if (inForce.Areas.Codes is { } codes && agreement.Areas.Codes!.Except(codes).FirstOrDefault() is { } other)
            return new AgreementReading(null, [Problems.AreasNotYours.At(new Place(fileName), other)]);
        return await Store(work, yaml, fileName, templates, examples, static (_, next) => next, personId);
    }

    /// <summary>
    /// For a replay, whose database starts empty: a text that is version 3 in the real world is taken as version 3,
    /// though 1 and 2 are not there. Where the partnership has a version already, the next one is asked for as ever.
    /// Its examples are not run: no report is in yet.
    /// </summary>
    public static Task<AgreementReading> ProposeAsWritten(Work work, string yaml, string fileName, TemplateBook templates) =>
        Store(work, yaml, fileName, templates, static (_, _) => Task.FromResult<IReadOnlyList<Problem>>([]), static (written, next) => next == 1 ? written : next);

    private static async Task<AgreementReading> Store(
        Work work, string yaml, string fileName, TemplateBook templates, FailedExamples examples, Func<int, int, int> due, string? proposedBy = null)
    {
        var reading = AgreementYaml.Read(yaml, fileName);
        if (reading.Agreement is not { } agreement)
            return reading;

        var place = new Place(fileName);
        var problems = TextCheck.OfAgreement(agreement, templates);
        if (problems.Count > 0)
            return new AgreementReading(null, [.. problems.Select(problem => problem with { Place = place })]);

        var partnership_id = agreement.Partnership.Id;
        var next = await work.Scalar<int>("Agreements/next-version.sql", new { partnership_id });
        if (agreement.Version != due(agreement.Version, next))
            return new AgreementReading(null, [Problems.VersionWrong.At(place, agreement.Version, next)]);

        var failed = await examples(work, agreement);
        if (failed.Count > 0)
            return new AgreementReading(null, [.. failed.Select(problem => problem with { Place = place })]);

        var stored = await work.Execute("Agreements/propose-version.sql", new
        {
            partnership_id,
            version = agreement.Version,
            yaml,
            holds_from = agreement.HoldsFrom,
            area_level = agreement.Areas.Level,
            area_codes = AreaCodes.Of(agreement),
            proposed_by = proposedBy,
            now = work.Now,
        });
        if (stored == 0)
            return new AgreementReading(null, [Problems.VersionWrong.At(place, agreement.Version, agreement.Version + 1)]);
        await Audit.Write(work, proposedBy is null ? Actor.Program : Actor.Person(proposedBy), new AuditEntry(AuditAction.AgreementProposed, partnership_id, "agreement", $"{partnership_id}/{agreement.Version}"));
        return reading;
    }
}
