using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Intake;

/// <summary>One revision of one report, as a source has told it.</summary>
/// <param name="Source">Who delivers; a reference is unique within it.</param>
/// <param name="Revision">From 1; the highest one holds, whatever the order of arrival.</param>
/// <param name="KnownAt">The instant from which this revision counts in what was "known then".</param>
/// <param name="ReportedAt">The start of the day where only a day is known.</param>
/// <param name="ReportedDay">The Danish day it counts on.</param>
/// <param name="Latitude">Degrees, WGS 84; both or neither.</param>
/// <param name="AreaCode">The area as the source names it; used only without coordinates.</param>
public sealed record ReportRow(
    string Source,
    string Reference,
    int Revision,
    bool Withdrawn,
    DateTimeOffset KnownAt,
    string Offence,
    bool Attempt,
    DateTimeOffset ReportedAt,
    DateOnly ReportedDay,
    DateTimeOffset? OccurredFrom,
    DateTimeOffset? OccurredTo,
    double? Latitude,
    double? Longitude,
    string? AreaCode);

/// <summary>What reading needs to know of the world around the file.</summary>
/// <param name="Today">The last Danish day a report can be of; a replay gives its last day.</param>
/// <param name="Now">The moment of import.</param>
/// <param name="LaterRevisionsNeedKnownAt">For backtest and replay: a correction without its moment would rewrite the past.</param>
public sealed record ReportOptions(DateOnly Today, DateTimeOffset Now, bool LaterRevisionsNeedKnownAt = false)
{
    /// <summary>The sources that may deliver this way; null: any. Where it is one, a row that names none is its.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>As of this moment, for rows that come in now.</summary>
    public static ReportOptions AsOf(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new ReportOptions(DanishTime.DayOf(now), now);
    }
}
