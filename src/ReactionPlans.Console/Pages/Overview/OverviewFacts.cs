using System.Globalization;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>Everything the page tells, read in one transaction and for one partnership.</summary>
/// <param name="Agreement">The version in force today; null: there is none, and then there are no areas to count in.</param>
public sealed record OverviewFacts(
    SignedIn Person,
    DateTimeOffset Now,
    DateOnly Today,
    Agreement? Agreement,
    IReadOnlyList<QuestionFacts> Questions,
    IReadOnlyList<ActivationFacts> Activations,
    IReadOnlyList<AreaFacts> Areas,
    IReadOnlyList<TotalRow> Totals,
    TroubleRow Trouble,
    IReadOnlyList<FeedStanding> Feeds)
{
    /// <summary>Reports of the weeks shown that count in no area, of the sources that deliver here.</summary>
    public int Unplaced { get; init; }

    /// <summary>What has happened since the person's last visit; null: this is the first.</summary>
    public ChangeFacts? Changes { get; init; }

    /// <summary>What should have been sent by now, the oldest first.</summary>
    public IReadOnlyList<StuckRow> Overdue { get; init; } = [];

    public IReadOnlyList<FeedStanding> Silent => [.. Feeds.Where(feed => feed.NoDataSince is not null)];

    public IEnumerable<ActivationFacts> Running => Activations.Where(activation => activation.IsRunning);

    public IEnumerable<ActivationFacts> Ended => Activations.Where(activation => !activation.IsRunning);

    public int MyTasks => Running.SelectMany(activation => activation.Tasks)
        .Count(task => task.Row.Responsible == Person.PersonId && (task.MaySettle || task.MayAnswerGate));
}

/// <summary>A spike that waits for a decision.</summary>
/// <param name="Choices">What the person at the screen may answer; empty: it waits for others.</param>
public sealed record QuestionFacts(QuestionRow Row, Agreement Agreement, Evidence Evidence, IReadOnlyList<DecisionAction> Choices)
{
    public Criterion? Criterion => Agreement.FindCriterion(Row.CriterionId);

    public bool IsHeld => Row.State == nameof(QuestionState.Held);

    public bool IsReturned => Row.State == nameof(QuestionState.Returned);

    public string Place => $"{Row.AreaCode} {Row.AreaName}";
}

public sealed record ActivationFacts(
    ActivationRow Row, Agreement Agreement, Evidence Evidence, IReadOnlyList<TaskFacts> Tasks, IReadOnlyList<TotalRow> Reach, IReadOnlyList<VisitRow> Visits)
{
    /// <summary><see cref="Reach"/> by step, the notices' own steps among them.</summary>
    public IReadOnlyList<ReachRow> ReachOfSteps { get; init; } = [];

    public IReadOnlyList<CorrectionRow> Corrections { get; init; } = [];

    /// <summary>Letters left out because their recipients have had the agreed number.</summary>
    public int BeyondBudget { get; init; }

    /// <summary>The person at the screen is asked how to go on, and has not answered.</summary>
    public bool MayAnswerEnd { get; init; }

    /// <summary>The person at the screen may stop it.</summary>
    public bool MayStop { get; init; }

    public string? StoppedBy => Row.StoppedBy is { } by ? NameOf(by) : null;

    public string NameOf(string personId) => AgreementWords.NameOf(personId, Agreement);

    public bool IsRunning => Row.EndedOn is null;

    public Criterion? Criterion => Agreement.FindCriterion(Row.CriterionId);

    /// <summary>All its areas.</summary>
    public string Place => Row.Places;

    /// <summary>The area of the spike whose evidence it shows: the first to fire.</summary>
    public string LeadPlace => $"{Row.AreaCode} {Row.AreaName}";
}

/// <param name="Post">The text that its person takes further, where one is ready.</param>
/// <param name="MaySettle">The person at the screen may say that it is done or not possible.</param>
/// <param name="MayAnswerGate">The person at the screen is asked whether the gate shall open.</param>
public sealed record TaskFacts(TaskRow Row, Person? Responsible, GateFacts? Gate, string? Post, bool IsLate, bool MaySettle, bool MayAnswerGate)
{
    /// <summary>What is to be done, in order; empty: the agreement's own task.</summary>
    public IReadOnlyList<Phrase> Checklist => TaskCatalogue.Find(Row.TaskName)?.Checklist ?? [];

    /// <summary>Where a local post is to be shared.</summary>
    public IReadOnlyList<LocalGroup> Groups { get; init; } = [];

    /// <summary>The person at the screen may take it on.</summary>
    public bool MayAcknowledge { get; init; }

    /// <summary>Name of the person who has taken it on; null: nobody has.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>Name of the person who stands in; null: nobody does.</summary>
    public string? Deputy { get; init; }

    /// <summary>Names of those who are still to answer a step that everyone named must answer.</summary>
    public IReadOnlyList<string> StillToAnswer { get; init; } = [];
}

/// <summary>A step that waits for another step's recipients to be informed.</summary>
/// <param name="Step">The step it waits for, in words.</param>
/// <param name="Recipients">Planned, less those skipped by rule.</param>
/// <param name="Needed">0-1; null: the step must be done.</param>
/// <param name="OpenedBy">Name of the person who said yes; null: the share was reached, or it is still shut.</param>
public sealed record GateFacts(string Step, int Informed, int Recipients, double? Needed, DateTimeOffset? OpenedAt, string? OpenedBy)
{
    public double Share => Recipients == 0 ? 0 : (double)Informed / Recipients;
}

/// <summary>One area's reports, as known now.</summary>
/// <param name="Weeks">Reports in each of the last eight weeks, the oldest first; the last one ends today.</param>
public sealed record AreaFacts(AreaRow Row, IReadOnlyList<int> Weeks, IReadOnlyList<CriterionFacts> Criteria)
{
    public int LastWeek => Weeks[^1];

    public int LastTwoWeeks => Weeks[^1] + Weeks[^2];

    /// <summary>Reports in the last week over the mean of the seven weeks before it.</summary>
    public double Rise => LastWeek - Weeks.SkipLast(1).Average();

    /// <summary>More than one report could be by itself, and at least one above the mean of the weeks before.</summary>
    public bool IsRising => LastWeek >= 2 && Rise >= 1;

    public bool IsQuiet => Weeks.All(reports => reports == 0) && Criteria.All(criterion => criterion.Standing is Standing.Calm or Standing.NoData);

    /// <summary>Weeks as bars in one path of a drawing 96 wide and 24 high: hundreds of areas stand on a page.</summary>
    /// <param name="scale">Reports of the highest bar on the page.</param>
    public string Bars(Range weeks, int scale)
    {
        var (first, length) = weeks.GetOffsetAndLength(Weeks.Count);
        return string.Concat(Enumerable.Range(first, length).Select(week =>
            string.Create(CultureInfo.InvariantCulture, $"M{week * 12} 24v-{(int)Math.Ceiling(22.0 * Weeks[week] / scale) + 1}h10V24z")));
    }

    public string WeeksInWords => string.Join(" ", Weeks.Select(reports => reports.ToString(CultureInfo.InvariantCulture)));
}

public enum Standing
{
    Calm,
    Rise,
    CoolingDown,

    /// <summary>No rise is known, but a source is silent: nobody can say that it is calm.</summary>
    NoData,
}

/// <param name="Since">First day of the rise; null unless it is one.</param>
/// <param name="Until">Last day on which it cannot fire; null unless it cools down.</param>
public sealed record CriterionFacts(Criterion Criterion, Standing Standing, DateOnly? Since, DateOnly? Until)
{
    /// <param name="state">Null: it has never fired there.</param>
    public static CriterionFacts Of(Criterion criterion, StateRow? state, DateOnly today, bool isSilent) => state switch
    {
        { Phase: "Fired" } => new CriterionFacts(criterion, Standing.Rise, state.FiredOn, null),
        { Phase: "Closed", EndedOn: { } ended } when today <= ended.AddDays(criterion.CooldownDays) =>
            new CriterionFacts(criterion, Standing.CoolingDown, null, ended.AddDays(criterion.CooldownDays)),
        _ => new CriterionFacts(criterion, isSilent ? Standing.NoData : Standing.Calm, null, null),
    };
}
