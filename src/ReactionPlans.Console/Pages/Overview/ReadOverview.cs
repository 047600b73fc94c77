using System.Text.Json;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>Reads the page for one person: every statement takes the person's partnership, and row-level security sees to it where one forgets.</summary>
public sealed partial class ReadOverview([SeenByPerson] Database database, AgreementBook agreements, AreaMosaics mosaics)
{
    private const int Weeks = 8;

    private static readonly TroubleRow NoTrouble = new(0, 0, 0, 0, null);

    public Task<OverviewFacts> For(SignedIn person, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var agreement = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == person.PartnershipId);
            var covered = new { level = agreement?.Areas.Level ?? "", codes = agreement?.Areas.Codes?.ToArray(), now = work.Now };
            IReadOnlyList<FeedStanding> feeds = agreement is null ? [] : await FeedHealth.Read(work, agreement.Partnership.Id, agreement.Areas);
            var trouble = await work.QueryOne<TroubleRow>("Plumbing/show-trouble.sql", covered);
            return new OverviewFacts(
                person,
                work.Now,
                work.Today,
                agreement,
                await Questions(work, person),
                await Activations(work, person.PartnershipId, person.PersonId),
                agreement is null ? [] : await Areas(work, agreement, feeds.Any(feed => feed.NoDataSince is not null)),
                await work.Query<TotalRow>("Delivery/show-totals.sql", new { partnership_id = person.PartnershipId }),
                trouble ?? NoTrouble,
                feeds)
            {
                Changes = await Changes(work, person, agreement),
                Overdue = await StuckDeliveries.Overdue(work, person.PartnershipId),
                Unplaced = await work.Scalar<int>("Intake/count-unplaced.sql", new { since = work.Today.AddDays(-7 * Weeks) }),
            };
        }, stopping);

    /// <summary>Whether the agreement in force today names the person: a plan is pinned to an older one, and people come and go.</summary>
    public Task<bool> IsStillIn(string partnershipId, string personId, CancellationToken stopping) =>
        database.Do(async work => (await agreements.InForce(work, work.Today))
            .Any(agreement => agreement.Partnership.Id == partnershipId && agreement.FindPerson(personId) is not null), stopping);

    /// <summary>Only what waits for a decision.</summary>
    public Task<IReadOnlyList<QuestionFacts>> WaitingFor(SignedIn person, CancellationToken stopping) => database.Do(work => Questions(work, person), stopping);

    private async Task<IReadOnlyList<QuestionFacts>> Questions(Work work, SignedIn signedIn)
    {
        var questions = new List<QuestionFacts>();
        foreach (var row in await work.Query<QuestionRow>("Decision/show-questions.sql", new { partnership_id = signedIn.PartnershipId }))
        {
            var agreement = await agreements.Version(work, signedIn.PartnershipId, row.AgreementVersion);
            questions.Add(new QuestionFacts(row, agreement, EvidenceIn(row.Evidence), Decision.Choices(
                agreement.FindPerson(signedIn.PersonId), Enum.Parse<QuestionState>(row.State), Enum.Parse<DecisionMode>(row.Mode), row.ApprovedBy.Contains(signedIn.PersonId))));
        }

        return questions;
    }

    private static async Task<IReadOnlyList<AreaFacts>> Areas(Work work, Agreement agreement, bool isSilent)
    {
        var counted = await CountedAreas.Read(work, agreement);
        var states = (await work.Query<StateRow>("Detection/show-criterion-states.sql", new { partnership_id = agreement.Partnership.Id })).ToDictionary(row => (row.AreaId, row.CriterionId));

        return [.. counted.Areas
            .Select(area => new AreaFacts(
                area,
                [.. Enumerable.Range(0, Weeks).Select(week => counted.Reports(area, Weeks - 1 - week))],
                [.. agreement.Criteria.Select(criterion => CriterionFacts.Of(criterion, states.GetValueOrDefault((area.Id, criterion.Id)), work.Today, isSilent))]))
            .OrderByDescending(area => area.Rise).ThenByDescending(area => area.LastWeek).ThenBy(area => area.Row.Code, StringComparer.Ordinal)];
    }

    private static Evidence EvidenceIn(string json) =>
        JsonSerializer.Deserialize<Evidence>(json, JsonSerializerOptions.Web) ?? throw new JsonException("A spike has no evidence.");
}
