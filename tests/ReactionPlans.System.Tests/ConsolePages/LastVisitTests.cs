using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What has happened since somebody was here last, told to that person and without that person's own acts.</summary>
public sealed class LastVisitTests : ConsoleTest
{
    [Test]
    public async Task Others_acts_since_the_visit_before_are_told_and_stay_for_the_whole_visit()
    {
        var lead = await SignIn("lead", Browser.Desktop);
        var coordinator = await SignIn("coordinator", Browser.Desktop);
        Assert.That(await lead.GetByText("Siden dit sidste besøg").CountAsync(), Is.Zero, "at a first visit everything is new");
        await coordinator.GetByRole(AriaRole.Button, new() { Name = "Godkend" }).ClickAsync();
        await Assertions.Expect(coordinator.GetByRole(AriaRole.Status)).ToContainTextAsync("godkendelse er gemt");

        Later(TimeSpan.FromMinutes(10));
        await lead.GotoAsync("/");
        Assert.That(await lead.GetByText("Siden dit sidste besøg").CountAsync(), Is.Zero, "ten minutes are the same visit");
        await coordinator.GotoAsync("/");

        Later(TimeSpan.FromHours(2));
        for (var look = 0; look < 2; look++)
        {
            await lead.GotoAsync("/");
            Assert.That(await Told(lead), Does.Not.Contain("Karen Koordinator"), "it was seen at the visit before");
        }

        await Site.Database.Execute("update activation.task set state = 'Done', settled_by = 'coordinator', settled_at = @now where step_id = 'station'", new { now = Site.Database.Clock.GetUtcNow().UtcDateTime.AddMinutes(10) });
        Later(TimeSpan.FromHours(2));
        for (var look = 0; look < 2; look++)
        {
            await lead.GotoAsync("/");
            Assert.That(await Told(lead), Does.Contain("Karen Koordinator meldte »Mobil politistation« udført, 8260 Viby J."));
        }

        await coordinator.GotoAsync("/");
        Assert.That(await Told(coordinator), Does.Contain("Intet nyt siden"), "one's own acts are no news");
        await lead.Locator("section[aria-labelledby=nyt] a").First.ClickAsync();
        await Assertions.Expect(lead).ToHaveURLAsync(new Uri(Site.Address, $"/Activations/{ConsoleScene.RunningPlan}").ToString());
        await Browser.Picture(lead, "since-last-visit");
    }

    private void Later(TimeSpan time) => Site.Database.Clock.MoveTo(Site.Database.Clock.GetUtcNow() + time);

    private static async Task<string> Told(IPage page) => await page.Locator("section[aria-labelledby=nyt]").InnerTextAsync();
}
