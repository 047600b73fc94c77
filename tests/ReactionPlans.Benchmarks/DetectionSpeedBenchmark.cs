using System.Diagnostics;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>What judging costs: one night, ten years of a backtest, Farrington every week, and each detector for one series and week.</summary>
internal static class DetectionSpeedBenchmark
{
    private const int AreasInAll = 500;
    private const int Weeks = 520;

    /// <summary>With the levels of an agreement that names none.</summary>
    private static readonly OutbreakRule Outbreak = new(0.3, 1, 3);

    /// <summary>Short work is repeated for so long.</summary>
    private const double LeastSeconds = 0.2;

    /// <summary>Weeks that Farrington looks at, the judged one included.</summary>
    private static readonly int LookBackWeeks = new FarringtonRule(0.005).HistoryDays / 7;

    private static readonly DateOnly Last = new(2025, 1, 5);
    private static readonly DateOnly FirstJudged = Last.AddDays(1 - 7 * Weeks);
    private static readonly DateOnly First = FirstJudged.AddDays(7 - 7 * LookBackWeeks);

    public static async Task<IReadOnlyList<Comparison>> Run(Repetitions plan, CancellationToken stopping)
    {
        var district = new SimulatedDistrict(plan.Of(AreasInAll), First, Last);
        await Console.Error.WriteLineAsync($"detection: {district.Areas.Count} areas, {district.Log.Count} revisions, {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}");
        double[][] weekly = [.. district.Daily.Select(days => days.Chunk(7).Select(week => (double)week.Sum()).ToArray())];
        return
        [
            await Night(plan, district, "a night, recommended rules", Recommended()),
            await Night(plan, district, "a night, outbreak-chance", WithRules(Outbreak)),
            await Backtest(plan, district, stopping),
            await Farrington(plan, weekly),
            await FarringtonEveryWeek(plan, district),
            .. await BesideR(plan, weekly, stopping),
            .. await Detectors(plan, district.Daily, weekly),
            .. await Rules(plan, district),
        ];
    }

    /// <summary>From the revisions of the days that the rules look at to every area's answer.</summary>
    private static Task<Comparison> Night(Repetitions plan, SimulatedDistrict district, string name, Agreement agreement)
    {
        var from = Last.AddDays(1 - agreement.Criteria.Max(criterion => criterion.Rule.HistoryDays));
        LoggedReport[] log = [.. district.Log.Where(revision => revision.ReportedDay >= from)];
        return Comparison.Measure(name, "areas/s", plan,
            ("each revision read once", () => Rate(district.Areas.Count, () => log.Sum(revision => (long)revision.KnownOn.DayNumber))),
            () => Rate(district.Areas.Count, () =>
            {
                var known = new KnownDistrict(new KnownReports(log, agreement.Offences.Values.Single(), district.Areas.Count, from), district.Areas);
                known.Known.AdvanceTo(Last);
                return 1 + agreement.Criteria.Sum(criterion => new CriterionRun(criterion, known).Judge(Last, dayIsOver: true).Count);
            }));
    }

    private static Task<Comparison> Backtest(Repetitions plan, SimulatedDistrict district, CancellationToken stopping)
    {
        Rule[] rules =
            [new ThresholdRule(8, new Dictionary<string, int>(), 14), new RatioRule(4.2, 14, 1), new NearRepeatRule(4, 200, 7), new PooledRule(0.001, 3), new EarsRule(EarsMethod.C2, 0.001)];
        var agreement = WithRules(rules);
        var answers = 7 * Weeks * district.Areas.Count * rules.Length;
        return Comparison.Measure("backtest, 10 years, 5 criteria", "answers/s", plan,
            ("a running sum of 14 days for each", () => Rate(answers, () => rules.Sum(_ => district.Daily.Sum(RunningSums)))),
            () => RateByWall(answers, () => BacktestRun.Run(new BacktestInput(agreement, district.Areas, district.Log, null, FirstJudged, Last), null, stopping).Spikes.Count));
    }

    private static Task<Comparison> Farrington(Repetitions plan, double[][] weekly)
    {
        var baselines = Baselines();
        return Comparison.Measure("Farrington, 10 years of weeks", "weeks/s", plan,
            ("an exponential for each baseline week", () => Rate(Weeks * weekly.Length, () => weekly.Sum(_ => baselines.Sum(Exponentials)))),
            () => Rate(Weeks * weekly.Length, () => weekly.Sum(series =>
                (long)baselines.Index().Count(week => FarringtonFlexible.Judge(week.Item, series.AsSpan(week.Index, LookBackWeeks)).IsAlarm))));
    }

    private static async Task<IReadOnlyList<Comparison>> BesideR(Repetitions plan, double[][] weekly, CancellationToken stopping)
    {
        if (await FarringtonInR.Missing(stopping) is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return [];
        }

        var (baselines, series) = (Baselines(), weekly[0]);
        return
        [
            await Comparison.Measure("Farrington, one series, beside R", "weeks/s", plan,
                ("farringtonFlexible of R's surveillance", () => FarringtonInR.WeeksPerSecond(series, stopping)),
                () => Rate(Weeks, () => baselines.Index().Count(week => FarringtonFlexible.Judge(week.Item, series.AsSpan(week.Index, LookBackWeeks)).IsAlarm))),
        ];
    }

    /// <summary>The same judged by a criterion that wants every number of every area, from the reports on, on all cores by the clock on the wall.</summary>
    private static Task<Comparison> FarringtonEveryWeek(Repetitions plan, SimulatedDistrict district)
    {
        var agreement = WithRules(new FarringtonRule(0.005));
        var baselines = Baselines();
        return Comparison.Measure("Farrington, 10 years of weeks, all cores", "weeks/s", plan,
            ("an exponential for each baseline week", () => Rate(Weeks * district.Areas.Count, () => district.Areas.Sum(_ => baselines.Sum(Exponentials)))),
            () => RateByWall(Weeks * district.Areas.Count, () =>
            {
                var known = new KnownDistrict(new KnownReports(district.Log, agreement.Offences.Values.Single(), district.Areas.Count), district.Areas);
                var run = new CriterionRun(agreement.Criteria.Single() with { FalseDiscoveryRate = 0.5 }, known);
                var held = 0L;
                for (var day = Last.AddDays(7 - 7 * Weeks); day <= Last; day = day.AddDays(7))
                {
                    known.Known.AdvanceTo(day);
                    held += 1 + run.Judge(day, dayIsOver: true).Count;
                }

                return held;
            }));
    }

    /// <summary>Each detector on one core, for one series and week, over the counts it is given.</summary>
    private static async Task<IReadOnlyList<Comparison>> Detectors(Repetitions plan, int[][] daily, double[][] weekly)
    {
        var (baselines, weeks, days) = (Baselines(), weekly[0].Length, daily[0].Length);
        var (ears, c3, bayes, farrington) = (new EarsParameters(), EarsParameters.ForC3, new BayesParameters(), LookBackWeeks);
        var (ratio, ewma, cusum, mean) = (new RatioToBaselineParameters(), new EwmaParameters(), new LikelihoodRatioParameters(), 0.3);
        (string Name, int Read, Func<int, int, bool> Alarm)[] detectors =
        [
            ("EARS C2", Ears.Needs(ears), (area, week) => Ears.Judge(weekly[area].AsSpan(0, weeks - week), ears).Alarm),
            ("EARS C3", Ears.Needs(c3), (area, week) => Ears.Judge(weekly[area].AsSpan(0, weeks - week), c3).Alarm),
            ("Bayes", 21, (area, week) => BayesPredictive.Judge(weekly[area].AsSpan(0, weeks - week), bayes).Alarm),
            ("Farrington Flexible", farrington, (area, week) => FarringtonFlexible.Judge(baselines[^(week + 1)], weekly[area].AsSpan(Weeks - 1 - week, farrington)).IsAlarm),
            ("ratio to baseline", 365, (area, week) => RatioToBaseline.Judge(daily[area].AsSpan(days - 7 * (week + farrington), 7 * farrington), Last.AddDays(-7 * week), ratio).Holds),
            ("EWMA, seven days", 7, (area, week) =>
            {
                var (state, alarm) = (new EwmaState(0.1, 0.01), false);
                foreach (var count in daily[area].AsSpan(days - 7 * (week + 1), 7))
                {
                    (state, var answer) = Ewma.Next(state, count, mean, 3, ewma);
                    alarm |= answer.Alarm;
                }

                return alarm;
            }),
            ("likelihood-ratio CUSUM, seven days", 7, (area, week) =>
            {
                var (sum, alarm) = (1.0, false);
                foreach (var count in daily[area].AsSpan(days - 7 * (week + 1), 7))
                {
                    var answer = LikelihoodRatioCusum.Next(sum, count, mean, cusum);
                    (sum, alarm) = (answer.Statistic, alarm | answer.Alarm);
                }

                return alarm;
            }),
        ];

        var comparisons = new List<Comparison>();
        foreach (var (name, read, alarm) in detectors)
            comparisons.Add(await Comparison.Measure(name, "weeks/s", plan,
                ("its counts added up", () => Rate(100 * daily.Length, () => weekly.Sum(series => Enumerable.Range(0, 100).Sum(week => Added(series, week, read))))),
                () => Rate(100 * daily.Length, () => Enumerable.Range(0, daily.Length).Sum(area => Enumerable.Range(0, 100).Count(week => alarm(area, week))))));
        return comparisons;
    }

    /// <summary>The rules that ask more than one series: every area on a night a week through the last year, what is known being known already.</summary>
    private static async Task<IReadOnlyList<Comparison>> Rules(Repetitions plan, SimulatedDistrict district)
    {
        const int Nights = 52;
        var comparisons = new List<Comparison>();
        foreach (var rule in new Rule[] { new PooledRule(0.002, 3), new LocalScanRule(11.4, 3), new NearRepeatRule(4, 200, 7), new EwmaRule(0.12, 3.8, 3), new CusumRule(3, 5, 0), Outbreak })
            comparisons.Add(await Comparison.Measure($"{rule.Kind}, a night", "areas/s", plan,
                ("the window's running sum", () => Rate(Nights * district.Areas.Count, () => district.Daily.Sum(days => RunningSums(days[^(7 * Nights)..])) / 7)),
                () => Task.FromResult(JudgeNights(rule))));
        return comparisons;

        double JudgeNights(Rule rule)
        {
            var known = new KnownDistrict(new KnownReports(district.Log, Recommended().Offences.Values.Single(), district.Areas.Count), district.Areas);
            var judge = RuleJudge.Of(rule, known);
            var taken = TimeSpan.Zero;
            for (var (day, held) = (Last.AddDays(-7 * (Nights - 1)), 0); day <= Last; day = day.AddDays(7))
            {
                known.Known.AdvanceTo(day);
                var before = Environment.CpuUsage.TotalTime;
                judge.Begin(day);
                for (var area = 0; area < district.Areas.Count; area++)
                    held += judge.Judge(area, day).Holds ? 1 : 0;
                taken += Environment.CpuUsage.TotalTime - before;
            }

            return Nights * district.Areas.Count / taken.TotalSeconds;
        }
    }

    private static Agreement WithRules(params Rule[] rules)
    {
        var agreement = Recommended();
        return agreement with { Criteria = [.. rules.Select(rule => agreement.Criteria[0] with { Id = rule.Kind, Rule = rule })] };
    }

    private static Agreement Recommended() => AgreementYaml.Read(Repository.Read("examples/recommended.yaml"), "recommended.yaml").Agreement!;

    /// <summary>One for each judged week, as the nightly judge draws it.</summary>
    private static FarringtonBaseline[] Baselines() =>
    [
        .. Enumerable.Range(0, Weeks).Select(week => FarringtonBaseline.Of(
            new FarringtonParameters(), SeriesAxis.Dated(Enumerable.Range(0, LookBackWeeks).Select(at => First.AddDays(7 * (week + at))), 52), LookBackWeeks - 1)),
    ];

    /// <summary>For each second of one core, by the processor's own clock: other work on the machine does not slow it.</summary>
    private static Task<double> Rate(int things, Func<long> work)
    {
        var (before, found, rounds) = (Environment.CpuUsage.TotalTime, 0L, 0);
        do
        {
            found += work();
            rounds++;
        } while ((Environment.CpuUsage.TotalTime - before).TotalSeconds < LeastSeconds);

        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds / rounds;
        return found > 0 ? Task.FromResult(things / seconds) : throw new InvalidOperationException("Nothing was found.");
    }

    /// <summary>For each second that passes, with all cores there are: other work on the machine slows it.</summary>
    private static Task<double> RateByWall(int things, Func<long> work)
    {
        var start = Stopwatch.GetTimestamp();
        return work() > 0 ? Task.FromResult(things / Stopwatch.GetElapsedTime(start).TotalSeconds) : throw new InvalidOperationException("Nothing was found.");
    }

    private static long RunningSums(int[] days)
    {
        var (sum, all) = (0, 0L);
        for (var day = 14; day < days.Length; day++)
        {
            sum += days[day] - days[day - 14];
            all += sum > 8 ? 1 : 0;
        }

        return all;
    }

    private static long Added(double[] series, int week, int read)
    {
        var sum = 0.0;
        foreach (var count in series.AsSpan(series.Length - week - Math.Min(read, series.Length - week), Math.Min(read, series.Length - week)))
            sum += count;
        return (long)sum + 1;
    }

    private static long Exponentials(FarringtonBaseline baseline)
    {
        var sum = 0.0;
        for (var at = 0; at < baseline.Times.Count; at++)
            sum += Math.Exp(baseline.Times[at] * 1e-3);
        return (long)sum;
    }
}
