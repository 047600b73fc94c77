using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>A month as a page to print and as rows for a spreadsheet. Pure.</summary>
public static class MonthText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Html(MonthFacts facts)
    {
        var page = new StringBuilder();
        var title = $"{facts.Agreement.Partnership.Name}: {Month(facts.First)}";
        var word = string.Join(" og ", facts.Agreement.Offences.Values.Select(offence => offence.Several).Distinct());
        page.Append("<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Text(title)).Append("</title>\n").Append(Style)
            .Append("</head>\n<body>\n<h1>").Append(Text(title)).Append("</h1>\n");
        page.Append("<h2>Stigninger, beslutninger og hvad der blev gjort</h2>\n");
        if (facts.Spikes.Count == 0)
            page.Append("<p>Ingen stigninger i måneden.</p>\n");
        else
        {
            Table(page, ["Dag", "Område", "Anmeldt", "Beslutning", "Gjort"], facts.Spikes.Select(spike => new[]
            {
                DanishText.Day(spike.FiredOn), Place(spike.AreaCode, spike.AreaName), $"{(spike.SeasonWeek is { } week ? $"efter kalenderen: uge {week}" : DanishText.Number(spike.Count))} ({spike.CriterionId})", Decision(spike), Done(spike),
            }));
        }

        page.Append("<h2>Anmeldelser i områderne</h2>\n<p>").Append(Text($"{Upper(word)}, på den dag de er anmeldt, som de var kendt ved månedens slutning. I alt {DanishText.Number(facts.Counts.Sum(count => count.Reports))}.")).Append("</p>\n");
        Table(page, ["Område", "Anmeldelser"], facts.Counts.Where(count => count.Reports > 0).Select(count => new[] { Place(count.Code, count.Name), DanishText.Number(count.Reports) }));
        var without = facts.Counts.Where(count => count.Reports == 0).Select(count => Place(count.Code, count.Name)).ToList();
        if (without.Count > 0)
            page.Append("<p>").Append(Text($"Ingen anmeldelser: {string.Join(", ", without)}.")).Append("</p>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Semicolons, as Danish spreadsheets want them: a row for each area's count, then one for each spike.</summary>
    public static string Csv(MonthFacts facts)
    {
        var rows = new StringBuilder("slags;omraade;navn;dag;antal;kriterium;beslutning;gjort\n");
        foreach (var count in facts.Counts)
            rows.AppendJoin(';', new[] { "anmeldelser", count.Code, count.Name, "", count.Reports.ToString(CultureInfo.InvariantCulture), "", "", "" }.Select(Cell)).Append('\n');
        foreach (var spike in facts.Spikes)
        {
            rows.AppendJoin(';', new[]
            {
                spike.SeasonWeek is null ? "stigning" : "efter kalenderen", spike.AreaCode, spike.AreaName, spike.FiredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                spike.SeasonWeek is null ? spike.Count.ToString(CultureInfo.InvariantCulture) : "",
                spike.CriterionId, Decision(spike), Done(spike),
            }.Select(Cell)).Append('\n');
        }

        return rows.ToString();
    }

    /// <summary>"oktober 2026".</summary>
    public static string Month(DateOnly first) => DanishText.Day(first)[3..];

    private static string Decision(MonthSpike spike) => spike switch
    {
        { Level: "Watch" } => "vises kun",
        { Joined: true } => "indgår i den plan, der var i gang",
        { Decision: "Approved" } or { Started: true, Decision: null } => spike.Decision is null ? "efter aftalen" : "godkendt",
        { Decision: "Dismissed" } => $"afvist: {spike.Reason}",
        { Decision: "Held" } => $"i bero: {spike.Reason}",
        { Decision: "Lapsed" } => "bortfaldt",
        _ => "venter",
    };

    private static string Done(MonthSpike spike) => !spike.Started ? "-"
        : $"{spike.TasksDone} af {spike.TasksTotal} opgaver"
            + (spike.PlanEndedOn is { } ended
                ? $"; {DanishText.Number(spike.Letters)} breve, {DanishText.Number(spike.NeighbourMessages)} beskeder til naboer, {spike.StationVisits} besøg af politistationen; slut {DanishText.Day(ended)}"
                : "; i gang");

    private static void Table(StringBuilder page, string[] heads, IEnumerable<string[]> rows)
    {
        page.Append("<table>\n<tr>").AppendJoin("", heads.Select(head => $"<th scope=\"col\">{Text(head)}</th>")).Append("</tr>\n");
        foreach (var row in rows)
            page.Append("<tr>").AppendJoin("", row.Select((cell, at) => at == 0 ? $"<th scope=\"row\">{Text(cell)}</th>" : $"<td>{Text(cell)}</td>")).Append("</tr>\n");
        page.Append("</table>\n");
    }

    private static string Place(string code, string name) => code == name || name.Length == 0 ? code : $"{code} {name}";

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Quoted where it must be; a cell that a spreadsheet would run as a formula is told as text.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 1 && text[0] is '=' or '+' or '@' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(";\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Text(string text) => Encoder.Encode(text);

    private const string Style = """
        <style>
        @page { size: A4; margin: 12mm }
        body { font: 10.5pt/1.35 system-ui, sans-serif; max-width: 186mm; margin: 1rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
        h1 { font-size: 16pt; margin: 0 0 .3rem } h2 { font-size: 12pt; margin: .8rem 0 .2rem } p { margin: .2rem 0 }
        table { border-collapse: collapse } th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid #bfbfbf; vertical-align: top; font-weight: normal }
        th[scope=col] { font-weight: bold }
        @media print { body { margin: 0; padding: 0 } tr { break-inside: avoid } }
        </style>

        """;
}
