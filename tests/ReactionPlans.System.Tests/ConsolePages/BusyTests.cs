using Dapper;
using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What takes its time says so, and stops when one calls it off: on the page and in the database.</summary>
public sealed class BusyTests : ConsoleTest
{
    private const string Waiting = "select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";

    /// <summary>In one go and in the page: while another page is on its way, the driver sees nothing of this one. Tells what stood there after two seconds.</summary>
    private const string SubmitAndCallOff = """
        () => new Promise((done) => {
          document.querySelector("form[data-busy] button[type=submit]").click();
          const looking = setInterval(() => {
            const box = document.querySelector(".busy");
            if (box?.querySelector("span").textContent !== "2 s") return;
            clearInterval(looking);
            const told = box.innerText;
            box.querySelector("button").click();
            done(told);
          }, 50);
        })
        """;

    [Test]
    public async Task A_long_calculation_says_that_it_runs_and_is_called_off()
    {
        var page = await SignIn("lead", Browser.Desktop);
        await page.GotoAsync("/Agreements/Numbers");
        await using var other = await Site.Database.Superuser.OpenConnectionAsync();
        await using var hold = await other.BeginTransactionAsync();
        await other.ExecuteAsync("lock table intake.report_revision in access exclusive mode", transaction: hold);

        await page.Locator("[name=perYear]").FillAsync("2");
        var told = page.EvaluateAsync<string>(SubmitAndCallOff);
        Assert.That(async () => await other.ExecuteScalarAsync<int>(Waiting, transaction: hold), Is.EqualTo(1).After(10_000, 20), "it is being worked out");
        Assert.That(await told, Does.Contain("Regner på de gemte anmeldelser").And.Contain("2 s"));

        await Assertions.Expect(page.Locator(".busy")).ToHaveCountAsync(0);
        Assert.That(await page.Locator("[name=perYear]").InputValueAsync(), Is.EqualTo("2"), "what was typed stays");
        Assert.That(async () => await other.ExecuteScalarAsync<int>(Waiting, transaction: hold), Is.Zero.After(10_000, 50), "nobody works on it any more");
    }
}
