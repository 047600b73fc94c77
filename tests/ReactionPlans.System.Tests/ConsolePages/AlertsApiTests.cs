using System.Net;
using System.Xml.Linq;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>/api/v1/alerts.cap.xml as a municipality's own channel meets it.</summary>
public sealed class AlertsApiTests : ApiTest
{
    private const string Feed = "/api/v1/alerts.cap.xml";
    private static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly Guid Runs = StableId.OfActivation(StableId.Of("spike/runs"));
    private static readonly Guid Over = StableId.OfActivation(StableId.Of("spike/over"));

    [SetUp]
    public Task DrawTheAreas() =>
        Site.Database.Execute("""update intake.area set geometry = '{"type":"Polygon","coordinates":[[[10.2,56.18],[10.26,56.18],[10.26,56.22],[10.2,56.22],[10.2,56.18]]]}'""");
    [Test]
    public async Task The_feed_leads_to_each_alert_and_holds_it_whole()
    {
        using var lead = await System("lead");

        var (status, type, text) = await Get(lead, Feed);

        Assert.That((status, type), Is.EqualTo((HttpStatusCode.OK, "application/atom+xml")));
        var entry = XDocument.Parse(text).Root!.Elements(Atom + "entry").Single();
        var alert = entry.Element(Atom + "content")!.Element(Cap + "alert")!;
        Assert.That((alert.Element(Cap + "identifier")!.Value, alert.Element(Cap + "status")!.Value, alert.Element(Cap + "msgType")!.Value), Is.EqualTo(($"{Runs}", "Actual", "Alert")));
        Assert.That(alert.Descendants(Cap + "areaDesc").Single().Value, Is.EqualTo("8260 Viby J"));
        Assert.That(alert.Descendants(Cap + "polygon").Single().Value, Does.StartWith("56.18,10.2 "));
        Assert.That(text, Does.Not.Contain("R1").And.Not.Contain("koordinator@example.dk"), "no case number, and nobody of the parties");

        var (_, alone, followed) = await Get(lead, entry.Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.That(alone, Is.EqualTo("application/cap+xml"));
        Assert.That(XNode.DeepEquals(XDocument.Parse(followed).Root, alert), Is.True);
    }

    [Test]
    public async Task An_end_is_in_the_feed_for_a_month_and_at_its_own_address_after_it()
    {
        using var coordinator = await System("coordinator");
        Assert.That((await Get(coordinator, Feed)).Text, Does.Not.Contain($"{Over}"));
        var (status, _, text) = await Get(coordinator, $"/api/v1/activations/{Over}/alert.cap.xml");
        Assert.That((status, XDocument.Parse(text).Root!.Element(Cap + "msgType")!.Value), Is.EqualTo((HttpStatusCode.OK, "Cancel")));

        await Site.Database.Execute("update activation.activation set ended_at = '2026-02-20 09:00Z' where id = @Over", new { Over });
        Assert.That((await Get(coordinator, Feed)).Text, Does.Contain($"{Over}.end"));
    }

    [Test]
    public async Task Nothing_is_told_of_others_or_without_a_key()
    {
        using var other = await System("coordinator", ConsoleScene.OtherPartnership);
        Assert.That(XDocument.Parse((await Get(other, Feed)).Text).Root!.Elements(Atom + "entry"), Is.Empty);
        var (status, _, text) = await Get(other, $"/api/v1/activations/{Runs}/alert.cap.xml");
        Assert.That((status, text), Is.EqualTo((HttpStatusCode.NotFound, text)));
        Assert.That(text, Does.Contain("RP8130"));

        using var nobody = new HttpClient { BaseAddress = Site.Address };
        Assert.That((await Get(nobody, Feed)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await Get(nobody, $"/api/v1/activations/{Runs}/alert.cap.xml")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Text)> Get(HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }
}
