using System.Globalization;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>Tries every number of a threshold rule on one area at once, each as a criterion of its own in one backtest.</summary>
internal sealed class NumberTrial(BacktestInput input, Criterion criterion, ThresholdRule rule, CancellationToken stopping)
{
    private static readonly IReadOnlyList<JudgedArea> OneArea = [new JudgedArea("", 1)];
    private static readonly Dictionary<string, int> NoOther = [];

    private readonly Offence offence = input.Agreement.Offences[criterion.OffenceId];

    /// <summary>The smallest number that can be proposed.</summary>
    public int Smallest { get; } = Math.Max(AlarmRate.SmallestNumber, criterion.MinimumReports);

    /// <summary>What each number led to.</summary>
    /// <param name="Fired">Spikes by number, from the smallest on; none at higher numbers.</param>
    /// <param name="Years">Days with data, in years.</param>
    public sealed record Outcome(int Smallest, int[] Fired, int Reports, double Years)
    {
        public double PerYear(int number) => number - Smallest < Fired.Length && Years > 0 ? Fired[number - Smallest] / Years : 0;

        /// <summary>The smallest number that keeps the rate, as does every higher one. The rate is kept by the whole number of spikes that is nearest to it, the lower of two:
        /// some days without data must not turn two in four years into one.</summary>
        public int Propose(double perYear)
        {
            var allowed = (int)Math.Ceiling(perYear * Years - 0.5 - ReferenceDay.Rounding);
            var highest = Array.FindLastIndex(Fired, spikes => spikes > allowed);
            return Smallest + highest + 1;
        }
    }

    /// <param name="log">The area's reports; it is area number 0.</param>
    public Outcome Of(IReadOnlyList<LoggedReport> log, IReadOnlySet<DateOnly>? daysWithData)
    {
        var days = Enumerable.Range(input.From.DayNumber, input.To.DayNumber - input.From.DayNumber + 1).Count(day => daysWithData?.Contains(DateOnly.FromDayNumber(day)) ?? true);
        var fired = new int[Math.Max(0, MostInWindow(log) - Smallest + 1)];
        if (fired.Length > 0)
        {
            var criteria = fired.Select((_, at) => criterion with
            {
                Id = at.ToString(CultureInfo.InvariantCulture),
                Level = CriterionLevel.Watch, // spikes are counted; nothing else need be written down
                Rule = rule with { AtLeast = Smallest + at, AtLeastByArea = NoOther },
            });
            var tried = input with { Agreement = input.Agreement with { Criteria = [.. criteria] }, Areas = OneArea, Log = log, DaysWithData = daysWithData };
            foreach (var spike in BacktestRun.Run(tried, null, stopping).Spikes)
                fired[int.Parse(spike.Criterion, CultureInfo.InvariantCulture)]++;
        }

        var known = new KnownReports(log, offence, 1, maximumDelayDays: criterion.MaximumReportingDelayDays);
        known.AdvanceTo(input.To);
        return new Outcome(Smallest, fired, known[0].CountReported(input.From, input.To), days / BacktestRun.DaysInYear);
    }

    /// <summary>No window counts more than this, whenever its reports count: none counts in a window without its reported day.</summary>
    private int MostInWindow(IReadOnlyList<LoggedReport> log)
    {
        var days = log.Select(revision => (revision.ReportedDay.DayNumber, revision.Report)).Distinct().Select(one => one.DayNumber).Order().ToArray();
        var most = 0;
        for (int first = 0, last = 0; last < days.Length; last++)
        {
            while (days[first] <= days[last] - rule.WithinDays)
                first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
