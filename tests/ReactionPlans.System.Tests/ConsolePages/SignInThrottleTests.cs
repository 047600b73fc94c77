using NUnit.Framework;
using ReactionPlans.Flow.Replay;
using ReactionPlans.TestKit;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.System.Tests.ConsolePages;

[TestFixture]
public sealed class SignInThrottleTests
{
    [Test]
    public void Five_failures_make_a_name_wait_until_the_first_is_five_minutes_old()
    {
        var clock = new VirtualClock(TestDatabase.Start);
        var throttle = new SignInThrottle(clock);
        for (var failure = 0; failure < 5; failure++)
        {
            Assert.That(throttle.WaitOf("karen"), Is.Null);
            throttle.Failed("Karen ");
        }

        Assert.That(throttle.WaitOf("KAREN"), Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(throttle.WaitOf("peter"), Is.Null);
    }

    [Test]
    public void A_right_password_forgets_the_wrong_ones()
    {
        var throttle = new SignInThrottle(new VirtualClock(TestDatabase.Start));
        for (var failure = 0; failure < 4; failure++)
            throttle.Failed("karen");
        throttle.Succeeded("karen");
        throttle.Failed("karen");

        Assert.That(throttle.WaitOf("karen"), Is.Null);
    }
}
