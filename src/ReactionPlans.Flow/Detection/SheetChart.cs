using System.Globalization;
using System.Text;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Detection;

/// <summary>The last days as bars: known ones filled, those still expected hatched on top of them, and the usual number of a day as a line. The two are told apart by pattern,
/// not by colour alone, and a list says the same to those who do not see the drawing.</summary>
public static class SheetChart
{
    private const int Step = 24, Height = 160, Top = 12, Left = 28;

    /// <summary>The figure as HTML, every value encoded; "" where the evidence has no days.</summary>
    /// <param name="told">What the reader's language makes of a phrase.</param>
    public static string Of(Evidence evidence, Func<Phrase, string> told)
    {
        var figure = new StringBuilder();
        Draw(figure, evidence, told);
        return figure.ToString();
    }

    internal static void Draw(StringBuilder page, Evidence evidence, Func<Phrase, string> told)
    {
        var days = evidence.LastDays;
        if (days.Count == 0)
            return;
        // What a rule of near reports expects is of a small circle, and the bars are of the whole area.
        var expected = evidence.IsNear ? null : evidence.Expected;
        double? usual = (expected ?? evidence.Usual) / evidence.WindowDays;
        var several = EvidenceText.OffenceOf(evidence).InWords(2).Capital();
        var most = Math.Max(1, Math.Max(usual ?? 0, days.Max(day => day.Known + (day.StillToCome ?? 0))));
        var width = Left + days.Count * Step;
        page.Append("<figure>\n<svg viewBox=\"0 0 ").Append(Whole(width + 16)).Append(' ').Append(Whole(Top + Height + 24)).Append("\" role=\"img\" aria-labelledby=\"chart-title\">\n")
            .Append("<title id=\"chart-title\">").Append(SheetHtml.Text(told(Phrase.Of($"{several} efter den dag, hvor de senest kan være sket", $"{several} by the last day on which they can have happened")))).Append("</title>\n")
            .Append("<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#2b5c8a\" stroke-width=\"3\"/></pattern></defs>\n");
        for (var at = 0; at < days.Count; at++)
        {
            var (day, x) = (days[at], Left + at * Step);
            var known = day.Known / most * Height;
            Bar(page, x, Top + Height - known, known, "#2b5c8a", told(Phrase.Of($"{day.Day}: {day.Known} kendt", $"{day.Day}: {day.Known} known")));
            if (day.StillToCome is { } still && still > 0)
                Bar(page, x, Top + Height - known - still / most * Height, still / most * Height, "url(#hatch)", told(Phrase.Of($"{day.Day}: {Phrase.Number(still, 1)} ventes endnu anmeldt", $"{day.Day}: {Phrase.Number(still, 1)} still to come")));
            if (at % 7 == (days.Count - 1) % 7)
                page.Append("<text x=\"").Append(Whole(x)).Append("\" y=\"").Append(Whole(Top + Height + 18)).Append("\" font-size=\"11\">").Append(day.Day.ToString("d/M", CultureInfo.InvariantCulture)).Append("</text>\n");
        }

        page.Append("<line x1=\"").Append(Whole(Left)).Append("\" y1=\"").Append(Whole(Top + Height)).Append("\" x2=\"").Append(Whole(width)).Append("\" y2=\"").Append(Whole(Top + Height)).Append("\" stroke=\"#1a1a1a\"/>\n")
            .Append("<text x=\"0\" y=\"").Append(Whole(Top + 8)).Append("\" font-size=\"11\">").Append(SheetHtml.Text(told(Phrase.Number(most, 1)))).Append("</text>\n");
        if (usual is { } mean)
        {
            var y = Point(Top + Height - mean / most * Height);
            page.Append("<line x1=\"").Append(Whole(Left)).Append("\" y1=\"").Append(y).Append("\" x2=\"").Append(Whole(width)).Append("\" y2=\"").Append(y).Append("\" stroke=\"#b3261e\" stroke-dasharray=\"6 4\"/>\n");
        }

        var line = usual is null ? Phrase.None
            : expected is null ? new("Stiplet linje: det, der plejer at være på en dag i området (52 uger før). ", "Dashed line: what is usual on a day in the area (52 weeks before). ")
            : new("Stiplet linje: det, reglen forventer på en dag i området. ", "Dashed line: what the rule expects on a day in the area. ");
        var caption = new Phrase("Fyldt: kendt. Skraveret: ventes endnu anmeldt, og er ikke talt med. ", "Filled: known. Hatched: still to come, and not counted. ") + line
            + new Phrase("For de seneste dage uden skravering er for lidt kendt til at sige et tal.", "Of the last days without hatching, too little is known to tell a number.");
        page.Append("</svg>\n<figcaption>").Append(SheetHtml.Text(told(caption))).Append("</figcaption>\n</figure>\n");
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
