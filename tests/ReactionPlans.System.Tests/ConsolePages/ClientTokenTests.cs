using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using NUnit.Framework;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules.Access;
using ReactionPlans.Web.Api;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>Systems that come with an access token of the identity provider: one that it has signed for this API, now, for that client, opens what a key would; any other opens nothing and says no more than a wrong key.</summary>
public sealed class ClientTokenTests
{
    internal const string Coordinator = "coordinator-system", Lead = "lead-system", Journal = "journal-system", Gone = "system-of-one-who-left";

    private const string Spikes = "/api/v1/spikes";

    [Test]
    public async Task A_client_acts_in_its_persons_name_and_the_audit_says_which_client_it_was()
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Start(provider.Address);

        using var seen = await Ask(site, await provider.AccessToken(Coordinator));
        using var approved = await Send(site, await provider.AccessToken(Coordinator), $"{Spikes}/{ConsoleScene.Decide}/approve");
        using var stopped = await Send(site, await provider.AccessToken(Coordinator), $"/api/v1/activations/{ConsoleScene.RunningPlan}/stop");

        Assert.That((seen.StatusCode, approved.StatusCode, stopped.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK)), await approved.Content.ReadAsStringAsync());
        Assert.That(await seen.Content.ReadAsStringAsync(), Does.Contain("Risskov"));
        Assert.That(await site.Database.Query<string>("select action || ' ' || actor_kind || ' ' || actor || ' ' || (detail ->> 'through') from access.audit_entry order by id"),
            Is.EqualTo([$"spike-approved person coordinator client:{Coordinator}", $"plan-stopped person coordinator client:{Coordinator}"]));
    }

    [Test]
    public async Task Whoever_the_agreement_does_not_have_any_more_has_no_system_either()
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await Start(provider.Address);

        await AssertThat(site, await provider.AccessToken(Gone), isLetIn: false);
    }

    [TestCaseSource(nameof(Lies))]
    public async Task A_token_is_believed_only_if_the_provider_signed_it_for_us_and_it_holds_now(Lie lie)
    {
        await using var liar = await LyingProvider.Start();
        liar.Lie = lie;
        await using var site = await Start(liar.Address);

        await AssertThat(site, liar.AccessToken(Lead), isLetIn: lie == Lie.Nothing);
    }

    [TestCase(SecurityAlgorithms.EcdsaSha256, true)]
    [TestCase(SecurityAlgorithms.RsaSha512, false)]
    [TestCase(SecurityAlgorithms.RsaSsaPssSha256, false)]
    public async Task Only_two_ways_to_sign_are_taken(string algorithm, bool isLetIn)
    {
        await using var liar = await LyingProvider.Start();
        await using var site = await Start(liar.Address);

        await AssertThat(site, liar.AccessToken(Lead, algorithm: algorithm), isLetIn);
    }

    [Test]
    public async Task What_the_provider_signed_for_something_else_is_no_access_token_of_a_client()
    {
        await using var liar = await LyingProvider.Start();
        await using var site = await Start(liar.Address);

        await AssertThat(site, liar.IdToken(), isLetIn: false); // what a person signs in with
        await AssertThat(site, liar.AccessToken(Lead, subject: "karen"), isLetIn: false); // got by a person, through the client
        await AssertThat(site, liar.AccessToken(Lead, kind: "logout+jwt"), isLetIn: false);
        await AssertThat(site, liar.AccessToken("unknown-system"), isLetIn: false);
        await AssertThat(site, liar.AccessToken(Lead.ToUpperInvariant()), isLetIn: false);
        await AssertThat(site, liar.AccessToken(Journal), isLetIn: false); // it delivers reports and asks for nothing
        await AssertThat(site, liar.AccessToken(Lead, kind: "JWT"), isLetIn: true);
    }

    [TestCase("..")]
    [TestCase("a.b.c")]
    [TestCase("eyJhbGciOiJub25lIn0.e30.")]
    [TestCase("eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.e30.AAAA")]
    [TestCase("eyJhbGciOiJSUzI1NiIsImtpZCI6WyIxIl19.bnVsbA.AAAA")]
    public async Task What_only_looks_like_a_token_is_a_wrong_key(string sent)
    {
        await using var liar = await LyingProvider.Start();
        await using var site = await Start(liar.Address);

        await AssertThat(site, sent, isLetIn: false);
    }

    [Test]
    public async Task A_new_key_of_the_provider_holds_at_once_and_the_old_one_no_more()
    {
        await using var provider = await IdentityProvider.Start();
        var clock = new VirtualClock(DateTimeOffset.UtcNow);
        using var tokens = new ClientTokens(Options(provider.Address).Provider, clock);
        var before = await provider.AccessToken(Lead);
        Assert.That((await tokens.Find(before, default))?.Client, Is.EqualTo(Lead));

        provider.ChangeKey();
        var after = await provider.AccessToken(Lead);
        Assert.That(await tokens.Find(after, default), Is.Null, "the provider was asked just now: an invented key must not make us ask without end");
        clock.MoveTo(clock.GetUtcNow().AddSeconds(10));

        Assert.That((await tokens.Find(after, default))?.Client, Is.EqualTo(Lead));
        Assert.That(await tokens.Find(before, default), Is.Null, "of a key that the provider has withdrawn");
    }

    [Test]
    public async Task Without_the_provider_what_it_told_last_holds_for_a_day_and_then_nobody_can_tell()
    {
        var provider = await IdentityProvider.Start();
        var clock = new VirtualClock(DateTimeOffset.UtcNow);
        using var tokens = new ClientTokens(Options(provider.Address).Provider, clock);
        var token = await provider.AccessToken(Lead);
        Assert.That(await tokens.Find(token, default), Is.Not.Null);
        await provider.DisposeAsync();

        clock.MoveTo(clock.GetUtcNow().AddHours(23));
        Assert.That((await tokens.Find(token, default))?.Client, Is.EqualTo(Lead));
        clock.MoveTo(clock.GetUtcNow().AddHours(2));
        await Assert.ThrowsAsync<ClientTokens.ProviderSilentException>(() => tokens.Find(token, default));
    }

    [Test]
    public async Task A_provider_that_never_answered_is_an_outage_and_not_a_wrong_token()
    {
        var provider = await IdentityProvider.Start();
        var token = await provider.AccessToken(Lead);
        await using var site = await Start(provider.Address);
        await provider.DisposeAsync();

        using var answer = await Ask(site, token);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("RP8214"));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Without_clients_in_the_settings_no_token_opens_anything()
    {
        await using var provider = await IdentityProvider.Start();
        await using var site = await ConsoleSite.Start(signIn: Options(provider.Address) with { Provider = Options(provider.Address).Provider! with { Clients = [] } });

        await AssertThat(site, await provider.AccessToken(Lead), isLetIn: false);
    }

    [Test]
    public void Settings_that_cannot_work_are_told_one_by_one_by_name()
    {
        var good = Options(new Uri("https://login.example.dk")).Provider!;
        Assert.That(Faults(good), Is.Empty);
        Assert.That(Faults(good with { Audience = "" }), Is.EqualTo(["SignIn:Provider:Audience"]));
        Assert.That(Faults(good with { Audience = good.ClientId }), Is.EqualTo(["SignIn:Provider:Audience"]), "or an id token were an access token");
        Assert.That(Faults(good with
        {
            Clients =
            [
                new ProviderClient { Client = "a" }, new ProviderClient { Client = "b", Partnership = "p" }, new ProviderClient { Client = "c", Partnership = "p", Person = "q", Sources = ["s"] },
                new ProviderClient { Client = "d", Sources = ["s t"] }, new ProviderClient { Client = "e", Sources = ["s"] }, new ProviderClient { Client = "e", Sources = ["t"] }, new ProviderClient { Sources = ["s"] },
            ],
        }), Is.EqualTo(new[] { 0, 1, 2, 3, 5, 6 }.Select(number => $"SignIn:Provider:Clients:{number}")));

        static IEnumerable<object?> Faults(ProviderOptions provider) => new SignInOptions { Provider = provider }.Check().Select(problem =>
        {
            Assert.That(problem.Number, Is.EqualTo(6080));
            return problem.Values[0];
        });
    }

    internal static SignInOptions Options(Uri provider) => new()
    {
        LocalAccounts = true,
        Provider = new ProviderOptions
        {
            Name = "Kommunens login",
            Authority = provider.ToString().TrimEnd('/'),
            ClientId = IdentityProvider.ClientId,
            ClientSecret = IdentityProvider.ClientSecret,
            Work = [new ClaimedWork { Value = LyingProvider.Role, Partnership = ConsoleScene.Partnership, Person = "coordinator" }],
            Audience = LyingProvider.Audience,
            Clients =
            [
                new ProviderClient { Client = Coordinator, Partnership = ConsoleScene.Partnership, Person = "coordinator" },
                new ProviderClient { Client = Lead, Partnership = ConsoleScene.Partnership, Person = "lead" },
                new ProviderClient { Client = Gone, Partnership = ConsoleScene.Partnership, Person = "somebody-who-left" },
                new ProviderClient { Client = Journal, Sources = ["test"] },
            ],
        },
    };

    /// <summary>The nonce of a sign-in is no part of an access token.</summary>
    private static IEnumerable<Lie> Lies() => Enum.GetValues<Lie>().Except([Lie.OfAnotherSignIn]);

    private static async Task<ConsoleSite> Start(Uri provider)
    {
        var site = await ConsoleSite.Start(signIn: Options(provider));
        await ConsoleScene.Set(site.Database);
        return site;
    }

    /// <summary>A refusal is word for word that of a key which is nobody's.</summary>
    private static async Task AssertThat(ConsoleSite site, string token, bool isLetIn)
    {
        using var answer = await Ask(site, token);
        if (isLetIn)
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), token);
            return;
        }

        using var wrongKey = await Ask(site, "rpp_aaaaaaaaaaaa_nogetandet");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), token);
        Assert.That(WithoutTrace(await answer.Content.ReadAsStringAsync()), Is.EqualTo(WithoutTrace(await wrongKey.Content.ReadAsStringAsync())).And.Contains("RP6020"));
        Assert.That(answer.Headers.WwwAuthenticate.ToString(), Is.EqualTo(wrongKey.Headers.WwwAuthenticate.ToString()));
    }

    private static string WithoutTrace(string problem) => problem.Split("\"traceId\"")[0];

    private static async Task<HttpResponseMessage> Ask(ConsoleSite site, string token)
    {
        using var client = Client(site, token);
        return await client.GetAsync(Spikes);
    }

    private static async Task<HttpResponseMessage> Send(ConsoleSite site, string token, string address)
    {
        using var client = Client(site, token);
        using var body = new StringContent("""{"reason":"Tallene var fra en anden by"}""", Encoding.UTF8, "application/json");
        await body.LoadIntoBufferAsync();
        return await client.PostAsync(address, body);
    }

    private static HttpClient Client(ConsoleSite site, string token) =>
        new() { BaseAddress = site.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
}
