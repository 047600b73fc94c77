namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>Histories in which nothing happened but chance: every report keeps its area, its place and how it became known, and gets another day.</summary>
/// <remarks>
/// <para>The days of an area's reports are drawn from the district's time of year x day of the week x level of the eight weeks about, times a number of the area's own for every
/// three weeks, gamma with mean 1 and variance 1 / size. That is <see cref="PooledNegativeBinomial"/>'s expectation with its excess variance in each of its
/// windows, and with the number of reports of each area as it was. Clusters in time, and so in place and time, are broken.</para>
/// <para>What an outbreak reported stays in its area, spread over the years, and an area keeps one rate for all of them: that errs on the high side. Ordinary
/// near repeats are broken too and then count as outbreaks: that errs on the low side for rules that look at places.</para>
/// </remarks>
internal sealed class QuietHistories
{
    private static readonly PooledNegativeBinomialParameters Parameters = new();

    /// <summary>The longest window of the expectation: shorter ones mostly lie in one stretch and have its excess variance in full.</summary>
    private static readonly int StretchDays = Parameters.WindowDays.Max();

    private readonly DateOnly first;
    private readonly int days;
    private readonly IReadOnlyList<(LoggedReport[][] Reports, double[] Usual)[]> areas;

    /// <param name="log">Every revision; reports that lie in no area are left out.</param>
    /// <param name="daysWithData">Null: every day has data. No report gets a day without, unless the log itself has reports on it.</param>
    public QuietHistories(IReadOnlyCollection<LoggedReport> log, IReadOnlySet<DateOnly>? daysWithData)
    {
        var reports = log.GroupBy(revision => revision.Report).OrderBy(report => report.Key).Select(report => report.OrderBy(revision => revision.Revision).ToArray())
            .Where(revisions => revisions.Any(revision => revision.Areas.Count > 0)).ToList();
        if (reports.Count == 0)
        {
            areas = [];
            return;
        }

        first = reports.Min(revisions => revisions[0].ReportedDay);
        days = reports.Max(revisions => revisions[0].ReportedDay).DayNumber - first.DayNumber + 1;
        var hasData = Enumerable.Range(0, days).Select(at => daysWithData?.Contains(first.AddDays(at)) ?? true).ToArray();
        var usual = reports.GroupBy(revisions => revisions[0].Offence).ToDictionary(offence => offence.Key, offence => Usual(offence, hasData));
        areas = [.. reports.GroupBy(revisions => revisions.First(revision => revision.Areas.Count > 0).Areas[0]).OrderBy(area => area.Key)
            .Select(area => area.GroupBy(revisions => revisions[0].Offence).Select(offence => (offence.ToArray(), usual[offence.Key])).ToArray())];
    }

    /// <summary>The same seed gives the same history.</summary>
    public IReadOnlyList<LoggedReport> Draw(int seed)
    {
        var dice = new SeededShuffle(seed);
        var drawn = new List<LoggedReport>();
        var until = new double[days];
        foreach (var area in areas)
        {
            var excess = Excess(dice);
            foreach (var (reports, usual) in area)
            {
                double sum = 0;
                for (var at = 0; at < days; at++)
                    until[at] = sum += usual[at] * excess[at];
                foreach (var revisions in reports)
                {
                    var found = Array.BinarySearch(until, dice.Share() * sum);
                    var moved = first.DayNumber + Math.Min(found < 0 ? ~found : found + 1, days - 1) - revisions[0].ReportedDay.DayNumber;
                    drawn.AddRange(revisions.Select(revision => revision.MovedBy(moved)));
                }
            }
        }

        return drawn;
    }

    /// <summary>For each day the area's own factor. A gamma number of a whole shape is the mean of so many exponential ones.</summary>
    private double[] Excess(SeededShuffle dice)
    {
        var (excess, shape) = (new double[days], (int)Parameters.Size);
        var begins = dice.Below(StretchDays);
        double factor = 0;
        for (var at = 0; at < days; at++)
        {
            if (at == 0 || (at + begins) % StretchDays == 0)
                factor = Enumerable.Range(0, shape).Sum(_ => -Math.Log(1 - dice.Share())) / shape;
            excess[at] = factor;
        }

        return excess;
    }

    /// <summary>What the district usually has on each day, in a unit of its own; 0 without data.</summary>
    private double[] Usual(IEnumerable<LoggedReport[]> reports, bool[] hasData)
    {
        var counts = new long[days];
        foreach (var revisions in reports)
            counts[revisions[0].ReportedDay.DayNumber - first.DayNumber]++;
        var profile = SeasonProfile.Of(counts, first.AddDays(days - 1), ..days, Parameters.SeasonWeight);
        for (var at = 0; at < days; at++)
            profile[at] = hasData[at] || counts[at] > 0 ? profile[at] : 0;

        var mean = counts.Sum() / profile.Sum();
        return [.. profile.Select((factor, at) => factor * Level(at))];

        double Level(int at)
        {
            var (from, to) = (Math.Max(0, at - Parameters.LevelDays / 2), Math.Min(days, at + Parameters.LevelDays / 2));
            double observed = 0, expected = 0;
            for (var day = from; day < to; day++)
                (observed, expected) = (observed + counts[day], expected + mean * profile[day]);
            return (observed + Parameters.LevelWeight) / (expected + Parameters.LevelWeight);
        }
    }
}
