using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Detection;

/// <summary>What a day meant for one area.</summary>
/// <param name="Area">The area's number.</param>
public readonly record struct AreaStep(int Area, RuleAnswer Answer, CriterionState Before, Step Step);

/// <summary>One criterion over all areas, judged on one day after the other: the rule, the days on which it held, and the state of each area.
/// Live, in a replay and in a backtest it is this that judges.</summary>
/// <remarks>An area's answer does not hang on its neighbours' answers, so many areas are asked by several cores at once: each has a judge of its own for its own areas,
/// and reads what is known, which stands still meanwhile. The answers are the same whatever the number of cores; states are moved afterwards, in order of area.</remarks>
public sealed class CriterionRun
{
    /// <summary>Fewer areas are not worth a core: waking it takes as long as asking them.</summary>
    private const int FewestAreasForACore = 100;

    /// <summary>The judge of the first areas, of as many after them, and so on.</summary>
    private readonly RuleJudge[] judges;
    private readonly int areasOfAJudge;
    private readonly KnownDistrict district;
    private readonly CriterionState[] states;
    private readonly int[] daysHeld;

    /// <summary>What the rule says of each area on the day; meaningless where areas have not been asked.</summary>
    private readonly RuleAnswer[] answers;
    private bool isAskedEverywhere;

    /// <param name="states">The state of each area before the first day; null: all calm.</param>
    public CriterionRun(Criterion criterion, KnownDistrict district, IReadOnlyList<CriterionState>? states = null)
    {
        Criterion = criterion;
        this.district = district;
        var first = RuleJudge.Of(criterion.Rule, district);
        var cores = first.TakesLong ? Math.Clamp(district.Areas.Count / FewestAreasForACore, 1, Environment.ProcessorCount) : 1;
        areasOfAJudge = Math.Max(1, (district.Areas.Count + cores - 1) / cores);
        judges = [first, .. Enumerable.Range(1, cores - 1).Select(_ => RuleJudge.Of(criterion.Rule, district))];
        this.states = [.. states ?? Enumerable.Repeat(CriterionState.Calm, district.Areas.Count)];
        daysHeld = new int[district.Areas.Count];
        answers = new RuleAnswer[district.Areas.Count];
    }

    public Criterion Criterion { get; }

    /// <summary>The municipality's school holidays, for a criterion with a season that asks them.</summary>
    public SchoolCalendar Calendar { get; init; } = SchoolCalendar.Empty;

    /// <summary>Why the criterion was judged in no area on the day last asked; null: it was judged. As a day without data it neither fires nor clears; a run of days on which the rule held ends.</summary>
    public Problem? WhyNotJudged { get; private set; }

    /// <summary>What it is judged on.</summary>
    public KnownReports Known => district.Known;

    /// <summary>A day before the judged ones: the rule is asked, nothing fires. So a look-back sees the days it needs.</summary>
    /// <param name="day">A day with data, to whose end <see cref="KnownReports"/> has been moved.</param>
    public void LookAt(DateOnly day)
    {
        Ask(day, only: null);
        for (var area = 0; area < states.Length; area++)
            daysHeld[area] = answers[area].Holds ? daysHeld[area] + 1 : 0;
    }

    /// <summary>Judges a day with data. A day without is not judged: no run is broken, none grows.</summary>
    /// <param name="dayIsOver">False: the day so far, which may fire and never clears.</param>
    /// <param name="only">The areas to judge; null: all of them.</param>
    /// <returns>Where the rule holds or the state has moved, in order of area.</returns>
    public IReadOnlyList<AreaStep> Judge(DateOnly day, bool dayIsOver, Func<int, bool>? only = null)
    {
        Ask(day, only);
        if (WhyNotJudged is not null)
        {
            Array.Clear(daysHeld);
            return [];
        }

        var mayFire = !YieldsToDistrict();
        List<AreaStep>? steps = null;
        for (var area = 0; area < states.Length; area++)
        {
            if (only is not null && !only(area))
                continue;
            var answer = answers[area];
            var heldBefore = HeldBefore(area);
            daysHeld[area] = answer.Holds ? daysHeld[area] + 1 : 0;
            var before = states[area];
            if (!answer.Holds && before.Phase == Phase.Calm)
                continue;

            var step = CriterionState.Advance(before, new DayFacts(day, answer.Count, answer.Holds, heldBefore, answer.IsClear, IsGap: false, dayIsOver) { MayFire = mayFire }, Criterion);
            states[area] = step.State;
            if (answer.Holds || step.State != before)
                (steps ??= []).Add(new AreaStep(area, answer, before, step));
        }

        return steps ?? (IReadOnlyList<AreaStep>)[];
    }

    /// <summary>What the rule says of one area on a day, whether it holds or not: to tell why, and why not. Moves no state.</summary>
    public RuleAnswer Answer(int area, DateOnly day)
    {
        Ask(day, one => one == area);
        var answer = answers[area];
        if (WhyNotJudged is not null)
            return answer;
        return JudgeOf(area).Explain(area, day) with { Holds = answer.Holds, IsClear = answer.IsClear, IsOneOfMany = answer.IsOneOfMany, IsOutOfSeason = answer.IsOutOfSeason };
    }

    /// <summary>Whether the rise is the whole district's, on the day last judged in every area.</summary>
    /// <exception cref="InvalidOperationException">Only some areas were asked on that day.</exception>
    public DistrictRise Rise()
    {
        if (!isAskedEverywhere)
            throw new InvalidOperationException("A rise of the district is told by all its areas.");
        var hasLevel = Criterion.Rule.HistoryDays >= KnownDistrict.HistoryDays;
        return new DistrictRise(
            answers.Length, answers.Count(answer => answer.Holds && Threshold.Holds(answer.Count, Criterion.MinimumReports)),
            hasLevel && district.Days(DistrictRise.LevelNeedsDays) == DistrictRise.LevelNeedsDays ? district.Expectation().Level : double.NaN);
    }

    /// <summary>Whether the criterion fires nowhere on the day last asked, since the rise is the whole district's.</summary>
    public bool YieldsToDistrict() => Criterion.YieldsToDistrict && Rise().IsWide;

    /// <summary>Whether the rule has held in an area on the days before that the criterion asks for.</summary>
    public bool HeldBefore(int area) => daysHeld[area] >= Criterion.HoldForDays;

    /// <summary>The reports that an answer rests on, in order of day and report: what a spike shows as its evidence.</summary>
    public IReadOnlyList<LoggedReport> Grounds(int area, DateOnly day)
    {
        MustKnow(day);
        return JudgeOf(area).Grounds(area, day);
    }

    /// <summary>Asks the rule of the areas that matter: of all where areas are held against one another.</summary>
    private void Ask(DateOnly day, Func<int, bool>? only)
    {
        MustKnow(day);
        isAskedEverywhere = only is null || Criterion.FalseDiscoveryRate is not null || Criterion.YieldsToDistrict;
        WhyNotJudged = judges[0].WhyNotAsked(day);
        if (WhyNotJudged is not null)
        {
            for (var area = 0; area < answers.Length; area++)
                answers[area] = RuleAnswer.Of(false, Criterion.Rule.WindowDays is { } days ? district.Known[area].CountReported(day.AddDays(1 - days), day) : 0) with { IsClear = false };
            return;
        }

        if (isAskedEverywhere && judges.Length > 1)
            Parallel.For(0, judges.Length, number => AskOne(number, day, only: null));
        else
        {
            for (var number = 0; number < judges.Length; number++)
                AskOne(number, day, isAskedEverywhere ? null : only);
        }

        // The rule is asked all the same: some rules must see every day.
        if (Criterion.Season?.Contains(day, Calendar) == false)
            LeaveOutOfSeason();
        if (Criterion.FalseDiscoveryRate is { } rate)
            LeaveOutFalseOnes(FalseDiscoveries.Limit(answers.Select(answer => answer.Holds ? answer.Luck : 1), rate));
    }

    private void AskOne(int number, DateOnly day, Func<int, bool>? only)
    {
        var judge = judges[number];
        judge.Begin(day);
        for (var area = number * areasOfAJudge; area < Math.Min((number + 1) * areasOfAJudge, answers.Length); area++)
        {
            if (only is null || only(area))
                answers[area] = judge.Judge(area, day);
        }
    }

    private RuleJudge JudgeOf(int area) => judges[area / areasOfAJudge];

    private void LeaveOutOfSeason()
    {
        for (var area = 0; area < answers.Length; area++)
            answers[area] = answers[area] with { Holds = false, IsClear = true, IsOutOfSeason = true };
    }

    private void LeaveOutFalseOnes(double? limit)
    {
        for (var area = 0; area < answers.Length; area++)
        {
            if (answers[area].Holds && !(answers[area].Luck <= limit))
                answers[area] = answers[area] with { Holds = false, IsClear = true, IsOneOfMany = true };
        }
    }

    private void MustKnow(DateOnly day)
    {
        if (district.Known.Day != day)
            throw new ArgumentOutOfRangeException(nameof(day), day, $"What is known is known at the end of {district.Known.Day:yyyy-MM-dd}.");
    }
}
