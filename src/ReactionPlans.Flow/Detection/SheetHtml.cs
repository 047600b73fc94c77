using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>A sheet as one HTML page that needs nothing beside it: no script, no font, no address of anybody. Pure.</summary>
public static class SheetHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(SheetFacts facts)
    {
        var evidence = facts.Evidence;
        var place = evidence.Place ?? "området";
        var heading = evidence.Season is { } season ? $"Plan for uge {season.Week} i {place}" : $"Stigning i {place}";
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Text($"{heading}, {DanishText.Day(facts.FiredOn)}")).Append("</title>\n").Append(Style)
            .Append("</head>\n<body>\n<h1>").Append(Text(heading)).Append("</h1>\n<p class=\"sentence\">").Append(Text(EvidenceText.Sentence(evidence, place).Danish)).Append("</p>\n");
        SheetChart.Draw(page, evidence, phrase => phrase.Danish);
        Facts(page, facts);
        if (evidence.Season is null)
            Reports(page, evidence);
        page.Append("</body>\n</html>\n");
        return page.ToString();
    }

    internal static string Text(string text) => Encoder.Encode(text);

    private static void Facts(StringBuilder page, SheetFacts facts)
    {
        var evidence = facts.Evidence;
        page.Append("<h2>Grundlag</h2>\n<table>\n");
        Row("Dag", DanishText.Day(facts.FiredOn) + (evidence.DayIsOver ? "" : " (dagen indtil da)"));
        if (evidence.Season is { } season)
        {
            Row("Planens tid", $"{DanishText.Day(season.First)} – {DanishText.Day(season.Last)}");
        }
        else
        {
            Row("Kendt indtil", DanishText.Moment(evidence.KnownBefore));
            Row("Talt fra og til", $"{DanishText.Day(evidence.From)} – {DanishText.Day(evidence.To)}");
            Row("Talt", DanishText.Number(evidence.Count));
        }

        Number("Vægt", evidence.Weight, 2);
        Number("Aftalt grænse", evidence.AtLeast, 0);
        Number("Reglens grænse", evidence.AtLeast is null ? evidence.Bound : null, 1);
        Number(evidence.IsNear ? "Forventet på det sted" : "Forventet", evidence.Expected, 2);
        Number("Plejer at være (52 uger før)", evidence.Usual, 2);
        if ((evidence.Luck ?? evidence.UsualLuck) is { } luck)
            Row("Chance ved et tilfælde", (luck < 0.000001 ? "under 0,000001" : DanishText.Number(luck, 6)) + (evidence.Luck is null ? " (efter det, der plejer at være; ikke bedømt efter)" : ""));
        if (evidence.OutbreakChance is { } chance)
            Row($"Sandsynlighed for, at en {EvidenceText.Wave(EvidenceText.OffenceOf(evidence)).Danish} er begyndt", $"{DanishText.Number(100 * chance, 1)} %");
        Number("Radius om midten, meter", evidence.RadiusMetres, 0);
        Number("Dage mellem så stærke klynger ved et tilfælde, i alle aftalens områder", evidence.RecurrenceDays, 0);
        Number("Uger mellem så mange ved et tilfælde", evidence.RecurrenceWeeks, 1);
        if (evidence.LateShare is { } late)
            Row($"Sent anmeldt (over {LateReports.AfterDays} dage)", $"{DanishText.Number(evidence.Late ?? 0)} ({DanishText.Number(100 * late)} %)");
        if (evidence.MaximumReportingDelayDays is { } most)
            Row($"Ikke talt med (anmeldt over {Phrase.Days(most).Danish} efter)", DanishText.Number(evidence.TooLate ?? 0));
        if (evidence.DataAgeHours is { } age)
            Row("Nyeste anmeldelse fra kilden", $"{DanishText.Number(age, 1)} timer før");
        if (evidence.Neighbours.Count > 0)
            Row("Naboområder i samme tidsrum", string.Join(", ", evidence.Neighbours.Select(one => $"{one.Area}: {DanishText.Number(one.Count)}")));
        Row("Kriterium", $"{facts.CriterionId} ({(facts.Level == "Watch" ? "vises, men sætter intet i gang" : "sætter planen i gang")})");
        Row("Regel", facts.RuleShown);
        Row("Aftale", $"{facts.PartnershipId}, version {facts.AgreementVersion}");
        Row(evidence.Season is null ? "Stigning" : "Nummer", facts.Id.ToString());
        page.Append("</table>\n");

        void Number(string name, double? value, int decimals)
        {
            if (value is { } number)
                Row(name, DanishText.Number(number, decimals));
        }

        void Row(string name, string value)
        {
            if (value.Length > 0)
                page.Append("<tr><th scope=\"row\">").Append(Text(name)).Append("</th><td>").Append(Text(value)).Append("</td></tr>\n");
        }
    }

    private static void Reports(StringBuilder page, Evidence evidence)
    {
        page.Append("<h2>Talte anmeldelser</h2>\n<table>\n<tr><th scope=\"col\">Sagsnummer</th><th scope=\"col\">Anmeldt</th></tr>\n");
        for (var at = 0; at < evidence.References.Count; at++)
        {
            page.Append("<tr><td>").Append(Text(evidence.References[at])).Append("</td><td>")
                .Append(at < evidence.ReportedDays.Count ? Text(DanishText.Day(evidence.ReportedDays[at])) : "").Append("</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private const string Style = """
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
        .sentence { font-size: 1.25rem } table { border-collapse: collapse } th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid #bfbfbf; vertical-align: top }
        figure { margin: 1rem 0 } svg { width: 100%; height: auto }
        </style>

        """;
}
