using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Web.Pages.Agreements;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Templates;

/// <summary>One text of the agreement in one language.</summary>
public sealed record TemplateVariant(SentTemplate Sent, string Language, TemplateSource Source, PreparedText Prepared);

/// <summary>The texts of an agreement, filled in with made facts for one of its areas.</summary>
/// <param name="Areas">Empty: none of the agreement's areas is on the map yet.</param>
/// <param name="Area">The one that the texts are about; a made one where there is none.</param>
/// <param name="Problem">What was asked for and is not there; the area with the most reports is shown instead.</param>
public sealed record TemplateFacts(Agreement Agreement, IReadOnlyList<AreaChoice> Areas, AreaChoice Area, IReadOnlyList<SentTemplate> Sent, DateTimeOffset Now, Problem? Problem)
{
    /// <summary>By whether the plan follows the calendar: what would be told if it began now.</summary>
    internal IReadOnlyDictionary<bool, Beforehand> Plans { get; init; } = new Dictionary<bool, Beforehand>();

    public TextFacts Made(SentTemplate sent) => MadeFacts.Of(sent, Plans[sent.IsSeason].Facts, Plans[sent.IsSeason].Planned, Now);

    public SentTemplate? Find(string file) => Sent.FirstOrDefault(sent => sent.File == file);
}

/// <summary>Reads what the texts of the agreement in force would tell in one area, in one transaction; nothing is kept.</summary>
public sealed class ReadTemplates([SeenByPerson] Database database, AgreementBook agreements, Wording wording, TemplateBook book)
{
    /// <param name="areaCode">Null: the area with the most reports of late.</param>
    /// <returns>Null: no version is in force.</returns>
    public Task<TemplateFacts?> Of(string partnershipId, string? areaCode, CancellationToken stopping) => database.Do(async work =>
    {
        if (await AgreementVersions.InForce(work, agreements, partnershipId) is not { } agreement)
            return null;

        var (areas, acting) = (await Beforehand.Areas(work, agreement), Beforehand.Acting(agreement));
        var asked = areas.Find(one => one.Row.Code == areaCode);
        var area = asked ?? areas.OrderByDescending(one => one.Reports).FirstOrDefault() ?? new AreaChoice(new AreaRow(0, "0000", "Området"), 0);
        var plans = new Dictionary<bool, Beforehand>();
        foreach (var kind in acting.GroupBy(criterion => criterion.Rule is SeasonRule))
            plans[kind.Key] = await Beforehand.Read(work, agreement, area.Row, [.. kind]);
        return new TemplateFacts(agreement, areas, area, SentTemplates.Of(agreement), work.Now, areaCode is not null && asked is null ? Problems.ExerciseAreaUnknown.With(areaCode) : null) { Plans = plans };
    }, stopping);

    /// <summary>A text in every language that it has.</summary>
    public IEnumerable<TemplateVariant> Variants(TemplateFacts facts, SentTemplate sent) =>
        sent.Languages(book, facts.Agreement.Partnership.Id).Select(language => Variant(facts, sent, language));

    /// <param name="language">One that the text has.</param>
    public TemplateVariant Variant(TemplateFacts facts, SentTemplate sent, string language) =>
        new(sent, language, book.SourceOf(sent.File, language, facts.Agreement.Partnership.Id)!, sent.Write(wording, facts.Made(sent), language));

    /// <summary>What the text would be in other words.</summary>
    /// <param name="text">One that can be filled in (<see cref="TriedText"/>).</param>
    public PreparedText Tried(TemplateFacts facts, SentTemplate sent, string language, string text) =>
        sent.Write(wording.With(book.With(facts.Agreement.Partnership.Id, language, sent.File, text)), facts.Made(sent), language);
}
