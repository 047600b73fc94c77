using System.Text.RegularExpressions;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <param name="Agreement">Null when there is a problem: an agreement is followed as a whole or not at all.</param>
/// <param name="Problems">Everything that is wrong, in the order of the file.</param>
public sealed record AgreementReading(Agreement? Agreement, IReadOnlyList<Problem> Problems);

/// <summary>
/// Reads the agreement's YAML. It lies in this stage because the stage owns the text; the one who reads it besides is
/// Plumbing/AgreementBook, through which every stage gets at stored agreements. Whether what is said also makes sense
/// together (people, gates, texts) is <see cref="AgreementCheck"/>'s question.
/// </summary>
public static partial class AgreementYaml
{
    /// <param name="fileName">Shown with each problem; nothing is read from it.</param>
    public static AgreementReading Read(string yaml, string fileName)
    {
        var (root, unreadable) = YamlTree.Read(yaml, fileName);
        if (unreadable is not null)
            return new AgreementReading(null, [unreadable]);
        if (root is not YamlMap map)
            return new AgreementReading(null, [Problems.YamlFieldWrong.At(root!.Place, AgreementShapes.Whole.Name, root.Shown, Expected.Map(AgreementShapes.Whole.All))]);

        var problems = new List<Problem>();
        var agreement = ReadWhole(new YamlFields(map, "", AgreementShapes.Whole, problems));
        return problems.Count == 0
            ? new AgreementReading(agreement, [])
            : new AgreementReading(null, [.. problems.OrderBy(problem => problem.Place?.Line).ThenBy(problem => problem.Place?.Column)]);
    }

    private static Agreement ReadWhole(YamlFields whole)
    {
        var holdsFrom = whole.Day("holdsFrom");
        var reviewBy = whole.OptionalDay("reviewBy");
        if (reviewBy <= holdsFrom)
            whole.Wrong("reviewBy", $"> holdsFrom ({holdsFrom:yyyy-MM-dd})");

        return new Agreement(
            ReadPartnership(whole.Section("partnership", AgreementShapes.Partnership)),
            whole.Whole("version", 1, int.MaxValue),
            holdsFrom,
            reviewBy,
            ReadSender(whole.Section("sender", AgreementShapes.Sender)),
            ReadGoals(whole.Section("goals", AgreementShapes.Goals)),
            ReadChannels(whole.Section("channels", AgreementShapes.Channels)),
            ReadAreas(whole.Section("areas", AgreementShapes.Areas)),
            CriteriaYaml.ReadOffences(whole),
            CriteriaYaml.Read(whole),
            PlanYaml.ReadDecision(whole.Section("decision", AgreementShapes.Decision)),
            PlanYaml.Read(whole),
            ReadEnd(whole.Section("end", AgreementShapes.End)),
            [.. whole.Sections("people", AgreementShapes.Person).Select(ReadPerson)],
            [.. whole.Sections("examples", AgreementShapes.Example, mayBeEmpty: true).Select(ReadExample)],
            whole.Whole("reviewGraceDays", 0, 365, absent: AgreementReview.UsualGraceDays))
        {
            Retention = ReadRetention(whole.Section("retention", AgreementShapes.Retention)),
        };
    }

    private static Partnership ReadPartnership(YamlFields? fields) => fields is null
        ? new Partnership("", "", "", "")
        : new Partnership(
            fields.Id("id"),
            fields.Text("name"),
            fields.Matching("municipality", FourDigits(), Expected.Municipality),
            fields.Id("policeDistrict"));

    private static Sender ReadSender(YamlFields? fields) => fields is null
        ? new Sender("", "", "")
        : new Sender(fields.Text("name"), fields.Text("contact"), fields.Matching("policePhone", Phone(), Expected.Phone, absent: "114"),
            fields.Whole("smallestCount", 1, 100, absent: Sender.UsualSmallestCount))
        {
            Logo = fields.Section("logo", AgreementShapes.Logo) is { } logo ? new Logo(logo.Id("file"), logo.Text("alt")) : null,
        };

    private static Goals? ReadGoals(YamlFields? fields) => fields is null
        ? null
        : new Goals(
            fields.OptionalPositive("burglaryReductionPercent", 100),
            fields.Has("neighbourFriends") ? fields.Whole("neighbourFriends", 1, int.MaxValue) : null);

    private static Channels ReadChannels(YamlFields? fields) => fields is null
        ? new Channels(false, false, [], false)
        : new Channels(
            fields.Truth("digitalPost"),
            fields.Truth("print"),
            fields.Texts("neighbourFriends", AgreementShapes.NeighbourChannels.Contains, string.Join(" | ", AgreementShapes.NeighbourChannels), mayBeEmpty: true),
            fields.Truth("localPosts"))
        {
            LocalGroups = fields.Has("localGroups") ? [.. fields.Sections("localGroups", AgreementShapes.LocalGroup, mayBeEmpty: true).Select(ReadGroup)] : [],
            LetterBudget = fields.Section("letterBudget", AgreementShapes.LetterBudget) is { } budget
                ? new LetterBudget(budget.Whole("letters", 1, 100), budget.Whole("withinDays", 1, 365))
                : null,
            LettersPer = fields.Word("lettersPer", AgreementShapes.LettersPer, absent: LettersPer.Adult),
            NemSms = fields.Truth("nemSms"),
            AtNight = fields.Truth("atNight"),
        };

    private static LocalGroup ReadGroup(YamlFields fields) =>
        new(fields.Text("name"), fields.Matching("url", WebAddress(), Expected.WebAddress), fields.Texts("areas", YamlFields.IsId, Expected.Id, mayBeEmpty: true));

    private static CoveredAreas ReadAreas(YamlFields? fields) => fields is null
        ? new CoveredAreas("", null)
        : new CoveredAreas(fields.Id("level"), ReadCodes(fields));

    private static IReadOnlyList<string>? ReadCodes(YamlFields areas)
    {
        switch (areas.Value("codes"))
        {
            case YamlText { Text: "all" }:
                return null;
            case YamlList list:
                return areas.TextsOf(list, "codes", YamlFields.IsId, Expected.Id);
            case null:
                return [];
            default:
                areas.Wrong("codes", Expected.Codes);
                return [];
        }
    }

    private static EndRule ReadEnd(YamlFields? fields) => fields is null
        ? new EndRule(1, false)
        : new EndRule(fields.Whole("maximumDays", 1, 365), fields.Truth("allClear", absent: true));

    private static Retention ReadRetention(YamlFields? fields) => fields is null
        ? Retention.Usual
        : new Retention(
            fields.Whole("residentsDays", Retention.FewestResidentsDays, 730, absent: Retention.UsualResidentsDays),
            fields.Whole("coordinateYears", Retention.FewestCoordinateYears, 20, absent: Retention.UsualCoordinateYears));

    private static Person ReadPerson(YamlFields fields) =>
        new(fields.Id("id"), fields.Id("role"), fields.Text("name"), fields.Matching("mail", MailAddress(), Expected.Mail), fields.OptionalId("deputy"));

    private static Example ReadExample(YamlFields fields) =>
        new(fields.Id("area"), fields.Day("day"), fields.Id("criterion"), fields.Truth("holds"));

    [GeneratedRegex(@"^[0-9]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"^\+?[0-9][0-9 ]{2,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^https://[^\s/?#@]+(?:[/?#]\S*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WebAddress();

    // Only what no mail address can be without; whether it works is known when mail has arrived.
    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex MailAddress();
}
