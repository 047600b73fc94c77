using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Web;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A test in a browser: the console over the scene, on its own for each test.</summary>
[NonParallelizable]
public abstract class ConsoleTest
{
    private Browser? browser;
    private ConsoleSite? site;

    /// <summary>The folder of partnerships' own texts; null: there are none.</summary>
    protected virtual string? LocalTexts => null;

    /// <summary>What lies behind the areas on the map; null: nothing.</summary>
    protected virtual MapOptions? Map => null;

    internal Browser TheBrowser => browser!;

    internal ConsoleSite Site => site!;

    [SetUp]
    public async Task OpenTheConsole()
    {
        browser = await Browser.Start();
        site = await ConsoleSite.Start(LocalTexts, Map);
        await ConsoleScene.Set(site.Database);
    }

    [TearDown]
    public async Task CloseTheConsole()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        if (site is not null)
            await site.DisposeAsync();
    }

    /// <summary>A page of somebody who has an account and is signed in.</summary>
    internal async Task<IPage> SignIn(string person, ViewportSize size, string partnership = ConsoleScene.Partnership)
    {
        var password = await Site.Accounts.Create(person, partnership, person);
        var page = await TheBrowser.Open(Site.Address, size);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, person, password);
        return page;
    }

    internal static async Task SubmitSignIn(IPage page, string userName, string password, string language = "da")
    {
        await page.GetByLabel(language == "en" ? "User name" : "Brugernavn").FillAsync(userName);
        await page.GetByLabel(language == "en" ? "Password" : "Adgangskode").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = language == "en" ? "Sign in" : "Log ind", Exact = true }).ClickAsync();
        await page.WaitForLoadStateAsync(); // what is read next is the whole page
    }
}
