using System.Globalization;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Agreements;

/// <summary>What a field should have held, for the person who wrote something else.</summary>
internal static class Expected
{
    public static readonly Phrase Text = new("en tekst på én linje", "a text on one line");
    public static readonly Phrase Id = new("et navn af bogstaver, tal, '-', '_' og '.'", "a name of letters, digits, '-', '_' and '.'");
    public static readonly Phrase Day = new("en dag som 2020-01-31", "a day such as 2020-01-31");
    public static readonly Phrase List = new("en liste [...]", "a list [...]");
    public static readonly Phrase FilledList = new("en liste med mindst én [...]", "a list of at least one [...]");
    public static readonly Phrase OwnMap = new("mindst ét 'navn: værdi'", "at least one 'name: value'");
    public static readonly Phrase Municipality = new("fire cifre som \"0751\"", "four digits such as \"0751\"");
    public static readonly Phrase Mail = new("en mailadresse", "a mail address");
    public static readonly Phrase WebAddress = new("en adresse, der begynder med https://", "an address that begins with https://");
    public static readonly Phrase Phone = new("et telefonnummer", "a telephone number");
    public static readonly Phrase Clock = new("et klokkeslæt som \"17:00\"", "a clock time such as \"17:00\"");
    public static readonly Phrase Codes = new("'all' eller en liste af koder [...]", "'all' or a list of codes [...]");
    public static readonly Phrase Offence = new("en liste af koder eller { codes: [...], attempts: false }", "a list of codes or { codes: [...], attempts: false }");
    public static readonly Phrase AtLeast = new("et helt tal >= 1 eller { default: 4, \"8270\": 8 }", "a whole number >= 1 or { default: 4, \"8270\": 8 }");

    public static readonly Phrase SeveralRules = new("en liste med mindst to regler [...]", "a list of at least two rules [...]");
    public static readonly Phrase NoDeeperSet = new("højst to sæt inden i hinanden", "at most two sets within one another");

    public static Phrase Whole(int least, int most) =>
        most == int.MaxValue ? new($"et helt tal >= {least}", $"a whole number >= {least}") : new($"et helt tal {least}..{most}", $"a whole number {least}..{most}");

    public static Phrase Above(double least, double most) =>
        new($"et tal over {Shown(least)}, højst {Shown(most)}", $"a number above {Shown(least)}, at most {Shown(most)}");

    public static Phrase NotNegative(double most) => new($"et tal 0..{Shown(most)}", $"a number 0..{Shown(most)}");

    public static Phrase Map(IEnumerable<string> names)
    {
        var shown = string.Join(", ", names);
        return new($"felterne {shown}", $"the fields {shown}");
    }

    private static string Shown(double number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The name somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>The nearest of the known names by edits, or all of them where none is near.</summary>
    public static string To(string written, IEnumerable<string> known)
    {
        var ranked = known.Select(name => (name, edits: Edits(written.ToLowerInvariant(), name.ToLowerInvariant()))).OrderBy(pair => pair.edits).ToList();
        return ranked[0].edits <= Math.Max(2, ranked[0].name.Length / 2)
            ? $"'{ranked[0].name}'"
            : string.Join(" | ", ranked.Select(pair => pair.name).Order(StringComparer.Ordinal));
    }

    /// <summary>Levenshtein's distance, one row at a time.</summary>
    private static int Edits(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
