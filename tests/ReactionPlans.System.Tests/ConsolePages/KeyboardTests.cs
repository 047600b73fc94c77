using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The day's work without a mouse: signing in, deciding, changing the agreement. Wherever the keyboard stands can be seen.</summary>
public sealed class KeyboardTests : ConsoleTest
{
    private const int MostStops = 150;

    /// <summary>Whether what has the focus can be seen, and that it has it: an outline, a shadow or another line around it than without.</summary>
    private const string ShowsFocus = """
        () => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          const looks = () => { const style = getComputedStyle(one); return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine].join(); };
          const focused = looks();
          one.blur();
          const without = looks();
          one.focus();
          return box.width > 0 && box.height > 0 && focused !== without;
        }
        """;

    [Test]
    public async Task A_coordinator_signs_in_reads_the_evidence_and_approves()
    {
        var password = await Site.Accounts.Create("karen", ConsoleScene.Partnership, "coordinator");
        var page = await TheBrowser.Open(Site.Address);
        await page.GotoAsync("/SignIn");
        await GoTo(page, page.GetByLabel("Brugernavn"));
        await page.Keyboard.TypeAsync("karen");
        await GoTo(page, page.GetByLabel("Adgangskode"));
        await page.Keyboard.TypeAsync(password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(Site.Address.ToString());

        await page.Keyboard.PressAsync("Tab");
        Assert.That(await page.EvaluateAsync<string>("document.activeElement.hash"), Is.EqualTo("#main-content"), "the menu can be passed by");
        await page.Keyboard.PressAsync("Enter");
        await GoTo(page, page.GetByRole(AriaRole.Button, new() { Name = "Godkend" }));
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("godkendelse er gemt");
        Assert.That(await Site.Database.Rows("decision.question", "state = 'Approved'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_lead_changes_a_number_by_its_slider_and_another_in_its_field_and_proposes_them()
    {
        await Site.Database.Execute("""
            update intake.area set geometry = format('{"type":"Polygon","coordinates":[[[%s,56],[%s,56],[%s,57],[%s,57],[%s,56]]]}', id, id + 1, id + 1, id, id)
            """);
        var page = await SignIn("lead", Browser.Desktop);
        await page.GotoAsync("/Agreements");
        await GoTo(page, page.GetByRole(AriaRole.Link, new() { Name = "Foreslå en ny version" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Foreslå version 2");

        var limit = page.Locator("[id='f-criteria.burst.atLeast']");
        await GoTo(page, page.GetByRole(AriaRole.Slider).First);
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(limit).ToHaveValueAsync("6");
        var roof = page.Locator("[id='f-criteria.burst.clearAfterDays']");
        await GoTo(page, roof);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("21");
        await GoTo(page, page.GetByRole(AriaRole.Button, new() { Name = "Foreslå felterne" }));
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Version 2 er foreslået");
        Assert.That(await Site.Database.Scalar<string>("select yaml from agreements.version where partnership_id = 'eksempel' and version = 2"), Does.Contain("atLeast: 6").And.Contain("clearAfterDays: 21"));
    }

    /// <summary>Tabs until the element has the focus.</summary>
    private static async Task GoTo(IPage page, ILocator element)
    {
        var before = "";
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var where = await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 160)");
            if (where != before) // a day's field has a stop for each of its parts, and would begin again
                Assert.That(await page.EvaluateAsync<bool>(ShowsFocus), Is.True, $"nobody sees that the keyboard is at {where}");
            before = where;
            if (await element.EvaluateAsync<bool>("one => one === document.activeElement"))
                return;
        }

        Assert.Fail($"{MostStops} stops do not lead to {element}.");
    }
}
