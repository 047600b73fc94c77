using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Prepares the texts that people take further themselves: a post in the local groups, an invitation to a walk or a meeting. The task itself stands in the plan.</summary>
public sealed class PlanLocalPosts(Database database, AgreementBook agreements, Wording wording) : IConsumer<ActivationStarted>, IConsumer<PlanRoundStarted>
{
    public const string Queue = "plan-local-posts";

    private sealed record Step(string StepId, string? Template, string? TaskName, string PartnershipId)
    {
        /// <summary>Null: a task of the agreement's own, without a text.</summary>
        public string? Text => Template ?? TaskCatalogue.Find(TaskName)?.Template;
    }

    public Task Consume(ConsumeContext<ActivationStarted> context) => database.Once(context, Queue, work => Prepare(work, context.Message.ActivationId));

    public Task Consume(ConsumeContext<PlanRoundStarted> context) => database.Once(context, Queue, work => Prepare(work, context.Message.ActivationId));

    private async Task Prepare(Work work, Guid id)
    {
        var steps = (await work.Query<Step>("Reactions/list-local-posts.sql", new { activation_id = id })).Where(step => step.Text is not null).ToList();
        if (steps.Count == 0)
            return;

        var facts = await TextFacts.Read(work, agreements, [id]);
        foreach (var step in steps)
        {
            var text = wording.Write(step.Text!, facts[id], step.StepId).Text;
            await work.Execute("Reactions/add-local-post.sql", new { activation_id = id, partnership_id = step.PartnershipId, step_id = step.StepId, text, now = work.Now });
        }
    }
}
