using System.Text;
using AgreementTexts = ReactionPlans.Flow.Tests.Agreements.Texts;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Bad mappings and agreements: what a person writes. Tests/Agreements/BadYamlTests has the single fields of an agreement.</summary>
internal static class BadYaml
{
    /// <summary>Ten anchors, each ten times the one before: a few lines that would be ten thousand million values.</summary>
    private static readonly string Bomb = Laughs();

    public static IReadOnlyList<BadInput> Mappings { get; } =
    [
        Map(1010, "an empty mapping", ""),
        Map(1010, "a mapping that is no YAML", "reports: { columns: {\n"),
        Map(1010, "a mapping indented with tabs", "reports:\n\tcolumns: { reference: id }\n"),
        Map(1010, "a mapping that goes on at the left edge inside braces", "reports: { columns:\n{ reference: id } }\nareas: { code:\nkode }\n"),
        Map(1010, "a mapping that is a list", "- reports\n"),
        Map(1010, "a name twice in a mapping", "reports:\n  columns: { reference: id, reference: nr }\n"),
        Map(1010, "a mapping of anchors that grow", Bomb),
        Map(1010, "a mapping 100,000 levels deep", new string('[', 100_000)),
        Map(1010, "a mapping 3,000 levels deep, line by line", Deep(3_000)),
        Map(1010, "a mapping with the character NUL", "reports: { columns: { reference: \"a\0b\" } }\n"),
        Map(3002, "an unknown section", "reprots: {}\n"),
        Map(3002, "an unknown field in a mapping", "reports:\n  columns: { referense: id }\n"),
        Map(3004, "columns that are a list", "reports:\n  columns: [a]\n"),
        Map(3004, "a date pattern that is none", "reports:\n  dates: { reported_at: nonsense }\n"),
        Map(1017, "a column that the file does not have", "reports: { columns: { latitude: lat }, ignoreOthers: true }\n"),
        new(Way.Mapping, Fate.Refused, 1121, "a mapping in windows-1252") { Content = () => Encoding.Latin1.GetBytes("reports: { columns: { reference: løbenr } }\n") },
        Map(1132, "a mapping of two megabytes", "# " + new string('x', 2_000_000)),
        Nowhere(Way.Mapping),
        Folder(Way.Mapping),
    ];

    public static IReadOnlyList<BadInput> Agreements { get; } =
    [
        Agree(3001, "an empty agreement", ""),
        Agree(3001, "an agreement that is no YAML", "partnership: {\n"),
        Agree(3001, "an agreement indented with tabs", "partnership:\n\tid: x\n"),
        Agree(3001, "an agreement that goes on at the left edge inside braces", AgreementTexts.With("name: Eksempel,", "name:\nEksempel,")),
        Agree(3001, "two agreements in one file", AgreementTexts.Whole + "\n---\n" + AgreementTexts.Whole),
        Agree(3001, "an agreement of anchors that grow", Bomb),
        Agree(3001, "an agreement 100,000 levels deep", new string('[', 100_000)),
        Agree(3001, "an anchor that names itself", "plan: &a [*a]\n"),
        Agree(3004, "XML as an agreement", "<?xml version=\"1.0\"?><agreement id=\"x\">\n"),
        Agree(3002, "an unknown field in an agreement", AgreementTexts.With("version: 1\n", "version: 1\nverison: 2\n")),
        Agree(3003, "an agreement without a version", AgreementTexts.With("version: 1\n", "")),
        Agree(3004, "a day that does not exist in an agreement", AgreementTexts.With("holdsFrom: 2020-01-01", "holdsFrom: 2020-02-30")),
        Agree(3004, "an agreement from the year 1", AgreementTexts.With("holdsFrom: 2020-01-01", "holdsFrom: 0001-01-01")),
        Agree(3004, "an agreement to the end of the calendar", AgreementTexts.With("reviewBy: 2021-01-01", "reviewBy: 9999-12-31")),
        Agree(3004, "an id that ends with a line break", AgreementTexts.With("id: eksempel,", "id: \"eksempel\\n\",")),
        Agree(3004, "a name with the character NUL", AgreementTexts.With("name: Vagthavende", "name: \"Vagt\\0havende\"")),
        Agree(3004, "a name with a control character", AgreementTexts.With("name: Vagthavende", "name: \"Vagt\\ehavende\"")),
        Agree(3015, "a field twice in an agreement", AgreementTexts.With("version: 1\n", "version: 1\nversion: 2\n")),
        Agree(3005, "a responsible person who is not there", AgreementTexts.With("responsible: lead, reaction: letter", "responsible: nobody, reaction: letter")),
        Agree(3011, "a version that is not the next one", AgreementTexts.With("version: 1\n", "version: 7\n")),
        Agree(3004, "a season of a week 54", AgreementTexts.SeasonOf("{ kind: season, week: 54, daysBefore: 14 }")),
        Agree(3003, "a season without its days before", AgreementTexts.SeasonOf("{ kind: season, week: 42 }")),
        Agree(3055, "a season that waits for reports", AgreementTexts.SeasonOf("{ kind: season, week: 42, daysBefore: 14 }", ", minimumReports: 3")),
        Agree(3056, "a season in a set of rules", AgreementTexts.SeasonOf("{ kind: any-of, rules: [ { kind: near-repeat }, { kind: season, week: 42, daysBefore: 14 } ] }")),
        Agree(3057, "a season longer than its plan", AgreementTexts.SeasonOf("{ kind: season, week: 42, daysBefore: 60 }")),
        Agree(3058, "two seasons that overlap", AgreementTexts.WithSeason.Replace("decision: { mode: police", "  - { id: late, offence: residential-burglary, level: activate, rule: { kind: season, week: 43, daysBefore: 1 } }\ndecision: { mode: police", StringComparison.Ordinal)),
        new(Way.Agreement, Fate.Refused, 1121, "an agreement in windows-1252") { Content = () => Encoding.Latin1.GetBytes(AgreementTexts.With("name: Vagthavende", "name: Søren")) },
        Agree(1132, "an agreement of two megabytes", AgreementTexts.Whole + "\n# " + new string('x', 2_000_000)),
        Nowhere(Way.Agreement),
        Folder(Way.Agreement),
    ];

    private static string Laughs()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 10; level++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        return text.ToString();
    }

    private static string Deep(int levels)
    {
        var text = new StringBuilder();
        for (var level = 0; level < levels; level++)
            text.Append("- ");
        return text.Append("x\n").ToString();
    }

    private static BadInput Map(int number, string name, string text) => new(Way.Mapping, Fate.Refused, number, name) { Content = () => BadInput.Utf8(text) };

    private static BadInput Agree(int number, string name, string text) => new(Way.Agreement, Fate.Refused, number, name) { Content = () => BadInput.Utf8(text) };

    private static BadInput Nowhere(Way way) => new(way, Fate.Refused, 1001, $"{(way == Way.Mapping ? "a mapping" : "an agreement")} that is not there") { MakeAt = _ => null };

    private static BadInput Folder(Way way) => new(way, Fate.Refused, 1120, $"a folder instead of {(way == Way.Mapping ? "a mapping" : "an agreement")}")
    {
        MakeAt = path =>
        {
            Directory.CreateDirectory(path);
            return null;
        },
    };
}
