using NUnit.Framework;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>What the console leaves in a browser: never to be read by a script, never sent from another site's form, and behind https never without it.</summary>
public sealed class CookieTests
{
    [TestCase("https://plan.example.dk", true)]
    [TestCase("http://localhost:8080", false)]
    public async Task Every_cookie_is_closed_to_scripts_and_other_sites_and_bound_to_https_where_people_come_by_it(string address, bool isSecure)
    {
        await using var site = await ConsoleSite.Start(texts: new TextOptions { ConsoleUrl = address });
        await ConsoleScene.Set(site.Database);
        var password = await site.Accounts.Create("karen", ConsoleScene.Partnership, "coordinator");
        // Keeps nothing: a browser's store would hold back what is bound to https.
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };

        using var form = await browser.GetAsync("/SignIn");
        var cookies = form.Headers.GetValues("Set-Cookie").ToList();
        var token = LinkVisitor.TokenIn(await form.Content.ReadAsStringAsync());
        foreach (var (path, fields) in new[] { ("/SignIn", new[] { ("UserName", "karen"), ("Password", password) }), ("/Language", [("language", "en")]) })
        {
            using var sent = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
                Headers = { { "Cookie", cookies[0].Split(';')[0] } },
            };
            using var answer = await browser.SendAsync(sent);
            cookies.AddRange(answer.Headers.GetValues("Set-Cookie"));
        }

        Assert.That(cookies.Select(cookie => cookie.Split('=')[0]), Is.EqualTo(["reactionplans-form", "reactionplans-person", "reactionplans-language"]));
        foreach (var cookie in cookies)
        {
            Assert.That(cookie, Does.Contain("httponly").And.Contain(cookie.StartsWith("reactionplans-form", StringComparison.Ordinal) ? "samesite=strict" : "samesite=lax"));
            Assert.That(cookie.Split("; ").Contains("secure"), Is.EqualTo(isSecure), cookie);
        }
        Assert.That(form.Headers.Contains("Strict-Transport-Security"), Is.EqualTo(isSecure));
    }
}
