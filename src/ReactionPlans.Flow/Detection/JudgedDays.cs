using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Each day is judged once at its end, in order, whoever comes first: the nightly job or a changed area the morning after.</summary>
internal static class JudgedDays
{
    /// <summary>Judges the ended days that have not been judged. Holds the partnership's row, so that one judgement of it runs at a time.</summary>
    public static async Task CatchUp(Work work, AreaMap areas, Agreement agreement, AgreementBook agreements)
    {
        var partnership_id = agreement.Partnership.Id;
        var yesterday = work.Today.AddDays(-1);
        await work.Execute("Detection/start-judging.sql", new { partnership_id, through_day = yesterday });
        var judgedThrough = await work.Scalar<DateOnly>("Detection/lock-judged-days.sql", new { partnership_id });

        for (var day = judgedThrough.AddDays(1); day <= yesterday; day = day.AddDays(1))
        {
            var inForce = (await agreements.InForce(work, day)).SingleOrDefault(other => other.Partnership.Id == partnership_id);
            if (inForce is not null)
                await Judgement.Judge(work, areas, inForce, day, DanishTime.EndOf(day), dayIsOver: true, onlyAreas: null);
        }

        if (judgedThrough < yesterday)
            await work.Execute("Detection/save-judged-days.sql", new { partnership_id, through_day = yesterday });
    }
}
