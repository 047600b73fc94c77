using System.Globalization;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <param name="Municipality">Four-digit code.</param>
/// <param name="Name">In small letters.</param>
/// <param name="LastDay">The last day of it, itself included.</param>
public sealed record SchoolHolidayRow(string Municipality, string Name, DateOnly FirstDay, DateOnly LastDay);

/// <summary>Reads rows of one file: it remembers the holidays it has met.</summary>
public sealed class SchoolHolidayRows
{
    private const int MostDays = 92;
    private const int LongestName = 60;

    private readonly HashSet<string> seen = [];

    public FileLine<SchoolHolidayRow> Read(InputRow row)
    {
        if (row.Unreadable is { } unreadable)
            return FileLine.Rejected<SchoolHolidayRow>(row, "", unreadable);
        var name = row["name"]?.Trim().ToLowerInvariant() ?? "";
        var missing = FieldList.SchoolHolidays.Required.FirstOrDefault(field => row[field] is null);
        var problem = missing is not null ? Problems.FieldMissing.At(row.Place, missing)
            : name.Length > LongestName ? Problems.FieldTooLong.At(row.Place, "name", name[..20] + "...", LongestName)
            : row.FaultOfText("name")
            ?? (row["municipality"] is not { Length: 4 } code || !code.All(char.IsAsciiDigit) ? Unreadable(row, "municipality", "0751") : null);
        if (problem is not null)
            return FileLine.Rejected<SchoolHolidayRow>(row, name, problem);

        if (!TryDay(row, "from", out var first))
            return FileLine.Rejected<SchoolHolidayRow>(row, name, Unreadable(row, "from", "2026-10-10"));
        if (!TryDay(row, "to", out var last))
            return FileLine.Rejected<SchoolHolidayRow>(row, name, Unreadable(row, "to", "2026-10-18"));
        if (last < first)
            return FileLine.Rejected<SchoolHolidayRow>(row, name, Problems.HolidayEndsFirst.At(row.Place, row["from"], row["to"]));
        if (last.DayNumber - first.DayNumber >= MostDays)
            return FileLine.Rejected<SchoolHolidayRow>(row, name, Problems.HolidayTooLong.At(row.Place, row["from"], row["to"], MostDays));

        var key = $"{row["municipality"]} {name} {first.Year}";
        return seen.Add(key)
            ? FileLine.Taken(row, key, new SchoolHolidayRow(row["municipality"]!, name, first, last))
            : FileLine.Rejected<SchoolHolidayRow>(row, key, Problems.DuplicateId.At(row.Place, key));
    }

    private static bool TryDay(InputRow row, string field, out DateOnly day) =>
        DateOnly.TryParseExact(row[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static Problem Unreadable(InputRow row, string field, string example) => Problems.FieldUnreadable.At(row.Place, field, row[field], example);
}

/// <summary>Takes in the school holidays of municipalities. The same name in the same year again is a correction, and counts from the next day on.</summary>
public sealed class ImportSchoolHolidays(Database database)
{
    public Task<IntakeCount> Store(IReadOnlyList<FileLine<SchoolHolidayRow>> lines, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var rows = lines.Select(line => line.Row).OfType<SchoolHolidayRow>().ToList();
            var accepted = await work.Execute("Intake/add-school-holidays.sql", new
            {
                municipalities = rows.Select(row => row.Municipality).ToArray(),
                names = rows.Select(row => row.Name).ToArray(),
                first_days = rows.Select(row => row.FirstDay).ToArray(),
                last_days = rows.Select(row => row.LastDay).ToArray(),
                now = work.Now,
            });
            var rejected = lines.Select((line, index) => (line.Rejection, index)).Where(line => line.Rejection is not null)
                .Select(line => new LineProblem(line.index, line.Rejection!, Rejected: true)).ToList();
            return new IntakeCount(accepted, rows.Count - accepted, rejected.Count, 0, 0) { Problems = rejected };
        }, stopping);
}
