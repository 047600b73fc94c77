using System.Text.Json.Serialization;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Detection;

/// <summary>Why a spike was opened: the numbers as they stood, and the case numbers counted, so that anyone can count again.</summary>
/// <param name="Count">Reports that count in the window, wholly or in part, as known then.</param>
/// <param name="AtLeast">The agreed limit in this area; null for rules that have none.</param>
/// <param name="From">First day of the window.</param>
/// <param name="To">Last day of the window: the judged day.</param>
/// <param name="KnownBefore">The count holds what was known before this instant.</param>
/// <param name="DayIsOver">False: judged on the day so far.</param>
/// <param name="Usual">Mean count of such a window over the 52 weeks before it; null without that much history.</param>
/// <param name="References">Case numbers of the counted reports, in order.</param>
public sealed record Evidence(
    int Count, int? AtLeast, int WindowDays, DateOnly From, DateOnly To, DateTimeOffset KnownBefore, bool DayIsOver, double? Usual, IReadOnlyList<string> References)
{
    /// <summary>When a report counts.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<CountBy>))]
    public CountBy CountBy { get; init; }

    /// <summary>What was compared with the limit where reports weigh less than one each; null: <see cref="Count"/> was.</summary>
    public double? Weight { get; init; }

    /// <summary>What was to be expected in the window; null for rules that expect nothing.</summary>
    public double? Expected { get; init; }

    /// <summary>Chance of seeing so many by luck, 0-1; null for rules that do not ask it.</summary>
    public double? Luck { get; init; }
}
