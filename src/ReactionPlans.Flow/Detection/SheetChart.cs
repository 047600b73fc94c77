using System.Globalization;
using System.Text;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>The last days as bars: known ones filled, those still expected hatched on top of them, and the usual number of a day as a line. The two are told apart by pattern,
/// not by colour alone, and a list says the same to those who do not see the drawing.</summary>
public static class SheetChart
{
    private const int Step = 24, Height = 160, Top = 12, Left = 28;

    /// <summary>The figure as HTML, every value encoded; "" where the evidence has no days.</summary>
    public static string Of(Evidence evidence)
    {
        var figure = new StringBuilder();
        Draw(figure, evidence);
        return figure.ToString();
    }

    internal static void Draw(StringBuilder page, Evidence evidence)
    {
        var days = evidence.LastDays;
        if (days.Count == 0)
            return;
        // What a rule of near reports expects is of a small circle, and the bars are of the whole area.
        var expected = evidence.IsNear ? null : evidence.Expected;
        double? usual = (expected ?? evidence.Usual) / evidence.WindowDays;
        var offence = EvidenceText.Offence(evidence, 2);
        var most = Math.Max(1, Math.Max(usual ?? 0, days.Max(day => day.Known + (day.StillToCome ?? 0))));
        var width = Left + days.Count * Step;
        page.Append("<figure>\n<svg viewBox=\"0 0 ").Append(Whole(width + 16)).Append(' ').Append(Whole(Top + Height + 24)).Append("\" role=\"img\" aria-labelledby=\"chart-title\">\n")
            .Append("<title id=\"chart-title\">").Append(SheetHtml.Text($"{char.ToUpperInvariant(offence[0])}{offence[1..]} efter den dag, hvor de senest kan være sket")).Append("</title>\n")
            .Append("<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#2b5c8a\" stroke-width=\"3\"/></pattern></defs>\n");
        for (var at = 0; at < days.Count; at++)
        {
            var (day, x) = (days[at], Left + at * Step);
            var known = day.Known / most * Height;
            Bar(page, x, Top + Height - known, known, "#2b5c8a", $"{DanishText.Day(day.Day)}: {day.Known} kendt");
            if (day.StillToCome is { } still && still > 0)
                Bar(page, x, Top + Height - known - still / most * Height, still / most * Height, "url(#hatch)", $"{DanishText.Day(day.Day)}: {DanishText.Number(still, 1)} ventes endnu anmeldt");
            if (at % 7 == (days.Count - 1) % 7)
                page.Append("<text x=\"").Append(Whole(x)).Append("\" y=\"").Append(Whole(Top + Height + 18)).Append("\" font-size=\"11\">").Append(day.Day.ToString("d/M", CultureInfo.InvariantCulture)).Append("</text>\n");
        }

        page.Append("<line x1=\"").Append(Whole(Left)).Append("\" y1=\"").Append(Whole(Top + Height)).Append("\" x2=\"").Append(Whole(width)).Append("\" y2=\"").Append(Whole(Top + Height)).Append("\" stroke=\"#1a1a1a\"/>\n")
            .Append("<text x=\"0\" y=\"").Append(Whole(Top + 8)).Append("\" font-size=\"11\">").Append(SheetHtml.Number(most, 1)).Append("</text>\n");
        if (usual is { } mean)
        {
            var y = Point(Top + Height - mean / most * Height);
            page.Append("<line x1=\"").Append(Whole(Left)).Append("\" y1=\"").Append(y).Append("\" x2=\"").Append(Whole(width)).Append("\" y2=\"").Append(y).Append("\" stroke=\"#b3261e\" stroke-dasharray=\"6 4\"/>\n");
        }

        page.Append("</svg>\n<figcaption>Fyldt: kendt. Skraveret: ventes endnu anmeldt, og er ikke talt med. ").Append(usual is null ? "" : expected is null ? "Stiplet linje: det, der plejer at være på en dag i området (52 uger før). " : "Stiplet linje: det, reglen forventer på en dag i området. ")
            .Append("For de seneste dage uden skravering er for lidt kendt til at sige et tal.</figcaption>\n</figure>\n");
    }

    private static void Bar(StringBuilder page, int x, double y, double height, string fill, string title)
    {
        if (height > 0)
        {
            page.Append("<rect x=\"").Append(Whole(x)).Append("\" y=\"").Append(Point(y)).Append("\" width=\"").Append(Whole(Step - 6)).Append("\" height=\"").Append(Point(height))
                .Append("\" fill=\"").Append(fill).Append("\" stroke=\"#2b5c8a\"><title>").Append(SheetHtml.Text(title)).Append("</title></rect>\n");
        }
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Point(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
