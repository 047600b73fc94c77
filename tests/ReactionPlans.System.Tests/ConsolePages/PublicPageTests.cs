using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>Somebody with a letter in hand, whom nobody knows, looks whether it is genuine.</summary>
public sealed class PublicPageTests : ConsoleTest
{
    private static readonly Guid Plan = StableId.OfActivation(StableId.Of("spike/runs"));

    [Test]
    public async Task Whoever_has_a_letter_sees_that_it_is_genuine_and_nothing_else([Values("desktop", "phone")] string viewport)
    {
        var page = await TheBrowser.Open(Site.Address, viewport == "phone" ? Browser.Phone : Browser.Desktop);

        var code = PublicCode.Of(Plan);
        Assert.That((await page.GotoAsync($"/p/{code[..4].ToUpperInvariant()}-{code[4..8]}-{code[8..]}."))!.Status, Is.EqualTo(200), "as it may be typed, with the full stop of its sentence");
        var told = await page.Locator("main").InnerTextAsync();

        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, $"public-{viewport}");
        Assert.That(await page.Locator("header").InnerTextAsync(), Is.EqualTo("Trygt Naboskab").IgnoreCase, "from the local concept and not from a system");
        Assert.That(told, Does.Contain("senest den 12. april 2026. Spørgsmål").And.Contain("senest den 12. april 2026.\n"), "the page and the letter tell the same day");
        Assert.That(told, Does.Contain("Trygt Naboskab har skrevet").And.Contain("This letter is genuine").And.Contain("114").And.Contain($"/p/{code}"));
        Assert.That(told, Does.Not.Contain("Karen").And.Not.Contain("R1"), "no person and no case");
        Assert.That(await page.GetByRole(AriaRole.Img, new() { Name = "QR-kode til denne side" }).CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_text_that_tells_of_fewer_than_agreed_is_not_read_here_either()
    {
        var page = await TheBrowser.Open(Site.Address, Browser.Desktop);
        await page.GotoAsync($"/p/{PublicCode.Of(Plan)}");
        Assert.That(await page.Locator("article.sheet").CountAsync(), Is.EqualTo(1));

        await Site.Database.Execute("update agreements.version set yaml = replace(yaml, 'smallestCount: 2', 'smallestCount: 50')");
        await page.ReloadAsync();

        Assert.That(await page.Locator("article.sheet").CountAsync(), Is.Zero);
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Trygt Naboskab har skrevet").And.Not.Match("[0-9]+ indbrud"));
        Assert.That(await Browser.Violations(page), Is.Empty);
    }

    [Test]
    public async Task A_code_that_is_nobodys_or_of_a_plan_long_over_shows_nothing_and_cannot_be_tried_for_ever()
    {
        var page = await TheBrowser.Open(Site.Address, Browser.Desktop);

        var over = $"/p/{PublicCode.Of(StableId.OfActivation(StableId.Of("spike/over")))}";
        Assert.That((await page.GotoAsync(over))!.Status, Is.EqualTo(200));
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Indsatsen sluttede den 3. januar 2026"));
        await Site.Database.Execute("update activation.activation set ended_at = ended_at - interval '60 days' where ended_at is not null");
        Assert.That((await page.GotoAsync(over))!.Status, Is.EqualTo(404));

        var statuses = new List<int>();
        for (var guess = 0; guess < 30; guess++)
            statuses.Add((await page.GotoAsync($"/p/{guess:x12}"))!.Status);

        Assert.That(statuses.Distinct(), Is.EqualTo([404, 429]));
    }
}
