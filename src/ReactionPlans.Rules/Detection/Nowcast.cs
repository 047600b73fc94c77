namespace ReactionPlans.Rules.Detection;

/// <summary>How late reports are learnt from, and how the estimate is shown.</summary>
public sealed record NowcastParameters
{
    /// <summary>D, the longest delay in days that is reckoned with; 0 to 3650. Later reports are left out of the delays.</summary>
    public int MaximumDelayDays { get; init; } = 28;

    /// <summary>m: delay x is learnt from the burglaries of the m + 1 days that end x days ago; at least 0.</summary>
    public int WindowDays { get; init; } = 90;

    /// <summary>Days of which a smaller share is known by now are not shown; 0-1.</summary>
    public double HiddenBelow { get; init; } = 0.5;

    /// <summary>Chance that the band holds the number there will be; between 0 and 1.</summary>
    public double BandLevel { get; init; } = 0.8;
}

/// <summary>One burglary and when it was reported.</summary>
/// <param name="Event">The Danish day of the burglary (its latest, where it is an interval).</param>
/// <param name="Reported">The Danish day of the report; not before <paramref name="Event"/>.</param>
public readonly record struct DatedReport(DateOnly Event, DateOnly Reported);

/// <param name="Day">Day of the burglaries.</param>
/// <param name="AgeDays">Days from then to now; 0 to D.</param>
/// <param name="Known">Burglaries of that day reported by now.</param>
/// <param name="Share">F(age), the share that is usually reported by now, 0-1; NaN where nothing is known of delays.</param>
/// <param name="Estimate">Known / F, in reports; NaN where F is 0 or not known.</param>
/// <param name="Low">Lower end of the band for the number there will be, known and not yet known; <paramref name="Known"/> where hidden.</param>
/// <param name="High">Upper end; <paramref name="Known"/> where hidden.</param>
/// <param name="IsShown">False where too little of the day is known for an estimate worth showing.</param>
public sealed record NowcastDay(DateOnly Day, int AgeDays, int Known, double Share, double Estimate, long Low, long High, bool IsShown);

/// <summary>How many burglaries there will turn out to have been on each of the last days, when all have been reported.</summary>
/// <remarks>
/// <para>Lawless 1994 (Can. J. Stat. 22:15); as nowcast of R surveillance, method "lawless", with a moving window. To be shown, never counted: an
/// alarm compares the reports known by now with <see cref="DelayDistribution.ExpectedKnown(double, int)"/>, which keeps them whole numbers.</para>
/// <para>The band: what is missing, given k known of a share F, is taken as negative binomial of size k + 1/2 and probability F (Jeffreys' prior for
/// the rate); F itself is taken as certain.</para>
/// </remarks>
public static class Nowcast
{
    /// <summary>The last D + 1 days, oldest first. Pure.</summary>
    /// <param name="reports">Burglaries with their report days, in any order; those reported after <paramref name="now"/> are not known, and left
    /// out.</param>
    /// <param name="now">The last day known, itself included.</param>
    /// <param name="first">First day of burglaries that were collected; earlier ones are left out of the delays.</param>
    /// <exception cref="ArgumentException">A parameter is out of bounds, <paramref name="first"/> is after <paramref name="now"/>, or a report
    /// is older than its burglary.</exception>
    public static IReadOnlyList<NowcastDay> Days(IReadOnlyList<DatedReport> reports, DateOnly now, DateOnly first, NowcastParameters parameters) =>
        Days(reports, now, DelayDistribution.Of(reports, now, first, parameters), parameters);

    /// <summary>As above with delays learnt elsewhere: from the whole district, or from holiday weeks alone.</summary>
    public static IReadOnlyList<NowcastDay> Days(
        IReadOnlyList<DatedReport> reports, DateOnly now, DelayDistribution delays, NowcastParameters parameters)
    {
        DelayDistribution.Check(parameters);
        if (delays.ShareKnown.Length <= parameters.MaximumDelayDays)
            throw new ArgumentException("The delays were learnt for fewer days than are to be estimated.", nameof(delays));

        var known = new int[parameters.MaximumDelayDays + 1];
        foreach (var report in reports)
        {
            var age = now.DayNumber - report.Event.DayNumber;
            if (report.Reported <= now && age >= 0 && age <= parameters.MaximumDelayDays)
                known[age]++;
        }

        return [.. Enumerable.Range(0, known.Length).Reverse()
            .Select(age => Estimate(now.AddDays(-age), age, known[age], delays.ShareKnown[age], parameters))];
    }

    private static NowcastDay Estimate(DateOnly day, int age, int known, double share, NowcastParameters parameters)
    {
        var estimate = share > 0 ? known / share : double.NaN;
        // Below a thousandth known the band would say nothing, and be slow to reckon.
        if (!(share >= Math.Max(parameters.HiddenBelow, 0.001)))
            return new NowcastDay(day, age, known, share, estimate, known, known, IsShown: false);

        var outside = (1 - parameters.BandLevel) / 2;
        var low = known + NegativeBinomialQuantile.At(outside, known + 0.5, share);
        var high = known + NegativeBinomialQuantile.At(1 - outside, known + 0.5, share);
        return new NowcastDay(day, age, known, share, estimate, low, high, IsShown: true);
    }
}
