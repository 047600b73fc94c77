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

/// <summary>What a backtest reads: areas and reports, and which days have data. No database.</summary>
/// <param name="ReportDays">Null: every day has data.</param>
public sealed record BacktestFiles(string Areas, string Reports, string? Map, string? ReportDays)
{
    /// <summary>School holidays (CSV) for criteria with a season, known from the beginning; null: there are none.</summary>
    public string? SchoolHolidays { get; init; }

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
        var (holidays, wrongHolidays) = ReadHolidays();
        if (wrongHolidays.Count > 0)
            return (null, wrongHolidays);
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
            var past = BacktestPast.Of(file.Lines(), drawn.Areas, days) with { SchoolHolidays = holidays };
            return file.Csv.Broken is { } broken ? (null, [broken]) : (past, []);
        }
    }

    /// <summary>Any wrong row stops it: a season without some of its days would be another season.</summary>
    private (IReadOnlyList<SchoolHolidayRow> Rows, IReadOnlyList<Problem> Problems) ReadHolidays()
    {
        if (SchoolHolidays is null)
            return ([], []);
        var (csv, problems) = CsvFile.Open(SchoolHolidays, null, FieldList.SchoolHolidays, Mapping.None.For(FieldList.SchoolHolidays));
        if (csv is null)
            return ([], problems);
        using (csv)
        {
            var lines = csv.Rows().Select(new SchoolHolidayRows().Read).ToList();
            return ([.. lines.Select(line => line.Row).OfType<SchoolHolidayRow>()],
                [.. lines.Select(line => line.Rejection).Append(csv.Broken).OfType<Problem>()]);
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
/// <param name="SquareMetres">The size of each area.</param>
/// <param name="Revisions">Each revision of each report once, of two that differ the first; its areas, of any level, are positions in <paramref name="Areas"/>.</param>
public sealed record BacktestPast(
    IReadOnlyList<DrawnArea> Areas, IReadOnlyList<double> SquareMetres, IReadOnlyList<LoggedReport> Revisions, IReadOnlySet<DateOnly>? DaysWithData, IReadOnlyList<Problem> Rejected)
{
    public IReadOnlyList<SchoolHolidayRow> SchoolHolidays { get; init; } = [];

    public static BacktestPast Of(IEnumerable<FileLine<ReportRow>> lines, IReadOnlyList<DrawnArea> areas, IReadOnlySet<DateOnly>? daysWithData)
    {
        var index = new AreaIndex([.. areas.Select((area, id) => new IndexedArea(id, area.Level, area.Code, area.Geometry))]);
        var rows = new Dictionary<(string, string, int), ReportRow>();
        var rejected = new List<Problem>();
        foreach (var line in lines)
        {
            if (line.Row is not { } row)
                rejected.Add(line.Rejection!);
            else if (!rows.TryAdd((row.Source, row.Reference, row.Revision), row)
                && !ContentHash.Of(rows[(row.Source, row.Reference, row.Revision)]).AsSpan().SequenceEqual(ContentHash.Of(row)))
                rejected.Add(Problems.SameRevisionDiffers.At(new Place(null, line.Line), row.Reference, row.Revision));
        }

        var reports = LoggedReport.Number(rows.Values.Select(row => (row.Source, row.Reference)));
        return new BacktestPast(
            areas, [.. areas.Select((_, id) => index.SquareMetres(id))], [.. rows.Values.Select(row => Logged(row, reports[(row.Source, row.Reference)], index))], daysWithData, rejected);
    }

    /// <summary>The first and the last reported day; of an empty file the first day there is.</summary>
    public DateOnly FirstDay => Revisions.Count == 0 ? default : Revisions.Min(revision => revision.ReportedDay);

    /// <inheritdoc cref="FirstDay"/>
    public DateOnly LastDay => Revisions.Count == 0 ? default : Revisions.Max(revision => revision.ReportedDay);

    /// <summary>What one agreement is judged on: its areas, and the reports in them.</summary>
    public BacktestInput For(Agreement agreement, DateOnly from, DateOnly to)
    {
        var covered = Areas.Select((area, id) => (area, id)).Where(one => agreement.Areas.Covers(one.area.Level, one.area.Code))
            .OrderBy(one => one.area.Code, StringComparer.Ordinal).ToList();
        var numberOf = covered.Select((one, number) => (one.id, number)).ToDictionary(one => one.id, one => one.number);
        return new BacktestInput(
            agreement, [.. covered.Select(one => new JudgedArea(one.area.Code, SquareMetres[one.id]))],
            [.. Revisions.Select(revision => revision with { Areas = [.. revision.Areas.Where(numberOf.ContainsKey).Select(id => numberOf[id]).Order()] })], DaysWithData, from, to)
        {
            Calendar = new SchoolCalendar([.. SchoolHolidays.Where(row => row.Municipality == agreement.Partnership.Municipality)
                .Select(row => new SchoolHoliday(row.Name, row.FirstDay, row.LastDay, DateTimeOffset.MinValue))]),
        };
    }

    /// <summary>The names of the areas that an agreement covers, by code.</summary>
    public IReadOnlyDictionary<string, string> NamesFor(Agreement agreement) =>
        Areas.Where(area => agreement.Areas.Covers(area.Level, area.Code)).ToDictionary(area => area.Code, area => area.Name);

    private static LoggedReport Logged(ReportRow row, int report, AreaIndex index)
    {
        var (easting, northing) = LoggedReport.MetresOf(row.Latitude, row.Longitude);
        return new LoggedReport(report, row.Reference, row.Revision, row.Withdrawn, DanishTime.DayOf(row.KnownAt), row.Offence, row.Attempt, row.ReportedDay,
            row.OccurredFrom, row.OccurredTo, easting, northing, PlaceReports.In(index, row.Latitude, row.Longitude, row.AreaCode));
    }
}
