using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>Takes an agreement's text in as a proposed version. It judges nothing before both parties have accepted it.</summary>
public static class ImportAgreement
{
    /// <summary>Stores the text as the partnership's next version; any other number is a problem, and nothing is stored.</summary>
    /// <param name="templates">Name to text of every template that can be used.</param>
    public static Task<AgreementReading> Propose(Work work, string yaml, string fileName, IReadOnlyDictionary<string, string> templates) =>
        Store(work, yaml, fileName, templates, static (_, next) => next);

    /// <summary>
    /// For a replay, whose database starts empty: a text that is version 3 in the real world is taken as version 3,
    /// though 1 and 2 are not there. Where the partnership has a version already, the next one is asked for as ever.
    /// </summary>
    public static Task<AgreementReading> ProposeAsWritten(Work work, string yaml, string fileName, IReadOnlyDictionary<string, string> templates) =>
        Store(work, yaml, fileName, templates, static (written, next) => next == 1 ? written : next);

    private static async Task<AgreementReading> Store(
        Work work, string yaml, string fileName, IReadOnlyDictionary<string, string> templates, Func<int, int, int> due)
    {
        var reading = AgreementYaml.Read(yaml, fileName);
        if (reading.Agreement is not { } agreement)
            return reading;

        var place = new Place(fileName);
        var problems = AgreementCheck.Check(agreement, templates);
        if (problems.Count > 0)
            return new AgreementReading(null, [.. problems.Select(problem => problem with { Place = place })]);

        var partnership_id = agreement.Partnership.Id;
        var next = await work.Scalar<int>("Agreements/next-version.sql", new { partnership_id });
        if (agreement.Version != due(agreement.Version, next))
            return new AgreementReading(null, [Problems.VersionWrong.At(place, agreement.Version, next)]);

        var stored = await work.Execute("Agreements/propose-version.sql", new
        {
            partnership_id,
            version = agreement.Version,
            yaml,
            holds_from = agreement.HoldsFrom,
            area_level = agreement.Areas.Level,
            area_codes = AreaCodes.Of(agreement),
            now = work.Now,
        });
        if (stored == 0)
            return new AgreementReading(null, [Problems.VersionWrong.At(place, agreement.Version, agreement.Version + 1)]);
        await Audit.Write(work, Actor.Program, new AuditEntry(AuditAction.AgreementProposed, partnership_id, "agreement", $"{partnership_id}/{agreement.Version}"));
        return reading;
    }
}
