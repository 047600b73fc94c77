using ReactionPlans.Flow.Detection;

namespace ReactionPlans.Web.Pages.Overview;

public sealed partial class ReadOverview
{
    /// <summary>The areas of the agreement in force, each as it stands and as it is drawn; those last that ought to lie on top.</summary>
    public Task<IReadOnlyList<AreaOnMap>> MapFor(SignedIn person, CancellationToken stopping) => database.Do<IReadOnlyList<AreaOnMap>>(async work =>
    {
        var agreement = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == person.PartnershipId);
        if (agreement is null)
            return [];
        var isSilent = (await FeedHealth.Read(work, agreement.Partnership.Id, agreement.Areas)).Any(feed => feed.NoDataSince is not null);
        var inPlan = (await work.Query<int>("Activation/list-areas-in-plan.sql", new { partnership_id = agreement.Partnership.Id })).ToHashSet();
        var drawn = await mosaics.Of(work, agreement.Areas);
        return [.. (await Areas(work, agreement, isSilent))
            .Select(area => new AreaOnMap(area.Row.Code, area.Row.Name, AreaOnMap.StateOf(area, inPlan.Contains(area.Row.Id)), area, drawn.GetValueOrDefault(area.Row.Id) ?? []))
            .OrderByDescending(area => area.State).ThenBy(area => area.Code, StringComparer.Ordinal)];
    }, stopping);
}
