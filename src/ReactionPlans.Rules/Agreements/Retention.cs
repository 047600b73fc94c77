namespace ReactionPlans.Rules.Agreements;

/// <summary>How long the parties keep personal data. Decisions, counts and the audit are kept: they are not about residents.</summary>
/// <param name="ResidentsDays">Days after a plan's end until the residents of its areas are taken out, in whole days; at least <see cref="FewestResidentsDays"/>.</param>
/// <param name="CoordinateYears">Years after the reported day until a report's place is known to the square kilometre alone, in whole years; at least <see cref="FewestCoordinateYears"/>.</param>
public sealed record Retention(int ResidentsDays = Retention.UsualResidentsDays, int CoordinateYears = Retention.UsualCoordinateYears)
{
    public const int UsualResidentsDays = 30, UsualCoordinateYears = 3;

    /// <summary>The all-clear, and the paper to whoever Digital Post turned out not to reach, go to the same residents after the end.</summary>
    public const int FewestResidentsDays = 7;

    /// <summary>No rule looks farther back at places: so what is coarsened changes no judgement. A test holds every rule against it.</summary>
    public const int FewestCoordinateYears = 3;

    public static readonly Retention Usual = new();
}
