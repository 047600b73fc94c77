using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>An area that an agreement covers. Its number in detection is its position in the list of them, in order of code.</summary>
public sealed record CoveredArea(int Id, string Code, string Name);

/// <summary>What the database knows of an agreement's areas, in the shape that detection judges: the same as a backtest's files give.</summary>
/// <param name="Judged">The same areas as detection asks for them.</param>
/// <param name="Since">The first day by which anything is known to have been reported, though it may lie before what is read here.</param>
public sealed record KnownLog(IReadOnlyList<CoveredArea> Areas, IReadOnlyList<JudgedArea> Judged, IReadOnlyList<LoggedReport> Revisions, DateOnly? Since)
{
    /// <summary>The ids of those that the agreement covers now. The others it has left while something was open in them: it may end there, and nothing begins.</summary>
    public IReadOnlySet<int> CoveredIds { get; init; } = new HashSet<int>();

    /// <summary>Properties instead of a constructor: Dapper knows an array by no closer type than Array, and finds no constructor for it.</summary>
    private sealed class Row
    {
        public required string Source { get; init; }

        public required string Reference { get; init; }

        public int Revision { get; init; }

        public bool Withdrawn { get; init; }

        public DateTimeOffset KnownAt { get; init; }

        public required string Offence { get; init; }

        public bool Attempt { get; init; }

        public DateOnly ReportedDay { get; init; }

        public DateTimeOffset? OccurredFrom { get; init; }

        public DateTimeOffset? OccurredTo { get; init; }

        public double? Latitude { get; init; }

        public double? Longitude { get; init; }

        public required int[] AreaIds { get; init; }
    }

    /// <summary>From here on an area's reports are found by the area and not by their day.</summary>
    private const int LongHistoryDays = 366;

    private sealed record ListedArea(int Id, string Code, string Name, bool IsCovered);

    /// <param name="map">The areas as they are drawn now.</param>
    /// <param name="day">The judged day.</param>
    /// <param name="historyDays">Days of reports that the rules look at, <paramref name="day"/> and the days looked back on included.</param>
    /// <param name="knownBefore">What becomes known from this instant on is left out.</param>
    /// <param name="onlyAreas">Area ids whose reports are enough; null: all of them, as for rules that compare areas.</param>
    /// <param name="readBefore">What has been read in this transaction already; null: nothing.</param>
    public static async Task<KnownLog> Read(Work work, AreaIndex map, string partnershipId, CoveredAreas covered, DateOnly day, int historyDays, DateTimeOffset knownBefore, IReadOnlyCollection<int>? onlyAreas, ReadBefore? readBefore = null)
    {
        var known_before = knownBefore.UtcDateTime;
        var listed = readBefore is not null ? null
            : await work.Query<ListedArea>("Detection/list-covered-areas.sql", new { partnership_id = partnershipId, level = covered.Level, codes = covered.Codes?.ToArray() });
        var areas = readBefore?.Areas ?? [.. listed!.Select(area => new CoveredArea(area.Id, area.Code, area.Name))];
        var area_ids = readBefore?.CoveredIds ?? [.. listed!.Where(area => area.IsCovered).Select(area => area.Id)];
        var rows = await work.Query<Row>(historyDays > LongHistoryDays ? "Detection/list-known-history.sql" : "Detection/list-known-revisions.sql", new
        {
            area_ids,
            only_areas = onlyAreas is null ? area_ids : [.. area_ids.Intersect(onlyAreas)],
            first_day = day.AddDays(1 - historyDays),
            last_day = day,
            known_before,
        });
        return new KnownLog(areas, [.. areas.Select(area => new JudgedArea(area.Code, map.SquareMetres(area.Id)))], Logged(areas, rows),
            readBefore is null ? await work.Scalar<DateOnly?>("Detection/read-known-since.sql", new { known_before }) : readBefore.Since)
        { CoveredIds = area_ids.ToHashSet() };
    }

    private static List<LoggedReport> Logged(IReadOnlyList<CoveredArea> areas, IReadOnlyList<Row> rows)
    {
        var numberOf = areas.Select((area, number) => (area.Id, number)).ToDictionary(one => one.Id, one => one.number);
        var reports = LoggedReport.Number(rows.Select(row => (row.Source, row.Reference)));
        return [.. rows.Select(row =>
        {
            var (easting, northing) = LoggedReport.MetresOf(row.Latitude, row.Longitude);
            return new LoggedReport(
                reports[(row.Source, row.Reference)], row.Reference, row.Revision, row.Withdrawn, DanishTime.DayOf(row.KnownAt), row.Offence, row.Attempt, row.ReportedDay,
                row.OccurredFrom, row.OccurredTo, easting, northing, [.. row.AreaIds.Select(id => numberOf[id]).Order()]);
        })];
    }
}
