using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The sender's picture on the page where everybody sees that a letter is genuine.</summary>
public sealed class PublicLogoTests : ConsoleTest
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rp-logo-");

    protected override string? LocalTexts
    {
        get
        {
            var own = folder.CreateSubdirectory(ConsoleScene.Partnership);
            File.WriteAllBytes(Path.Combine(own.FullName, "byvaaben.png"), SomePng.Make(300, 120));
            return folder.FullName;
        }
    }

    [OneTimeTearDown]
    public void Leave() => folder.Delete(recursive: true);

    [Test]
    public async Task It_stands_at_the_head_and_comes_from_nowhere_else([Values("desktop", "phone")] string viewport)
    {
        await Site.Database.Execute("update agreements.version set yaml = replace(yaml, 'smallestCount: 2', 'smallestCount: 2, logo: { file: byvaaben.png, alt: Byvåben med tårn }')");
        var page = await TheBrowser.Open(Site.Address, viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync($"/p/{PublicCode.Of(StableId.OfActivation(StableId.Of("spike/runs")))}");
        var logo = page.GetByRole(AriaRole.Img, new() { Name = "Byvåben med tårn" });

        Assert.That(await logo.EvaluateAsync<bool>("image => image.complete && image.naturalWidth === 300"), Is.True);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, $"public-logo-{viewport}");
        Assert.That(TheBrowser.Requests.Where(request => request.Scheme != "data").Select(request => request.Authority).Distinct(), Is.EqualTo([Site.Address.Authority]));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }
}
