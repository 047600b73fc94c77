using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

public sealed class PlanLocalPostsTests
{
    private static readonly ActivationStarted Started = new(Scene.ActivationId);

    [Test]
    public async Task A_post_and_a_task_of_the_catalogue_get_their_texts_and_a_task_of_ones_own_gets_none()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.Database.Execute("update activation.task set task_name = 'plant et træ', reaction = 'Task', template = null where step_id = 'members'");

        await TestDatabase.Deliver<ActivationStarted>(scene.PlanLocalPosts, Started);
        await TestDatabase.Deliver<ActivationStarted>(scene.PlanLocalPosts, Started);

        var texts = await scene.Database.Query<(string StepId, string Text)>("select step_id, text from reactions.local_post order by step_id");
        Assert.That(texts.Select(text => text.StepId), Is.EqualTo(new[] { "post", "walk" }));
        Assert.That(texts[0].Text, Does.StartWith("Hej alle i Risskov"));
        Assert.That(texts[1].Text, Does.Contain("tryghedsvandring i Risskov").And.Contain("Trygt Naboskab"));
    }
}
