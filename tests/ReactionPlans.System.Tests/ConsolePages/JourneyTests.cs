using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>
/// The day of those whose pages have no test of their own role: the joint coordinator, who stands for both parties, the duty officer, and a neighbour friend with a link. From page to page by what
/// is clicked, at a desk and on a phone, without any script.
/// </summary>
public sealed class JourneyTests : ConsoleTest
{
    private static readonly AnswerLinks Links = new(new byte[Seal.KeyBytes]);

    [Test]
    public async Task The_joint_coordinator_sees_what_both_parties_see([Values("desktop", "phone")] string viewport)
    {
        await Site.Database.Execute("""
            update agreements.version set yaml = yaml || E'\n  - { id: joint, role: joint-coordinator, name: Fie Fælles, mail: joint@example.dk }\n'
            """);
        var page = await SignIn(viewport, "joint");
        Assert.That(await TextOf(page), Does.Contain("5 indbrud på 7 dage i 8240 Risskov"));
        Assert.That(await page.Locator("nav").First.InnerTextAsync(), Does.Contain("Register").And.Contain("Politistationer").And.Contain("Karantæne"), "the municipality's and the police's");

        await page.Locator($"a[href$='/Spikes/{ConsoleScene.Decide}']").First.ClickAsync();
        Assert.That(await TextOf(page), Does.Contain("R1").And.Contain("R2"), "case numbers, as the police");
        await Browser.Picture(page, $"journey-joint-spike-{viewport}");

        await page.GotoAsync($"/Activations/{ConsoleScene.RunningPlan}");
        await page.Locator($"a[href$='/Reach/{ConsoleScene.RunningPlan}']").First.ClickAsync();
        Assert.That(await page.Locator("h1").InnerTextAsync(), Is.Not.Empty, "homes that were not reached, as the municipality");
        await Browser.Picture(page, $"journey-joint-reach-{viewport}");
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task The_duty_officer_decides_at_night_and_sees_what_it_set_going([Values("desktop", "phone")] string viewport)
    {
        await Site.Database.Execute("update decision.question set asked_people = '{coordinator,duty}', round = 2");
        var page = await SignIn(viewport, "duty");
        await page.Locator($"a[href$='/Spikes/{ConsoleScene.Decide}']").First.ClickAsync();
        await Browser.Picture(page, $"journey-duty-spike-{viewport}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Godkend" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("godkendelse er gemt");

        Assert.That(await Site.Database.Scalar<string>("select person_id || ' ' || action from decision.answer"), Is.EqualTo("duty Approve"));
        await page.GotoAsync("/AuditTrail");
        Assert.That(await TextOf(page), Does.Contain("Ingen adgang"), "who did what is the coordinators' to see");
        Assert.That(TheBrowser.Complaints, Has.All.Contains("403"));
    }

    [Test]
    public async Task A_neighbour_friend_pauses_by_the_link_and_is_told_until_when([Values("desktop", "phone")] string viewport)
    {
        await Site.Database.Execute("""
            with person as (
                insert into reactions.neighbour_friend (id, name, mail, role, language, consent_at, imported_at) values ('ane', 'Ane', 'ane@example.dk', 'neighbour-friend', 'da', @at, @at) returning id)
            insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select person.id, area.id from person, intake.area where area.code = '8240'
            """, new { at = TestDatabase.Start.AddDays(-30) });
        var link = AnswerLinks.FriendPath + Links.Token(new FriendLink(ConsoleScene.Partnership, "ane", "mail"));
        var page = await TheBrowser.Open(Site.Address, Size(viewport), javaScript: false);
        await page.GotoAsync(link);
        await Browser.Picture(page, $"journey-neighbour-{viewport}");

        await page.GetByLabel("Skriv til mig igen fra den").FillAsync("2026-03-20");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hold pause" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("20. marts 2026");

        var sighted = await TheBrowser.Open(Site.Address, Size(viewport));
        await sighted.GotoAsync(link);
        Assert.That(await TextOf(sighted), Does.Contain("Du holder pause").And.Not.Contain("Ane"));
        Assert.That(await Browser.Violations(sighted), Is.Empty);
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    private static ViewportSize Size(string viewport) => viewport == "phone" ? Browser.Phone : Browser.Desktop;

    private static async Task<string> TextOf(IPage page) => await page.Locator("main").InnerTextAsync();

    private async Task<IPage> SignIn(string viewport, string person)
    {
        var page = await TheBrowser.Open(Site.Address, Size(viewport), javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, person, await Site.Accounts.Create(person, ConsoleScene.Partnership, person));
        return page;
    }
}
