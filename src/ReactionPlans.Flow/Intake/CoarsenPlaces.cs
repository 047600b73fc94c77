using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Intake;

/// <summary>Each night: of reports older than agreed only the square kilometre is kept, and the areas in which they lie. Safe to run twice at once.</summary>
/// <remarks>A report of several agreements' areas keeps its place as long as one of them says so. A night that finds nothing asks one question.</remarks>
public sealed class CoarsenPlaces(Database database, AreaMap areas, AgreementBook agreements)
{
    private const int DaysATime = 31;

    /// <param name="Before">What was reported before this day is older than any agreement must keep.</param>
    private sealed record Limits(DateOnly Before, int[] AreaIds, DateOnly[] KeptFrom);

    private sealed record CoveredCode(int Id, string Level, string Code);

    private sealed class Exact
    {
        public long ReportId { get; init; }
        public int Revision { get; init; }
        public bool Withdrawn { get; init; }
        public required string Offence { get; init; }
        public bool Attempt { get; init; }
        public DateTimeOffset ReportedAt { get; init; }
        public DateOnly ReportedDay { get; init; }
        public DateTimeOffset? OccurredFrom { get; init; }
        public DateTimeOffset? OccurredTo { get; init; }
        public double Latitude { get; init; }
        public double Longitude { get; init; }
        public string? AreaCode { get; init; }

        public ReportRow Row => new("", "", Revision, Withdrawn, ReportedAt, Offence, Attempt, ReportedAt, ReportedDay, OccurredFrom, OccurredTo, Latitude, Longitude, AreaCode);
    }

    /// <returns>Revisions whose place was made coarse.</returns>
    public async Task<int> Run(CancellationToken stopping)
    {
        var (limits, oldest) = await database.Do(async work =>
        {
            var before = work.Today.AddYears(-Retention.FewestCoordinateYears);
            var none = new Limits(before, [], []);
            if (await Oldest(work, none) is null)
                return (none, null);
            var agreed = await Agreed(work, before);
            return (agreed, await Oldest(work, agreed));
        }, stopping);
        var coarse = 0;
        for (var day = oldest; day < limits.Before; day = day.Value.AddDays(DaysATime))
            coarse += await database.Do(work => Coarsen(work, limits, day.Value), stopping);
        return coarse;
    }

    private static Task<DateOnly?> Oldest(Work work, Limits limits) =>
        work.Scalar<DateOnly?>("Intake/read-oldest-exact.sql", new { before = limits.Before, area_ids = limits.AreaIds, kept_from = limits.KeptFrom });

    /// <summary>The areas whose parties keep places longer than they must.</summary>
    private async Task<Limits> Agreed(Work work, DateOnly before)
    {
        var longer = (await agreements.InForce(work, work.Today)).Where(agreement => agreement.Retention.CoordinateYears > Retention.FewestCoordinateYears).ToList();
        if (longer.Count == 0)
            return new Limits(before, [], []);
        var kept = from area in await work.Query<CoveredCode>("Intake/list-area-codes.sql")
                   let covering = longer.Where(agreement => agreement.Areas.Covers(area.Level, area.Code)).ToList()
                   where covering.Count > 0
                   select (area.Id, From: work.Today.AddYears(-covering.Max(agreement => agreement.Retention.CoordinateYears)));
        return new Limits(before, [.. kept.Select(area => area.Id)], [.. kept.Select(area => area.From)]);
    }

    private async Task<int> Coarsen(Work work, Limits limits, DateOnly from)
    {
        // Nobody redraws the areas meanwhile: whoever does sees either the place or that it is coarse.
        await areas.Current(work);
        var last = from.AddDays(DaysATime);
        var exact = await work.Query<Exact>("Intake/lock-exact-revisions.sql",
            new { from, before = last < limits.Before ? last : limits.Before, area_ids = limits.AreaIds, kept_from = limits.KeptFrom });
        if (exact.Count == 0)
            return 0;
        var coarse = exact.Select(revision => SquareKilometre.MiddleOf(revision.Latitude, revision.Longitude)).ToList();
        return await work.Execute("Intake/coarsen-revisions.sql", new
        {
            report_ids = exact.Select(revision => revision.ReportId).ToArray(),
            revisions = exact.Select(revision => revision.Revision).ToArray(),
            latitudes = coarse.Select(place => place.Latitude).ToArray(),
            longitudes = coarse.Select(place => place.Longitude).ToArray(),
            digests = exact.Select(revision => ContentHash.OfCoarse(revision.Row)).ToArray(),
            now = work.Now,
        });
    }
}
