using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The project lead posts in a local group: text, map and groups lie ready, and the link to the post is kept.</summary>
public sealed class LocalPostTests : ConsoleTest
{
    [Test]
    public async Task The_map_is_taken_along_as_a_picture_and_the_link_to_the_post_is_seen_by_the_others()
    {
        var page = await SignIn("lead", Browser.Desktop);
        await page.GotoAsync($"/Activations/{ConsoleScene.RunningPlan}");
        await page.GetByText("Tekst, kort og grupper").ClickAsync();

        Assert.That(await page.GetByRole(AriaRole.Link, new() { Name = "Naboer i Viby (åbner i en ny fane)" }).GetAttributeAsync("href"), Is.EqualTo("https://groups.example.dk/viby"));
        Assert.That(await page.GetByText("https://groups.example.dk/risskov").CountAsync(), Is.Zero, "another area's group");
        Assert.That(await page.Locator("img.area-picture").EvaluateAsync<int>("picture => picture.decode().then(() => picture.naturalWidth)"), Is.EqualTo(1200));
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, "local-post");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Hent kortet som billede").ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("kort.png"));
        var png = await File.ReadAllBytesAsync((await download.PathAsync())!);
        Assert.That(png[..8], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }));

        await page.GetByLabel("Link til opslaget, eller en bemærkning").FillAsync("https://groups.example.dk/viby/posts/17");
        await page.Locator("form", new() { Has = page.GetByText("Tekst, kort og grupper") }).GetByRole(AriaRole.Button, new() { Name = "Udført" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Link, new() { Name = "Se opslaget (åbner i en ny fane)" }).First.GetAttributeAsync("href"), Is.EqualTo("https://groups.example.dk/viby/posts/17"));
    }
}
