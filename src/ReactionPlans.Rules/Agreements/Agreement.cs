using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>What a municipality and its police district have settled beforehand: one version, as both accepted it.</summary>
/// <param name="Version">Counts from 1; an activation keeps the version it started under.</param>
/// <param name="HoldsFrom">First Danish day on which this version judges.</param>
/// <param name="ReviewBy">Day by which the parties promised to look at it again; null where they set none.</param>
/// <param name="ReviewGraceDays">Days after <paramref name="ReviewBy"/> in which it still acts, in whole days; at least 0 (<see cref="AgreementReview"/>).</param>
public sealed record Agreement(
    Partnership Partnership,
    int Version,
    DateOnly HoldsFrom,
    DateOnly? ReviewBy,
    Sender Sender,
    Goals? Goals,
    Channels Channels,
    CoveredAreas Areas,
    IReadOnlyDictionary<string, Offence> Offences,
    IReadOnlyList<Criterion> Criteria,
    DecisionRule Decision,
    IReadOnlyList<PlanStep> Plan,
    EndRule End,
    IReadOnlyList<Person> People,
    IReadOnlyList<Example> Examples,
    int ReviewGraceDays = AgreementReview.UsualGraceDays)
{
    public Retention Retention { get; init; } = Retention.Usual;

    public Person? FindPerson(string id) => People.FirstOrDefault(person => person.Id == id);

    /// <summary>Whether anything in it asks the calendar.</summary>
    public bool HasSeasons => Criteria.Any(criterion => criterion.Season is not null) || Plan.Any(step => step.Season is not null);

    public Criterion? FindCriterion(string id) => Criteria.FirstOrDefault(criterion => criterion.Id == id);

    /// <summary>Ids of the coordinators and leads of both parties.</summary>
    public IEnumerable<string> Leading => People
        .Where(person => person.Role.EndsWith("-coordinator", StringComparison.Ordinal) || person.Role.EndsWith("-lead", StringComparison.Ordinal))
        .Select(person => person.Id);

    /// <summary>Ids of everyone with a step of their own, and of <see cref="Leading"/>; somebody can be among them twice.</summary>
    public IEnumerable<string> Concerned => Plan.Select(step => step.Responsible).Concat(Leading);
}

/// <param name="Municipality">Four-digit municipality code.</param>
public sealed record Partnership(string Id, string Name, string Municipality, string PoliceDistrict);

/// <summary>The local concept that residents know: it signs every letter.</summary>
/// <param name="PolicePhone">Where residents give observations; 114 unless the district has its own.</param>
/// <param name="SmallestCount">The smallest number of reports that residents and neighbours are told of, in whole reports; at least 1. A smaller one can point to a
/// home, so an agreement whose criteria can hold with fewer is refused.</param>
public sealed record Sender(string Name, string Contact, string PolicePhone, int SmallestCount = Sender.UsualSmallestCount)
{
    public const int UsualSmallestCount = 3;

    /// <summary>Null: letters begin with the name alone.</summary>
    public Logo? Logo { get; init; }
}

/// <summary>The sender's picture at the head of letters.</summary>
/// <param name="File">Its name among the partnership's own texts.</param>
/// <param name="AltText">What it shows, for who does not see it.</param>
public sealed record Logo(string File, string AltText);

/// <summary>Optional: some partnerships deliberately agree on no goals.</summary>
public sealed record Goals(double? BurglaryReductionPercent, int? NeighbourFriends);

/// <param name="Level">municipality, police-district, postcode, parish, or a name of one's own.</param>
/// <param name="Codes">null: every area of the level.</param>
public sealed record CoveredAreas(string Level, IReadOnlyList<string>? Codes)
{
    public bool Covers(string level, string code) => level == Level && (Codes is null || Codes.Contains(code));
}

/// <param name="Attempts">Whether attempts count as well.</param>
/// <param name="Singular">What one of them is called in Danish ("butikstyveri"); null: <see cref="One"/> has a word.</param>
/// <param name="Plural">What several are called ("butikstyverier"); null as well.</param>
public sealed record Offence(string Id, IReadOnlyList<string> Codes, bool Attempts, string? Singular = null, string? Plural = null)
{
    /// <summary>The word for one: the agreement's own, or the usual one. An offence without a name of its own is told as a report.</summary>
    public string One => Singular ?? (IsBurglary ? "indbrud" : "anmeldelse");

    /// <summary>The word for several.</summary>
    public string Several => Plural ?? Singular ?? (IsBurglary ? "indbrud" : "anmeldelser");

    public bool IsBurglary => Id == "residential-burglary";

    /// <summary>As in "1 butikstyveri", "5 butikstyverier".</summary>
    public string Word(int count) => count == 1 ? One : Several;

    /// <summary>The same for readers of either language. An agreement's own word is Danish, and stays so: "5 reports of butikstyverier".</summary>
    public Phrase InWords(int count) => new(Word(count), (this, count) switch
    {
        ({ Singular: null, Plural: null, IsBurglary: true }, 1) => "burglary",
        ({ Singular: null, Plural: null, IsBurglary: true }, _) => "burglaries",
        ({ Singular: null, Plural: null }, 1) => "report",
        ({ Singular: null, Plural: null }, _) => "reports",
        (_, 1) => $"report of {One}",
        _ => $"reports of {Several}",
    });
}

public enum CriterionLevel
{
    /// <summary>Shown, never acted on.</summary>
    Watch,
    Activate,
}

/// <summary>What the parties agreed counts as a spike. Times are in whole Danish days.</summary>
/// <param name="MinimumReports">Fewest reports in the rule's window, whatever the rule says; at least 1, and 0 where the rule counts none.</param>
/// <param name="HoldForDays">Days before the firing day on which the rule must have held too; 0 or more.</param>
/// <param name="ClearAfterDays">Clear days running that close a fired criterion; at least 1.</param>
/// <param name="CooldownDays">Days after the closing day on which it cannot fire; 0 or more.</param>
/// <param name="FalseDiscoveryRate">Share of false ones accepted among the areas that fire on one day, above 0 and below 1 (<see cref="Detection.FalseDiscoveries"/>); null: each area by itself.
/// Only for rules that ask a chance.</param>
/// <param name="MaximumReportingDelayDays">Days from when a burglary can have happened at the latest to the day it was reported, whole Danish days, 0 or more: a report that came in later
/// does not count for this criterion, in its windows and in what they are held against; null: every report counts.</param>
public sealed record Criterion(
    string Id,
    string OffenceId,
    CriterionLevel Level,
    Rule Rule,
    int MinimumReports = 3,
    int HoldForDays = 0,
    int ClearAfterDays = 14,
    int CooldownDays = 14,
    double? FalseDiscoveryRate = null,
    int? MaximumReportingDelayDays = null)
{
    /// <summary>Null: the whole year. Outside it the rule does not hold, and the day is a clear one.</summary>
    public Season? Season { get; init; }

    /// <summary>Which reports count.</summary>
    public CountedReports Counted => new(OffenceId, MaximumReportingDelayDays);

    /// <summary>The fewest reports with which it can hold in an area, in whole reports; at least 1.</summary>
    public int FewestReportsIn(string areaCode) => Math.Max(MinimumReports, Rule.FewestReportsIn(areaCode));

    /// <summary>True: it fires in no area while the rise is the whole district's (<see cref="Detection.DistrictRise"/>).</summary>
    public bool YieldsToDistrict => Level == CriterionLevel.Activate && Rule.IsRatio;

    /// <summary>True: an area is judged by its own reports alone.</summary>
    public bool IsLocal => Rule.IsLocal && FalseDiscoveryRate is null && !YieldsToDistrict;
}

/// <summary>Which reports count for a criterion. Criteria that count the same share what is known of them.</summary>
/// <param name="MaximumReportingDelayDays">Null: however late.</param>
public readonly record struct CountedReports(string OffenceId, int? MaximumReportingDelayDays);

public enum DecisionMode
{
    Automatic,
    Police,
    Both,
}

public enum OnDeadline
{
    /// <summary>The deputies are asked, each with the same time to answer.</summary>
    Escalate,
    Activate,
    Lapse,
}

/// <param name="DeadlineHours">Time to answer, in hours; more than 0.</param>
/// <param name="Deputies">Person ids in the order in which they are asked.</param>
public sealed record DecisionRule(DecisionMode Mode, double DeadlineHours, OnDeadline OnDeadline, IReadOnlyList<string> Deputies)
{
    /// <summary>How long before the deadline those who have not answered are reminded, in hours; 0: not at all.</summary>
    public double ReminderHours { get; init; } = UsualReminderHours(DeadlineHours);

    /// <summary>A quarter of the time to answer: what holds where an agreement says nothing of it.</summary>
    public static double UsualReminderHours(double deadlineHours) => deadlineHours / 4;

    public bool HasUsualReminder => ReminderHours == UsualReminderHours(DeadlineHours);

    /// <summary>The longest the police can hold a question, in days from the first time it was asked; above 0.</summary>
    public double HoldAtMostDays { get; init; } = UsualHoldDays;

    /// <summary>Null: every hour is a working hour.</summary>
    public OutOfHours? OutOfHours { get; init; }

    public const double UsualHoldDays = 14;
}

public enum Party
{
    Police,
    Municipality,
}

public enum Reaction
{
    Letter,
    NeighbourMessage,
    MemberAlert,
    LocalPost,
    MobileStation,
    Task,
}

/// <summary>Who does what and when. Hours and days count from the activation.</summary>
/// <param name="Responsible">Id of the one person who answers for the step.</param>
/// <param name="Template">Text template, for reactions that write to somebody.</param>
/// <param name="TaskName">What is to be done, for <see cref="Reaction.Task"/>.</param>
/// <param name="AtHours">When it starts.</param>
/// <param name="DueHours">When it must be done; null: the reaction's default.</param>
public sealed record PlanStep(
    string Id,
    Party Party,
    string Responsible,
    Reaction Reaction,
    string? Template,
    string? TaskName,
    double AtHours,
    double? DueHours,
    StationWish? Station,
    Gate? Gate,
    Otherwise? Otherwise)
{
    /// <summary>Null: always. A task that an activation plans only where it starts on a day of the season.</summary>
    public Season? Season { get; init; }

    /// <summary>A task that each of these people must answer, of either party; empty: one person of the step's party answers for all.</summary>
    public IReadOnlyList<string> Everyone { get; init; } = [];
}

/// <param name="Visits">Visits wanted; at least 1.</param>
/// <param name="Hours">Length of each visit in hours.</param>
/// <param name="WithinDays">Days from the opened gate in which the visits should lie.</param>
public sealed record StationWish(int Visits, double Hours, int WithinDays);

/// <summary>A step waits until enough recipients of another step are informed, or until the other step is done.</summary>
/// <param name="InformedShare">0-1: informed over planned less skipped by rule; paper counts from its expected day of delivery. Null: the step must be done.</param>
/// <param name="AskAfterHours">When the coordinator is asked if that is still to come. Only a yes, or the fact, opens the gate.</param>
public sealed record Gate(string StepId, double? InformedShare, double AskAfterHours);

/// <summary>What applies without digital post, or when the coordinator chooses it: the visit is at this kind of site, after the named step.</summary>
public sealed record Otherwise(string SiteKind, string WithStep);

/// <param name="MaximumDays">The activation ends then even if the criterion has not closed, and without an all-clear.</param>
public sealed record EndRule(int MaximumDays, bool AllClear);

/// <param name="Role">police-coordinator, police-duty, municipal-lead or joint-coordinator; <see cref="AgreementCheck"/> refuses others.</param>
/// <param name="Deputy">Id of the person who stands in, of the same party: asked too when the person has not answered by the reminder, and told of the person's late tasks; null: nobody does.</param>
public sealed record Person(string Id, string Role, string Name, string Mail, string? Deputy = null)
{
    /// <summary>Whether the person speaks for this party. A role that is not known speaks for nobody.</summary>
    public bool ActsFor(Party party) => PersonRoles.Find(Role)?.ActsFor(party) ?? false;

    public bool May(Right right) => Rights.May(Role, right);
}

/// <summary>A checked expectation: whether the rule holds at the end of that day, as known then.</summary>
public sealed record Example(string AreaCode, DateOnly Day, string CriterionId, bool Holds);
