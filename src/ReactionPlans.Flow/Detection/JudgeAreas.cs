using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Judges every changed area on the day so far; a burst of reports is one judgement. It may fire, it never clears.</summary>
public sealed class JudgeAreas(Gathering gathering, AgreementBook agreements, AreaMap areas) : IConsumer<AreasChanged>
{
    public const string Queue = "judge-areas";

    private sealed record Changed(string PartnershipId, int AreaId);

    public Task Consume(ConsumeContext<AreasChanged> context) => gathering.Once(context, Queue, async (work, _) =>
    {
        await FeedDays.CatchUp(work, agreements);
        var inForce = await agreements.InForce(work, work.Today);
        var map = await areas.Current(work);
        await JudgedDays.CatchUp(work, map, inForce, agreements);
        var changed = (await work.Query<Changed>("Detection/claim-changed-areas.sql", new { partnership_ids = inForce.Select(agreement => agreement.Partnership.Id).ToArray() }))
            .ToLookup(row => row.PartnershipId, row => row.AreaId);
        if (changed.Count == 0)
            return;
        // Begun before midnight, and the areas have changed after it: a later try judges the new day.
        var knownBefore = await DayLog.KnownSoFar(work);
        if (knownBefore > DanishTime.EndOf(work.Today))
            throw new TimeoutException("The day has ended while its areas were judged.");

        var calm = await CalmAgreements.Read(work, inForce, work.Today, work.Today);
        foreach (var agreement in inForce)
        {
            var its = changed[agreement.Partnership.Id].ToHashSet();
            if (its.Count > 0 && calm.Concerns(agreement, its) && !calm.IsCalm(agreement, work.Today))
                await Judgement.Judge(work, map, agreement, work.Today, knownBefore, dayIsOver: false, its, await calm.For(work, agreement, knownBefore));
        }
    });
}
