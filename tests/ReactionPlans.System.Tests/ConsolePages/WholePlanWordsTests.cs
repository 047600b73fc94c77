using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;
using ReactionPlans.Web.Pages.Agreements;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>When the steps of a plan that has not begun would come, in words.</summary>
public sealed class WholePlanWordsTests
{
    /// <summary>23.30 on a Saturday in Denmark: the next day begins at 10.</summary>
    private static readonly DateTimeOffset Night = new(2026, 3, 7, 22, 30, 0, TimeSpan.Zero);

    private static readonly Agreement Agreement = AgreementYaml.Read(Repository.Read("examples/aarhus.yaml"), "aarhus.yaml").Agreement!;

    [Test]
    public void A_letter_waits_for_the_morning_and_a_task_does_not()
    {
        Assert.That(When(Agreement, Reaction.Letter), Does.StartWith("Sendes søndag den 8. marts 2026 kl. 10.00, for der skrives ikke om natten."));
        Assert.That(When(Agreement, Reaction.Task), Does.StartWith("Begynder lørdag den 7. marts 2026 kl. 23.30."));
    }

    [Test]
    public void Where_the_parties_have_agreed_on_the_night_it_goes_at_once() =>
        Assert.That(When(Agreement with { Channels = Agreement.Channels with { AtNight = true } }, Reaction.Letter), Does.StartWith("Sendes lørdag den 7. marts 2026 kl. 23.30."));

    private static string When(Agreement agreement, Reaction reaction) =>
        WholePlanWords.When(PlanExpansion.Expand(agreement, Night, SchoolCalendar.Empty).First(task => task.Step.Reaction == reaction), agreement);
}
