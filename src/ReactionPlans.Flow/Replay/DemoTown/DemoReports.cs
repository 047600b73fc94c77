using System.Globalization;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>One row of reports.csv: one revision of one report.</summary>
internal sealed record DemoReportRow(
    string Reference, int Revision, bool Withdrawn, DateTime ReportedAt, DateTime? KnownAt, string Offence, bool Attempt,
    DateTime OccurredFrom, DateTime OccurredTo, Place? Place)
{
    public DateTime KnownFrom => KnownAt ?? ReportedAt;
}

/// <summary>Turns burglaries into reports as police registers tell them: late, corrected, reclassified, withdrawn, sometimes without a place, sometimes twice.</summary>
internal sealed class DemoReports(int seed)
{
    public const string Dwelling = "1320";

    /// <summary>Not a dwelling: what some burglaries turn out to be.</summary>
    private const string UninhabitedBuilding = "1330";

    private static readonly Place InOpenSea = new(56.700000, 10.900000);

    private readonly SeededDice dice = SeededDice.For(seed, "reports");
    private readonly List<DemoReportRow> rows = [];
    private readonly List<DemoReportRow> sentAgain = [];

    public void Write(string path, DemoBurglaries burglaries)
    {
        var (number, inWave) = (0, 0);
        foreach (var burglary in burglaries.All)
        {
            number++;
            var first = new DemoReportRow(Reference(number, burglary), 1, false, burglary.ReportedAt, null, Dwelling, burglary.Attempt,
                burglary.OccurredFrom, burglary.OccurredTo, burglary.Place);
            if (!burglary.Story)
                AddByChance(first);
            else if (burglary.Area == burglaries.WaveArea)
                AddOfWave(first, inWave++);
            else
                rows.Add(first);
        }
        using var file = new CsvRows(path, "reference", "source", "offence", "reported_at", "revision", "status", "known_at",
            "attempt", "occurred_from", "occurred_to", "latitude", "longitude");
        foreach (var row in rows.Where(IsKnownInTime).OrderBy(row => row.KnownFrom)
            .ThenBy(row => row.Reference, StringComparer.Ordinal).ThenBy(row => row.Revision).Concat(sentAgain.Where(IsKnownInTime)))
            Write(file, row);
    }

    /// <summary>What happens in registers every week, in about the shares seen there.</summary>
    private void AddByChance(DemoReportRow first)
    {
        if (dice.Chance(0.15))
            first = first with { KnownAt = NextTransfer(first.ReportedAt, dice.Between(1, 6)) };
        var place = first.Place;
        var lacksPlace = dice.Chance(0.02);
        if (lacksPlace)
            first = first with { Place = dice.Chance(0.3) ? InOpenSea : null };
        var last = first;
        if (lacksPlace ? dice.Chance(0.5) : dice.Chance(0.08))
        {
            last = Corrected(first, place);
            rows.Add(last);
            // The first revision sometimes comes after its own correction: it must change nothing then.
            if (dice.Chance(0.1))
                first = first with { KnownAt = last.KnownFrom.AddDays(1) };
        }
        if (dice.Chance(0.025))
            rows.Add(last with { Revision = last.Revision + 1, Withdrawn = true, KnownAt = NextTransfer(last.KnownFrom, dice.Between(1, 30)) });
        rows.Add(first);
        if (dice.Chance(0.01))
            sentAgain.Add(first);
    }

    private DemoReportRow Corrected(DemoReportRow first, Place? place)
    {
        var corrected = first with { Revision = 2, Place = place, KnownAt = NextTransfer(first.KnownFrom, dice.Between(1, 20)) };
        return dice.Weighted([40, 40, 20]) switch
        {
            0 => corrected with { Attempt = !first.Attempt },
            1 => corrected with { OccurredFrom = first.OccurredFrom.AddMinutes((first.OccurredTo - first.OccurredFrom).TotalMinutes / 2) },
            _ => corrected with { Offence = UninhabitedBuilding },
        };
    }

    /// <summary>The wave has one report that comes late and one that is withdrawn after the spike was found; neither undoes it.</summary>
    private void AddOfWave(DemoReportRow first, int number)
    {
        rows.Add(number == 8 ? first with { KnownAt = NextTransfer(first.ReportedAt, 3) } : first);
        if (number == 7)
            rows.Add(first with { Revision = 2, Withdrawn = true, KnownAt = NextTransfer(first.ReportedAt, 2) });
    }

    /// <summary>A later day's morning transfer, the way registers hand over in bulk.</summary>
    private static DateTime NextTransfer(DateTime after, int days) => after.Date.AddDays(days).AddHours(6);

    private static bool IsKnownInTime(DemoReportRow row) => DateOnly.FromDateTime(row.KnownFrom) <= DemoTown.LastDay;

    private static string Reference(int number, DemoBurglary burglary) =>
        string.Create(CultureInfo.InvariantCulture, $"{DemoAreas.MunicipalityCode}-70101-{number:00000}-{burglary.ReportedAt:yy}");

    private static void Write(CsvRows file, DemoReportRow row) =>
        file.Write(row.Reference, "demo", row.Offence, Instant(row.ReportedAt), row.Revision.ToString(CultureInfo.InvariantCulture),
            row.Withdrawn ? "withdrawn" : "reported", row.KnownAt is { } known ? Instant(known) : "", CsvRows.Flag(row.Attempt),
            Local(row.OccurredFrom), Local(row.OccurredTo),
            row.Place is { } north ? CsvRows.Degrees(north.Latitude) : "", row.Place is { } east ? CsvRows.Degrees(east.Longitude) : "");

    private static string Local(DateTime local) => local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static string Instant(DateTime local)
    {
        var instant = DanishTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return TimeZoneInfo.ConvertTime(instant, DanishTime.Zone).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
