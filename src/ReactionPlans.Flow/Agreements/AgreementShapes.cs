using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Agreements;

/// <summary>Every field and every word an agreement's YAML can hold; docs/schemas/agreement.schema.json says the same (a test compares).</summary>
public static class AgreementShapes
{
    public static readonly YamlShape Whole = new("agreement",
        ["partnership", "version", "holdsFrom", "sender", "channels", "areas", "offences", "criteria", "decision", "plan", "end", "people"],
        ["reviewBy", "reviewGraceDays", "goals", "retention", "examples"]);

    public static readonly YamlShape Partnership = new("partnership", ["id", "name", "municipality", "policeDistrict"], []);
    public static readonly YamlShape Sender = new("sender", ["name", "contact"], ["policePhone", "smallestCount", "logo"]);
    public static readonly YamlShape Logo = new("logo", ["file", "alt"], []);
    public static readonly YamlShape Goals = new("goals", [], ["burglaryReductionPercent", "neighbourFriends"]);
    public static readonly YamlShape Channels = new("channels", [], ["digitalPost", "print", "nemSms", "neighbourFriends", "localPosts", "localGroups", "letterBudget", "lettersPer", "atNight"]);
    public static readonly YamlShape LocalGroup = new("localGroup", ["name", "url"], ["areas"]);
    public static readonly YamlShape LetterBudget = new("letterBudget", ["letters", "withinDays"], []);
    public static readonly YamlShape Areas = new("areas", ["level", "codes"], []);
    public static readonly YamlShape Offence = new("offence", ["codes"], ["attempts", "singular", "plural"]);

    public static readonly YamlShape Criterion = new("criterion",
        ["id", "offence", "level", "rule"],
        ["minimumReports", "holdForDays", "clearAfterDays", "cooldownDays", "falseDiscoveryRate", "maximumReportingDelayDays", "season"]);

    public static readonly YamlShape Threshold = new("threshold", ["kind", "atLeast", "withinDays"], ["countBy"]);
    public static readonly YamlShape Ratio = new("ratio", ["kind"], ["atLeastTimes", "withinWeeks", "luckAtMost"]);
    public static readonly YamlShape Pooled = new("pooled-windows", ["kind"], ["luckAtMost", "atLeast"]);
    public static readonly YamlShape NearRepeat = new("near-repeat", ["kind"], ["atLeast", "withinMetres", "withinDays"]);
    public static readonly YamlShape Outbreak = new("outbreak-chance", ["kind"], ["chanceAtLeast", "outbreaksPerYear", "atLeast"]);
    public static readonly YamlShape LocalScan = new("local-scan", ["kind"], ["atLeastScore", "atLeast"]);
    public static readonly YamlShape PermutationScan = new("permutation-scan", ["kind"], ["atLeastRecurrenceDays", "atLeast", "withinMetres", "withinDays"]);
    public static readonly YamlShape Farrington = new("farrington-flexible", ["kind"], ["alpha"]);
    public static readonly YamlShape Ears = new("ears", ["kind"], ["method", "alpha"]);
    public static readonly YamlShape Bayes = new("bayes", ["kind"], ["alpha"]);
    public static readonly YamlShape Ewma = new("ewma", ["kind"], ["lambda", "limit", "atLeast"]);
    public static readonly YamlShape Cusum = new("cusum", ["kind"], ["rateRatio", "limit", "dispersion"]);
    public static readonly YamlShape Season = new("season", ["kind", "week", "daysBefore"], []);
    public static readonly YamlShape AllOf = new("all-of", ["kind", "rules"], []);
    public static readonly YamlShape AnyOf = new("any-of", ["kind", "rules"], []);

    public static readonly YamlShape Decision = new("decision", ["mode"], ["deadlineHours", "onDeadline", "deputies", "reminderHours", "holdAtMostDays", "outOfHours"]);
    public static readonly YamlShape OutOfHours = new("outOfHours", ["from", "until"], ["weekends", "ask"]);

    public static readonly YamlShape Step = new("step",
        ["id", "party", "responsible", "reaction"],
        ["template", "task", "atHours", "dueHours", "dueDays", "visits", "hours", "withinDays", "gate", "otherwise", "season", "everyone"]);

    public static readonly YamlShape Gate = new("gate", ["step", "askAfterHours"], ["informedShare", "done"]);
    public static readonly YamlShape Otherwise = new("otherwise", ["place", "withStep"], []);
    public static readonly YamlShape End = new("end", ["maximumDays"], ["allClear"]);
    public static readonly YamlShape Retention = new("retention", [], ["residentsDays", "coordinateYears"]);
    public static readonly YamlShape Person = new("person", ["id", "role", "name", "mail"], ["deputy"]);
    public static readonly YamlShape Example = new("example", ["area", "day", "criterion", "holds"], []);

    public static IReadOnlyList<YamlShape> All { get; } =
    [
        Whole, Partnership, Sender, Logo, Goals, Channels, LocalGroup, LetterBudget, Areas, Offence, Criterion,
        Threshold, Ratio, Pooled, NearRepeat, LocalScan, PermutationScan, Outbreak, Farrington, Ears, Bayes, Ewma, Cusum, Season, AllOf, AnyOf,
        Decision, OutOfHours, Step, Gate, Otherwise, End, Retention, Person, Example,
    ];

    /// <summary>The kinds of rule this version can judge. An agreement that names another is refused, never half followed.</summary>
    public static IReadOnlyCollection<string> RuleKinds => RulesYaml.Known;

    /// <summary>The days by which this version can count a report.</summary>
    public static IReadOnlyDictionary<string, CountBy> CountBy { get; } = new Dictionary<string, CountBy>
    {
        ["reported"] = Rules.Agreements.CountBy.Reported,
        ["occurred-end"] = Rules.Agreements.CountBy.OccurredEnd,
        ["aoristic"] = Rules.Agreements.CountBy.Aoristic,
    };

    public static IReadOnlyDictionary<string, EarsMethod> EarsMethods { get; } = new Dictionary<string, EarsMethod>
    {
        ["C1"] = EarsMethod.C1,
        ["C2"] = EarsMethod.C2,
        ["C3"] = EarsMethod.C3,
    };

    public static IReadOnlyList<string> NeighbourChannels { get; } = ["mail", "sms", "push"];

    public static IReadOnlyDictionary<string, LettersPer> LettersPer { get; } = new Dictionary<string, LettersPer>
    {
        ["adult"] = Rules.Agreements.LettersPer.Adult,
        ["household"] = Rules.Agreements.LettersPer.Household,
    };

    public static IReadOnlyDictionary<string, CriterionLevel> Levels { get; } = new Dictionary<string, CriterionLevel>
    {
        ["watch"] = CriterionLevel.Watch,
        ["activate"] = CriterionLevel.Activate,
    };

    public static IReadOnlyDictionary<string, DecisionMode> Modes { get; } = new Dictionary<string, DecisionMode>
    {
        ["automatic"] = DecisionMode.Automatic,
        ["police"] = DecisionMode.Police,
        ["both"] = DecisionMode.Both,
    };

    public static IReadOnlyDictionary<string, OnDeadline> Deadlines { get; } = new Dictionary<string, OnDeadline>
    {
        ["escalate"] = OnDeadline.Escalate,
        ["activate"] = OnDeadline.Activate,
        ["lapse"] = OnDeadline.Lapse,
    };

    public static IReadOnlyDictionary<string, Party> Parties { get; } = new Dictionary<string, Party>
    {
        ["police"] = Party.Police,
        ["municipality"] = Party.Municipality,
    };

    public static IReadOnlyDictionary<string, Reaction> Reactions { get; } = new Dictionary<string, Reaction>
    {
        ["letter"] = Reaction.Letter,
        ["neighbour-message"] = Reaction.NeighbourMessage,
        ["member-alert"] = Reaction.MemberAlert,
        ["local-post"] = Reaction.LocalPost,
        ["mobile-station"] = Reaction.MobileStation,
        ["task"] = Reaction.Task,
    };
}
