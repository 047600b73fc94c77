using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>Writes down what a backtest meets, and what plans the spikes would have set off.</summary>
internal sealed class BacktestRecorder(BacktestInput input)
{
    private readonly List<BacktestSpike> spikes = [];
    private readonly List<AlarmDay> alarms = [];
    private readonly List<Running> activations = [];
    private readonly Dictionary<string, NotJudged> notJudged = [];
    private readonly Dictionary<(string Criterion, int Area), int> openSpikes = [];
    private readonly Dictionary<int, Running> running = [];

    /// <summary>An activation while it runs. Its spike is the one that set it off.</summary>
    private sealed record Running(int Spike)
    {
        public DateOnly? EndedOn { get; set; }

        public List<string> Joined { get; } = [];
    }

    /// <summary>Ends the plans whose longest time is over, before anything of the day is judged.</summary>
    public void Begin(DateOnly day)
    {
        foreach (var (area, activation) in running.ToList())
        {
            var longest = spikes[activation.Spike].FiredOn.AddDays(input.Agreement.End.MaximumDays);
            if (longest <= day)
                End(area, activation, longest);
        }
    }

    public void Record(Criterion criterion, DateOnly day, AreaStep judged)
    {
        var (area, answer, _, step) = judged;
        if (answer.Holds && criterion.Level == CriterionLevel.Activate && criterion.Rule.CountsReports)
            alarms.Add(new AlarmDay(input.Areas[area].Code, day, criterion.Id));
        if (step.Change == Change.Fired)
            Open(criterion, area, day, answer);
        else if (step.Change == Change.Cleared && openSpikes.Remove((criterion.Id, area), out var spike))
            Close(area, day, spike);
    }

    /// <summary>A day on which a criterion could not be judged in any area.</summary>
    public void RecordNotJudged(Criterion criterion, Problem problem) =>
        notJudged[criterion.Id] = notJudged.TryGetValue(criterion.Id, out var before) ? before with { Days = before.Days + 1 } : new NotJudged(criterion.Id, 1, problem);

    public BacktestResult Result(int gapDays, double areaYears) => new(
        input.From, input.To, input.Areas.Count, gapDays, areaYears, spikes,
        [.. activations.Select(activation => (Spike: spikes[activation.Spike], Activation: activation))
            .Select(one => new BacktestActivation(
                one.Spike.Area, one.Spike.Criterion, one.Spike.FiredOn, one.Spike.EndedOn, one.Activation.EndedOn, one.Activation.Joined,
                one.Spike.Count, RuleAnswer.Known(one.Spike.Expected), RuleAnswer.Known(one.Spike.Luck))
            { IsByCalendar = IsByCalendar(one.Activation) })],
        alarms)
    { NotJudged = [.. notJudged.Values] };

    private void Open(Criterion criterion, int area, DateOnly day, RuleAnswer answer)
    {
        openSpikes[(criterion.Id, area)] = spikes.Count;
        spikes.Add(new BacktestSpike(input.Areas[area].Code, criterion.Id, criterion.Level, day, null, answer.Count, answer.Expected, answer.Luck));
        if (criterion.Level != CriterionLevel.Activate)
            return;
        if (running.TryGetValue(area, out var open) && criterion.Rule.CountsReports && IsByCalendar(open))
            End(area, open, day); // a rise is no season, and its plan takes over
        else if (open is not null)
        {
            open.Joined.Add(criterion.Id);
            return;
        }

        activations.Add(running[area] = new Running(spikes.Count - 1));
    }

    private bool IsByCalendar(Running activation) => input.Agreement.FindCriterion(spikes[activation.Spike].Criterion)?.Rule.CountsReports == false;

    private void Close(int area, DateOnly day, int spike)
    {
        spikes[spike] = spikes[spike] with { EndedOn = day };
        if (running.TryGetValue(area, out var activation) && activation.Spike == spike)
            End(area, activation, day);
    }

    private void End(int area, Running activation, DateOnly day)
    {
        activation.EndedOn = day;
        running.Remove(area);
    }
}
