using System.Globalization;
using System.Text.RegularExpressions;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>Who decides, and who then does what and when.</summary>
internal static partial class PlanYaml
{
    private const int HoursInAYear = 365 * 24;

    /// <summary>Fields that only some reactions have: one that would be passed over in silence is a mistake.</summary>
    private static readonly IReadOnlyList<(string Field, Reaction[] Of)> OwnFields =
    [
        ("template", [Reaction.Letter, Reaction.NeighbourMessage, Reaction.MemberAlert, Reaction.LocalPost]),
        ("task", [Reaction.Task]),
        ("season", [Reaction.Task]),
        ("everyone", [Reaction.Task]),
        ("visits", [Reaction.MobileStation]),
        ("hours", [Reaction.MobileStation]),
        ("withinDays", [Reaction.MobileStation]),
    ];

    /// <remarks>Automatic asks nobody, so it needs no deadline; the numbers stay for the version that turns the question on.</remarks>
    public static DecisionRule ReadDecision(YamlFields? fields)
    {
        if (fields is null)
            return new DecisionRule(DecisionMode.Automatic, 1, OnDeadline.Escalate, []);

        var mode = fields.Word("mode", AgreementShapes.Modes, DecisionMode.Automatic);
        if (mode != DecisionMode.Automatic)
        {
            fields.Require("deadlineHours");
            fields.Require("onDeadline");
        }
        var rule = new DecisionRule(
            mode,
            fields.Positive("deadlineHours", HoursInAYear, absent: 4),
            fields.Word("onDeadline", AgreementShapes.Deadlines, OnDeadline.Escalate),
            fields.Texts("deputies", YamlFields.IsId, Expected.Id, mayBeEmpty: true));
        if (fields.Has("reminderHours") && fields.NotNegative("reminderHours", HoursInAYear) >= rule.DeadlineHours)
            fields.Wrong("reminderHours", $"< deadlineHours ({rule.DeadlineHours.ToString(CultureInfo.InvariantCulture)})");
        return rule with
        {
            ReminderHours = fields.NotNegative("reminderHours", HoursInAYear, absent: rule.ReminderHours),
            HoldAtMostDays = fields.Positive("holdAtMostDays", 365, absent: DecisionRule.UsualHoldDays),
            OutOfHours = fields.Section("outOfHours", AgreementShapes.OutOfHours) is { } hours ? ReadOutOfHours(hours) : null,
        };
    }

    private static OutOfHours ReadOutOfHours(YamlFields fields) =>
        new(Clock(fields, "from"), Clock(fields, "until"), fields.Truth("weekends", absent: true),
            fields.Texts("ask", YamlFields.IsId, Expected.Id, mayBeEmpty: true));

    private static TimeOnly Clock(YamlFields fields, string name) =>
        TimeOnly.TryParseExact(fields.Matching(name, ClockTime(), Expected.Clock), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : default;

    [GeneratedRegex(@"^([01][0-9]|2[0-3]):[0-5][0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClockTime();

    public static IReadOnlyList<PlanStep> Read(YamlFields whole) => [.. whole.Sections("plan", AgreementShapes.Step).Select(ReadStep)];

    private static PlanStep ReadStep(YamlFields fields)
    {
        // A step whose reaction cannot be read is not blamed for fields that another reaction would have.
        var readable = fields.Value("reaction") is YamlText text && AgreementShapes.Reactions.ContainsKey(text.Text);
        var reaction = fields.Word("reaction", AgreementShapes.Reactions, Reaction.Task);
        if (readable)
            CheckOwnFields(fields, reaction);

        var atHours = fields.NotNegative("atHours", HoursInAYear);
        return new PlanStep(
            fields.Id("id"),
            fields.Word("party", AgreementShapes.Parties, Party.Police),
            fields.Id("responsible"),
            reaction,
            fields.OptionalId("template"),
            fields.OptionalText("task"),
            atHours,
            ReadDueHours(fields, atHours),
            reaction == Reaction.MobileStation ? ReadStation(fields) : null,
            fields.Section("gate", AgreementShapes.Gate) is { } gate ? ReadGate(gate) : null,
            fields.Section("otherwise", AgreementShapes.Otherwise) is { } otherwise
                ? new Otherwise(otherwise.Id("place"), otherwise.Id("withStep"))
                : null)
        { Season = fields.Season(), Everyone = fields.Texts("everyone", YamlFields.IsId, Expected.Id) };
    }

    private static void CheckOwnFields(YamlFields fields, Reaction reaction)
    {
        foreach (var (field, of) in OwnFields)
        {
            if (of.Contains(reaction))
                RequireUnlessOptional(fields, field);
            else
                RefuseUnless(fields, field, of);
        }
        if (reaction != Reaction.MobileStation)
            RefuseUnless(fields, "otherwise", [Reaction.MobileStation]);
    }

    /// <summary>Of the fields that only some reactions have, two may be left out: without a season a task is planned all year, without everyone one person answers.</summary>
    private static void RequireUnlessOptional(YamlFields fields, string field)
    {
        if (field is not ("season" or "everyone"))
            fields.Require(field);
    }

    private static void RefuseUnless(YamlFields fields, string field, Reaction[] of)
    {
        if (fields.Has(field))
            fields.Wrong(field, "reaction: " + string.Join(" | ", AgreementShapes.Reactions.Where(pair => of.Contains(pair.Value)).Select(pair => pair.Key)));
    }

    private static StationWish ReadStation(YamlFields fields) =>
        new(fields.Whole("visits", 1, 100), fields.Positive("hours", 24), fields.Whole("withinDays", 1, 365));

    /// <remarks>A share of nothing would send the station out before anybody is told.</remarks>
    private static Gate ReadGate(YamlFields fields)
    {
        var isDone = fields.Truth("done", absent: false);
        if (fields.Has("done") && (!isDone || fields.Has("informedShare")))
            fields.Wrong("done", "informedShare | done: true");
        if (!isDone)
            fields.Require("informedShare");
        return new(fields.Id("step"), isDone ? null : fields.Positive("informedShare", 1), fields.Positive("askAfterHours", HoursInAYear));
    }

    private static double? ReadDueHours(YamlFields fields, double atHours)
    {
        var name = fields.Has("dueDays") ? "dueDays" : "dueHours";
        if (fields.Has("dueDays") && fields.Has("dueHours"))
            fields.Wrong("dueHours", "dueHours | dueDays");

        var due = name == "dueDays" ? fields.OptionalPositive("dueDays", 365) * 24 : fields.OptionalPositive("dueHours", HoursInAYear);
        if (due < atHours)
            fields.Wrong(name, $">= atHours ({atHours.ToString(CultureInfo.InvariantCulture)})");
        return due;
    }
}
