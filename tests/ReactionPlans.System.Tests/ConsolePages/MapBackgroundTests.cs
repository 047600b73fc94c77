using NUnit.Framework;
using ReactionPlans.Web;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A map with a background, which is the one thing that the console may have from elsewhere.</summary>
public sealed class MapBackgroundTests : ConsoleTest
{
    private const string Tiles = "http://127.0.0.1:9"; // the discard port: nobody answers, and the asking is what is seen

    protected override MapOptions Map => new() { TileAddress = Tiles + "/{z}/{x}/{y}.png", Attribution = "© Kortets <b>ejer</b>" };

    [Test]
    public async Task It_is_asked_for_where_it_was_said_and_the_policy_names_that_place_for_pictures_alone()
    {
        using var client = new HttpClient { BaseAddress = Site.Address };
        var policy = (await client.GetAsync("/SignIn")).Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.Contain($"img-src 'self' {Tiles};").And.Contain("script-src 'self';").And.Contain("connect-src 'self';"));

        var page = await SignIn("lead", Browser.Desktop);
        await page.Locator(".leaflet-control-attribution").WaitForAsync();

        Assert.That(await page.Locator(".leaflet-control-attribution").InnerTextAsync(), Is.EqualTo("© Kortets <b>ejer</b>"));
        Assert.That(TheBrowser.Requests.Select(address => address.ToString()), Has.Some.StartsWith(Tiles + "/"));
        Assert.That(TheBrowser.Complaints, Has.None.Contains("Content Security Policy"));
    }

    [TestCase("https://kort.example.dk/{z}/{x}/{y}.png?token=a", "https://kort.example.dk")]
    [TestCase("https://kort.example.dk:8443/{z}/{y}/{x}", "https://kort.example.dk:8443")]
    [TestCase("http://localhost:5000/{z}/{x}/{y}", "http://localhost:5000")]
    [TestCase(null, null)]
    public void An_address_gives_its_place(string? address, string? place)
    {
        Assert.That(new MapOptions { TileAddress = address }.TileOrigin, Is.EqualTo(place));
        Assert.That(new MapOptions { TileAddress = address }.Check(), Is.Empty);
    }

    [TestCase("http://kort.example.dk/{z}/{x}/{y}.png", Description = "in the clear")]
    [TestCase("https://{s}.kort.example.dk/{z}/{x}/{y}.png")]
    [TestCase("https://kort.example.dk/{z}/{x}.png")]
    [TestCase("https://a;script-src *;/{z}/{x}/{y}")]
    [TestCase("/kort/{z}/{x}/{y}.png")]
    [TestCase("")]
    public void What_is_no_such_address_is_refused_by_number_and_opens_nothing(string address)
    {
        Assert.That(new MapOptions { TileAddress = address }.Check().Single().Code, Is.EqualTo("RP8181"));
        Assert.That(new MapOptions { TileAddress = address }.TileOrigin, Is.Null);
    }
}
