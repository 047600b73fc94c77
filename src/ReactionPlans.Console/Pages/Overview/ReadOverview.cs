using System.Text.Json;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>Reads the page for one person: every statement takes the person's partnership, and row-level security sees to it where one forgets.</summary>
public sealed class ReadOverview([SeenByPerson] Database database, AgreementBook agreements)
{
    private const int MostEnded = 10;
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
                Unplaced = await work.Scalar<int>("Intake/count-unplaced.sql", new { since = work.Today.AddDays(-7 * Weeks) }),
            };
        }, stopping);

    /// <summary>One step of a plan that runs, for the person whom a link speaks for; null: there is none.</summary>
    public Task<(ActivationFacts Activation, TaskFacts Task)?> Step(
        string partnershipId, string personId, Guid activationId, string stepId, CancellationToken stopping) =>
        database.Do<(ActivationFacts, TaskFacts)?>(async work =>
            (await Activations(work, partnershipId, personId)).FirstOrDefault(one => one.Row.Id == activationId && one.IsRunning) is { } activation
            && activation.Tasks.FirstOrDefault(one => one.Row.StepId == stepId) is { } task
                ? (activation, task)
                : null, stopping);

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

    private async Task<IReadOnlyList<ActivationFacts>> Activations(Work work, string partnershipId, string personId)
    {
        var rows = await work.Query<ActivationRow>("Activation/show-activations.sql", new { partnership_id = partnershipId, most_ended = MostEnded });
        var these = new { partnership_id = partnershipId, activations = rows.Select(row => row.Id).ToArray(), now = work.Now };
        var tasks = (await work.Query<TaskRow>("Activation/show-tasks.sql", these)).ToLookup(row => row.ActivationId);
        var reach = (await work.Query<ReachRow>("Delivery/show-reach.sql", these)).ToLookup(row => row.ActivationId);
        var visits = (await work.Query<VisitRow>("Reactions/show-visits.sql", these)).ToLookup(row => row.ActivationId);
        var corrections = (await work.Query<CorrectionRow>("Activation/show-corrections.sql", these)).ToLookup(row => row.ActivationId);
        var posts = (await work.Query<PostRow>("Reactions/show-local-posts.sql", these)).ToDictionary(row => (row.ActivationId, row.StepId), row => row.Text);

        var activations = new List<ActivationFacts>();
        foreach (var row in rows)
        {
            var agreement = await agreements.Version(work, partnershipId, row.AgreementVersion);
            var me = agreement.FindPerson(personId);
            activations.Add(new ActivationFacts(row, agreement, EvidenceIn(row.Evidence),
                [.. tasks[row.Id].Select(task => TaskOf(task, row, agreement, [.. tasks[row.Id]], reach[row.Id], posts, me, work.Now))],
                [.. reach[row.Id].GroupBy(one => one.Kind).Select(SumOf)],
                [.. visits[row.Id]])
            {
                Corrections = [.. corrections[row.Id]],
                BeyondBudget = reach[row.Id].Sum(one => one.BeyondBudget),
                MayStop = row.EndedOn is null && me?.May(Right.StopPlan) == true,
                MayAnswerEnd = row.EndDeadlineAt is not null && me?.May(Right.StopPlan) == true && !row.EndAnsweredBy.Contains(me.Id),
            });
        }

        return activations;
    }

    private static TaskFacts TaskOf(
        TaskRow row, ActivationRow activation, Agreement agreement, IReadOnlyList<TaskRow> all, IEnumerable<ReachRow> reach,
        Dictionary<(Guid, string), string> posts, Person? me, DateTimeOffset now)
    {
        var running = activation.EndedOn is null;
        var mine = running && me is not null
            && (row.NamedPeople.Length > 0 ? row.NamedPeople.Contains(me.Id) && !row.AnsweredBy.Contains(me.Id) : me.ActsFor(Enum.Parse<Party>(row.Party)));
        var byHand = row.Reaction is nameof(Reaction.LocalPost) or nameof(Reaction.Task);
        return new TaskFacts(
            row,
            agreement.FindPerson(row.Responsible),
            GateOf(row, agreement, all, reach),
            posts.GetValueOrDefault((row.ActivationId, row.StepId)),
            IsLate: running && row.State is ("Waiting" or "Open") && row.DueAt < now,
            MaySettle: mine && me!.May(Right.SettleTasks) && byHand && row.State == "Open",
            MayAnswerGate: running && me is not null && me.May(Right.AnswerGates) && me.ActsFor(Party.Police) && row.State == "Waiting" && row.GateAskedAt is not null)
        {
            AcknowledgedBy = row.AcknowledgedBy is { } taker ? AgreementWords.NameOf(taker, agreement) : null,
            Deputy = row.Deputy is { } deputy ? AgreementWords.NameOf(deputy, agreement) : null,
            StillToAnswer = [.. row.NamedPeople.Except(row.AnsweredBy).Select(id => AgreementWords.NameOf(id, agreement))],
            MayAcknowledge = mine && me!.May(Right.SettleTasks) && byHand && row.State == "Open" && row.AcknowledgedBy != me.Id,
        };
    }

    private static GateFacts? GateOf(TaskRow row, Agreement agreement, IReadOnlyList<TaskRow> all, IEnumerable<ReachRow> reach)
    {
        if (row.GateStep is null)
            return null;

        var awaited = all.FirstOrDefault(other => other.StepId == row.GateStep);
        var letters = reach.Where(one => one.StepId == row.GateStep).ToList();
        return new GateFacts(
            awaited is null ? row.GateStep : Words.Step(awaited.Reaction, awaited.TaskName),
            letters.Sum(one => one.Informed),
            letters.Sum(one => one.Planned - one.Skipped + one.TakenBack),
            row.GateInformedShare,
            row.GateOpenedAt,
            row.GateOpenedBy is { } by ? agreement.FindPerson(by)?.Name : null);
    }

    private static async Task<IReadOnlyList<AreaFacts>> Areas(Work work, Agreement agreement, bool isSilent)
    {
        var offences = agreement.Offences.Values.SelectMany(offence => offence.Codes, (offence, code) => (code, offence.Attempts)).ToList();
        var covered = new
        {
            partnership_id = agreement.Partnership.Id,
            level = agreement.Areas.Level,
            codes = agreement.Areas.Codes?.ToArray(),
            offences = offences.Select(offence => offence.code).ToArray(),
            with_attempts = offences.Select(offence => offence.Attempts).ToArray(),
            day = work.Today,
            now = work.Now,
        };
        var counts = (await work.Query<WeekRow>("Intake/show-weekly-counts.sql", covered)).ToDictionary(row => (row.AreaId, row.WeeksAgo), row => row.Reports);
        var states = (await work.Query<StateRow>("Detection/show-criterion-states.sql", covered)).ToDictionary(row => (row.AreaId, row.CriterionId));

        return [.. (await work.Query<AreaRow>("Intake/show-areas.sql", covered))
            .Select(area => new AreaFacts(
                area,
                [.. Enumerable.Range(0, Weeks).Select(week => counts.GetValueOrDefault((area.Id, Weeks - 1 - week)))],
                [.. agreement.Criteria.Select(criterion => StandingOf(criterion, states.GetValueOrDefault((area.Id, criterion.Id)), work.Today, isSilent))]))
            .OrderByDescending(area => area.Rise).ThenByDescending(area => area.LastWeek).ThenBy(area => area.Row.Code, StringComparer.Ordinal)];
    }

    private static CriterionFacts StandingOf(Criterion criterion, StateRow? state, DateOnly today, bool isSilent) => state switch
    {
        { Phase: "Fired" } => new CriterionFacts(criterion, Standing.Rise, state.FiredOn, null),
        { Phase: "Closed", EndedOn: { } ended } when today <= ended.AddDays(criterion.CooldownDays) =>
            new CriterionFacts(criterion, Standing.CoolingDown, null, ended.AddDays(criterion.CooldownDays)),
        _ => new CriterionFacts(criterion, isSilent ? Standing.NoData : Standing.Calm, null, null),
    };

    private static TotalRow SumOf(IGrouping<string, ReachRow> kind) =>
        new(kind.Key, kind.Sum(row => row.Planned), kind.Sum(row => row.Waiting), kind.Sum(row => row.Accepted),
            kind.Sum(row => row.Paper), kind.Sum(row => row.Skipped), kind.Sum(row => row.Failed));

    private static Evidence EvidenceIn(string json) =>
        JsonSerializer.Deserialize<Evidence>(json, JsonSerializerOptions.Web) ?? throw new JsonException("A spike has no evidence.");
}
