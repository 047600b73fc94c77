using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>The plans, running and ended: for the page, for the links in notices, and for the API.</summary>
public sealed partial class ReadOverview
{
    private const int MostEnded = 10;

    /// <summary>One plan, running or ended; null: the partnership has none by that id.</summary>
    public Task<ActivationFacts?> Plan(string partnershipId, string personId, Guid activationId, CancellationToken stopping) =>
        database.Do(async work => await Activations(work, partnershipId, personId, only: activationId) is [var plan] ? plan : null, stopping);

    /// <summary>Every plan that runs.</summary>
    public Task<IReadOnlyList<ActivationFacts>> RunningPlans(string partnershipId, string personId, CancellationToken stopping) =>
        database.Do(work => Activations(work, partnershipId, personId, mostEnded: 0), stopping);

    /// <param name="only">Null: every running one, and of the ended ones the latest <paramref name="mostEnded"/>.</param>
    private async Task<IReadOnlyList<ActivationFacts>> Activations(Work work, string partnershipId, string personId, int mostEnded = MostEnded, Guid? only = null)
    {
        var rows = await work.Query<ActivationRow>(
            "Activation/show-activations.sql", new { partnership_id = partnershipId, activation_id = only, most_ended = mostEnded });
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
                [.. reach[row.Id].GroupBy(one => one.Kind).Select(TotalRow.Of)],
                [.. visits[row.Id]])
            {
                ReachOfSteps = [.. reach[row.Id]],
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
            Groups = row.Reaction == nameof(Reaction.LocalPost) ? [.. agreement.Channels.LocalGroups.Where(group => group.IsAbout(activation.AreaCodes))] : [],
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
}
