using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>Each day is judged once at its end, in order, whoever comes first: the nightly job or a changed area the morning after.</summary>
internal static class JudgedDays
{
    private sealed record Judged(string PartnershipId, DateOnly ThroughDay);

    /// <summary>Judges the ended days that have not been judged. Holds the partnerships' rows, so that one judgement of each runs at a time.</summary>
    public static async Task CatchUp(Work work, AreaIndex map, IReadOnlyList<Agreement> agreements, AgreementBook book)
    {
        var partnership_ids = agreements.Select(agreement => agreement.Partnership.Id).ToArray();
        var yesterday = work.Today.AddDays(-1);
        var behind = (await Lock(work, partnership_ids, yesterday)).Where(row => row.ThroughDay < yesterday).OrderBy(row => row.PartnershipId, StringComparer.Ordinal).ToList();
        if (behind.Count == 0)
            return;

        var calm = await CalmAgreements.Read(work, agreements, behind.Min(row => row.ThroughDay).AddDays(1), yesterday);
        var inForce = new Dictionary<DateOnly, Dictionary<string, Agreement>>();
        foreach (var row in behind)
        {
            for (var day = row.ThroughDay.AddDays(1); day <= yesterday; day = day.AddDays(1))
            {
                if (!inForce.TryGetValue(day, out var thatDay))
                    inForce[day] = thatDay = (await book.InForce(work, day)).ToDictionary(agreement => agreement.Partnership.Id);
                if (!thatDay.TryGetValue(row.PartnershipId, out var agreement) || calm.IsCalm(agreement, day))
                    continue;
                var endOfDay = DanishTime.EndOf(day);
                await Judgement.Judge(work, map, agreement, day, endOfDay, dayIsOver: true, onlyAreas: null, await calm.For(work, agreement, endOfDay));
                calm.Judged(agreement);
            }
        }

        await work.Execute("Detection/save-judged-days.sql", new { partnership_ids, through_day = yesterday });
    }

    private static async Task<IReadOnlyList<Judged>> Lock(Work work, string[] partnership_ids, DateOnly through_day)
    {
        var judged = await work.Query<Judged>("Detection/lock-judged-days.sql", new { partnership_ids });
        if (judged.Count == partnership_ids.Length)
            return judged;
        await work.Execute("Detection/start-judging.sql", new { partnership_ids, through_day });
        return await work.Query<Judged>("Detection/lock-judged-days.sql", new { partnership_ids });
    }
}
