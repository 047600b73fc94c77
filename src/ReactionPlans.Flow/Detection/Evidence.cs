using System.Text.Json.Serialization;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection;

/// <summary>A neighbouring area's reports in the same window, by reported day.</summary>
public sealed record NeighbourCount(string Area, int Count);

/// <summary>One of the last days, by when burglaries happened at the latest.</summary>
/// <param name="StillToCome">Expected to be reported later, in reports; null where too little of the day is known to say.</param>
public sealed record EvidenceDay(DateOnly Day, int Known, double? StillToCome);

/// <summary>Why a spike was opened: the numbers as they stood, and the case numbers counted, so that anyone can count again. Stored once and never changed.</summary>
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
    /// <summary>The criterion that fired, of version <see cref="AgreementVersion"/> of the agreement; null in evidence stored before it was noted.</summary>
    public string? Criterion { get; init; }

    public int? AgreementVersion { get; init; }

    /// <summary>The offence as the agreement names it.</summary>
    public string? Offence { get; init; }

    /// <summary>What one and several of it are called, where the agreement says so; null: as they are usually called.</summary>
    public string? OffenceOne { get; init; }

    /// <inheritdoc cref="OffenceOne"/>
    public string? OffenceSeveral { get; init; }

    /// <summary>The area's code and name as they were.</summary>
    public string? Place { get; init; }

    /// <summary>When a report counts.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<CountBy>))]
    public CountBy CountBy { get; init; }

    /// <summary>What was compared with the limit where reports weigh less than one each; null: <see cref="Count"/> was.</summary>
    public double? Weight { get; init; }

    /// <summary>What was to be expected in the window; null for rules that expect nothing.</summary>
    public double? Expected { get; init; }

    /// <summary>Where the rule drew its line, in reports; null for rules that draw it at a chance, a score or a cluster.</summary>
    public double? Bound { get; init; }

    /// <summary>Chance of seeing so many by luck, 0-1; null for rules that do not ask it.</summary>
    public double? Luck { get; init; }

    /// <summary>Whether the counted reports lie near one another: then <see cref="Expected"/> is of the place where they lie, else of the area.</summary>
    public bool IsNear { get; init; }

    /// <summary>Chance that an outbreak has begun, 0-1; null for rules that do not ask it.</summary>
    public double? OutbreakChance { get; init; }

    /// <summary>The chance of so many by luck against <see cref="Usual"/>, negative binomial of size 10 as in <see cref="PooledNegativeBinomial"/>, for rules that expect nothing and
    /// count the whole area; shown, never judged by.</summary>
    public double? UsualLuck { get; init; }

    /// <summary>Radius of the circle in which the counted reports lie, in metres; null for rules that draw none.</summary>
    public double? RadiusMetres { get; init; }

    /// <summary>Days from one so strong cluster, anywhere in the agreement's areas, to the next if it is luck; null for rules that do not look at them as one.</summary>
    public double? RecurrenceDays { get; init; }

    /// <summary>Weeks from one such count to the next if it is luck (<see cref="Recurrence"/>); null where no chance is known, and where it is of all areas together (<see cref="RecurrenceDays"/>).</summary>
    public double? RecurrenceWeeks => RecurrenceDays is null && (Luck ?? UsualLuck) is { } luck and > 0 and <= 1 ? Recurrence.Weeks(luck, WindowDays) : null;

    /// <summary>Of the counted reports, those first known more than <see cref="LateReports.AfterDays"/> days after the burglary.</summary>
    public int? Late { get; init; }

    /// <summary>Share of late reports among the counted ones, 0-1.</summary>
    public double? LateShare => Late is { } late && Count > 0 ? (double)late / Count : null;

    /// <summary>The criterion's own limit on how late a report may come in; null: none.</summary>
    public int? MaximumReportingDelayDays { get; init; }

    /// <summary>Reports of the window's days that came in later than that and are not in <see cref="Count"/>; null where there is no limit.</summary>
    public int? TooLate { get; init; }

    /// <summary>When the newest report of the sources that feed the area became known; null: none in the quarter before.</summary>
    public DateTimeOffset? NewestReportAt { get; init; }

    /// <summary>Hours from then to the judging: the age of the data.</summary>
    public double? DataAgeHours => NewestReportAt is { } newest ? Math.Round((KnownBefore - newest).TotalHours, 1) : null;

    /// <summary>The covered areas whose outlines touch this one's, in order of code.</summary>
    public IReadOnlyList<NeighbourCount> Neighbours { get; init; } = [];

    /// <summary>The season by which the criterion holds, where it follows the calendar: then nothing was counted. Null: it counts reports.</summary>
    public SeasonWindow? Season { get; init; }

    /// <summary>The reported day of each of <see cref="References"/>.</summary>
    public IReadOnlyList<DateOnly> ReportedDays { get; init; } = [];

    /// <summary>The last days as known then, oldest first.</summary>
    public IReadOnlyList<EvidenceDay> LastDays { get; init; } = [];
}
