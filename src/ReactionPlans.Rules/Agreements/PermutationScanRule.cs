using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Agreements;

/// <summary>The prospective space-time permutation scan of the whole district (<see cref="SpaceTimePermutationScan"/>, Kulldorff et al. 2005, PLoS Medicine 2:e59), every night: more
/// burglaries in a circle, up to today, than its place and those days explain.</summary>
/// <remarks>It holds in the areas of the cluster's centre, on days on which a report first known that day is in the cluster. The study is the last year, a circle has at most half of its burglaries, and
/// 999 random orders tell what chance does.</remarks>
/// <param name="AtLeastRecurrenceDays">Days from one so strong cluster, anywhere in the district, to the next by luck, that make the rule hold: 1 / p for one look a day; above 1, at most
/// <see cref="MostRecurrenceDays"/>.</param>
/// <param name="AtLeast">Fewest reports in a cluster; at least 2.</param>
/// <param name="WithinMetres">Greatest radius; above 0.</param>
/// <param name="WithinDays">Longest cluster in days, the judged day included; 1 to <see cref="LongestDays"/>.</param>
public sealed record PermutationScanRule(double AtLeastRecurrenceDays, int AtLeast, double WithinMetres, int WithinDays) : Rule
{
    public const int StudyDays = 365;

    /// <summary>A quarter of the study: what lasts longer is what is usual.</summary>
    public const int LongestDays = 90;

    private const int Replications = 999;

    /// <summary>999 random orders tell no smaller chance than 1 in 1,000.</summary>
    public const int MostRecurrenceDays = Replications + 1;

    public override string Kind => "permutation-scan";

    public override bool IsLocal => false;

    public override int FewestReports => AtLeast;

    public override int? WindowDays => WithinDays;

    public override int HistoryDays => StudyDays;

    public override string Key => $"{Text(AtLeastRecurrenceDays)}/{AtLeast}/{Text(WithinMetres)}/{WithinDays}";

    /// <summary>Highest chance of the strongest cluster that makes the rule hold; its own bound is in.</summary>
    internal double LuckAtMost => (1 + 1e-12) / AtLeastRecurrenceDays;

    /// <summary>The random orders hang on the day and the circles alone: the same live, in a replay and in a backtest, and whatever a criterion is called or asks for, so that where one that asks for
    /// 365 days holds, one that asks for 100 holds too.</summary>
    internal SpaceTimePermutationParameters ParametersOn(DateOnly day) => new()
    {
        MaximumRadiusMetres = WithinMetres,
        MaximumDays = WithinDays,
        MinimumReports = AtLeast,
        Replications = Replications,
        Seed = $"{AtLeast}/{Text(WithinMetres)}/{WithinDays}".Aggregate(day.DayNumber, (mixed, letter) => unchecked(31 * mixed + letter)),
    };
}
