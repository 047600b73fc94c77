using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>Two hosts over one database: what failed at the one counts at the other.</summary>
public sealed partial class SharedLockOutTests
{
    private ConsoleSite first = null!, second = null!;

    [SetUp]
    public async Task OpenTwoConsoles()
    {
        first = await ConsoleSite.Start();
        await ConsoleScene.Set(first.Database);
        second = await ConsoleSite.Beside(first);
    }

    [TearDown]
    public async Task CloseThem()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Test]
    public async Task A_password_tried_at_two_hosts_has_five_tries_and_whether_there_is_an_account_shows_nowhere()
    {
        var password = await first.Accounts.Create("karen", ConsoleScene.Partnership, "coordinator");
        var (known, unknown) = (new List<string>(), new List<string>());
        for (var number = 0; number < 5; number++)
        {
            known.Add(await Try(number % 2 == 0 ? first : second, "karen", "forkert"));
            unknown.Add(await Try(number % 2 == 0 ? first : second, "niels", "forkert"));
        }

        foreach (var site in new[] { first, second })
        {
            known.Add(await Try(site, "karen", password)); // the right one
            unknown.Add(await Try(site, "niels", password));
        }

        Assert.That(known, Is.EqualTo(unknown));
        Assert.That(known.Take(5), Has.All.Contains("RP6001"));
        Assert.That(known.Skip(5), Has.All.Contains("RP6002"));
        Assert.That(await first.Database.Rows("access.audit_entry", "action = 'sign-in-failed'"), Is.EqualTo(10), "what was not tried is no failure");
    }

    [Test]
    public async Task Wrong_keys_are_counted_together_and_a_right_one_is_let_in_all_the_same()
    {
        var keys = new PersonKeys(new Database(first.Database.App, first.Database.Clock, new MessageRoutes(true, Flow.Hops.All)));
        var right = await keys.Create(ConsoleScene.Partnership, "coordinator", Actor.Program, default);
        for (var number = 0; number < 20; number++)
            Assert.That((await Ask(number % 2 == 0 ? first : second, $"rpp_aaaaaaaaaaaa_{number}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));

        foreach (var site in new[] { first, second })
        {
            var (status, body, wait) = await Ask(site, "rpp_aaaaaaaaaaaa_x");
            Assert.That((status, body.Contains("RP8215", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.TooManyRequests, true)));
            Assert.That(wait?.TotalSeconds, Is.InRange(200, 300));
            Assert.That((await Ask(site, "a.b.c")).Status, Is.EqualTo(HttpStatusCode.TooManyRequests), "a token that is none");
            Assert.That((await Ask(site, right)).Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await Ask(site, null)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), "nothing was tried");
        }
    }

    /// <summary>What the page says, without what differs from one page to the next.</summary>
    private static async Task<string> Try(ConsoleSite site, string userName, string password)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        using var form = new FormUrlEncodedContent([new("UserName", userName), new("Password", password), new("__RequestVerificationToken", LinkVisitor.TokenIn(await client.GetStringAsync("/SignIn")))]);
        using var answer = await client.PostAsync("/SignIn", form);
        return $"{(int)answer.StatusCode} {Token().Replace(await answer.Content.ReadAsStringAsync(), "").Replace(userName, "NAME", StringComparison.Ordinal)}";
    }

    private static async Task<(HttpStatusCode Status, string Body, TimeSpan? Wait)> Ask(ConsoleSite site, string? key)
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await client.GetAsync("/api/v1/spikes");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.RetryAfter?.Delta);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
