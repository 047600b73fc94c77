using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Backtest;

/// <summary>What a backtest reads: areas and reports, and the days. No database.</summary>
/// <param name="ReportDays">Null: every day has data.</param>
public sealed record BacktestFiles(string Areas, string Reports, string? Map, string? ReportDays, DateOnly From, DateOnly To)
{
    /// <summary>Everything that was ever known, and where: read once, and judged by as many agreements as one likes.</summary>
    /// <param name="clock">Reports of days that have not been are rejected.</param>
    public (BacktestPast? Past, IReadOnlyList<Problem> Problems) Read(TimeProvider clock)
    {
        var (mapping, problems) = Map is null ? (Mapping.None, []) : MappingFile.Read(Map);
        if (mapping is null)
            return (null, problems);
        var (days, wrongDays) = ReportDays is null ? (null, null) : ReportDaysFile.Read(ReportDays);
        if (wrongDays is not null)
            return (null, [wrongDays]);
        var drawn = AreasFile.Read(Areas, mapping);
        if (drawn.Problems.Count > 0)
            return (null, drawn.Problems);

        var now = clock.GetUtcNow();
        var options = new ReportOptions(DanishTime.DayOf(now), now, LaterRevisionsNeedKnownAt: true);
        var (file, unreadable) = ReportsFile.Open(Reports, mapping, options);
        if (file is null)
            return (null, unreadable);
        using (file)
        {
            var past = BacktestPast.Of(file.Lines(), drawn.Areas, days);
            return file.Csv.Broken is { } broken ? (null, [broken]) : (past, []);
        }
    }

    /// <summary>An agreement from its YAML; whether its plan can be followed is not asked here.</summary>
    public static (Agreement? Agreement, IReadOnlyList<Problem> Problems) ReadAgreement(string path)
    {
        var (yaml, unreadable) = WholeText.Read(path);
        if (yaml is null)
            return (null, [unreadable!]);
        var reading = AgreementYaml.Read(yaml, Path.GetFileName(path));
        return (reading.Agreement, reading.Problems);
    }
}

/// <summary>The past as files tell it.</summary>
/// <param name="Revisions">Each revision of each report once; of two that differ the first one counts.</param>
/// <param name="SquareMetres">The size of each area.</param>
/// <param name="AreaIds">For each revision the areas it lies in, of any level, as positions in <paramref name="Areas"/>.</param>
public sealed record BacktestPast(
    IReadOnlyList<DrawnArea> Areas, IReadOnlyList<double> SquareMetres, IReadOnlyList<ReportRow> Revisions, IReadOnlyList<IReadOnlyList<int>> AreaIds, IReadOnlyList<int> Reports,
    IReadOnlySet<DateOnly>? DaysWithData, IReadOnlyList<Problem> Rejected)
{
    public static BacktestPast Of(IEnumerable<FileLine<ReportRow>> lines, IReadOnlyList<DrawnArea> areas, IReadOnlySet<DateOnly>? daysWithData)
    {
        var index = new AreaIndex([.. areas.Select((area, id) => new IndexedArea(id, area.Level, area.Code, area.Geometry))]);
        var revisions = new List<ReportRow>();
        var met = new Dictionary<(string, string, int), ReportRow>();
        var rejected = new List<Problem>();
        foreach (var line in lines)
        {
            if (line.Row is not { } row)
                rejected.Add(line.Rejection!);
            else if (met.TryAdd((row.Source, row.Reference, row.Revision), row))
                revisions.Add(row);
            else if (!ContentHash.Of(met[(row.Source, row.Reference, row.Revision)]).AsSpan().SequenceEqual(ContentHash.Of(row)))
                rejected.Add(Problems.SameRevisionDiffers.At(new Place(null, line.Line), row.Reference, row.Revision));
        }

        var numbers = revisions.Select(row => (row.Source, row.Reference)).Distinct()
            .OrderBy(report => report.Source, StringComparer.Ordinal).ThenBy(report => report.Reference, StringComparer.Ordinal)
            .Select((report, number) => (report, number)).ToDictionary(one => one.report, one => one.number);
        return new BacktestPast(areas, [.. areas.Select((_, id) => index.SquareMetres(id))], revisions, [.. revisions.Select(row => PlaceReports.In(index, row.Latitude, row.Longitude, row.AreaCode))],
            [.. revisions.Select(row => numbers[(row.Source, row.Reference)])], daysWithData, rejected);
    }

    /// <summary>What one agreement is judged on: its areas, and the reports in them.</summary>
    public BacktestInput For(Agreement agreement, DateOnly from, DateOnly to)
    {
        var covered = Areas.Select((area, id) => (area, id)).Where(one => agreement.Areas.Covers(one.area.Level, one.area.Code))
            .OrderBy(one => one.area.Code, StringComparer.Ordinal).ToList();
        var numberOf = covered.Select((one, number) => (one.id, number)).ToDictionary(one => one.id, one => one.number);
        var log = Revisions.Select((row, index) => Logged(row, index, numberOf)).ToList();
        return new BacktestInput(agreement, [.. covered.Select(one => new JudgedArea(one.area.Code, SquareMetres[one.id]))], log, DaysWithData, from, to);
    }

    private LoggedReport Logged(ReportRow row, int index, Dictionary<int, int> numberOf)
    {
        var (easting, northing) = row.Latitude is { } latitude && row.Longitude is { } longitude ? Utm32.FromWgs84(latitude, longitude) : (double.NaN, double.NaN);
        return new LoggedReport(Reports[index], row.Reference, row.Revision, row.Withdrawn, DanishTime.DayOf(row.KnownAt), row.Offence, row.Attempt, row.ReportedDay,
            row.OccurredFrom, row.OccurredTo, easting, northing, [.. AreaIds[index].Where(numberOf.ContainsKey).Select(id => numberOf[id]).Order()]);
    }
}
