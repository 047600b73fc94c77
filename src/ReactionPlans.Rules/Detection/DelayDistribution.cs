namespace ReactionPlans.Rules.Detection;

/// <summary>How long after a burglary the report comes.</summary>
/// <param name="Reports">n_x: reports with a delay of exactly x days, x = 0 to D, from burglaries old enough for that delay to be seen.</param>
/// <param name="AtMost">N_x: reports from the same burglaries with a delay of at most x days.</param>
/// <param name="ShareKnown">F(x): the share reported within x days of those reported within D, 0-1, rising to 1; NaN throughout without
/// any reports.</param>
/// <remarks>Lawless 1994: burglaries too young to have shown a delay of x must not count against it. So the share with delay x among those of at
/// most x, g_x = n_x / N_x, is learnt from those at least x days old, and F(x) = product over y > x of (1 - g_y). No reports with delay x or
/// less: g_x is 0.</remarks>
public sealed record DelayDistribution(int[] Reports, int[] AtMost, double[] ShareKnown)
{
    public bool IsKnown => !double.IsNaN(ShareKnown[^1]);

    /// <summary>Learns the delays. Pure. Time: reports x D.</summary>
    /// <param name="reports">As for <see cref="Nowcast.Days(IReadOnlyList{DatedReport}, DateOnly, DateOnly, NowcastParameters)"/>; leave out those of
    /// other weeks to learn the delays of holiday weeks by themselves.</param>
    /// <exception cref="ArgumentException">A parameter is out of bounds, <paramref name="first"/> is after <paramref name="now"/>, or a report
    /// is older than its burglary.</exception>
    public static DelayDistribution Of(IReadOnlyList<DatedReport> reports, DateOnly now, DateOnly first, NowcastParameters parameters)
    {
        Check(parameters);
        if (first > now)
            throw new ArgumentException("The first day of burglaries is after the last day known.", nameof(first));

        var longest = parameters.MaximumDelayDays;
        var (exactly, atMost) = (new int[longest + 1], new int[longest + 1]);
        foreach (var report in reports)
        {
            var delay = report.Reported.DayNumber - report.Event.DayNumber;
            if (delay < 0)
                throw new ArgumentException($"A burglary of {report.Event:O} cannot have been reported on {report.Reported:O}.", nameof(reports));
            if (report.Reported > now || report.Event < first)
                continue;

            // The window for delay x is the WindowDays + 1 days that end x days ago.
            var age = now.DayNumber - report.Event.DayNumber;
            for (var x = Math.Max(delay, age - parameters.WindowDays); x <= Math.Min(longest, age); x++)
            {
                atMost[x]++;
                if (x == delay)
                    exactly[x]++;
            }
        }

        return new DelayDistribution(exactly, atMost, Share(exactly, atMost));
    }

    /// <summary>Reports of one day's burglaries to expect by now: mean x F(age).</summary>
    /// <param name="mean">All reports expected of that day's burglaries; at least 0.</param>
    /// <param name="ageDays">Days from then to now; at least 0, and beyond D all are known.</param>
    /// <returns>At most <paramref name="mean"/>; NaN where the delays are not known.</returns>
    public double ExpectedKnown(double mean, int ageDays)
    {
        Counts.CheckMean(mean);
        ArgumentOutOfRangeException.ThrowIfNegative(ageDays);
        return mean * ShareKnown[Math.Min(ageDays, ShareKnown.Length - 1)];
    }

    /// <summary>The same, summed over the days of a window that ends now.</summary>
    /// <param name="means">Oldest day first, today last.</param>
    public double ExpectedKnown(ReadOnlySpan<double> means)
    {
        var sum = 0.0;
        for (var day = 0; day < means.Length; day++)
            sum += ExpectedKnown(means[day], means.Length - 1 - day);
        return sum;
    }

    internal static void Check(NowcastParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.MaximumDelayDays);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.MaximumDelayDays, 3650);
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.WindowDays);
        if (!(parameters.HiddenBelow >= 0 && parameters.HiddenBelow <= 1))
            throw new ArgumentOutOfRangeException(nameof(parameters), parameters.HiddenBelow, "The share below which days are hidden is 0 to 1.");
        Counts.CheckBetween(parameters.BandLevel, 0, 1, nameof(parameters.BandLevel));
    }

    private static double[] Share(int[] exactly, int[] atMost)
    {
        var share = new double[exactly.Length];
        share[^1] = Array.TrueForAll(atMost, count => count == 0) ? double.NaN : 1;
        for (var x = share.Length - 1; x > 0; x--)
            share[x - 1] = share[x] * (atMost[x] == 0 ? 1 : 1 - (double)exactly[x] / atMost[x]);
        return share;
    }
}
