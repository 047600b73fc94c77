using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Agreements;

/// <summary>An agreement on one A4 page: who decides what by when, and who then does what. From the agreement alone, so that it is the same whenever it is printed. Pure.</summary>
public static class AgreementPrint
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Any instant without daylight saving near it: times are told from the activation.</summary>
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Write(Agreement agreement)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Text($"Reaktionsplan: {agreement.Partnership.Name}")).Append("</title>\n").Append(Style)
            .Append("</head>\n<body>\n<h1>").Append(Text($"Reaktionsplan: {agreement.Partnership.Name}")).Append("</h1>\n");
        Paragraph(page, $"Version {agreement.Version}. Gælder fra {DanishText.Day(agreement.HoldsFrom)}"
            + (agreement.ReviewBy is { } review
                ? $", ses efter senest {DanishText.Day(review)}; {Phrase.Days(agreement.ReviewGraceDays).Danish} derefter rådgiver den kun."
                : " og til en ny version, som begge parter har godkendt, tager over.")
            + $" Kommune {agreement.Partnership.Municipality}, politikreds {agreement.Partnership.PoliceDistrict}. Områder: {AgreementWords.Of(agreement.Areas).Danish}.");
        When(page, agreement);
        Decision(page, agreement);
        Plan(page, agreement);
        People(page, agreement);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void When(StringBuilder page, Agreement agreement)
    {
        page.Append("<h2>Hvornår</h2>\n<ul>\n");
        foreach (var criterion in agreement.Criteria.OrderByDescending(criterion => criterion.Level))
        {
            page.Append("<li>").Append(Text($"{Upper(RuleWords.Of(criterion.Rule, AgreementWords.OffenceOf(agreement, criterion)).Danish)} i et område {(criterion.Level == CriterionLevel.Activate ? "sætter planen i gang" : "vises kun")}"))
                .Append(Text(criterion.Rule.CountsReports ? $" ({AgreementWords.Conditions(criterion).Danish})." : ".")).Append("</li>\n");
        }

        page.Append("</ul>\n");
    }

    private static void Decision(StringBuilder page, Agreement agreement)
    {
        var rule = agreement.Decision;
        page.Append("<h2>Hvem beslutter, og hvor hurtigt</h2>\n");
        if (rule.Mode == DecisionMode.Automatic)
        {
            Paragraph(page, "Planen går i gang af sig selv, når grænsen er nået. Ingen bliver spurgt; de ansvarlige får besked med det samme.");
            return;
        }

        Paragraph(page, $"{Upper(AgreementWords.Of(rule.Mode).Danish)}. {Names(AskingOrder.Deciders(agreement), agreement)} bliver spurgt og skal svare inden {AgreementWords.Hours(rule.DeadlineHours).Danish}. "
            + rule.OnDeadline switch
            {
                OnDeadline.Escalate => $"Svarer ingen, spørges {string.Join(", så ", rule.Deputies.Select(id => AgreementWords.NameOf(id, agreement)))}, med {AgreementWords.Hours(rule.DeadlineHours).Danish} hver.",
                OnDeadline.Activate => "Svarer ingen, går planen i gang.",
                _ => "Svarer ingen, bortfalder den.",
            });
        if (rule.OutOfHours is not null)
            Paragraph(page, $"Uden for arbejdstid, {AgreementWords.Of(rule.OutOfHours, agreement).Danish}.");
        Paragraph(page, (rule.ReminderHours > 0 ? $"Der mindes om det {AgreementWords.Reminder(rule).Danish}{(agreement.People.Any(person => person.Deputy is not null) ? ", og stedfortræderen for den, der ikke har svaret, bliver spurgt med" : "")}. " : "")
            + $"Politiet kan sætte i bero i højst {AgreementWords.Hours(24 * rule.HoldAtMostDays).Danish}; så spørges der igen.");
    }

    private static void Plan(StringBuilder page, Agreement agreement)
    {
        page.Append("<h2>Hvem gør hvad hvornår</h2>\n<table>\n<tr><th scope=\"col\">Hvad</th><th scope=\"col\">Hvem</th><th scope=\"col\">Begynder</th><th scope=\"col\">Færdig senest</th><th scope=\"col\">Når</th></tr>\n");
        // The page holds the whole year: a step of one season stands there with it.
        var wholeYear = agreement with { Plan = [.. agreement.Plan.Select(step => step with { Season = null })] };
        var seasons = agreement.Plan.ToDictionary(step => step.Id, step => step.Season);
        foreach (var task in PlanExpansion.Expand(wholeYear, Start, SchoolCalendar.Empty))
        {
            var step = task.Step;
            var due = (task.DueAt - Start).TotalHours;
            Row(page, Upper(AgreementWords.What(step).Danish) + (step.Station is { } station ? $": {AgreementWords.Of(station).Danish}" : ""),
                $"{Upper(AgreementWords.Of(step.Party).Danish)}: {AgreementWords.NameOf(step.Responsible, agreement)}",
                step.AtHours == 0 ? "straks" : $"efter {AgreementWords.Hours(step.AtHours).Danish}",
                due == 0 ? "straks" : $"efter {AgreementWords.Hours(due).Danish}",
                string.Join("; ", new[] { step.Everyone.Count > 0 ? $"svar fra {Names(step.Everyone, agreement)}" : null, seasons[step.Id] is { } season ? $"kun {season}" : null, task.Gate is { } gate ? Gate(gate, agreement) : null, step.Otherwise is { } otherwise ? Otherwise(otherwise, agreement) : null }.OfType<string>()));
        }

        page.Append("</table>\n");
        Paragraph(page, $"Tiderne tælles fra det øjeblik, planen går i gang. Den slutter, når antallet er faldet, og {AgreementWords.Of(agreement.End).Danish}.");
    }

    private static string Gate(Gate gate, Agreement agreement) =>
        $"først når {(gate.InformedShare is { } share ? $"{RuleWords.Percent(share).Danish} er informeret ved {Step(gate.StepId, agreement)}" : $"{Step(gate.StepId, agreement)} er gjort")}; mangler det efter {AgreementWords.Hours(gate.AskAfterHours).Danish}, spørges den ansvarlige";

    private static string Otherwise(Otherwise otherwise, Agreement agreement) =>
        $"ellers ved {AgreementWords.Site(otherwise.SiteKind).Danish}, når {Step(otherwise.WithStep, agreement)} er gjort";

    private static string Step(string id, Agreement agreement) => agreement.Plan.FirstOrDefault(step => step.Id == id) is { } step ? AgreementWords.What(step).Danish : id;

    private static void People(StringBuilder page, Agreement agreement)
    {
        page.Append("<h2>Hvem</h2>\n<table>\n<tr><th scope=\"col\">Navn</th><th scope=\"col\">Rolle</th><th scope=\"col\">Mail</th><th scope=\"col\">Stedfortræder</th></tr>\n");
        foreach (var person in agreement.People)
            Row(page, person.Name, Upper(AgreementWords.Role(person.Role).Danish), person.Mail, person.Deputy is { } deputy ? AgreementWords.NameOf(deputy, agreement) : "ingen");
        page.Append("</table>\n");
        Paragraph(page, $"Brevene er fra {agreement.Sender.Name} ({agreement.Sender.Contact}). Observationer: politiet på {agreement.Sender.PolicePhone}. Der fortælles ikke om færre end {agreement.Sender.SmallestCount}. "
            + $"Veje ud: {AgreementWords.Of(agreement.Channels).Danish}. Mål: {AgreementWords.Of(agreement.Goals).Danish}. "
            + $"Personoplysninger: {AgreementWords.Of(agreement.Retention).Danish}.");
    }

    private static string Names(IEnumerable<string> ids, Agreement agreement) => string.Join(" og ", ids.Select(id => AgreementWords.NameOf(id, agreement)));

    private static void Paragraph(StringBuilder page, string text) => page.Append("<p>").Append(Text(text)).Append("</p>\n");

    private static void Row(StringBuilder page, params string[] cells) =>
        page.Append("<tr>").AppendJoin("", cells.Select((cell, at) => at == 0 ? $"<th scope=\"row\">{Text(cell)}</th>" : $"<td>{Text(cell)}</td>")).Append("</tr>\n");

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Text(string text) => Encoder.Encode(text);

    private const string Style = """
        <style>
        @page { size: A4; margin: 12mm }
        body { font: 10.5pt/1.35 system-ui, sans-serif; max-width: 186mm; margin: 1rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
        h1 { font-size: 16pt; margin: 0 0 .3rem } h2 { font-size: 12pt; margin: .8rem 0 .2rem } p, ul { margin: .2rem 0 } ul { padding-left: 1.2rem }
        table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .15rem .6rem .15rem 0; border-bottom: 1px solid #bfbfbf; vertical-align: top; font-weight: normal }
        th[scope=col] { font-weight: bold }
        @media print { body { margin: 0; padding: 0 } tr { break-inside: avoid } }
        </style>

        """;
}
