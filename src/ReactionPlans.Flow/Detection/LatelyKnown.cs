using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Detection;

/// <summary>The last months of every covered area as known at one moment, whatever the rules look at: for what is told beside a count. Read when first asked for.</summary>
internal sealed class LatelyKnown(Work work, AreaIndex map, Agreement agreement, DateOnly day, DateTimeOffset knownBefore)
{
    private readonly Dictionary<string, KnownDistrict> districts = [];
    private KnownLog? log;

    /// <summary>One offence, at the end of the day.</summary>
    public async Task<KnownDistrict> Of(Offence offence)
    {
        log ??= await KnownLog.Read(work, map, agreement.Partnership.Id, agreement.Areas, day, ExpectedStillToCome.HistoryDays, knownBefore, onlyAreas: null);
        if (!districts.TryGetValue(offence.Id, out var district))
        {
            var known = new KnownReports(log.Revisions, offence, log.Areas.Count, log.Since);
            known.AdvanceTo(day);
            districts[offence.Id] = district = new KnownDistrict(known, log.Judged);
        }

        return district;
    }
}
