using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.System.Tests.ConsolePages;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>Hangfire's own pages: the administrator looks, nobody else does, and nobody changes anything.</summary>
public sealed partial class ClockDashboardTests
{
    [Test]
    public async Task The_administrator_alone_sees_the_clocks_pages_and_can_change_nothing_there()
    {
        await using var database = await TestDatabase.Create();
        var accounts = new Accounts(new Database(database.App, TimeProvider.System, new MessageRoutes(inProcess: true, Flow.Hops.All)));
        await using var host = await WatchedHost.Start(database.SuperuserConnectionString);
        using var stranger = Client(host);
        using var secretariat = await SignIn(host, accounts, PersonRole.NationalSecretariat);
        using var administrator = await SignIn(host, accounts, PersonRole.Administrator);

        Assert.That(await Status(stranger), Is.EqualTo(HttpStatusCode.Found), "to the sign-in");
        Assert.That(await Status(secretariat), Is.EqualTo(HttpStatusCode.Forbidden));
        using var answer = await administrator.GetAsync("/hangfire/recurring");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page, Does.Contain("judge-every-area").And.Contain("release-due"));
        Assert.That(page, Does.Not.Contain("127.0.0.1:").And.Not.Contain("Username"), "nothing of the connection");
        Assert.That(InlineScript().IsMatch(page), Is.False, "the policy of all our pages lets none run");

        var token = LinkVisitor.TokenIn(await administrator.GetStringAsync("/Choose"));
        foreach (var command in new[] { "/hangfire/recurring/remove", "/hangfire/recurring/trigger" })
        {
            using var form = new FormUrlEncodedContent([new("jobs[]", "release-due"), new("__RequestVerificationToken", token)]);
            using var refused = await administrator.PostAsync(command, form);
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), $"{command}, with a form's token");
        }

        Assert.That(await database.Rows("hangfire.set", "key = 'recurring-jobs' and value = 'release-due'"), Is.EqualTo(1), "it still stands");
    }

    private static async Task<HttpStatusCode> Status(HttpClient client)
    {
        using var answer = await client.GetAsync("/hangfire");
        return answer.StatusCode;
    }

    private static async Task<HttpClient> SignIn(WatchedHost host, Accounts accounts, PersonRole role)
    {
        var name = PersonRoles.NameOf(role);
        var password = await accounts.Add(new Membership(name, null, null, name), Actor.Program, CancellationToken.None);
        var client = Client(host);
        var token = LinkVisitor.TokenIn(await client.GetStringAsync("/SignIn"));
        using var form = new FormUrlEncodedContent([new("UserName", name), new("Password", password), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/SignIn", form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found), $"{name} signs in");
        return client;
    }

    private static HttpClient Client(WatchedHost host) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = host.Client.BaseAddress };

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|\bon(?:click|load)=")]
    private static partial Regex InlineScript();
}
