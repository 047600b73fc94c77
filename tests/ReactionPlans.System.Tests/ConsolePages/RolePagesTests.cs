using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow.Access;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The pages of those who are not in one partnership alone, in a browser: each role sees its own. That it is refused the rest, AuthorizationMatrixTests says of every route.</summary>
public sealed class RolePagesTests : ConsoleTest
{
    [Test]
    public async Task The_secretariat_sees_figures_and_no_small_number([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn(new Membership("sekretariat", null, null, "national-secretariat"), viewport);
        var text = await page.Locator("main").InnerTextAsync();

        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/National"));
        Assert.That(text, Does.Contain("184").And.Contain("færre end 3").And.Contain(ConsoleScene.OtherPartnership));
        Assert.That(text, Does.Not.Contain("Risskov").And.Not.Contain("8240").And.Not.Contain("Karen"));
        await IsSound(page, $"national-{viewport}");
    }

    [Test]
    public async Task The_administrator_sees_the_machinery_and_no_case([Values("desktop", "phone")] string viewport)
    {
        await Site.Accounts.Create("karen", ConsoleScene.Partnership, "coordinator");
        var page = await SignIn(new Membership("drift", null, null, "administrator"), viewport);
        var text = await page.Locator("main").InnerTextAsync();

        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/Administration"));
        Assert.That(text, Does.Contain("karen").And.Contain("Kilder, der har leveret anmeldelser").And.Contain("test"));
        Assert.That(text, Does.Not.Contain("Risskov").And.Not.Contain("8240"));
        await IsSound(page, $"administration-{viewport}");
    }

    [Test]
    public async Task The_coordinator_sees_who_did_what_in_the_own_partnership([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn(new Membership("karen", ConsoleScene.Partnership, "coordinator", null), viewport);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Godkend" }).ClickAsync();
        await page.GotoAsync("/AuditTrail");
        var text = await page.Locator("main").InnerTextAsync();

        Assert.That(text, Does.Contain("Karen Koordinator").And.Contain("Godkendte"));
        await IsSound(page, $"audit-{viewport}");

        var neighbour = await SignIn(new Membership("naboleder", ConsoleScene.OtherPartnership, "lead", null), viewport);
        await neighbour.GotoAsync("/AuditTrail");
        Assert.That(await neighbour.Locator("main").InnerTextAsync(), Does.Not.Contain("Karen").And.Not.Contain("Godkendte"));
    }

    [Test]
    public async Task Who_works_in_two_partnerships_chooses_and_sees_one_at_a_time()
    {
        await Site.Accounts.Add(new Membership("begge", ConsoleScene.Partnership, "lead", null), Actor.Program, default);
        await Site.Accounts.AddMembership(new Membership("begge", ConsoleScene.OtherPartnership, "lead", null), Actor.Program, default);
        var page = await SignIn("begge", await Site.Accounts.Reset("begge", Actor.Program, default), "desktop");

        await page.GotoAsync("/Choose");
        await IsSound(page, "choose");
        await page.GetByRole(AriaRole.Button, new() { Name = "Naboby" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Naboby").And.Not.Contain("Risskov"));

        await page.GotoAsync("/Choose");
        await page.GetByRole(AriaRole.Button, new() { Name = "Eksempel" }).ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Risskov"));
    }

    [Test]
    public async Task A_removed_account_is_out_at_the_next_click()
    {
        var page = await SignIn(new Membership("karen", ConsoleScene.Partnership, "coordinator", null), "desktop");
        await Site.Accounts.Remove("karen", Actor.Program, default);

        await page.GotoAsync("/");

        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/SignIn"));
    }

    private static async Task IsSound(IPage page, string picture)
    {
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, picture);
    }

    private async Task<IPage> SignIn(Membership membership, string viewport) =>
        await SignIn(membership.UserName, await Site.Accounts.Add(membership, Actor.Program, default), viewport);

    private async Task<IPage> SignIn(string userName, string? password, string viewport)
    {
        var page = await TheBrowser.Open(Site.Address, viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync("/");
        await SubmitSignIn(page, userName, password!);
        return page;
    }
}
