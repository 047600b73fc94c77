using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Detection;

/// <summary>
/// The agreements of which a day needs no judgement: no criterion has a state, and too few reports are there for one (<see cref="CalmDay"/>). Read once for all of them,
/// under the lock of their rows; and so what they are asked alike is read once too.
/// </summary>
internal sealed class CalmAgreements
{
    /// <summary>Longer windows are judged; they are few, and the reports of a year are many.</summary>
    private const int LongestWindowDays = 92;

    private sealed record Lately(int AreaId, DateOnly Day, int Reports);

    private sealed record Area(int Id, string Code, string Name, string Level);

    private sealed record Moved(string PartnershipId, int AreaId);

    private readonly HashSet<string> moved;
    private readonly HashSet<string> judged = [];
    private (DateTimeOffset Before, DateOnly? Day)? since;
    private readonly ILookup<string, int> movedIn;
    private readonly ILookup<int, Lately> reports;
    private readonly IReadOnlyList<Area> areas;

    private CalmAgreements(IReadOnlyList<Moved> moved, IReadOnlyList<Lately> reports, IReadOnlyList<Area> areas)
    {
        this.moved = [.. moved.Select(row => row.PartnershipId)];
        movedIn = moved.ToLookup(row => row.PartnershipId, row => row.AreaId);
        this.reports = reports.ToLookup(row => row.AreaId);
        this.areas = areas;
    }

    /// <param name="from">The first and</param>
    /// <param name="to">the last day that will be asked about.</param>
    public static async Task<CalmAgreements> Read(Work work, IReadOnlyList<Agreement> agreements, DateOnly from, DateOnly to)
    {
        var window = agreements.Select(agreement => CalmDay.WindowDays(agreement) ?? 0).Where(days => days <= LongestWindowDays).Append(1).Max();
        return new CalmAgreements(
            await work.Query<Moved>("Detection/list-moved-areas.sql"),
            await work.Query<Lately>("Detection/count-lately.sql", new { from_day = from.AddDays(1 - window), through_day = to }),
            await work.Query<Area>("Detection/list-areas.sql"));
    }

    public bool IsCalm(Agreement agreement, DateOnly day)
    {
        if (moved.Contains(agreement.Partnership.Id) || CalmDay.WindowDays(agreement) is not { } window || window > LongestWindowDays)
            return false;
        var first = day.AddDays(1 - window);
        return CalmDay.IsCalm(agreement, day, [.. areas.Where(area => agreement.Areas.Covers(area.Level, area.Code))
            .Select(area => reports[area.Id].Where(row => row.Day >= first && row.Day <= day).Sum(row => row.Reports))]);
    }

    /// <summary>It is judged now, and may have a state from here on: what was read of it before is no longer so.</summary>
    public void Judged(Agreement agreement)
    {
        moved.Add(agreement.Partnership.Id);
        judged.Add(agreement.Partnership.Id);
    }

    /// <summary>What the judgement of an agreement need not read again; null: it has been judged since.</summary>
    public async Task<ReadBefore?> For(Work work, Agreement agreement, DateTimeOffset knownBefore)
    {
        var id = agreement.Partnership.Id;
        if (judged.Contains(id))
            return null;
        if (since?.Before != knownBefore)
            since = (knownBefore, await work.Scalar<DateOnly?>("Detection/read-known-since.sql", new { known_before = knownBefore.UtcDateTime }));
        var open = movedIn[id].ToHashSet();
        return new ReadBefore(
            [.. areas.Where(area => agreement.Areas.Covers(area.Level, area.Code) || open.Contains(area.Id)).Select(area => new CoveredArea(area.Id, area.Code, area.Name))],
            [.. areas.Where(area => agreement.Areas.Covers(area.Level, area.Code)).Select(area => area.Id)], since.Value.Day, HasStates: open.Count > 0);
    }

    /// <summary>Whether one of these areas is the agreement's, or still has something open for it.</summary>
    public bool Concerns(Agreement agreement, IReadOnlySet<int> areaIds) =>
        movedIn[agreement.Partnership.Id].Any(areaIds.Contains) || areas.Any(area => areaIds.Contains(area.Id) && agreement.Areas.Covers(area.Level, area.Code));
}

/// <summary>What has been read of an agreement in the transaction that judges it.</summary>
/// <param name="Areas">As Detection/list-covered-areas.sql lists them.</param>
/// <param name="CoveredIds">Those of them that the agreement covers now.</param>
/// <param name="Since">As Detection/read-known-since.sql tells it.</param>
/// <param name="HasStates">False: every criterion is calm in every area.</param>
public sealed record ReadBefore(IReadOnlyList<CoveredArea> Areas, int[] CoveredIds, DateOnly? Since, bool HasStates);
