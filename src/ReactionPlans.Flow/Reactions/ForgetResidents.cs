using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Each night: residents are taken out so many days after the end of the plan that wrote to them, as its parties agree now. Safe to run twice at once.</summary>
/// <remarks>Their letters stay as what was done, under a number that only the next extract with the same person in it would lead to. What is agreed about letters to one resident holds on.</remarks>
public sealed class ForgetResidents(Database database, AgreementBook agreements)
{
    private const int BatchRows = 5_000;

    /// <returns>Residents taken out.</returns>
    public async Task<int> Run(CancellationToken stopping)
    {
        for (var forgotten = 0; ;)
        {
            var batch = await database.Do(async work =>
            {
                var agreed = (await agreements.InForce(work, work.Today)).Where(agreement => agreement.Retention.ResidentsDays != Retention.UsualResidentsDays).ToList();
                return await work.Execute("Reactions/forget-used-residents.sql", new
                {
                    partnership_ids = agreed.Select(agreement => agreement.Partnership.Id).ToArray(),
                    days = agreed.Select(agreement => agreement.Retention.ResidentsDays).ToArray(),
                    usual_days = Retention.UsualResidentsDays,
                    limit = BatchRows,
                    now = work.Now,
                });
            }, stopping);
            forgotten += batch;
            if (batch < BatchRows)
                return forgotten;
        }
    }
}
