using System.Text;
using System.Xml.Linq;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>A letter as a message of Digital Post.</summary>
public sealed class DigitalPostTests
{
    private static readonly XNamespace Memo = "https://DigitalPost.dk/MeMo-1";

    private static readonly DigitalPostOptions Known = new() { SenderCvr = new Dictionary<string, string> { ["0751"] = "55133018" } };

    private static readonly OutgoingMessage Letter = new(
        Guid.Parse("01990000-0000-7000-0000-0000000000ab"), new DateOnly(2026, 3, 1), "digital-post", new Recipient("cpr", [1], null, null),
        new RenderedText("Flere indbrud i Risskov & omegn", "Kære beboer\n\nLås døre <i>nu</i>.\n", "<p>Kære beboer</p>\n<p>Lås døre &lt;i&gt;nu&lt;/i&gt;.</p>"),
        new MessageSender("Trygt Naboskab", "tryghed@example.dk", "0751", "114"), new DateTimeOffset(2026, 3, 4, 9, 30, 15, TimeSpan.FromHours(1)), null);

    [Test]
    public void It_says_from_whom_to_whom_and_what()
    {
        var header = Written(Letter).Element(Memo + "MessageHeader")!;

        Assert.Multiple(() =>
        {
            Assert.That(header.Element(Memo + "messageType")!.Value, Is.EqualTo("DIGITALPOST"));
            Assert.That(header.Element(Memo + "messageID")!.Value, Is.EqualTo("01990000-0000-7000-0000-0000000000ab"));
            Assert.That(header.Element(Memo + "label")!.Value, Is.EqualTo("Flere indbrud i Risskov & omegn"));
            Assert.That(header.Element(Memo + "Sender")!.Elements().Select(part => part.Value), Is.EqualTo(["55133018", "CVR", "Trygt Naboskab"]));
            Assert.That(header.Element(Memo + "Recipient")!.Elements().Select(part => part.Value), Is.EqualTo(["2211771212", "CPR"]));
        });
    }

    [Test]
    public void The_same_words_stand_in_it_as_a_page_and_as_plain_text_and_no_number_in_either()
    {
        var body = Written(Letter).Element(Memo + "MessageBody")!;
        var files = body.Element(Memo + "MainDocument")!.Elements(Memo + "File").ToDictionary(
            file => file.Element(Memo + "encodingFormat")!.Value, file => Encoding.UTF8.GetString(Convert.FromBase64String(file.Element(Memo + "content")!.Value)));

        Assert.That(body.Element(Memo + "createdDateTime")!.Value, Is.EqualTo("2026-03-04T08:30:15Z"));
        Assert.That(files["text/html"], Does.Contain("<h1>Flere indbrud i Risskov &amp; omegn</h1>").And.Contain("Lås døre &lt;i&gt;nu&lt;/i&gt;.").And.Not.Contain("2211771212").And.Not.Contain("<meta name"));
        Assert.That(files["text/plain"], Does.StartWith("Flere indbrud i Risskov & omegn\n\nKære beboer").And.Contain("Lås døre <i>nu</i>.").And.Not.Contain("2211771212"));
    }

    [Test]
    public void The_logo_is_in_the_page_itself_with_what_it_shows()
    {
        var logo = new LogoImage(LogoFile.Read(SomePng.Make())!, "Byvåben \"med\" tårn");
        var file = Written(Letter with { Sender = Letter.Sender with { Logo = logo } }).Descendants(Memo + "File").First();
        var page = Encoding.UTF8.GetString(Convert.FromBase64String(file.Element(Memo + "content")!.Value));

        Assert.That(page, Does.Contain($"<img class=\"logo\" src=\"data:image/png;base64,{Convert.ToBase64String(logo.File.Png)}\" alt=\"Byv&#229;ben &quot;med&quot; t&#229;rn\">"));
        Assert.That(page, Does.Not.Contain("src=\"http"), "nothing is fetched");
    }

    [Test]
    public void A_delivery_has_one_message_id_of_the_form_that_the_format_asks_for()
    {
        var ids = Enumerable.Range(0, 2000).Select(number => Guid.CreateVersion7()).Append(Letter.DeliveryId).Select(id => (Id: id, Message: Written(Letter with { DeliveryId = id }))).ToList();

        var uuids = ids.Select(one => one.Message.Descendants(Memo + "messageUUID").Single().Value).ToList();

        Assert.That(uuids, Has.All.Match("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        Assert.That(uuids, Is.Unique);
        Assert.That(uuids[^1], Is.EqualTo(Written(Letter).Descendants(Memo + "messageUUID").Single().Value));
    }

    [Test]
    public void A_municipality_without_a_cvr_number_stands_with_its_code()
    {
        var sender = Written(Letter, new DigitalPostOptions()).Descendants(Memo + "Sender").Single();

        Assert.That(sender.Elements().Select(part => part.Value), Is.EqualTo(["0751", "KOMMUNEKODE", "Trygt Naboskab"]));
    }

    [Test]
    public void A_long_subject_is_shortened_between_two_characters()
    {
        var label = Written(With(new string('a', 254) + "e\u0301" + "bc")).Descendants(Memo + "label").First().Value;

        Assert.That(label, Is.EqualTo(new string('a', 254) + "…"));
    }

    [Test]
    public void A_nemsms_is_its_text_alone()
    {
        var message = NemSms(Letter with { Text = Letter.Text with { PublicPage = "https://plan.example.dk/p/0123456789ab" } });

        Assert.That(message.Elements().Single().Elements().Select(part => part.Name.LocalName), Is.EqualTo(["messageType", "messageUUID", "messageID", "label", "notification", "mandatory", "legalNotification", "Sender", "Recipient"]));
        Assert.That(message.Descendants(Memo + "messageType").Single().Value, Is.EqualTo("NEMSMS"));
        Assert.That(message.Descendants(Memo + "notification").Single().Value,
            Is.EqualTo("Trygt Naboskab: Flere indbrud i Risskov & omegn. Læs mere: https://plan.example.dk/p/0123456789ab Set noget? Ring 114."));
    }

    [Test]
    [Category("RealData")]
    public void Every_message_is_valid_by_the_official_schema()
    {
        var longest = With(string.Concat(Enumerable.Repeat("Flere indbrud i Risskov. ", 40)));

        Assert.That(Faults(Written(Letter)), Is.Empty);
        Assert.That(Faults(Written(Letter, new DigitalPostOptions())), Is.Empty);
        Assert.That(Faults(Written(longest)), Is.Empty);
        Assert.That(Faults(NemSms(Letter)), Is.Empty);
        Assert.That(Faults(NemSms(longest)), Is.Empty);
        Assert.That(Faults(new XDocument(new XElement(Memo + "Message"))), Is.Not.Empty, "the schema is asked");
    }

    [Test]
    [Category("RealData")]
    public async Task What_is_written_to_the_folder_is_valid_and_names_the_resident_who_is_meant()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(3);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.Pump();

        var letters = scene.Files("digital-post").Select(XDocument.Load).ToList();

        Assert.That(letters.Select(Faults), Has.All.Empty);
        Assert.That(letters.Select(letter => letter.Descendants(Memo + "recipientID").Single().Value), Is.EquivalentTo(["S000000001", "S000000002", "S000000003"]));
        Assert.That(letters.Select(letter => letter.Descendants(Memo + "senderID").Single().Value), Has.All.EqualTo("55133018"));
    }

    private static OutgoingMessage With(string subject) => Letter with { Text = Letter.Text with { Subject = subject } };

    private static XElement Written(OutgoingMessage message, DigitalPostOptions? options = null) =>
        XDocument.Load(new MemoryStream(Memo11.Write(DigitalPostLetter.Of(message, "2211771212", options ?? Known)))).Root!;

    private static XElement NemSms(OutgoingMessage message) => XDocument.Load(new MemoryStream(Memo11.Write(DigitalPostLetter.NemSmsOf(message, "2211771212", Known)))).Root!;

    private static IReadOnlyList<string> Faults(XElement message) => Faults(new XDocument(message));

    private static IReadOnlyList<string> Faults(XDocument message) => OfficialSchema.Faults(message, "schemas", "memo", "MeMo_core.xsd");
}
