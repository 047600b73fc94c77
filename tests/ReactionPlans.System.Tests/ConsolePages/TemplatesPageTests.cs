using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Web.Pages.Templates;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The agreement's texts in a browser: all of them, one of them, and other words that are tried and not kept.</summary>
public sealed class TemplatesPageTests : ConsoleTest
{
    private const string Own = """
        subject: Der er igen ro i {{ area.name }}
        Kære nabo

        {{ sender.name }} skrev til dig om {{ offence.several }} i {{ area.name }}. Tallet er faldet, og indsatsen er slut den {{ ended_on }}.

        Ring til politiet på {{ sender.police_phone }}, hvis du har set noget. Lås stadig døren. Spørgsmål: {{ sender.contact }}.
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rp-page-texts-");

    protected override string? LocalTexts
    {
        get
        {
            var file = Path.Combine(folder.FullName, ConsoleScene.Partnership, "da", "all-clear.liquid");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, Own);
            return folder.FullName;
        }
    }

    [OneTimeTearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public async Task Every_text_stands_with_whom_it_goes_to_whose_words_it_has_and_what_the_lint_says([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("lead", Size(viewport));
        await page.GetByRole(AriaRole.Link, new() { Name = "Skabeloner", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Skabeloner" })).ToBeVisibleAsync();
        var told = await page.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("Breve til beboerne").And.Contain("Beskeder til nabovenner og foreninger").And.Contain("Opslag i lokale grupper").And.Contain("Til parterne"));
            Assert.That(told, Does.Contain("letlæst dansk").And.Contain("dansk med engelsk under"));
            Assert.That(told, Does.Contain("Når politiet sætter i bero").And.Contain("intet at rette").And.Contain("læses kun af parterne"));
            Assert.That(told, Does.Contain("8260 Viby J"), "the area with the most reports");
            Assert.That(told, Does.Not.Contain("efterårsferie"), "the agreement has no plan by the calendar");
        });
        var fallen = page.Locator("tr", new() { HasText = "Når tallet er faldet" });
        Assert.That(await fallen.Filter(new() { HasText = "jer selv" }).CountAsync(), Is.EqualTo(1), "the Danish one alone");
        Assert.That(await fallen.Filter(new() { HasText = "materialebanken" }).CountAsync(), Is.EqualTo(2));
        await IsSound(page, $"templates-{viewport}");
    }

    [Test]
    public async Task One_text_is_seen_as_its_receiver_sees_it_with_its_template_and_what_that_fills_in([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("coordinator", Size(viewport));
        await page.GotoAsync("/Templates/residents-burst");
        await page.GetByLabel("Område").SelectOptionAsync("8240");
        await page.GetByLabel("Modtagerens sprog").SelectOptionAsync("en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vis teksten" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Område")).ToHaveValueAsync("8240");
        var told = await page.Locator("main").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("Kære beboer i Risskov").And.Contain("5 burglaries").And.Contain("Tekstens prøve finder intet at rette."));
            Assert.That(told, Does.Contain("{{ area.name }}").And.Contain("Områdets navn; flere områder som en liste"));
            Assert.That(told, Does.Contain("eksempel/en/residents-burst.liquid").And.Contain("Texts:LocalFolder"));
        });
        await IsSound(page, $"template-{viewport}");
        var paper = await page.Context.APIRequest.GetAsync(new Uri(Site.Address, (await page.GetByRole(AriaRole.Link, new() { Name = "Se brevet, som det kommer på papir" }).GetAttributeAsync("href"))!).ToString());
        Assert.That((await paper.BodyAsync())[..5], Is.EqualTo("%PDF-"u8.ToArray()));

        await page.GotoAsync("/Templates/local-post");
        Assert.That(await page.Locator("img.area-picture").EvaluateAsync<int>("picture => picture.decode().then(() => picture.naturalWidth)"), Is.EqualTo(1200));
        await page.GotoAsync("/Templates/visit-invited");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Politistationen").And.Contain("Torvet").And.Contain("Læses kun af parterne."));
        Assert.That((await page.GotoAsync("/Templates/residents-burst-season"))!.Status, Is.EqualTo(404), "not sent by this agreement");
        Assert.That((await page.GotoAsync("/Templates/..%2f..%2fappsettings"))!.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Other_words_are_drawn_while_they_are_written_with_the_line_of_what_is_wrong_and_nothing_is_kept([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("lead", Size(viewport));
        await page.GotoAsync("/Templates/residents-burst?area=8240");
        var box = page.GetByLabel("Teksten", new() { Exact = true });
        var (typed, trial) = (await box.InputValueAsync(), page.Locator(".trial"));

        await box.FillAsync(typed.Replace("Kære beboer i {{ area.name }}", "Kære nabo i {{ area.name }}. Banden hærger stadig.", StringComparison.Ordinal));
        await Assertions.Expect(trial).ToContainTextAsync("Kære nabo i Risskov");
        await Assertions.Expect(trial).ToContainTextAsync("Linje 2: Teksten kan skræmme");
        await Assertions.Expect(trial.GetByRole(AriaRole.Status)).ToHaveTextAsync("Tekstens prøve: bliver ikke sendt.");
        await IsSound(page, $"template-tried-{viewport}");

        await box.FillAsync(typed.Replace("{{ sender.contact }}", "{{ sender.adresse }}", StringComparison.Ordinal));
        await Assertions.Expect(trial.GetByRole(AriaRole.Alert)).ToContainTextAsync("Pladsholderen 'sender.adresse' findes ikke");
        await Assertions.Expect(trial).ToContainTextAsync("RP8206");
        Assert.That(await Browser.Violations(page), Is.Empty);

        await page.ReloadAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Kære beboer i Risskov").And.Not.Contain("Banden"));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task Without_script_a_button_tries_the_words_and_what_cannot_be_read_stays_in_the_box()
    {
        var password = await Site.Accounts.Create("duty", ConsoleScene.Partnership, "duty");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, "duty", password);
        await page.GotoAsync("/Templates/friends-burst?area=8240");
        var box = page.GetByLabel("Teksten", new() { Exact = true });

        await box.FillAsync("subject: Nyt i {{ area.name }}\n\n{% if has_station %}\nDer er set noget.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Prøv teksten" }).ClickAsync();
        Assert.That(await page.GetByRole(AriaRole.Alert).TextContentAsync(), Does.Contain("Linje 3: '{% if %}' er ikke lukket. Skriv '{% endif %}'").And.Contain("RP8202"));
        Assert.That(await box.InputValueAsync(), Does.Contain("Der er set noget."), "what was typed stays");
        Assert.That(await page.TitleAsync(), Does.StartWith("Fejl:"));

        await box.FillAsync("subject: Nyt i {{ area.name }}\n\nDer er set noget.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Prøv teksten" }).ClickAsync();
        Assert.That(await page.Locator(".trial").TextContentAsync(), Does.Contain("Nyt i Risskov").And.Contain("RP7030").And.Contain("ting at se efter"));
        Assert.That(await box.InputValueAsync(), Does.StartWith("subject: Nyt i {{ area.name }}"));
    }

    [Test]
    public async Task Another_partnership_has_its_own_texts_and_its_own_areas()
    {
        var page = await SignIn("lead", Browser.Desktop, ConsoleScene.OtherPartnership);

        await page.GotoAsync("/Templates");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Ingen af aftalens områder er på kortet endnu").And.Not.Contain("Viby").And.Not.Contain("jer selv"));
        await page.GotoAsync("/Templates/all-clear?area=8240");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("RP6054").And.Contain("naboby/da/all-clear.liquid").And.Not.Contain("Risskov").And.Not.Contain("Kære nabo\n"));
    }

    [Test]
    public void Every_placeholder_has_its_meaning_and_every_text_its_occasion()
    {
        Assert.That(TemplateNames.All.Where(name => PlaceholderWords.Of(name) == name || PlaceholderWords.Of(name).Contains('.', StringComparison.Ordinal)), Is.Empty);
        Assert.That(TemplateBook.Names.Where(name => TemplateWords.Used(new SentTemplate(name, TextAudience.Parties, false, [])) == name
            && !name.StartsWith("task-", StringComparison.Ordinal) && !name.EndsWith("-burst", StringComparison.Ordinal) && name != "local-post"), Is.Empty);
    }

    private static ViewportSize Size(string viewport) => viewport == "phone" ? Browser.Phone : Browser.Desktop;

    private static async Task IsSound(IPage page, string picture)
    {
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, picture);
    }
}
