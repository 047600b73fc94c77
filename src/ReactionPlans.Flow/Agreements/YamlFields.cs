using System.Globalization;
using System.Text.RegularExpressions;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Agreements;

/// <summary>The fields that one kind of mapping may have. The published JSON Schema is held against these lists.</summary>
public sealed record YamlShape(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IEnumerable<string> All => Required.Concat(Optional);
}

/// <summary>
/// One mapping, read field by field. A field that is wrong adds a problem and gives a stand-in value, so that the whole
/// file is looked at in one go; whoever reads throws everything away when there is a problem.
/// </summary>
internal sealed partial class YamlFields
{
    // As for reports: years outside are typing errors, and near the ends of the calendar arithmetic would overflow.
    private const int FirstYear = 1900, LastYear = 2199;

    /// <summary>Texts are printed in letters and shown on one line.</summary>
    private const int LongestText = 2000;

    private readonly Dictionary<string, YamlValue> values = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly List<Problem> problems;

    /// <param name="path">Where the mapping lies, as in "decision" or "criteria.rule"; empty for the whole file.</param>
    public YamlFields(YamlMap map, string path, YamlShape shape, List<Problem> problems)
    {
        this.path = path;
        this.problems = problems;
        Place = map.Place;

        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Pairs)
        {
            if (!shape.All.Contains(key.Text))
                problems.Add(Problems.YamlUnknownField.At(key.Place, key.Shown, Nearest.To(key.Text, shape.All)));
            else if (!met.Add(key.Text))
                problems.Add(Problems.IdTwice.At(key.Place, key.Text, shape.Name));
            else if (!value.IsNothing)
                values[key.Text] = value;
            else if (shape.Required.Contains(key.Text))
                problems.Add(Problems.YamlFieldMissing.At(value.Place, PathOf(key.Text)));
        }
        foreach (var missing in shape.Required.Where(name => !met.Contains(name)))
            problems.Add(Problems.YamlFieldMissing.At(map.Place, PathOf(missing)));
    }

    public Place Place { get; }

    public bool Has(string name) => values.ContainsKey(name);

    public YamlValue? Value(string name) => values.GetValueOrDefault(name);

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Reports a field that is missing only because of what another field says.</summary>
    public void Require(string name)
    {
        if (!Has(name))
            problems.Add(Problems.YamlFieldMissing.At(Place, PathOf(name)));
    }

    public void Report(Problem problem) => problems.Add(problem);

    public void Wrong(string name, object expected) => Wrong(values[name], name, expected);

    public void Wrong(YamlValue value, string name, object expected) =>
        problems.Add(Problems.YamlFieldWrong.At(value.Place, PathOf(name), value.Shown, expected));

    public string Text(string name, string absent = "") =>
        TextOrNothing(name, Expected.Text, IsText) ?? absent;

    public string? OptionalText(string name) => TextOrNothing(name, Expected.Text, IsText);

    public string Id(string name) => TextOrNothing(name, Expected.Id, IsId) ?? "";

    public string? OptionalId(string name) => TextOrNothing(name, Expected.Id, IsId);

    public string Matching(string name, Regex pattern, object expected, string absent = "") =>
        TextOrNothing(name, expected, pattern.IsMatch) ?? absent;

    public int Whole(string name, int least, int most, int absent = 0) =>
        Has(name) ? WholeOf(values[name], name, least, most) : absent;

    public int WholeOf(YamlValue value, string name, int least, int most)
    {
        if (value is YamlText { Plain: true } text
            && int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        Wrong(value, name, Expected.Whole(least, most));
        return least;
    }

    /// <summary>A number above zero, <paramref name="most"/> included.</summary>
    public double Positive(string name, double most, double absent = 0) => Above(name, 0, most, absent);

    /// <summary>A number above <paramref name="least"/>, <paramref name="most"/> included.</summary>
    public double Above(string name, double least, double most, double absent) =>
        Number(name, number => number > least && number <= most, Expected.Above(least, most)) ?? absent;

    public double? OptionalPositive(string name, double most) =>
        Number(name, number => number > 0 && number <= most, Expected.Above(0, most));

    /// <summary>A number from zero, both ends included.</summary>
    public double NotNegative(string name, double most, double absent = 0) =>
        Number(name, number => number >= 0 && number <= most, Expected.NotNegative(most)) ?? absent;

    public bool Truth(string name, bool absent = false)
    {
        if (!Has(name))
            return absent;
        if (values[name] is YamlText { Plain: true, Text: "true" or "false" } text)
            return text.Text == "true";
        Wrong(name, "true | false");
        return absent;
    }

    public DateOnly? OptionalDay(string name)
    {
        if (!Has(name))
            return null;
        if (values[name] is YamlText text
            && DateOnly.TryParseExact(text.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear)
            return day;
        Wrong(name, Expected.Day);
        return null;
    }

    public DateOnly Day(string name) => OptionalDay(name) ?? default;

    public T Word<T>(string name, IReadOnlyDictionary<string, T> words, T absent) where T : struct
    {
        if (!Has(name))
            return absent;
        if (values[name] is YamlText text && words.TryGetValue(text.Text, out var meant))
            return meant;
        Wrong(name, string.Join(" | ", words.Keys));
        return absent;
    }

    public YamlFields? Section(string name, YamlShape shape) =>
        Has(name) ? SectionOf(values[name], name, shape) : null;

    public YamlFields? SectionOf(YamlValue value, string name, YamlShape shape)
    {
        if (value is YamlMap map)
            return new YamlFields(map, PathOf(name), shape, problems);
        Wrong(value, name, Expected.Map(shape.All));
        return null;
    }

    /// <summary>The items of a list of mappings; an item that is none is a problem and left out.</summary>
    public IReadOnlyList<YamlFields> Sections(string name, YamlShape shape, bool mayBeEmpty = false) =>
        [.. Items(name, mayBeEmpty).Select(item => SectionOf(item, name, shape)).OfType<YamlFields>()];

    /// <summary>A list of texts without repetitions, each of which passes <paramref name="allowed"/>.</summary>
    public IReadOnlyList<string> Texts(string name, Func<string, bool> allowed, object expected, bool mayBeEmpty = false) =>
        Has(name) ? TextsOf(values[name], name, allowed, expected, mayBeEmpty) : [];

    /// <summary>The words of a season; null where there is none, or one that cannot be read.</summary>
    public Season? Season()
    {
        if (!Has("season"))
            return null;
        var words = new List<string>();
        foreach (var item in Items("season", mayBeEmpty: false))
        {
            if (item is YamlText { IsNothing: false } text && Rules.Time.Season.IsWord(text.Text))
                words.Add(text.Text.Trim());
            else
                problems.Add(Problems.SeasonWordUnknown.At(item.Place, item.Shown, Rules.Time.Season.KnownWords));
        }

        return Rules.Time.Season.Of(words);
    }

    public IReadOnlyList<string> TextsOf(YamlValue value, string name, Func<string, bool> allowed, object expected, bool mayBeEmpty = false)
    {
        var texts = new List<string>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in ItemsOf(value, name, mayBeEmpty))
        {
            if (item is not YamlText text || text.IsNothing || !allowed(text.Text))
                Wrong(item, name, expected);
            else if (!met.Add(text.Text))
                problems.Add(Problems.IdTwice.At(item.Place, text.Text, PathOf(name)));
            else
                texts.Add(text.Text);
        }
        return texts;
    }

    /// <summary>The pairs of a mapping whose names are the writer's own.</summary>
    public IReadOnlyList<(YamlText Key, YamlValue Value)> Pairs(string name)
    {
        if (!Has(name))
            return [];
        if (values[name] is not YamlMap { Pairs.Count: > 0 } map)
        {
            Wrong(name, Expected.OwnMap);
            return [];
        }
        foreach (var twice in map.Pairs.GroupBy(pair => pair.Key.Text).SelectMany(same => same.Skip(1)))
            problems.Add(Problems.IdTwice.At(twice.Key.Place, twice.Key.Text, PathOf(name)));
        return [.. map.Pairs.DistinctBy(pair => pair.Key.Text)];
    }

    public static bool IsId(string text) => IdPattern().IsMatch(text);

    private static bool IsText(string text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText && PlainText.FaultOf(text, out _) == TextFault.None;

    private IReadOnlyList<YamlValue> Items(string name, bool mayBeEmpty) => Has(name) ? ItemsOf(values[name], name, mayBeEmpty) : [];

    private IReadOnlyList<YamlValue> ItemsOf(YamlValue value, string name, bool mayBeEmpty)
    {
        if (value is YamlList list && (mayBeEmpty || list.Items.Count > 0))
            return list.Items;
        Wrong(value, name, mayBeEmpty ? Expected.List : Expected.FilledList);
        return [];
    }

    private string? TextOrNothing(string name, object expected, Func<string, bool> allowed)
    {
        if (!Has(name))
            return null;
        if (values[name] is YamlText text && allowed(text.Text))
            return text.Text;
        Wrong(name, expected);
        return null;
    }

    private double? Number(string name, Func<double, bool> allowed, object expected)
    {
        if (!Has(name))
            return null;
        if (values[name] is YamlText { Plain: true } text
            && double.TryParse(text.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && allowed(number))
            return number;
        Wrong(name, expected);
        return null;
    }

    // Ids end up in addresses of pages, file names and logs.
    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}_.-]{0,59}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
