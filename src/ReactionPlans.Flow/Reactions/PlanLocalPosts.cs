using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Prepares the text a person posts in the local groups; the task itself stands in the plan.</summary>
public sealed class PlanLocalPosts(Database database, AgreementBook agreements, Wording wording) : IConsumer<ActivationStarted>, IConsumer<PlanRoundStarted>
{
    public const string Queue = "plan-local-posts";

    private sealed record LocalPost(string StepId, string Template, string PartnershipId);

    public Task Consume(ConsumeContext<ActivationStarted> context) => database.Once(context, Queue, work => Prepare(work, context.Message.ActivationId));

    public Task Consume(ConsumeContext<PlanRoundStarted> context) => database.Once(context, Queue, work => Prepare(work, context.Message.ActivationId));

    private async Task Prepare(Work work, Guid id)
    {
        var posts = await work.Query<LocalPost>("Reactions/list-local-posts.sql", new { activation_id = id });
        if (posts.Count == 0)
            return;

        var facts = await TextFacts.Read(work, agreements, [id]);
        foreach (var post in posts)
        {
            var text = wording.Write(post.Template, facts[id], post.StepId).Text;
            await work.Execute("Reactions/add-local-post.sql", new { activation_id = id, partnership_id = post.PartnershipId, step_id = post.StepId, text, now = work.Now });
        }
    }
}
