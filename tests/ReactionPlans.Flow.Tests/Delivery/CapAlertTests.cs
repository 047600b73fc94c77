using System.Xml.Linq;
using NUnit.Framework;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Tests.Intake;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Geography;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class CapAlertTests
{
    private static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>09:30 on 4 March in Denmark.</summary>
    private static readonly DateTimeOffset Started = new(2026, 3, 4, 8, 30, 15, 700, TimeSpan.Zero);

    private const string Id = "01990000-0000-7000-8000-000000000001";

    private static readonly AlertFacts Running = new()
    {
        ActivationId = Guid.Parse(Id),
        PartnershipId = "eksempel",
        Sender = new Sender("Trygt Naboskab", "tryghed@example.dk", "114"),
        Offence = new Offence("residential-burglary", ["1320"], Attempts: true),
        Count = 5,
        WindowDays = 7,
        StartedAt = Started,
        LastDay = new DateOnly(2026, 4, 14),
        ExpiresAt = new DateTimeOffset(2026, 4, 15, 14, 0, 0, TimeSpan.Zero),
        Areas =
        [
            new("postcode", "8240", "Risskov", [[new(56.18, 10.2), new(56.18, 10.26), new(56.22, 10.26), new(56.18, 10.2)]]),
            new("postcode", "8260", "Viby J", [[new(56.1, 10.1), new(56.1, 10.2), new(56.12, 10.2), new(56.1, 10.1)], [new(56.2, 10.1), new(56.2, 10.2), new(56.22, 10.2), new(56.2, 10.1)]]),
        ],
    };

    private static readonly AlertFacts Prolonged = Running with { ChangedAt = [Started.AddDays(42), Started.AddDays(84)] };

    private static AlertFacts Ended(string reason) => Prolonged with
    {
        EndedAt = new DateTimeOffset(2026, 6, 20, 8, 0, 0, TimeSpan.Zero),
        EndedOn = new DateOnly(2026, 6, 19),
        EndReason = reason,
    };

    private static IEnumerable<TestCaseData> EveryKind() =>
        from facts in new[] { ("running", Running), ("prolonged", Prolonged), ("fallen", Ended("fallen")), ("maximum", Ended("maximum")), ("stopped", Ended("stopped")), ("season", OfSeason), ("season over", SeasonEnded("season-over")) }
        from isExercise in new[] { false, true }
        select new TestCaseData(facts.Item2, isExercise).SetArgDisplayNames(facts.Item1, $"{isExercise}");

    private static readonly AlertFacts OfSeason = Running with { Count = 0, WindowDays = 0, Season = new SeasonRule(42, 14).OfYear(2026), LastDay = new DateOnly(2026, 10, 18) };

    private static AlertFacts SeasonEnded(string reason) => OfSeason with { EndedAt = new DateTimeOffset(2026, 10, 18, 22, 5, 0, TimeSpan.Zero), EndedOn = new DateOnly(2026, 10, 18), EndReason = reason };

    [TestCase(null)]
    [TestCase("fallen")]
    [TestCase("maximum")]
    [TestCase("stopped")]
    public void Fewer_than_the_parties_tell_of_are_told_as_more_than_usual(string? endReason)
    {
        var facts = endReason is null ? Running : Ended(endReason);

        Assert.That(Told(facts with { Sender = facts.Sender with { SmallestCount = 5 } }), Does.Contain("5 indbrud på 7 dage"));
        Assert.That(Told(facts with { Sender = facts.Sender with { SmallestCount = 6 } }), Does.Contain("anmeldt flere indbrud end normalt i Risskov og Viby J").And.Not.Contain("5 indbrud"));

        static string Told(AlertFacts facts) => CapAlert.Write(facts, isExercise: false).ToString();
    }

    [Test]
    public void A_plan_that_follows_the_calendar_tells_of_its_week_and_of_nothing_that_was_observed()
    {
        var alert = CapAlert.Write(OfSeason, isExercise: false);

        Assert.That(new[] { "event", "responseType", "urgency", "severity", "certainty" }.Select(name => Info(alert, name)), Is.EqualTo(new[] { "Indbrud: reaktionsplan", "Prepare", "Future", "Minor", "Possible" }));
        Assert.That(Info(alert, "headline"), Is.EqualTo("Uge 42 i Risskov og Viby J: det kan du gøre"));
        Assert.That(Info(alert, "description"), Does.Contain("efterårsferie").And.Contain("18. oktober 2026").And.Contain("følger kalenderen").And.Not.Contain("anmeldt").And.Not.Contain("flere"));
        Assert.That(Info(alert, "instruction"), Does.Contain("114").And.Contain("112"));
    }

    [TestCase("season-over", "Indsatsen for uge 42 i Risskov og Viby J er slut")]
    [TestCase("overtaken", "Indsatsen for uge 42 i Risskov og Viby J er slut")]
    [TestCase("stopped", "Indsatsen i Risskov og Viby J er stoppet")]
    public void Its_end_is_a_cancel_and_no_all_clear(string reason, string headline)
    {
        var alert = CapAlert.Write(SeasonEnded(reason), isExercise: false);

        Assert.That(alert.Element(Cap + "msgType")!.Value, Is.EqualTo("Cancel"));
        Assert.That(new[] { "headline", "responseType", "severity" }.Select(name => Info(alert, name)), Is.EqualTo(new[] { headline, "None", "Unknown" }));
        Assert.That(Info(alert, "description"), Does.Not.Contain("faldet").And.Not.Contain("igen ro"));
    }

    [Test]
    public void A_running_plan_is_an_alert_to_the_public_with_what_they_can_do()
    {
        var alert = CapAlert.Write(Running, isExercise: false);

        Assert.That(new[] { "identifier", "sender", "sent", "status", "msgType", "scope" }.Select(name => alert.Element(Cap + name)!.Value),
            Is.EqualTo(new[] { Id, "tryghed@example.dk", "2026-03-04T09:30:15+01:00", "Actual", "Alert", "Public" }));
        Assert.That(alert.Element(Cap + "references"), Is.Null);
        Assert.That(new[] { "language", "category", "event", "responseType", "urgency", "severity", "certainty", "expires" }.Select(name => Info(alert, name)),
            Is.EqualTo(new[] { "da-DK", "Security", "Indbrud: reaktionsplan", "Prepare", "Future", "Moderate", "Observed", "2026-04-15T16:00:00+02:00" }));
        Assert.That(Info(alert, "headline"), Is.EqualTo("Flere indbrud i Risskov og Viby J: det kan du gøre"));
        Assert.That(Info(alert, "description"), Does.StartWith("Der er anmeldt 5 indbrud på 7 dage i Risskov og Viby J.").And.Contain("14. april 2026"));
        Assert.That(Info(alert, "instruction"), Does.Contain("114").And.Contain("112"));
    }

    [Test]
    public void Its_areas_are_drawn_as_pairs_of_latitude_and_longitude_with_their_codes()
    {
        var areas = CapAlert.Write(Running, isExercise: false).Descendants(Cap + "area").ToList();

        Assert.That(areas.Select(area => area.Element(Cap + "areaDesc")!.Value), Is.EqualTo(new[] { "8240 Risskov", "8260 Viby J" }));
        Assert.That(areas[0].Element(Cap + "polygon")!.Value, Is.EqualTo("56.18,10.2 56.18,10.26 56.22,10.26 56.18,10.2"));
        Assert.That(areas[1].Elements(Cap + "polygon").Count(), Is.EqualTo(2));
        Assert.That(areas.Select(area => area.Element(Cap + "geocode")!.Elements().Select(one => one.Value)), Is.EqualTo(new[] { new[] { "postcode", "8240" }, ["postcode", "8260"] }));
    }

    [Test]
    public void What_has_changed_is_an_update_that_refers_to_all_before_it()
    {
        var alert = CapAlert.Write(Prolonged, isExercise: false);

        Assert.That((alert.Element(Cap + "msgType")!.Value, alert.Element(Cap + "identifier")!.Value), Is.EqualTo(("Update", $"{Id}.update.2")));
        Assert.That(alert.Element(Cap + "references")!.Value,
            Is.EqualTo($"tryghed@example.dk,{Id},2026-03-04T09:30:15+01:00 tryghed@example.dk,{Id}.update.1,2026-04-15T10:30:15+02:00"));
        Assert.That(Info(alert, "headline"), Does.Contain("fortsætter"));
    }

    [TestCase("fallen", "AllClear", "Past", "Minor", "Observed")]
    [TestCase("withdrawn", "AllClear", "Past", "Minor", "Observed")]
    [TestCase("one-of-many", "AllClear", "Past", "Minor", "Observed")]
    [TestCase("stopped", "None", "Past", "Unknown", "Unknown")]
    public void An_end_cancels_all_that_was_said(string reason, string response, string urgency, string severity, string certainty)
    {
        var alert = CapAlert.Write(Ended(reason), isExercise: false);

        Assert.That((alert.Element(Cap + "msgType")!.Value, alert.Element(Cap + "identifier")!.Value), Is.EqualTo(("Cancel", $"{Id}.end")));
        Assert.That(alert.Element(Cap + "references")!.Value.Split(' '), Has.Length.EqualTo(3));
        Assert.That(new[] { "responseType", "urgency", "severity", "certainty" }.Select(name => Info(alert, name)), Is.EqualTo(new[] { response, urgency, severity, certainty }));
        Assert.That(Info(alert, "description"), Does.Contain("19. juni 2026"));
    }

    [Test]
    public void At_the_maximum_with_the_number_still_high_nothing_reads_as_an_all_clear()
    {
        var alert = CapAlert.Write(Ended("maximum"), isExercise: false);

        Assert.That((alert.Element(Cap + "msgType")!.Value, alert.Element(Cap + "identifier")!.Value), Is.EqualTo(("Update", $"{Id}.end")));
        Assert.That((Info(alert, "responseType"), Info(alert, "urgency")), Is.EqualTo(("Prepare", "Future")));
        Assert.That(Info(alert, "description"), Does.Contain("endnu ikke faldet"));
        Assert.That($"{alert}", Does.Not.Contain("AllClear").And.Not.Contain("ro i"));
    }

    [Test]
    public void An_exercise_is_marked_so_that_nobody_takes_it_for_real()
    {
        var alert = CapAlert.Write(Running, isExercise: true);

        Assert.That(alert.Element(Cap + "status")!.Value, Is.EqualTo("Exercise"));
        Assert.That(Info(alert, "headline"), Does.StartWith("Øvelse: "));
        Assert.That(CapFeed.Write(new AlertBook("eksempel", "Eksempel", Started, [Running]), "/a", id => $"/{id}", isExercise: true).Descendants(Cap + "status").Single().Value, Is.EqualTo("Exercise"));
    }

    [TestCase("tryghed@example.dk", "tryghed@example.dk")]
    [TestCase("Ring 89 40 00 00, spørg efter Peter", "eksempel@reactionplans")]
    [TestCase("<b>@example.dk", "eksempel@reactionplans")]
    public void A_contact_that_cannot_name_a_sender_does_not(string contact, string sender)
    {
        var alert = CapAlert.Write(Prolonged with { Sender = Prolonged.Sender with { Contact = contact } }, isExercise: false);

        Assert.That(alert.Element(Cap + "sender")!.Value, Is.EqualTo(sender));
        Assert.That(alert.Element(Cap + "references")!.Value.Split(' ').Select(one => one.Split(',')[0]), Is.All.EqualTo(sender));
        Assert.That(Info(alert, "contact"), Is.EqualTo(contact));
    }

    [Test]
    public void The_feed_has_each_alert_whole_the_newest_message_first_and_says_the_same_of_the_same()
    {
        var other = Running with { ActivationId = Guid.Parse("01990000-0000-7000-8000-000000000002"), StartedAt = Started.AddDays(50) };
        var book = new AlertBook("eksempel", "Eksempel", Started, [Running, other, Prolonged with { ActivationId = Guid.Parse("01990000-0000-7000-8000-000000000003") }]);

        var feed = CapFeed.Write(book, "/feed", id => $"/{id}/alert", isExercise: false);

        Assert.That(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value), Is.EqualTo(new[]
        {
            "urn:reactionplans:alert:01990000-0000-7000-8000-000000000003.update.2", "urn:reactionplans:alert:01990000-0000-7000-8000-000000000002", $"urn:reactionplans:alert:{Id}",
        }));
        var last = feed.Elements(Atom + "entry").Last();
        Assert.That(last.Element(Atom + "content")!.Attribute("type")!.Value, Is.EqualTo("application/cap+xml"));
        Assert.That(XNode.DeepEquals(last.Element(Atom + "content")!.Elements().Single(), CapAlert.Write(Running, isExercise: false)), Is.True);
        Assert.That(last.Element(Atom + "link")!.Attribute("href")!.Value, Is.EqualTo($"/{Id}/alert"));
        Assert.That(feed.Element(Atom + "updated")!.Value, Is.EqualTo("2026-05-27T08:30:15Z"));
        Assert.That($"{CapFeed.Write(book with { Alerts = [.. book.Alerts.Reverse()] }, "/feed", id => $"/{id}/alert", isExercise: false)}", Is.EqualTo($"{feed}"));
        Assert.That(CapFeed.Write(book with { Alerts = [] }, "/feed", id => $"/{id}", isExercise: false).Element(Atom + "updated")!.Value, Is.EqualTo("2026-03-04T08:30:15Z"));
    }

    [TestCaseSource(nameof(EveryKind))]
    [Category("RealData")]
    public void Every_alert_fits_the_standards_schema(AlertFacts facts, bool isExercise)
    {
        var alert = CapAlert.Write(facts, isExercise);
        Assert.That(FaultsOf(alert), Is.Empty);

        alert.Descendants(Cap + "urgency").Single().Remove();
        Assert.That(FaultsOf(alert), Is.Not.Empty, "the schema is asked at all");
    }

    [TestCase("postnumre.geojson")]
    [TestCase("sogne.geojson")]
    [TestCase("kommuner-small.geojson")]
    [Category("RealData")]
    public void Every_area_of_the_country_can_be_drawn_with_few_corners(string file)
    {
        using var map = new TextFile("areas: { code: kode, name: navn, constants: { level: any } }\n", "map.yaml");
        foreach (var area in AreasFile.Read(SharedData.Find("data", "dk-geo", file), MappingFile.Read(map.Path).Mapping!).Areas)
        {
            var rings = AreaOutline.Of(area.Geometry, CapAlert.MostCorners);
            Assert.That(rings, Is.Not.Empty, area.Code);
            Assert.That(rings.Select(ring => ring.Count), Is.All.InRange(4, CapAlert.MostCorners), area.Code);
            Assert.That(rings.All(ring => ring[0] == ring[^1]), Is.True, area.Code);
        }
    }

    private static IReadOnlyList<string> FaultsOf(XElement alert) => OfficialSchema.Faults(new XDocument(alert), "schemas", "cap", "CAP-v1.2.xsd");

    private static string Info(XElement alert, string name) => alert.Element(Cap + "info")!.Element(Cap + name)!.Value;
}
