using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>The areas of an agreement in order of code, and the reports of its offences in each, week by week, as known now.</summary>
public sealed class CountedAreas
{
    private readonly IReadOnlyDictionary<(int AreaId, int WeeksAgo), int> counts;

    private CountedAreas(IReadOnlyList<AreaRow> areas, IReadOnlyDictionary<(int, int), int> counts) => (Areas, this.counts) = (areas, counts);

    public IReadOnlyList<AreaRow> Areas { get; }

    public static async Task<CountedAreas> Read(Work work, Agreement agreement)
    {
        var offences = agreement.Offences.Values.SelectMany(offence => offence.Codes, (offence, code) => (code, offence.Attempts)).ToList();
        var covered = new
        {
            level = agreement.Areas.Level,
            codes = agreement.Areas.Codes?.ToArray(),
            offences = offences.Select(offence => offence.code).ToArray(),
            with_attempts = offences.Select(offence => offence.Attempts).ToArray(),
            day = work.Today,
            now = work.Now,
        };
        var counts = (await work.Query<WeekRow>("Intake/show-weekly-counts.sql", covered)).ToDictionary(row => (row.AreaId, row.WeeksAgo), row => row.Reports);
        return new CountedAreas(await work.Query<AreaRow>("Intake/show-areas.sql", covered), counts);
    }

    /// <param name="weeksAgo">0: the seven days that end today.</param>
    public int Reports(AreaRow area, int weeksAgo) => counts.GetValueOrDefault((area.Id, weeksAgo));
}
