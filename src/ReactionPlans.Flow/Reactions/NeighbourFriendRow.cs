using System.Globalization;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Reactions;

/// <param name="Role">neighbour-friend, member or association.</param>
/// <param name="ConsentAt">When they said yes to being written to; without it they are not taken in.</param>
/// <param name="PausedUntil">The first Danish day on which they are written to again; null: no pause.</param>
public sealed record NeighbourFriendRow(
    string Id,
    string Name,
    double? Latitude,
    double? Longitude,
    string? Mail,
    string? Mobile,
    string? Push,
    string Role,
    string Language,
    DateTimeOffset ConsentAt,
    DateOnly? PausedUntil,
    QuietHours? Quiet)
{
    /// <summary>The row, with what is to be told about it; or why it is not taken in.</summary>
    internal static (NeighbourFriendRow? Row, IReadOnlyList<Problem> Notes, Problem? Rejection) Read(InputRow row)
    {
        var problem = RowChecks.Missing(row, "id", "name", "role", "consent_at")
            ?? RowChecks.Id(row, "id")
            ?? RowChecks.Texts(row, "name", "mail", "mobile", "push", "language")
            ?? RowChecks.NotOneOf(row, "role", "neighbour-friend", "member", "association")
            ?? RowChecks.Mail(row)
            ?? (row["mobile"] is { } mobile && MobileNumber.Read(mobile) is null ? RowChecks.Unreadable(row, "mobile", MobileNumber.Expected) : null);
        if (problem is not null)
            return (null, [], problem);
        if (!row.TryMoment("consent_at", out var consent) || consent is not { } consented)
            return (null, [], RowChecks.Unreadable(row, "consent_at", Moment.Expected));
        if (!row.TryMoment("paused_until", out var pause) || pause is { WholeDay: false })
            return (null, [], RowChecks.Unreadable(row, "paused_until", "2026-03-04"));
        if (ReadQuiet(row, out var quiet) is { } wrong)
            return (null, [], wrong);

        var (latitude, longitude, notes) = RowChecks.Place(row);
        if (NeighbourRoute.LacksSecondChannel(row["mail"], row["mobile"], row["push"]))
            notes = [.. notes, Problems.SecondChannelMissing.At(row.Place)];
        return (new NeighbourFriendRow(row["id"]!, row["name"]!, latitude, longitude, row["mail"], row["mobile"], row["push"],
            row["role"]!, row["language"] ?? "da", consented.Start, pause?.Day, quiet), notes, null);
    }

    private static Problem? ReadQuiet(InputRow row, out QuietHours? quiet)
    {
        quiet = null;
        if (row["quiet_from"] is null && row["quiet_to"] is null)
            return null;
        if (RowChecks.Missing(row, "quiet_from", "quiet_to") is { } missing)
            return missing;
        foreach (var field in new[] { "quiet_from", "quiet_to" })
        {
            if (!TryClock(row[field], out _))
                return RowChecks.Unreadable(row, field, "18:30");
        }

        _ = TryClock(row["quiet_from"], out var from) & TryClock(row["quiet_to"], out var to);
        quiet = new QuietHours(from, to);
        return quiet.Value.LeaveRoom ? null : Problems.QuietHoursLeaveNoRoom.At(row.Place, row["quiet_from"]!, row["quiet_to"]!);
    }

    private static bool TryClock(string? text, out TimeOnly clock) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out clock);
}
