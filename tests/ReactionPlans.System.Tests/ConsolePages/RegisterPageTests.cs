using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The register in numbers, in a browser.</summary>
public sealed class RegisterPageTests : ConsoleTest
{
    [Test]
    public async Task The_coordinator_sees_how_many_are_reached_and_nobodys_name_or_address([Values("desktop", "phone")] string viewport)
    {
        await Site.Database.Execute("""
            with person as (
                insert into reactions.neighbour_friend (id, name, mail, push, role, language, consent_at, imported_at)
                select 'f' || n, 'Ane Andersen', case when n <= 3 then 'ane@example.dk' end, case when n > 3 then 'token' end, 'member', 'da', @at, @at from generate_series(1, 4) as n returning id)
            insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select person.id, area.id from person, intake.area where area.code = '8240';
            insert into reactions.friend_choice (neighbour_friend_id, choice, partnership_id, told_at) values ('f1', 'left', 'somebody-else', @at)
            """, new { at = TestDatabase.Start.AddDays(-30) });
        var page = await SignIn("coordinator", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync("/Register");
        var told = await page.Locator("main").InnerTextAsync();

        Assert.That(told, Does.Contain("2 af 4 ville få en besked").And.Contain("Nabohjælpere").And.Contain("Risskov"));
        Assert.That(told, Does.Not.Contain("Ane").And.Not.Contain("ane@example.dk"));
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, $"register-{viewport}");

        var neighbour = await SignIn("lead", Browser.Desktop, ConsoleScene.OtherPartnership);
        await neighbour.GotoAsync("/Register");
        Assert.That(await neighbour.Locator("main").InnerTextAsync(), Does.Contain("Registeret er tomt"), "another partnership's areas are not theirs");
    }
}
