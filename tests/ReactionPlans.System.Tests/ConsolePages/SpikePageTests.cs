using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The page about one spike, and the one a link opens, in a browser.</summary>
public sealed class SpikePageTests : ConsoleTest
{
    private static readonly Guid Spike = StableId.Of("spike/decide");

    [Test]
    public async Task The_police_hold_and_read_why_and_the_municipality_reads_that_and_until_when()
    {
        const string canary = "kanariefugl-4711";
        var page = await SignIn("coordinator");
        await page.GotoAsync($"/Spikes/{Spike}");
        await page.GetByLabel("Begrundelse").FillAsync(canary);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sæt i bero" }).ClickAsync();
        var police = await page.Locator("main").InnerTextAsync();

        var lead = await SignIn("lead");
        await lead.GotoAsync($"/Spikes/{Spike}");
        var municipality = await lead.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(police, Does.Contain("5 indbrud på 7 dage i 8240 Risskov").And.Contain(canary).And.Contain("R1, R2"));
            Assert.That(municipality, Does.Contain("Sat i bero til torsdag den 5. marts 2026 kl. 12.00 af Karen Koordinator."));
            Assert.That(municipality, Does.Not.Contain(canary).And.Not.Contain("R1, R2"));
        });
    }

    [Test]
    public async Task Another_partnerships_spike_is_as_good_as_none()
    {
        var page = await SignIn("coordinator", ConsoleScene.OtherPartnership);

        var answer = await page.GotoAsync($"/Spikes/{Spike}");

        Assert.That(answer!.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Both_pages_are_accessible([Values("desktop", "phone")] string viewport)
    {
        var size = viewport == "phone" ? Browser.Phone : Browser.Desktop;
        var token = new AnswerLinks(new byte[Seal.KeyBytes]).Token(
            new AnswerLink(Spike, ConsoleScene.Partnership, "coordinator", 1, "decision-1", TestDatabase.Start.AddHours(3)));
        var found = new List<string>();
        var phone = await TheBrowser.Open(Site.Address, size);
        await phone.GotoAsync(AnswerLinks.Path + token);
        found.AddRange(await Browser.Violations(phone));
        await Browser.Picture(phone, $"answer-{viewport}");
        Assert.That(await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Godkend" }).ClickAsync();
        Assert.That(await phone.Locator("h1").InnerTextAsync(), Is.EqualTo("Dit svar er gemt"));
        found.AddRange(await Browser.Violations(phone));
        await phone.GotoAsync(AnswerLinks.Path + token);
        found.AddRange(await Browser.Violations(phone));

        var page = await SignIn("coordinator", page: await TheBrowser.Open(Site.Address, size));
        await page.GotoAsync($"/Spikes/{Spike}");
        found.AddRange(await Browser.Violations(page));
        await Browser.Picture(page, $"spike-{viewport}");

        Assert.That(found, Is.Empty);
    }

    private async Task<IPage> SignIn(string person, string partnership = ConsoleScene.Partnership, IPage? page = null)
    {
        var password = await Site.Accounts.Create(person, partnership, person);
        page ??= await TheBrowser.Open(Site.Address);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, person, password);
        return page;
    }
}
