using NUnit.Framework;
using ReactionPlans.Rules.Outward;

namespace ReactionPlans.Rules.Tests.Outward;

public sealed class WebhookRetryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Waits_grow_and_stop_growing()
    {
        var waits = Enumerable.Range(1, 8).Select(failures => WebhookRetry.Wait(failures)).ToList();

        Assert.That(waits.Take(6), Is.Ordered.Ascending.And.Unique);
        Assert.That(waits[^3..], Is.All.EqualTo(TimeSpan.FromHours(10)));
        Assert.That(() => WebhookRetry.Wait(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_receiver_may_ask_for_more_time_but_not_for_less_and_not_for_ever()
    {
        Assert.That(WebhookRetry.Wait(1, TimeSpan.FromMinutes(20)), Is.EqualTo(TimeSpan.FromMinutes(20)));
        Assert.That(WebhookRetry.Wait(3, TimeSpan.FromSeconds(1)), Is.EqualTo(WebhookRetry.Wait(3)));
        Assert.That(WebhookRetry.Wait(1, TimeSpan.FromSeconds(-5)), Is.EqualTo(WebhookRetry.Wait(1)));
        Assert.That(WebhookRetry.Wait(1, TimeSpan.FromDays(400)), Is.EqualTo(WebhookRetry.LongestAsked));
    }

    [Test]
    public void Five_days_without_a_confirmation_are_enough()
    {
        Assert.That(WebhookRetry.IsGivenUp(Noon, Noon.AddDays(5).AddSeconds(-1)), Is.False);
        Assert.That(WebhookRetry.IsGivenUp(Noon, Noon.AddDays(5)), Is.True);
    }
}
