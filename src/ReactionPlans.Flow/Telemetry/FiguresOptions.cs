using System.ComponentModel.DataAnnotations;

namespace ReactionPlans.Flow.Telemetry;

/// <summary>How often the installation's figures are read.</summary>
public sealed record FiguresOptions
{
    /// <summary>However often somebody asks, the database is not asked again within this.</summary>
    [Range(5, 300)]
    public int ReadAtMostEverySeconds { get; init; } = 15;
}
