using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Web.Pages.Administration;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Stuck;

/// <summary>A row of list-places.sql.</summary>
public sealed record PlacesRow(Guid Id, string Places);

/// <summary>Deliveries of one plan's step, told where and of what.</summary>
/// <param name="Place">Null: they belong to no plan, as a question before there is one.</param>
public sealed record StuckLine(StuckRow Row, string? Place, string What);

/// <summary>Deliveries that do not get on for one reason, in one channel: what is set going again together.</summary>
public sealed record DeliveryGroup(StuckCause Cause, string? Reason, string Channel, IReadOnlyList<StuckLine> Lines)
{
    public int Deliveries => Lines.Sum(line => line.Row.Messages);

    public DateTimeOffset Since => Lines.Min(line => line.Row.Since);

    public bool MayRetry => StuckDelivery.MayRetry(Cause, Channel);
}

/// <summary>What is stuck, as far as it is one person's affair.</summary>
/// <param name="Operation">In numbers, for everybody: what is between the steps belongs to no partnership.</param>
public sealed record StuckFacts(
    OperationRow Operation, IReadOnlyList<DeliveryGroup> Deliveries, IReadOnlyList<StuckGroup> Messages, IReadOnlyList<ParkedGroup> Parked, IReadOnlyList<Webhook> Webhooks, DateTimeOffset Now);

/// <summary>Reads what is stuck: a partnership's deliveries for its people, messages and receivers for the administrator.</summary>
public sealed class ReadStuck([SeenByPerson] Database database, StuckMessages messages, StuckWebhooks webhooks)
{
    public async Task<StuckFacts> For(SignedIn person, CancellationToken stopping)
    {
        var facts = await database.Do(async work => new StuckFacts(
            await work.QueryOne<OperationRow>("Access/show-operation.sql") ?? new OperationRow(),
            person.May(Right.SeeCounts) ? await Deliveries(work, person.PartnershipId) : [],
            [], [], [], work.Now), stopping);
        return person.May(Right.RetryMessages)
            ? facts with { Messages = await messages.List(stopping), Parked = await messages.ListParked(stopping), Webhooks = await webhooks.List(stopping) }
            : facts;
    }

    private static async Task<IReadOnlyList<DeliveryGroup>> Deliveries(Work work, string partnershipId)
    {
        var rows = await StuckDeliveries.All(work, partnershipId);
        var these = new { partnership_id = partnershipId, activations = rows.Select(row => row.ActivationId).Distinct().ToArray() };
        var places = (await work.Query<PlacesRow>("Activation/list-places.sql", these)).ToDictionary(row => row.Id, row => row.Places);
        var steps = (await work.Query<TaskRow>("Activation/show-tasks.sql", these)).ToDictionary(row => (row.ActivationId, row.StepId), row => Words.Step(row.Reaction, row.TaskName));
        return [.. rows
            .Select(row => new StuckLine(row, places.GetValueOrDefault(row.ActivationId), steps.GetValueOrDefault((row.ActivationId, row.StepId)) ?? Words.Delivery(row.Kind)))
            .GroupBy(line => (line.Row.Cause, line.Row.Reason, line.Row.Channel))
            .Select(group => new DeliveryGroup(group.Key.Cause, group.Key.Reason, group.Key.Channel, [.. group]))
            .OrderByDescending(group => group.MayRetry).ThenBy(group => group.Since)];
    }
}
