using System.Globalization;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>The parts of an agreement as people say them: for the page about it, the print and the difference between two. Pure.</summary>
public static class AgreementWords
{
    private static readonly Phrase Nothing = new("ingen", "none");

    /// <summary>An offence that nobody has named: told as reports.</summary>
    public static readonly Offence Unnamed = new("", [], Attempts: true);

    public static Phrase Of(Party party) => party == Party.Police ? new("politiet", "the police") : new("kommunen", "the municipality");

    public static Offence OffenceOf(Agreement agreement, Criterion criterion) => agreement.Offences.GetValueOrDefault(criterion.OffenceId, Unnamed);

    /// <summary>"mindst 5 indbrud på 7 dage", and what the criterion asks beside its rule.</summary>
    public static Phrase Of(Criterion criterion, Offence offence) =>
        RuleWords.Of(criterion.Rule, offence) + (criterion.Rule.CountsReports ? Phrase.Same("; ") + Conditions(criterion) : Phrase.None);

    /// <summary>Of a rule that counts reports: "mindst 3 i alt; slut efter 14 dage med ro, og tidligst igen 14 dage derefter".</summary>
    public static Phrase Conditions(Criterion criterion) =>
        Phrase.Of($"mindst {criterion.MinimumReports} i alt", $"at least {criterion.MinimumReports} in all")
        + (criterion.HoldForDays > 0 ? Phrase.Of($", også gældende {Phrase.Days(criterion.HoldForDays)} før", $", holding for {Phrase.Days(criterion.HoldForDays)} before as well") : Phrase.None)
        + Phrase.Of(
            $"; slut efter {Phrase.Days(criterion.ClearAfterDays)} med ro, og tidligst igen {Phrase.Days(criterion.CooldownDays)} derefter",
            $"; over after {Phrase.Days(criterion.ClearAfterDays)} of calm, and not again until {Phrase.Days(criterion.CooldownDays)} later")
        + (criterion.MaximumReportingDelayDays is { } most ? Phrase.Of($"; kun anmeldelser, der kom højst {Phrase.Days(most)} efter", $"; only reports that came in at most {Phrase.Days(most)} after") : Phrase.None)
        + (criterion.Season is { } season ? Phrase.Of($"; kun {season.InWords}", $"; only during {season.InWords}") : Phrase.None)
        + (criterion.FalseDiscoveryRate is { } share
            ? Phrase.Of($"; højst {RuleWords.Percent(share)} falske blandt dagens områder", $"; at most {RuleWords.Percent(share)} false ones among the day's areas")
            : Phrase.None);

    public static Phrase Of(Season? season) => season?.InWords ?? new("hele året", "the whole year");

    public static Phrase Of(CriterionLevel level) => level == CriterionLevel.Activate ? new("sætter planen i gang", "starts the plan") : new("vises kun", "only shown");

    public static Phrase Of(Offence offence)
    {
        var (one, several, codes) = (offence.InWords(1), offence.InWords(2), List(offence.Codes));
        return Phrase.Of(
            $"{offence.Id}: {several} ({one}), koder {codes}, {(offence.Attempts ? "forsøg tæller med" : "forsøg tæller ikke med")}",
            $"{offence.Id}: {several} ({one}), codes {codes}, {(offence.Attempts ? "attempts count" : "attempts do not count")}");
    }

    public static Phrase Of(DecisionMode mode) => mode switch
    {
        DecisionMode.Automatic => new("planen går i gang af sig selv", "the plan starts by itself"),
        DecisionMode.Police => new("politiet godkender", "the police approve"),
        _ => new("politiet og kommunen godkender begge", "the police and the municipality both approve"),
    };

    public static Phrase Of(OnDeadline onDeadline) => onDeadline switch
    {
        OnDeadline.Escalate => new("spørges stedfortræderne", "the deputies are asked"),
        OnDeadline.Activate => new("går planen i gang", "the plan starts"),
        _ => new("bortfalder den", "it lapses"),
    };

    /// <summary>"1 time før fristen".</summary>
    public static Phrase Reminder(DecisionRule rule) =>
        rule.ReminderHours > 0 ? Phrase.Of($"{Hours(rule.ReminderHours)} før fristen", $"{Hours(rule.ReminderHours)} before the deadline") : Nothing;

    /// <summary>"kl. 17.00-8.00 og i weekenden: først spørges Vagthavende".</summary>
    public static Phrase Of(OutOfHours? hours, Agreement agreement)
    {
        if (hours is null)
            return new("som ellers", "the same as otherwise");
        var asked = List(hours.Ask.Select(id => NameOf(id, agreement)));
        var when = Phrase.Of(
            $"kl. {Clock(hours.From, '.')}-{Clock(hours.Until, '.')}{(hours.Weekends ? " og i weekenden" : "")}: ",
            $"{Clock(hours.From, ':')}-{Clock(hours.Until, ':')}{(hours.Weekends ? " and at weekends" : "")}: ");
        return when + (hours.Ask.Count > 0
            ? Phrase.Of($"først spørges {asked}", $"asked first: {asked}")
            : new("fristen løber fra næste arbejdstid", "the deadline runs from when working hours begin again"));
    }

    private static string Clock(TimeOnly clock, char between) => clock.ToString($"H'{between}'mm", CultureInfo.InvariantCulture);

    public static Phrase Of(Reaction reaction) => reaction switch
    {
        Reaction.Letter => new("brev til beboerne", "letter to residents"),
        Reaction.NeighbourMessage => new("besked til nabovenner", "message to neighbour friends"),
        Reaction.MemberAlert => new("kort besked til nabohjælpere", "short message to members"),
        Reaction.LocalPost => new("opslag i lokale grupper", "post in local groups"),
        Reaction.MobileStation => new("mobil politistation", "mobile police station"),
        _ => new("opgave", "task"),
    };

    /// <summary>"tryghedsvandring" for a task, which the agreement has named, else the reaction.</summary>
    public static Phrase What(PlanStep step) => step.TaskName is { } task ? Phrase.Same(task) : Of(step.Reaction);

    /// <summary>Everything a step says.</summary>
    public static Phrase Of(PlanStep step, Agreement agreement)
    {
        var (who, everyone) = (NameOf(step.Responsible, agreement), List(step.Everyone.Select(id => NameOf(id, agreement))));
        return Phrase.Of(
                $"{What(step)} ({Of(step.Reaction)}) ved {Of(step.Party)}, {who}, fra {Hours(step.AtHours)}",
                $"{What(step)} ({Of(step.Reaction)}) by {Of(step.Party)}, {who}, {After(step.AtHours)}")
            + (step.DueHours is { } due ? Phrase.Of($", senest efter {Hours(due)}", $", done {(due == 0 ? After(due) : Phrase.Same("within ") + Hours(due))}") : Phrase.None)
            + (step.Everyone.Count > 0 ? Phrase.Of($", hver især: {everyone}", $", by each of: {everyone}") : Phrase.None)
            + (step.Season is { } season ? Phrase.Of($", kun {season.InWords}", $", only during {season.InWords}") : Phrase.None)
            + (step.Template is { } template ? Phrase.Of($", teksten '{template}'", $", the text '{template}'") : Phrase.None)
            + Also(step.Station is { } station ? Of(station) : null)
            + Also(step.Gate is { } gate ? Of(gate) : null)
            + Also(step.Otherwise is { } otherwise ? Of(otherwise) : null);
    }

    /// <summary>"2 besøg a 3 timer inden for 7 dage".</summary>
    public static Phrase Of(StationWish wish) => Phrase.Of(
        $"{wish.Visits} besøg a {Hours(wish.Hours)} inden for {Phrase.Days(wish.WithinDays)}",
        $"{wish.Visits} {(wish.Visits == 1 ? "visit" : "visits")} of {Hours(wish.Hours)} within {Phrase.Days(wish.WithinDays)}");

    public static Phrase Of(Gate gate)
    {
        var opens = gate.InformedShare is { } share
            ? Phrase.Of($"{RuleWords.Percent(share)} er informeret ved trin '{gate.StepId}'", $"{RuleWords.Percent(share)} have been informed by step '{gate.StepId}'")
            : Phrase.Of($"trin '{gate.StepId}' er gjort", $"step '{gate.StepId}' has been done");
        return Phrase.Of($"først når {opens} (der spørges efter {Hours(gate.AskAfterHours)})", $"only when {opens} (people are asked {After(gate.AskAfterHours)})");
    }

    public static Phrase Of(Otherwise otherwise) => Phrase.Of(
        $"ellers ved {Site(otherwise.SiteKind)}, når trin '{otherwise.WithStep}' er gjort",
        $"otherwise at {Site(otherwise.SiteKind)} when step '{otherwise.WithStep}' has been done");

    public static Phrase Site(string kind) => kind switch
    {
        "supermarket" => new("et supermarked", "a supermarket"),
        "school" => new("en skole", "a school"),
        "station" => new("en station", "a station"),
        "square" => new("et torv", "a square"),
        _ => Phrase.Same(kind),
    };

    public static Phrase Of(Person person, Agreement agreement) =>
        Phrase.Of($"{person.Name} ({Role(person.Role)}, {person.Mail})", $"{person.Name} ({Role(person.Role)}, {person.Mail})")
        + (person.Deputy is { } deputy ? Phrase.Of($", stedfortræder {NameOf(deputy, agreement)}", $", deputy {NameOf(deputy, agreement)}") : Phrase.None);

    public static Phrase Role(string role) => role switch
    {
        "police-coordinator" => new("politiets koordinator", "the police coordinator"),
        "police-duty" => new("politiets vagthavende", "the police duty officer"),
        "municipal-lead" => new("kommunens projektleder", "the municipality's project lead"),
        "joint-coordinator" => new("fælles koordinator", "joint coordinator"),
        _ => Phrase.Same(role),
    };

    public static Phrase Of(CoveredAreas areas) => areas.Codes is { } codes
        ? Phrase.Of($"{Level(areas.Level)} {List(codes)}", $"{Level(areas.Level)} {List(codes)}")
        : Phrase.Of($"alle områder på niveauet {Level(areas.Level)}", $"every area of the level {Level(areas.Level)}");

    public static Phrase Level(string level) => level switch
    {
        "postcode" => new("postnummer", "postcode"),
        "municipality" => new("kommune", "municipality"),
        "police-district" => new("politikreds", "police district"),
        "parish" => new("sogn", "parish"),
        _ => Phrase.Same(level),
    };

    public static Phrase Of(Channels channels)
    {
        var open = new List<Phrase>();
        if (channels.DigitalPost)
            open.Add(Phrase.Same("Digital Post"));
        if (channels.Print)
            open.Add(new("brev på papir", "letter on paper"));
        if (channels.NemSms)
            open.Add(new("NemSMS, hvor brevet ikke når frem", "NemSMS where the letter does not arrive"));
        open.AddRange(channels.NeighbourFriends.Select(channel => Phrase.Of($"nabovenner ved {channel}", $"neighbour friends by {channel}")));
        if (channels.LocalPosts)
            open.Add(new Phrase("opslag i lokale grupper", "post in local groups") + (channels.LocalGroups.Count == 0 ? Phrase.None : Phrase.Same(" (") + Phrase.Join(Phrase.Same("; "), channels.LocalGroups.Select(Of)) + Phrase.Same(")")));
        var ways = (open.Count == 0 ? Nothing : Phrase.Join(Phrase.Same(", "), open))
            + (channels.LettersPer == LettersPer.Household ? new(", ét brev til hver husstand", ", one letter to each household") : Phrase.None)
            + (channels.AtNight ? new(", også om natten", ", also at night") : Phrase.None);
        if (channels.LetterBudget is not { } budget)
            return ways;
        var letters = budget.Letters == 1 ? new("1 brev", "1 letter") : Phrase.Of($"{budget.Letters} breve", $"{budget.Letters} letters");
        return Phrase.Of(
            $"{ways}, højst {letters} til den samme på {Phrase.Days(budget.WithinDays)}",
            $"{ways}, at most {letters} to the same person in {Phrase.Days(budget.WithinDays)}");
    }

    public static Phrase Of(Logo? logo) => logo is null ? new("intet", "none") : Phrase.Same($"{logo.File} ({logo.AltText})");

    private static Phrase Of(LocalGroup group) =>
        Phrase.Same($"{group.Name}, {group.Url}") + (group.Areas.Count == 0 ? Phrase.None : Phrase.Of($", for {List(group.Areas)}", $", for {List(group.Areas)}"));

    public static Phrase Of(Goals? goals)
    {
        if (goals is null)
            return new("ingen mål", "no goals");
        var set = new List<Phrase>();
        if (goals.BurglaryReductionPercent is { } percent)
            set.Add(Phrase.Of($"{RuleWords.Exact(percent)} % færre indbrud", $"{RuleWords.Exact(percent)}% fewer burglaries"));
        if (goals.NeighbourFriends is { } friends)
            set.Add(Phrase.Of($"{friends} nabovenner", $"{friends} neighbour friends"));
        return set.Count == 0 ? new("mål uden tal", "goals without numbers") : Phrase.List(set);
    }

    public static Phrase Of(Retention retention) => Phrase.Of(
        $"beboerne slettes {Phrase.Days(retention.ResidentsDays)} efter planens slutning, og anmeldelsers steder gøres grove efter {retention.CoordinateYears} år",
        $"residents are deleted {Phrase.Days(retention.ResidentsDays)} after the plan's end, and reports' places are made coarse after {retention.CoordinateYears} years");

    public static Phrase Of(EndRule end) => Phrase.Of(
        $"senest efter {Phrase.Days(end.MaximumDays)}, {(end.AllClear ? "med" : "uden")} besked om, at alt er roligt igen",
        $"after {Phrase.Days(end.MaximumDays)} at the latest, {(end.AllClear ? "with" : "without")} an all-clear");

    public static Phrase Of(Example example) => Phrase.Of(
        $"{example.AreaCode} den {example.Day}: '{example.CriterionId}' {(example.Holds ? "gælder" : "gælder ikke")}",
        $"{example.AreaCode} on {example.Day}: '{example.CriterionId}' {(example.Holds ? "holds" : "does not hold")}");

    public static string NameOf(string personId, Agreement agreement) => agreement.FindPerson(personId)?.Name ?? personId;

    /// <summary>"straks", "2 timer", "14 dage".</summary>
    public static Phrase Hours(double hours) => hours switch
    {
        0 => new("straks", "at once"),
        1 => new("1 time", "1 hour"),
        >= 48 when hours % 24 == 0 => Phrase.Of($"{RuleWords.Exact(hours / 24)} dage", $"{RuleWords.Exact(hours / 24)} days"),
        _ => Phrase.Of($"{RuleWords.Exact(hours)} timer", $"{RuleWords.Exact(hours)} hours"),
    };

    public static string List(IEnumerable<string> items) => string.Join(", ", items);

    /// <summary>"straks", "efter 2 timer".</summary>
    private static Phrase After(double hours) => hours == 0 ? Hours(hours) : Phrase.Of($"efter {Hours(hours)}", $"after {Hours(hours)}");

    private static Phrase Also(Phrase? part) => part is null ? Phrase.None : Phrase.Same(", ") + part;
}
