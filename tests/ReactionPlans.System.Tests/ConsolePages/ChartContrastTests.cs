using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>
/// What a chart draws can be told from the white behind it: 3:1 by its filling or by the line around it (WCAG 2.2, 1.4.11). Axe looks at text alone, and a canvas it cannot see into.
/// </summary>
public sealed partial class ChartContrastTests
{
    private const double Least = 3;

    private static readonly string[] Styles = ["console.css", "station-week.css"];

    /// <summary>Rules whose drawing carries no meaning, or gets its line from another rule.</summary>
    private static readonly string[] Exempt =
    [
        ".plan-row .week", // a line to measure by
        ".on-map.calm", // .on-map draws the line around it
    ];

    private static IEnumerable<TestCaseData> Drawn() =>
        Styles.SelectMany(file => Rule().Matches(Repository.Read($"src/ReactionPlans.Console/wwwroot/{file}")))
            .Select(rule => (Selector: rule.Groups[1].Value.Trim(), Colours: Paint().Matches(rule.Groups[2].Value).Select(paint => paint.Groups[1].Value).ToArray()))
            .Where(rule => rule.Colours.Length > 0 && !Exempt.Contains(rule.Selector))
            .Concat(Chart().Matches(Repository.Read("src/ReactionPlans.Console/wwwroot/area-chart.js"))
                .Select(colour => (Selector: $"area-chart.js, {colour.Groups[1].Value}", Colours: new[] { colour.Groups[2].Value })))
            .Select(rule => new TestCaseData(rule.Selector, (object)rule.Colours).SetName($"{{m}}({rule.Selector})"));

    [Test]
    public void The_charts_are_found() => Assert.That(Drawn().Count(), Is.GreaterThan(30));

    [TestCaseSource(nameof(Drawn))]
    public void What_is_drawn_stands_out(string selector, string[] colours) =>
        Assert.That(colours.Max(colour => 1.05 / (Luminance(colour) + 0.05)), Is.GreaterThanOrEqualTo(Least), $"{selector}: {string.Join(", ", colours)}");

    /// <summary>Relative luminance, WCAG 2.2.</summary>
    private static double Luminance(string colour)
    {
        var six = colour.Length == 3 ? string.Concat(colour.Select(digit => $"{digit}{digit}")) : colour;
        double Part(int at) => int.Parse(six.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        return 0.2126 * Part(0) + 0.7152 * Part(2) + 0.0722 * Part(4);
    }

    [GeneratedRegex(@"^([^@{}\n]+)\{([^}]*)\}", RegexOptions.Multiline)]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?:fill|stroke): #([0-9a-f]{3}(?:[0-9a-f]{3})?);")]
    private static partial Regex Paint();

    /// <summary>The chart's own colours of six digits; eight are a veil over what must be seen through.</summary>
    [GeneratedRegex(@"(\w+): ""#([0-9a-f]{6})""(?=[,\s}].*missing|\s*\})")]
    private static partial Regex Chart();
}
