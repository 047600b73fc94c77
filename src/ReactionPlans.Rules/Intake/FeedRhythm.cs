namespace ReactionPlans.Rules.Intake;

/// <summary>What a day says about a feed.</summary>
public enum FeedVerdict
{
    /// <summary>At least one report came in.</summary>
    Reported,

    /// <summary>Silent, and the feed is too new to know its rhythm: not a gap.</summary>
    Learning,

    /// <summary>Silent, as it often is.</summary>
    Expected,

    /// <summary>Silent for longer than it usually is, but not so long that it cannot be chance: shown, never acted on.</summary>
    Unusual,

    /// <summary>Silent against its rhythm: there is no data for the day.</summary>
    Gap,

    /// <summary>Silent for so long that the feed is taken to have ended; nothing is expected of it.</summary>
    Ended,
}

/// <summary>Whose silence is judged.</summary>
public enum FeedScope
{
    /// <summary>Everything a source delivers: one silent day of a daily feed is a gap.</summary>
    WholeSource,

    /// <summary>The part of a source that lies in some areas. While the rest of the source speaks, a single silent day there is a day
    /// without burglaries; only a silence that it has practically never had is a gap.</summary>
    AreaGroup,
}

/// <param name="SilentSince">First day of the silence the day lies in; null on a day with a report, and before the first one.</param>
/// <param name="Chance">Chance (0-1) of so long a silence under the learned rhythm; 1 where there is no silence or no rhythm.</param>
public sealed record FeedDay(FeedVerdict Verdict, DateOnly? SilentSince, double Chance);

/// <summary>On which days a feed has delivered: learned from the past, so that a quiet rural feed is not an alarm.</summary>
/// <remarks>
/// <para>A report day is a Danish day on which at least one report came in. The rhythm is learned from the <see cref="WindowDays"/> days that
/// end on the last report day; the silence being judged is no part of it, and neither is anything later.</para>
/// <para>With n days, a of them report days, the share is s = (a + 1) / (n + 2) (Laplace's rule of succession). For weekday w with n_w days,
/// a_w of them report days, the chance q_w of a report is Beta(a_w + K s, n_w - a_w + K (1 - s)) with K = <see cref="WeekdayPriorDays"/>: a
/// weekday of its own where there is evidence for it (no deliveries at weekends), the whole week's share where there is not.</para>
/// <para>A silent day is a gap when its silence, from the first silent day up to and including it, either (1) holds a day on which the mean of
/// q_w is at least <see cref="DailyShare"/> (whole source only), or (2) has a chance of at most <see cref="GapChance"/> and is longer than
/// any silence in the window. The chance of m_w silent days on each weekday is the product over w of E[(1 - q_w)^m_w], the beta-binomial's
/// chance of no success: little history makes it large, so a new feed is judged mildly (Gelman et al., Bayesian Data Analysis, 3rd ed.,
/// section 2.4). Days are taken as independent; reports that come in clumps make long silences likelier than that, which the
/// longest earlier silence in (2) allows for.</para>
/// <para>(1) needs no level of 1 in 1,000: a gap costs a daily feed one judgement, made up for the day after, while calling a dead feed calm
/// lets a spike end unseen. It is bold on purpose.</para>
/// </remarks>
public sealed record FeedRhythm
{
    /// <summary>52 weeks: every weekday equally often, and every season.</summary>
    public const int WindowDays = 364;

    /// <summary>Fewest days from the first report day to the last before anything is known: each weekday twice.</summary>
    public const int FewestDays = 14;

    /// <summary>Fewest report days before anything is known.</summary>
    public const int FewestReportDays = 4;

    /// <summary>How many days of its own weekday the whole week's share weighs as much as.</summary>
    public const double WeekdayPriorDays = 7;

    /// <summary>From this share of days with a report, a weekday's single silent day is a gap.</summary>
    public const double DailyShare = 0.8;

    /// <summary>Highest chance of a silence that is a gap.</summary>
    public const double GapChance = 0.001;

    /// <summary>Highest chance of a silence that is unusual.</summary>
    public const double UnusualChance = 0.05;

    private readonly int[] days = new int[7];
    private readonly int[] reportDays = new int[7];

    private FeedRhythm()
    {
    }

    /// <summary>Days the rhythm is learned from, 0 to <see cref="WindowDays"/>.</summary>
    public int Days => days.Sum();

    public int ReportDays => reportDays.Sum();

    /// <summary>The last day with a report before the judged one; null: none.</summary>
    public DateOnly? LastReportDay { get; private init; }

    /// <summary>Longest silence between two report days, in days.</summary>
    public int LongestSilence { get; private init; }

    public bool IsKnown => Days >= FewestDays && ReportDays >= FewestReportDays;

    /// <summary>Share of days with a report, drawn a little towards a half while there are few days.</summary>
    public double Share => (ReportDays + 1.0) / (Days + 2.0);

    /// <summary>Learns from the days before <paramref name="day"/>; whatever is on it or after it is not looked at.</summary>
    /// <param name="reportDaysSoFar">Days with at least one report, in any order; a day may come twice.</param>
    public static FeedRhythm Learn(IEnumerable<DateOnly> reportDaysSoFar, DateOnly day)
    {
        var before = new SortedSet<DateOnly>(reportDaysSoFar.Where(one => one < day));
        if (before.Count == 0)
            return new FeedRhythm();

        var last = before.Max;
        var from = Later(before.Min, last.AddDays(1 - WindowDays));
        var reported = before.GetViewBetween(from, last);
        var longest = reported.Zip(reported.Skip(1), (one, next) => next.DayNumber - one.DayNumber - 1).DefaultIfEmpty(0).Max();
        var rhythm = new FeedRhythm { LastReportDay = last, LongestSilence = Math.Max(longest, reported.Min.DayNumber - from.DayNumber) };
        for (var one = from; one <= last; one = one.AddDays(1))
        {
            rhythm.days[(int)one.DayOfWeek]++;
            if (reported.Contains(one))
                rhythm.reportDays[(int)one.DayOfWeek]++;
        }

        return rhythm;
    }

    /// <summary>Mean chance (0-1) of a report on such a weekday.</summary>
    public double ShareOn(DayOfWeek weekday)
    {
        var (hits, misses) = Beliefs(weekday);
        return hits / (hits + misses);
    }

    /// <summary>Judges the day this was learned for. Pure: no clock, no database, no settings.</summary>
    /// <param name="reported">Whether at least one report came in on <paramref name="day"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before what the rhythm was learned from.</exception>
    public FeedDay Judge(DateOnly day, bool reported, FeedScope scope)
    {
        if (LastReportDay is { } learned)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(day, learned);
        if (reported)
            return new FeedDay(FeedVerdict.Reported, null, 1);
        if (LastReportDay is not { } last)
            return new FeedDay(FeedVerdict.Learning, null, 1);

        var since = last.AddDays(1);
        if (!IsKnown)
            return new FeedDay(FeedVerdict.Learning, since, 1);

        var length = day.DayNumber - last.DayNumber;
        if (length > WindowDays)
            return new FeedDay(FeedVerdict.Ended, since, 0);

        var chance = ChanceOfSilence(since, length);
        var missedADay = scope == FeedScope.WholeSource
            && Enumerable.Range(0, Math.Min(length, 7)).Any(days => ShareOn(since.AddDays(days).DayOfWeek) >= DailyShare);
        var verdict = missedADay || (chance <= GapChance && length > LongestSilence) ? FeedVerdict.Gap
            : chance <= UnusualChance ? FeedVerdict.Unusual
            : FeedVerdict.Expected;
        return new FeedDay(verdict, since, chance);
    }

    private double ChanceOfSilence(DateOnly since, int length)
    {
        var chance = 1.0;
        for (var offset = 0; offset < length; offset++)
        {
            // The days of this weekday so far in the silence: each silent one makes the next likelier.
            var earlier = offset / 7;
            var (hits, misses) = Beliefs(since.AddDays(offset).DayOfWeek);
            chance *= (misses + earlier) / (hits + misses + earlier);
        }

        return chance;
    }

    private (double Hits, double Misses) Beliefs(DayOfWeek weekday)
    {
        var (of, hits) = (days[(int)weekday], reportDays[(int)weekday]);
        return (hits + WeekdayPriorDays * Share, of - hits + WeekdayPriorDays * (1 - Share));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
