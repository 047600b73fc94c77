using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A plan that follows the calendar is no rise on any page, and no page counts what was never counted. Week 11 is 9 to 15 March.</summary>
public sealed class SeasonPagesTests : ConsoleTest
{
    private static readonly Guid Asked = StableId.Of("spike/decide"), Runs = StableId.Of("spike/runs");

    [Test]
    public async Task The_pages_tell_of_the_week_and_of_no_number([Values("desktop", "phone")] string viewport)
    {
        await FollowTheCalendar();
        var size = viewport == "phone" ? Browser.Phone : Browser.Desktop;
        var page = await SignIn("coordinator", size);
        var found = new List<string>();

        var overview = await Read(page, "/");
        var question = await Read(page, $"/Spikes/{Asked}");
        var evaluation = await Read(page, $"/Evaluations/{StableId.OfActivation(Runs)}");
        var form = await Read(page, "/Agreements/Propose");
        var letter = await Read(await TheBrowser.Open(Site.Address, size), $"/p/{PublicCode.Of(StableId.OfActivation(Runs))}");

        Assert.Multiple(() =>
        {
            Assert.That(overview, Does.Contain("Planen begynder efter kalenderen: 7 dage før uge 11").And.Contain("Slutter med ugen, den 15. marts 2026").And.Contain("Spørgsmål, der venter").And.Not.Contain("Slutter, når tallet er faldet").And.Not.Contain("Talt fra"));
            Assert.That(question, Does.StartWith("Overblik").And.Contain("Plan for uge 11 i 8240 Risskov").And.Contain("Planens tid begyndte efter kalenderen").And.Contain("Uge 11 i Risskov: det kan du gøre"));
            Assert.That(question, Does.Not.Contain("Stigning").And.Not.Contain("Talt fra").And.Not.Contain("indbrud på").And.Not.Contain("er igen ro").And.Not.Contain("tallet faldt"));
            Assert.That(evaluation, Does.Contain("Virkningen regnes ikke ud: planen begyndte efter kalenderen").And.Not.Contain("Stigningen blev fundet"));
            Assert.That(form, Does.Contain("Følger kalenderen: fra 7 dage før uge 11").And.Contain("Det ændres i filen"));
            Assert.That(letter, Does.Contain("har skrevet til Viby J (8260) om uge 11").And.Contain("Indsatsen er i gang til og med den 15. marts 2026").And.Not.Contain("0 indbrud"));
        });
        Assert.That(found, Is.Empty);

        async Task<string> Read(IPage at, string path)
        {
            await at.GotoAsync(path);
            found.AddRange(await Browser.Violations(at));
            return await at.Locator("main").InnerTextAsync();
        }
    }

    /// <summary>The scene's criterion becomes one of the calendar, and its rises become seasons.</summary>
    private Task FollowTheCalendar() => Site.Database.Execute("""
        update agreements.version set yaml = replace(yaml, '{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }', '{ kind: season, week: 11, daysBefore: 7 }');
        update detection.spike set fired_on = '2026-03-03', evidence = '{"count": 0, "windowDays": 2, "from": "2026-03-02", "to": "2026-03-03", "knownBefore": "2026-03-02T23:05:00Z", "dayIsOver": false,
            "references": [], "season": {"week": 11, "daysBefore": 7, "first": "2026-03-02", "monday": "2026-03-09", "last": "2026-03-15"}}' where ended_on is null;
        update activation.activation set fired_on = '2026-03-03' where ended_at is null;
        """);
}
