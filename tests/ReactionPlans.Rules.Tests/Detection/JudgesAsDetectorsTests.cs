using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>What a rule says of an area and day is what its detector says of the plain counts, and the same whatever days were judged before: judges
/// skip what cannot hold and keep sums from day to day, and neither may show.</summary>
public sealed class JudgesAsDetectorsTests
{
    private const int Areas = 4;
    private const int Days = 60;

    private static readonly DateOnly First = new(2024, 2, 1);
    private static readonly Offence Burglary = new("burglary", ["1320"], Attempts: true);
    private static readonly JudgedArea[] Judged = [.. Enumerable.Range(0, Areas).Select(area => new JudgedArea($"{area}", 4e6))];

    /// <summary>Levels at which a rule holds now and then, so that both answers are compared.</summary>
    private static readonly Rule[] Rules =
    [
        new ThresholdRule(4, new Dictionary<string, int> { ["2"] = 2 }, 7),
        new RatioRule(1.8, 14, 1),
        new RatioRule(1.4, 7, 0.2),
        new PooledRule(0.1, 3),
        new NearRepeatRule(2, 400, 7),
        new LocalScanRule(2, 3),
        new FarringtonRule(0.2),
        new EarsRule(EarsMethod.C1, 0.1),
        new EarsRule(EarsMethod.C2, 0.1),
        new EarsRule(EarsMethod.C3, 0.2),
        new BayesRule(0.1),
        new EwmaRule(0.12, 1.5, 3),
        new CusumRule(3, 1.5, 0),
        new CusumRule(2, 1, 0.3),
    ];

    private static readonly Rule[] RulesOfTheDistrict = [new OutbreakRule(0.02, 1, 2), new PermutationScanRule(1.5, 2, 1000, 21)];

    /// <summary>Of 250 areas the invented reports lie in the first, the last and two between: whichever cores ask them, the answers are those of each asked alone.</summary>
    [TestCaseSource(nameof(Rules))]
    [TestCaseSource(nameof(RulesOfTheDistrict))]
    public void Many_areas_asked_at_once_get_the_answers_of_each_asked_alone(Rule rule)
    {
        const int Many = 250;
        int[] places = [0, 124, 125, Many - 1];
        JudgedArea[] areas = [.. Enumerable.Range(0, Many).Select(area => new JudgedArea($"{area}", 4e6))];
        LoggedReport[] log = [.. Invent(years: 6).Select(report => report with { Areas = [.. report.Areas.Select(area => places[area])] })];
        var criterion = new Criterion("one", "burglary", CriterionLevel.Watch, rule);
        var together = new CriterionRun(criterion, new KnownDistrict(new KnownReports(log, Burglary, Many), areas));
        var alone = new KnownDistrict(new KnownReports(log, Burglary, Many), areas);
        var judge = RuleJudge.Of(rule, alone);
        var held = 0;
        for (var day = First; day < First.AddDays(Days / 3); day = day.AddDays(1))
        {
            together.Known.AdvanceTo(day);
            alone.Known.AdvanceTo(day);
            judge.Begin(day);
            var expected = Enumerable.Range(0, Many).Select(area => (Area: area, Answer: judge.Judge(area, day))).Where(one => one.Answer.Holds).ToList();
            var answered = together.Judge(day, dayIsOver: true).Where(step => step.Answer.Holds).Select(step => (step.Area, step.Answer)).ToList();
            Assert.That(answered, Is.EqualTo(expected), $"{day:O}");
            held += expected.Count;
        }

        Assert.That(held, Is.Positive, "or nothing is compared");
    }

    [TestCaseSource(nameof(Rules))]
    public void A_judge_says_what_its_detector_says(Rule rule)
    {
        var district = new KnownDistrict(new KnownReports(Invent(years: 6), Burglary, Areas), Judged);
        var judge = RuleJudge.Of(rule, district);
        var held = 0;
        for (var day = First; day < First.AddDays(Days); day = day.AddDays(1))
        {
            district.Known.AdvanceTo(day);
            judge.Begin(day);
            for (var area = 0; area < Areas; area++)
            {
                var answer = judge.Judge(area, day);
                var (holds, count, expected) = Plainly(rule, district.Known, area, day);
                Assert.That((answer.Holds, answer.Count), Is.EqualTo((holds, count)), $"{day:O}, area {area}");
                if (holds && !double.IsNaN(expected))
                    Assert.That(answer.Expected, Is.EqualTo(expected), $"{day:O}, area {area}");
                held += holds ? 1 : 0;
            }
        }

        Assert.That(held, Is.InRange(3, Areas * Days - 20), "or little is compared");
    }

    [TestCaseSource(nameof(Rules))]
    public void A_day_is_judged_alike_whatever_days_were_judged_before(Rule rule)
    {
        var log = Invent(years: 3);
        var nightly = new KnownDistrict(new KnownReports(log, Burglary, Areas), Judged);
        var judge = RuleJudge.Of(rule, nightly);
        for (var day = First; day < First.AddDays(Days); day = day.AddDays(1))
        {
            nightly.Known.AdvanceTo(day);
            judge.Begin(day);
            var atOnce = new KnownDistrict(new KnownReports(log, Burglary, Areas), Judged);
            atOnce.Known.AdvanceTo(day);
            var other = RuleJudge.Of(rule, atOnce);
            other.Begin(day);
            for (var area = 0; area < Areas; area++)
                Assert.That(judge.Judge(area, day), Is.EqualTo(other.Judge(area, day)), $"{day:O}, area {area}");
        }
    }

    [Test]
    public void A_cusum_sees_reports_that_become_known_when_their_day_is_over()
    {
        var quiet = Enumerable.Range(0, 300).Select(number => Report(number, First.AddDays(-2 * number - 30), known: null, area: number % Areas));
        var wave = Enumerable.Range(300, 8).Select(number => Report(number, First, known: First.AddDays(2), area: 0));
        var district = new KnownDistrict(new KnownReports([.. quiet, .. wave], Burglary, Areas), Judged);
        var judge = RuleJudge.Of(new CusumRule(3, 5, 0), district);

        Assert.That(Enumerable.Range(0, 12).Select(First.AddDays).Where(Holds), Is.EqualTo(Enumerable.Range(2, 5).Select(First.AddDays)));

        bool Holds(DateOnly day)
        {
            district.Known.AdvanceTo(day);
            judge.Begin(day);
            return judge.Judge(0, day).Holds;
        }
    }

    /// <summary>From lists of counts made report by report; nothing is kept from day to day.</summary>
    private static (bool Holds, double Count, double Expected) Plainly(Rule rule, KnownReports known, int area, DateOnly day)
    {
        double count = Within(known, area, day, rule.WindowDays!.Value).Count();
        switch (rule)
        {
            case ThresholdRule threshold:
                return (count >= threshold.AtLeastIn($"{area}"), count, double.NaN);
            case RatioRule ratio:
                var asked = new RatioToBaselineParameters { WindowDays = ratio.WithinDays, RatioAtLeast = ratio.AtLeastTimes, LuckAtMost = ratio.LuckAtMost, MinimumReports = 1 };
                var found = RatioToBaseline.Judge(Daily(known, area, day, Since(known, day, rule.HistoryDays)), day, asked);
                return (found.Holds, count, found.Baseline);
            case PooledRule pooled:
                var model = Model(known, day);
                var best = KnownDistrict.WindowDays.Select((_, window) => model.Judge(area, window)).Where(one => one.Count >= pooled.AtLeast).OrderBy(one => one.P).FirstOrDefault();
                return (best.Count > 0 && best.P <= pooled.LuckAtMost, count, best.Expected);
            case NearRepeatRule near:
                var most = known.FirstKnownToday(area).Select(anchor => Within(known, area, day, rule.HistoryDays).Count(other => AreNear(near, anchor, other))).DefaultIfEmpty().Max();
                return (most >= near.AtLeast, Math.Max(count, most), double.NaN);
            case LocalScanRule scan:
                var strongest = known.FirstKnownToday(area).Select(anchor => Scan(scan, known, area, day, anchor)).Where(one => one is not null).DefaultIfEmpty().MaxBy(one => one?.Statistic ?? 0);
                return (strongest?.Statistic >= scan.AtLeastScore, count, strongest?.Expected ?? double.NaN);
            case FarringtonRule farrington:
                var weeks = Weekly(known, area, day, Since(known, day, rule.HistoryDays) / 7);
                var axis = SeriesAxis.Dated(Enumerable.Range(0, weeks.Length).Select(week => day.AddDays(7 * (week - weeks.Length + 1))), 52);
                var years = FarringtonBaseline.YearsAvailable(axis, weeks.Length - 1, 3, FarringtonRule.Years);
                var judged = FarringtonFlexible.Judge(new FarringtonParameters { Alpha = farrington.Alpha, YearsBack = years }, axis, weeks.Length - 1, weeks);
                return (judged.IsAlarm && count > 0, count, judged.Expected);
            case EarsRule ears:
                var week = Ears.Judge(Weekly(known, area, day, 20), new EarsParameters { Method = ears.Method, Alpha = ears.Alpha, Baseline = 8, MinSigma = 1 });
                return (week.Alarm && count > 0, count, week.Expected);
            case BayesRule bayes:
                var predicted = BayesPredictive.Judge(Weekly(known, area, day, 108), new BayesParameters { Alpha = bayes.Alpha, Years = 2, HalfWindow = 3, RecentWeeks = 6 });
                return (predicted.Alarm && count > 0, count, predicted.Expected);
            default:
                return Chart(rule, known, area, day, count);
        }
    }

    private static (bool Holds, double Count, double Expected) Chart(Rule rule, KnownReports known, int area, DateOnly day, double count)
    {
        var means = new double[180];
        Model(known, day).CopyMeans(area, means);
        double[] counts = [.. Daily(known, area, day, 180)];
        var answers = new DetectorAnswer[180];
        if (rule is CusumRule cusum)
        {
            LikelihoodRatioCusum.Run(counts, means, new LikelihoodRatioParameters { LogRatio = Math.Log(cusum.RateRatio), Threshold = cusum.Limit, Dispersion = cusum.Dispersion }, answers);
            return (answers[^7..].Any(answer => answer.Alarm), count, double.NaN);
        }

        var (ewma, state) = ((EwmaRule)rule, EwmaState.Start);
        for (var at = 0; at < means.Length; at++)
            (state, answers[at]) = Ewma.Next(state, counts[at], means[at], count, new EwmaParameters { Weight = ewma.Lambda, Threshold = ewma.Limit, MinimumReports = ewma.AtLeast });
        return (answers[^1].Alarm, count, double.NaN);
    }

    private static IEnumerable<LoggedReport> Within(KnownReports known, int area, DateOnly day, int days) =>
        known[area].Reports.Where(report => report.ReportedDay > day.AddDays(-days) && report.ReportedDay <= day);

    private static int Since(KnownReports known, DateOnly day, int atMost) => Math.Min(day.DayNumber - known.Since.DayNumber + 1, atMost);

    private static int[] Daily(KnownReports known, int area, DateOnly day, int days)
    {
        var counts = new int[days];
        foreach (var report in Within(known, area, day, days))
            counts[^(day.DayNumber - report.ReportedDay.DayNumber + 1)]++;
        return counts;
    }

    private static double[] Weekly(KnownReports known, int area, DateOnly day, int weeks) =>
        [.. Daily(known, area, day, 7 * weeks).Chunk(7).Select(week => (double)week.Sum())];

    private static PooledNegativeBinomial Model(KnownReports known, DateOnly day) =>
        new(day, Areas, Enumerable.Range(0, Areas).SelectMany(area => Daily(known, area, day, Since(known, day, KnownDistrict.HistoryDays))).ToArray(), new PooledNegativeBinomialParameters());

    private static bool AreNear(NearRepeatRule rule, LoggedReport anchor, LoggedReport other)
    {
        var (one, two) = (Possible(anchor), Possible(other));
        return Math.Max(one.First.DayNumber - two.Last.DayNumber, two.First.DayNumber - one.Last.DayNumber) <= rule.WithinDays
            && Place(anchor).DistanceTo(Place(other)) <= rule.WithinMetres;

        static (DateOnly First, DateOnly Last) Possible(LoggedReport report) => ReferenceDay.Possible(report.ReportedDay, report.OccurredFrom, report.OccurredTo);
    }

    private static LocalScanFinding? Scan(LocalScanRule rule, KnownReports known, int area, DateOnly day, LoggedReport anchor)
    {
        var parameters = new LocalScanParameters { StatisticAtLeast = rule.AtLeastScore, MinimumReports = rule.AtLeast };
        var model = Model(known, day);
        return LocalScan.Judge(
            Place(anchor),
            Within(known, area, day, 21).Select(report => new AgedPlace(Place(report), day.DayNumber - report.ReportedDay.DayNumber)).ToArray(),
            Within(known, area, day.AddDays(-KnownDistrict.HistoryEndsDaysBefore), KnownDistrict.HistoryDays - KnownDistrict.HistoryEndsDaysBefore).Select(Place).ToArray(),
            Judged[area].SquareMetres,
            parameters.WindowDays.Select(window => model.Expected(area, KnownDistrict.WindowDays.ToList().IndexOf(window))).ToArray(),
            parameters);
    }

    private static PlanePoint Place(LoggedReport report) => new(report.EastingMetres, report.NorthingMetres);

    /// <summary>Quiet and busy areas with a wave in each; a quarter of the reports known late, a sixth corrected or withdrawn later, some in two areas.</summary>
    private static List<LoggedReport> Invent(int years)
    {
        var random = new Random(1);
        var log = new List<LoggedReport>();
        var number = 0;
        for (var day = First.AddDays(-366 * years); day < First.AddDays(Days); day = day.AddDays(1))
            for (var area = 0; area < Areas; area++)
            {
                var wave = day.DayNumber >= First.DayNumber + 12 * area && day.DayNumber < First.DayNumber + 12 * area + 8;
                var reports = Simulated.Counts(number + day.DayNumber, [(area + 1) * 0.08 + (wave ? 0.5 : 0)])[0];
                for (var one = 0; one < reports; one++)
                    Add(Report(number++, day, day.AddDays(random.Next(4) == 0 ? random.Next(6) : 0), area, random));
            }

        return log;

        void Add(LoggedReport report)
        {
            log.Add(random.Next(9) == 0 && report.Areas[0] < Areas - 1 ? report with { Areas = [report.Areas[0], report.Areas[0] + 1] } : report);
            if (random.Next(6) == 0)
                log.Add(report with { Revision = 2, KnownOn = report.KnownOn.AddDays(random.Next(8) - 1), Withdrawn = random.Next(2) == 0, ReportedDay = report.ReportedDay.AddDays(-random.Next(3)) });
        }
    }

    private static LoggedReport Report(int number, DateOnly reported, DateOnly? known, int area, Random? random = null)
    {
        random ??= new Random(number);
        var to = new DateTimeOffset(reported.ToDateTime(new TimeOnly(random.Next(20), 30)), TimeSpan.Zero).AddDays(-random.Next(3));
        return new LoggedReport(number, $"N-{number:D5}", 1, false, known ?? reported, "1320", false, reported, to.AddHours(-random.Next(60)), to,
            3000 * random.NextDouble(), 3000 * random.NextDouble(), [area]);
    }
}
