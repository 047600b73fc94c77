using System.Globalization;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>The parts of an agreement as Danes say them: for the page about it, the print and the difference between two. Pure.</summary>
public static class AgreementWords
{
    /// <summary>An offence that nobody has named: told as reports.</summary>
    public static readonly Offence Unnamed = new("", [], Attempts: true);

    public static string Of(Party party) => party == Party.Police ? "politiet" : "kommunen";

    public static Offence OffenceOf(Agreement agreement, Criterion criterion) => agreement.Offences.GetValueOrDefault(criterion.OffenceId, Unnamed);

    /// <summary>"mindst 5 indbrud på 7 dage", and what the criterion asks beside its rule.</summary>
    public static string Of(Criterion criterion, Offence offence) =>
        RuleWords.Of(criterion.Rule, offence) + (criterion.Rule.CountsReports ? $"; {Conditions(criterion)}" : "");

    /// <summary>Of a rule that counts reports: "mindst 3 anmeldelser i alt; slut efter 14 rolige dage, og tidligst igen 14 dage senere".</summary>
    public static string Conditions(Criterion criterion) =>
        $"mindst {DanishText.Number(criterion.MinimumReports)} i alt"
        + (criterion.HoldForDays > 0 ? $", også gældende {RuleWords.Days(criterion.HoldForDays)} før" : "")
        + $"; slut efter {RuleWords.Days(criterion.ClearAfterDays)} med ro, og tidligst igen {RuleWords.Days(criterion.CooldownDays)} derefter"
        + (criterion.MaximumReportingDelayDays is { } most ? $"; kun anmeldelser, der kom højst {RuleWords.Days(most)} efter" : "")
        + (criterion.Season is { } season ? $"; kun {season}" : "")
        + (criterion.FalseDiscoveryRate is { } share ? $"; højst {RuleWords.Percent(share)} falske blandt dagens områder" : "");

    public static string Of(Season? season) => season?.ToString() ?? "hele året";

    public static string Of(CriterionLevel level) => level == CriterionLevel.Activate ? "sætter planen i gang" : "vises kun";

    public static string Of(Offence offence) =>
        $"{offence.Id}: {offence.Several} ({offence.One}), koder {List(offence.Codes)}, {(offence.Attempts ? "forsøg tæller med" : "forsøg tæller ikke med")}";

    public static string Of(DecisionMode mode) => mode switch
    {
        DecisionMode.Automatic => "planen går i gang af sig selv",
        DecisionMode.Police => "politiet godkender",
        _ => "politiet og kommunen godkender begge",
    };

    public static string Of(OnDeadline onDeadline) => onDeadline switch
    {
        OnDeadline.Escalate => "spørges stedfortræderne",
        OnDeadline.Activate => "går planen i gang",
        _ => "bortfalder den",
    };

    /// <summary>"1 time før fristen".</summary>
    public static string Reminder(DecisionRule rule) => rule.ReminderHours > 0 ? $"{Hours(rule.ReminderHours)} før fristen" : "ingen";

    /// <summary>"kl. 17.00-8.00 og i weekenden: først spørges Vagthavende".</summary>
    public static string Of(OutOfHours? hours, Agreement agreement) => hours is null
        ? "som ellers"
        : $"kl. {Clock(hours.From)}-{Clock(hours.Until)}{(hours.Weekends ? " og i weekenden" : "")}: "
            + (hours.Ask.Count > 0 ? $"først spørges {List(hours.Ask.Select(id => NameOf(id, agreement)))}" : "fristen løber fra næste arbejdstid");

    private static string Clock(TimeOnly clock) => clock.ToString("H.mm", CultureInfo.InvariantCulture);

    public static string Of(Reaction reaction) => reaction switch
    {
        Reaction.Letter => "brev til beboerne",
        Reaction.NeighbourMessage => "besked til nabovenner",
        Reaction.MemberAlert => "kort besked til nabohjælpere",
        Reaction.LocalPost => "opslag i lokale grupper",
        Reaction.MobileStation => "mobil politistation",
        _ => "opgave",
    };

    /// <summary>"tryghedsvandring" for a task, else the reaction.</summary>
    public static string What(PlanStep step) => step.TaskName ?? Of(step.Reaction);

    /// <summary>Everything a step says.</summary>
    public static string Of(PlanStep step, Agreement agreement) =>
        $"{What(step)} ({Of(step.Reaction)}) ved {Of(step.Party)}, {NameOf(step.Responsible, agreement)}, fra {Hours(step.AtHours)}"
        + (step.DueHours is { } due ? $", senest efter {Hours(due)}" : "")
        + (step.Everyone.Count > 0 ? $", hver især: {string.Join(", ", step.Everyone.Select(id => NameOf(id, agreement)))}" : "")
        + (step.Season is { } season ? $", kun {season}" : "")
        + (step.Template is { } template ? $", teksten '{template}'" : "")
        + (step.Station is { } station ? $", {Of(station)}" : "")
        + (step.Gate is { } gate ? $", {Of(gate)}" : "")
        + (step.Otherwise is { } otherwise ? $", {Of(otherwise)}" : "");

    /// <summary>"2 besøg a 3 timer inden for 7 dage".</summary>
    public static string Of(StationWish wish) => $"{wish.Visits} besøg a {Hours(wish.Hours)} inden for {RuleWords.Days(wish.WithinDays)}";

    public static string Of(Gate gate) =>
        $"først når {(gate.InformedShare is { } share ? $"{RuleWords.Percent(share)} er informeret ved trin '{gate.StepId}'" : $"trin '{gate.StepId}' er gjort")} (der spørges efter {Hours(gate.AskAfterHours)})";

    public static string Of(Otherwise otherwise) => $"ellers ved {Site(otherwise.SiteKind)}, når trin '{otherwise.WithStep}' er gjort";

    public static string Site(string kind) => kind switch
    {
        "supermarket" => "et supermarked",
        "school" => "en skole",
        "station" => "en station",
        "square" => "et torv",
        _ => kind,
    };

    public static string Of(Person person, Agreement agreement) =>
        $"{person.Name} ({Role(person.Role)}, {person.Mail})" + (person.Deputy is { } deputy ? $", stedfortræder {NameOf(deputy, agreement)}" : "");

    public static string Role(string role) => role switch
    {
        "police-coordinator" => "politiets koordinator",
        "police-duty" => "politiets vagthavende",
        "municipal-lead" => "kommunens projektleder",
        "joint-coordinator" => "fælles koordinator",
        _ => role,
    };

    public static string Of(CoveredAreas areas) => areas.Codes is { } codes ? $"{Level(areas.Level)} {List(codes)}" : $"alle områder på niveauet {Level(areas.Level)}";

    public static string Level(string level) => level switch
    {
        "postcode" => "postnummer",
        "municipality" => "kommune",
        "police-district" => "politikreds",
        "parish" => "sogn",
        _ => level,
    };

    public static string Of(Channels channels)
    {
        var open = new List<string>();
        if (channels.DigitalPost)
            open.Add("Digital Post");
        if (channels.Print)
            open.Add("brev på papir");
        if (channels.NemSms)
            open.Add("NemSMS, hvor brevet ikke når frem");
        open.AddRange(channels.NeighbourFriends.Select(channel => $"nabovenner ved {channel}"));
        if (channels.LocalPosts)
            open.Add(channels.LocalGroups.Count == 0 ? "opslag i lokale grupper" : $"opslag i lokale grupper ({string.Join("; ", channels.LocalGroups.Select(Of))})");
        var ways = (open.Count == 0 ? "ingen" : string.Join(", ", open))
            + (channels.LettersPer == LettersPer.Household ? ", ét brev til hver husstand" : "")
            + (channels.AtNight ? ", også om natten" : "");
        return channels.LetterBudget is { } budget
            ? $"{ways}, højst {(budget.Letters == 1 ? "1 brev" : $"{DanishText.Number(budget.Letters)} breve")} til den samme på {RuleWords.Days(budget.WithinDays)}"
            : ways;
    }

    public static string Of(Logo? logo) => logo is null ? "intet" : $"{logo.File} ({logo.AltText})";

    private static string Of(LocalGroup group) => $"{group.Name}, {group.Url}" + (group.Areas.Count == 0 ? "" : $", for {List(group.Areas)}");

    public static string Of(Goals? goals)
    {
        if (goals is null)
            return "ingen mål";
        var set = new List<string>();
        if (goals.BurglaryReductionPercent is { } percent)
            set.Add($"{RuleWords.Exact(percent)} % færre indbrud");
        if (goals.NeighbourFriends is { } friends)
            set.Add($"{DanishText.Number(friends)} nabovenner");
        return set.Count == 0 ? "mål uden tal" : string.Join(" og ", set);
    }

    public static string Of(EndRule end) => $"senest efter {RuleWords.Days(end.MaximumDays)}, {(end.AllClear ? "med" : "uden")} besked om, at alt er roligt igen";

    public static string Of(Example example) =>
        $"{example.AreaCode} den {DanishText.Day(example.Day)}: '{example.CriterionId}' {(example.Holds ? "gælder" : "gælder ikke")}";

    public static string NameOf(string personId, Agreement agreement) => agreement.FindPerson(personId)?.Name ?? personId;

    /// <summary>"straks", "2 timer", "14 dage".</summary>
    public static string Hours(double hours) => hours switch
    {
        0 => "straks",
        1 => "1 time",
        >= 48 when hours % 24 == 0 => $"{RuleWords.Exact(hours / 24)} dage",
        _ => $"{RuleWords.Exact(hours)} timer",
    };

    public static string List(IEnumerable<string> items) => string.Join(", ", items);
}
