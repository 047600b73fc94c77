using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Rules.Access;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>Signing in at an identity provider: who it vouches for comes in as what its claims say, and nobody comes in by a token that is not its own, for us, now.</summary>
public sealed class ProviderSignInTests
{
    private const string Coordinator = LyingProvider.Role, National = "rp-national", PersonCookie = "reactionplans-person";

    private IdentityProvider provider = null!;

    [SetUp]
    public async Task StartTheProvider() => provider = await IdentityProvider.Start();

    [TearDown]
    public async Task StopTheProvider() => await provider.DisposeAsync();

    [Test]
    public async Task Somebody_whom_the_provider_vouches_for_comes_in_as_the_person_its_claim_names()
    {
        provider.Roles = ["something-else", Coordinator];
        await using var site = await Start(provider.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Open(site.Address);

        await page.GotoAsync("/AuditTrail");
        Assert.That(await page.GetByLabel("Adgangskode").CountAsync(), Is.Zero, "no passwords of ours beside a provider");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await page.GetByRole(AriaRole.Link, new() { Name = "Log ind med Kommunens login" }).ClickAsync();

        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("Karen Koordinator");
        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo("/AuditTrail"), "where the person was going");
        Assert.That(browser.Complaints, Is.Empty);
        Assert.That(await site.Database.Query<string>("select action || ' ' || coalesce(partnership_id, '-') from access.audit_entry where action in ('account-added', 'signed-in') order by id"),
            Is.EqualTo([$"account-added {ConsoleScene.Partnership}", $"signed-in {ConsoleScene.Partnership}"]));
        Assert.That(await site.Database.Rows("access.account", "provider_subject = 'Karen-7' and password_hash is null and user_name like 'sso:%'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Signing_out_ends_the_session_at_the_provider_too()
    {
        provider.Roles = [Coordinator];
        await using var site = await Start(provider.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Open(site.Address);
        await page.GotoAsync("/SignIn?handler=Provider");
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("Karen Koordinator");

        await page.GetByRole(AriaRole.Button, new() { Name = "Log af" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(site.Address, "/SignIn").ToString());
        Assert.That(provider.Subject, Is.Null, "it has forgotten the person");
        await page.GetByRole(AriaRole.Link, new() { Name = "Log ind med Kommunens login" }).ClickAsync();
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("RP6081");
        Assert.That(browser.Complaints, Is.Empty);
        Assert.That(await site.Database.Rows("access.audit_entry", "action = 'signed-out'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Between_here_and_the_provider_stands_a_page_that_needs_no_script_and_has_a_link()
    {
        provider.Roles = [Coordinator];
        await using var site = await Start(provider.Address);
        using var client = Visit(site);
        var token = LinkVisitor.TokenIn(await client.GetStringAsync("/SignIn?handler=Provider"));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);

        using var answer = await client.PostAsync("/SignOut", form);
        var said = await answer.Content.ReadAsStringAsync();

        Assert.That(client.IsIn, Is.False, "out here, whatever the provider does");
        Assert.That(said, Does.Contain("http-equiv=\"refresh\"").And.Contain("href=\"/SignOut?handler=Provider\"").And.Contain("Kommunens login").And.Not.Contain("Karen"));
    }

    [Test]
    public async Task Who_has_a_local_account_and_who_has_a_provider_that_knows_no_signing_out_is_out_here()
    {
        await using var liar = await LyingProvider.Start();
        await using var site = await Start(liar.Address, localAccounts: true);
        var password = await site.Accounts.Create("karen", ConsoleScene.Partnership, "coordinator");
        using var local = Visit(site);
        using var signIn = new FormUrlEncodedContent([new("UserName", "karen"), new("Password", password), new("__RequestVerificationToken", LinkVisitor.TokenIn(await local.GetStringAsync("/SignIn")))]);
        using var signedIn = await local.PostAsync("/SignIn", signIn);
        using var vouchedFor = Visit(site);
        using var came = await vouchedFor.GetAsync("/SignIn?handler=Provider");
        Assert.That((local.IsIn, vouchedFor.IsIn), Is.EqualTo((true, true)));

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", LinkVisitor.TokenIn(await local.GetStringAsync("/")))]);
        using var out1 = await local.PostAsync("/SignOut", form);
        using var onward = await vouchedFor.GetAsync("/SignOut?handler=Provider");
        await liar.DisposeAsync();
        using var unreachable = await vouchedFor.GetAsync("/SignOut?handler=Provider");

        Assert.That(local.IsIn, Is.False);
        Assert.That(new[] { out1, onward, unreachable }.Select(answer => answer.RequestMessage!.RequestUri!.AbsolutePath), Is.EqualTo(["/SignIn", "/", "/"]), "the second and third are still signed in here: only the form signs out");
    }

    [TestCase("/signout-oidc")]
    [TestCase("/SignOut")]
    [TestCase("/SignOut/Back")]
    [TestCase("/SignOut?handler=Provider")]
    public async Task No_link_signs_anybody_out_here(string address)
    {
        provider.Roles = [Coordinator];
        await using var site = await Start(provider.Address);
        using var client = Visit(site);
        using var inside = await client.GetAsync("/SignIn?handler=Provider");

        using var answer = await client.GetAsync(address);

        Assert.That(client.IsIn, Is.True);
    }

    [Test]
    public async Task Two_claims_are_two_places_to_work_and_a_second_visit_is_the_same_account()
    {
        provider.Roles = [Coordinator, National];
        await using var site = await Start(provider.Address);

        foreach (var _ in new[] { 1, 2 })
        {
            using var client = Visit(site);
            using var answer = await client.GetAsync("/SignIn?handler=Provider");
            Assert.That(answer.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/Choose"));
        }

        Assert.That(await site.Database.Rows("access.account"), Is.EqualTo(1));
        Assert.That(await site.Database.Rows("access.audit_entry", "action = 'account-added'"), Is.EqualTo(2), "each once");
    }

    [Test]
    public async Task What_the_provider_no_longer_claims_has_ended_at_the_next_sign_in_everywhere()
    {
        provider.Roles = [Coordinator];
        await using var site = await Start(provider.Address);
        using var here = Visit(site);
        using var inside = await here.GetAsync("/SignIn?handler=Provider");
        Assert.That(inside.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/"));

        provider.Roles = [];
        using var elsewhere = Visit(site);
        var told = await elsewhere.GetStringAsync("/SignIn?handler=Provider");
        using var after = await here.GetAsync("/");

        Assert.That(told, Does.Contain("RP6082").And.Contain("Kommunens login"));
        Assert.That(after.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/SignIn"), "also where the person was signed in already");
        Assert.That(await site.Database.Rows("access.audit_entry", "action = 'membership-ended'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_is_not_let_in_by_the_provider_is_told_so()
    {
        provider.Subject = null;
        await using var site = await Start(provider.Address);
        using var client = Visit(site);

        Assert.That(await client.GetStringAsync("/SignIn?handler=Provider"), Does.Contain("RP6081"));
        Assert.That(client.IsIn, Is.False);
    }

    [Test]
    public async Task A_password_of_ours_opens_nothing_beside_a_provider_unless_that_is_asked_for()
    {
        foreach (var isAskedFor in new[] { false, true })
        {
            await using var site = await Start(provider.Address, localAccounts: isAskedFor ? true : null);
            var password = await site.Accounts.Create("karen", ConsoleScene.Partnership, "coordinator");
            using var client = Visit(site);
            var token = LinkVisitor.TokenIn(await client.GetStringAsync("/SignIn"));
            using var form = new FormUrlEncodedContent([new("UserName", "karen"), new("Password", password), new("__RequestVerificationToken", token)]);
            using var answer = await client.PostAsync("/SignIn", form);

            Assert.That(client.IsIn, Is.EqualTo(isAskedFor));
        }
    }

    [TestCaseSource(nameof(Lies))]
    public async Task A_token_is_believed_only_if_the_provider_signed_it_for_us_and_for_this_sign_in_and_it_holds_now(Lie lie)
    {
        await using var liar = await LyingProvider.Start();
        liar.Lie = lie;
        await using var site = await Start(liar.Address);
        using var client = Visit(site);

        using var answer = await client.GetAsync("/SignIn?handler=Provider");

        Assert.That(client.IsIn, Is.EqualTo(lie == Lie.Nothing));
        Assert.That((await answer.Content.ReadAsStringAsync()).Contains("RP6081", StringComparison.Ordinal), Is.EqualTo(lie != Lie.Nothing));
        Assert.That(await site.Database.Rows("access.account"), Is.EqualTo(lie == Lie.Nothing ? 1 : 0));
    }

    [Test]
    public async Task An_answer_opens_the_door_once_and_only_to_the_browser_that_asked()
    {
        await using var liar = await LyingProvider.Start();
        await using var site = await Start(liar.Address);
        using var asks = Visit(site, follows: false);
        using var leaves = await asks.GetAsync("/SignIn?handler=Provider");
        using var atProvider = Visit(site, follows: false);
        using var sentBack = await atProvider.GetAsync(leaves.Headers.Location);
        var back = sentBack.Headers.Location!;

        using var stranger = Visit(site);
        using var tried = await stranger.GetAsync(back);
        Assert.That(stranger.IsIn, Is.False, "an answer that somebody else is sent");

        using var taken = await asks.GetAsync(back);
        Assert.That(asks.IsIn, Is.True);
        using var again = await asks.GetAsync(back);
        Assert.That(again.Headers.Location?.ToString(), Is.EqualTo("/SignIn?refused=failed"), "the same answer once more");
    }

    [TestCase("https://evil.example/")]
    [TestCase("//evil.example/")]
    [TestCase("/\\evil.example/")]
    public async Task Nobody_is_led_elsewhere_afterwards(string elsewhere)
    {
        provider.Roles = [Coordinator];
        await using var site = await Start(provider.Address);
        using var client = Visit(site);

        using var answer = await client.GetAsync($"/SignIn?handler=Provider&returnUrl={Uri.EscapeDataString(elsewhere)}");

        Assert.That(answer.RequestMessage!.RequestUri, Is.EqualTo(site.Address));
    }

    [Test]
    public void Settings_that_cannot_work_are_told_one_by_one_by_name()
    {
        var good = Options(new Uri("https://login.example.dk"));
        Assert.That(good.Check(), Is.Empty);
        Assert.That((good with { Provider = null }).Check(), Is.Empty);

        var bad = new ProviderOptions { Authority = "http://login.example.dk", Work = [new ClaimedWork { Value = "rp-x", Role = "police-coordinator" }] };
        Assert.That((good with { Provider = bad }).Check().Select(problem => (problem.Number, problem.Values[0])), Is.EqualTo([
            (6080, (object)"SignIn:Provider:Name"), (6080, "SignIn:Provider:ClientId"), (6080, "SignIn:Provider:Authority"), (6080, "SignIn:Provider:Work:0")]));
    }

    private static IEnumerable<Lie> Lies() => Enum.GetValues<Lie>();

    private static async Task<ConsoleSite> Start(Uri provider, bool? localAccounts = null)
    {
        var site = await ConsoleSite.Start(signIn: Options(provider) with { LocalAccounts = localAccounts });
        await ConsoleScene.Set(site.Database);
        return site;
    }

    private static SignInOptions Options(Uri provider) => new()
    {
        Provider = new ProviderOptions
        {
            Name = "Kommunens login",
            Authority = provider.ToString().TrimEnd('/'),
            ClientId = IdentityProvider.ClientId,
            ClientSecret = IdentityProvider.ClientSecret,
            Work =
            [
                new ClaimedWork { Value = Coordinator, Partnership = ConsoleScene.Partnership, Person = "coordinator" },
                new ClaimedWork { Value = National, Role = "national-secretariat" },
            ],
        },
    };

    /// <summary>A browser without pages: follows where it is sent, and keeps cookies.</summary>
    private sealed class Visitor(HttpClientHandler handler) : HttpClient(handler)
    {
        public bool IsIn => handler.CookieContainer.GetCookies(BaseAddress!).Any(cookie => cookie.Name == PersonCookie);
    }

    private static Visitor Visit(ConsoleSite site, bool follows = true) => new(new HttpClientHandler { AllowAutoRedirect = follows }) { BaseAddress = site.Address };
}
