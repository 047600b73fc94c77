using NUnit.Framework;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Rules.Tests.Plans;

public sealed class TaskCatalogueTests
{
    [TestCase("tryghedsvandring", "task-safety-walk")]
    [TestCase(" Borgermøde ", "task-meeting")]
    [TestCase("plant et træ", null)]
    [TestCase(null, null)]
    public void A_task_is_found_by_the_name_people_write(string? name, string? template) => Assert.That(TaskCatalogue.Find(name)?.Template, Is.EqualTo(template));

    [Test]
    public void Every_task_has_a_name_of_its_own_and_a_list_to_go_by()
    {
        Assert.That(TaskCatalogue.All.Select(task => task.Name), Is.Unique);
        Assert.That(TaskCatalogue.All.Select(task => task.Checklist.Count), Is.All.InRange(3, 8));
    }
}
