using System.Text.Json;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>A row of the quarantine with how it was read.</summary>
internal sealed record KeptRow
{
    public long Id { get; init; }
    public string Source { get; init; } = "";
    public string File { get; init; } = "";
    public int Line { get; init; }
    public string Raw { get; init; } = "";
    public int ProblemNumber { get; init; }
    public string Danish { get; init; } = "";
    public string English { get; init; } = "";
    public string Corrections { get; init; } = "{}";
    public DateTimeOffset ReceivedAt { get; init; }
    public string? CorrectedBy { get; init; }
    public string? CorrectedBecause { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
    public string? Settlement { get; init; }
    public string? SettledBy { get; init; }
    public string? SettledBecause { get; init; }
    public int? OriginId { get; init; }
    public string? Name { get; init; }
    public string? Kind { get; init; }
    public string[]? Header { get; init; }
    public string? Separator { get; init; }
    public string? Mapping { get; init; }

    public RowOrigin Origin => Kind is null ? new RowOrigin(File) : new KeptOrigin(Name!, Kind, Header, Separator, Mapping).Origin;

    public IReadOnlyDictionary<string, string> Corrected => JsonSerializer.Deserialize<Dictionary<string, string>>(Corrections)!;

    /// <summary>What came in could not be kept letter by letter; reading what is left of it would be a guess.</summary>
    public bool IsMaimed => ProblemNumber == Problems.RowUnreadable.Number && Raw.Contains('\uFFFD');
}
