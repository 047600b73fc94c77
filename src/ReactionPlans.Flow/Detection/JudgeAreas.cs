using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Judges every changed area on the day so far; a burst of reports is one judgement. It may fire, it never clears.</summary>
public sealed class JudgeAreas(Database database, AgreementBook agreements, AreaMap areas) : IConsumer<AreasChanged>
{
    public const string Queue = "judge-areas";

    public Task Consume(ConsumeContext<AreasChanged> context) => database.Once(context, Queue, async work =>
    {
        await FeedDays.CatchUp(work, agreements);
        foreach (var agreement in await agreements.InForce(work, work.Today))
        {
            await JudgedDays.CatchUp(work, areas, agreement, agreements);
            var changed = await work.Query<int>("Detection/claim-changed-areas.sql", new { partnership_id = agreement.Partnership.Id });
            if (changed.Count == 0)
                continue;
            // Begun before midnight, and the areas have changed after it: a later try judges the new day.
            var knownBefore = await DayLog.KnownSoFar(work);
            if (knownBefore > DanishTime.EndOf(work.Today))
                throw new TimeoutException("The day has ended while its areas were judged.");
            await Judgement.Judge(work, areas, agreement, work.Today, knownBefore, dayIsOver: false, changed);
        }
    });
}
