using System.Globalization;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Intake;

/// <summary>Makes a report of one record, or says why not. What cannot be guessed rejects the row: which report it is, of what,
/// when it was reported, which revision, whether it is withdrawn. A wrong interval or place is left out and noted; the report still counts.</summary>
internal static class ReadReport
{
    public const string SourceWhenNoneIsNamed = "reports";

    // PostgreSQL cannot index longer keys, and no case number comes near.
    public const int LongestName = 200;

    private const int OldestIntervalYears = 10;

    public static FileLine<ReportRow> From(InputRow row, ReportOptions options)
    {
        var source = row["source"] ?? (options.Sources is [var only] ? only : SourceWhenNoneIsNamed);
        var key = row["reference"] ?? "";
        if (options.Sources is { Count: > 0 } allowed && !allowed.Contains(source))
        {
            // Kept under a source of the sender's own: nobody fills another's list of rejected rows.
            return FileLine.Rejected<ReportRow>(row, key, row.Unreadable ?? Problems.SourceNotAllowed.At(row.Place, Short(source), string.Join(", ", allowed))) with { Source = allowed[0] };
        }

        var line = row.Unreadable is { } unreadable ? FileLine.Rejected<ReportRow>(row, "", unreadable) : Read(row, options, source, key);
        return line with { Source = Short(source), QuarantineId = row.QuarantineId };
    }

    private static string Short(string source) => source.Length <= LongestName ? source : source[..LongestName];

    private static FileLine<ReportRow> Read(InputRow row, ReportOptions options, string source, string key)
    {
        var lacking = Missing(row, "reference") ?? Missing(row, "offence") ?? Missing(row, "reported_at")
            ?? TooLong(row, "reference") ?? TooLong(row, "offence") ?? TooLong(row, "source") ?? TooLong(row, "area_code");
        if (lacking is not null)
            return Rejected(lacking);
        if (!row.TryMoment("reported_at", out var moment) || moment is not { } reported)
            return Rejected(Unreadable(row, "reported_at", Moment.Expected));
        if (reported.Day > options.Today)
            return Rejected(Problems.ReportedInFuture.At(row.Place, reported.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        if (ReadRevision(row) is not { } revision)
            return Rejected(Unreadable(row, "revision", "1, 2, 3 ..."));
        if (ReadStatus(row) is not { } withdrawn)
            return Rejected(Unreadable(row, "status", "reported, withdrawn"));
        if (row.Flag("attempt", missing: false) is not { } attempt)
            return Rejected(Unreadable(row, "attempt", "0, 1"));
        if (!row.TryMoment("known_at", out var known))
            return Rejected(Unreadable(row, "known_at", Moment.Expected));
        if (known is null && revision > 1 && options.LaterRevisionsNeedKnownAt)
            return Rejected(Problems.KnownAtMissing.At(row.Place, revision));

        var notes = new List<Problem>();
        var (from, to) = ReadInterval(row, reported, notes);
        var (latitude, longitude) = ReadPlace(row, notes);
        var knownAt = known?.Start ?? (revision == 1 ? reported.Start : options.Now);
        return FileLine.Taken(row, key, new ReportRow(source, key, revision, withdrawn, knownAt, row["offence"]!, attempt,
            reported.Start, reported.Day, from, to, latitude, longitude, row["area_code"]), notes);

        FileLine<ReportRow> Rejected(Problem why) => FileLine.Rejected<ReportRow>(row, key, why);
    }

    private static int? ReadRevision(InputRow row) => row["revision"] switch
    {
        null => 1,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 => number,
        _ => null,
    };

    private static bool? ReadStatus(InputRow row) => row["status"] switch
    {
        null or "reported" => false,
        "withdrawn" => true,
        _ => null,
    };

    private static (DateTimeOffset? From, DateTimeOffset? To) ReadInterval(InputRow row, Moment reported, List<Problem> notes)
    {
        if (!row.TryMoment("occurred_from", out var from))
            notes.Add(Unreadable(row, "occurred_from", Moment.Expected));
        if (!row.TryMoment("occurred_to", out var to))
            notes.Add(Unreadable(row, "occurred_to", Moment.Expected));
        if (!Impossible(from, to, reported))
            return (from?.Start, to?.End);

        notes.Add(Problems.IntervalImpossible.At(row.Place, row["occurred_from"], row["occurred_to"], row["reported_at"]));
        return (null, null);
    }

    private static bool Impossible(Moment? from, Moment? to, Moment reported)
    {
        var oldest = reported.Day.AddYears(-OldestIntervalYears);
        return (from is { } begins && (After(begins, reported) || begins.Day < oldest))
            || (to is { } ends && (After(ends, reported) || ends.Day < oldest))
            || (from is { } first && to is { } last && first.Start > last.End);
    }

    /// <summary>By the clock where both have one; by the day where either is only a day.</summary>
    private static bool After(Moment moment, Moment reported) =>
        moment.WholeDay || reported.WholeDay ? moment.Day > reported.Day : moment.Start > reported.Start;

    private static (double? Latitude, double? Longitude) ReadPlace(InputRow row, List<Problem> notes)
    {
        var (latitude, longitude, problem) = row.ReadPlace();
        if (problem is not null)
            notes.Add(problem);
        else if (latitude is null && row["area_code"] is null)
            notes.Add(Problems.PlaceMissing.At(row.Place));
        return (latitude, longitude);
    }

    private static Problem? Missing(InputRow row, string field) =>
        row[field] is null ? Problems.FieldMissing.At(row.Place, field) : null;

    private static Problem? TooLong(InputRow row, string field) =>
        row[field] is { Length: > LongestName } text ? Problems.FieldTooLong.At(row.Place, field, text[..20] + "...", LongestName) : null;

    private static Problem Unreadable(InputRow row, string field, string expected) =>
        Problems.FieldUnreadable.At(row.Place, field, row[field], expected);
}
