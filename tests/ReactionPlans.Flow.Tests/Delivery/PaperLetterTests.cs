using System.Xml.Linq;
using NUnit.Framework;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Texts;
using ReactionPlans.TestKit;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>A letter on paper: the order to the printing provider, and the pages in it as another program reads them.</summary>
public sealed class PaperLetterTests
{
    private static readonly XNamespace Print = "urn:oio:fjernprint:1.0.0";

    /// <summary>Shortly before midnight in UTC, and after it in Denmark.</summary>
    private static readonly OutgoingMessage Letter = new(
        Guid.Parse("01990000-0000-7000-8000-0000000000ab"), new DateOnly(2026, 3, 1), "print", new Recipient("cpr", [1], null, null),
        new RenderedText("Flere indbrud i Ærø & omegn", "Kære beboer\n\nDet kan du gøre i dag:\n\n- Lås døre, og luk vinduer.\n- Aftal med en nabo, at I holder øje hos hinanden.\n\nVenlig hilsen\nTrygt Naboskab\n", ""),
        new MessageSender("Trygt Naboskab", "tryghed@example.dk", "0751", "114"), new DateTimeOffset(2026, 3, 4, 23, 30, 0, TimeSpan.Zero), null);

    [TestCase("cpr", "2211771212", "CPRnummerIdentifikator")]
    [TestCase("cvr", "55133018", "CVRnummerIdentifikator")]
    [TestCase("synthetic", "S000000001", "PersonName")]
    public void The_recipient_stands_on_the_order_alone(string numberType, string number, string element)
    {
        var order = PaperLetter.Write(Letter with { Recipient = new Recipient(numberType, [1], null, null) }, number, new PrintOptions { ShipmentType = 265 });

        var xml = XDocument.Load(new MemoryStream(order));
        Assert.That(xml.Descendants().Where(part => !part.HasElements && part.Value == number).Select(part => part.Name.LocalName), Is.EqualTo([element]));
        Assert.That(OutgoingFiles.Words(Pdf(xml)), Does.Not.Contain(number));
        Assert.That(xml.Root!.Element(Print + "AfsendelseIdentifikator")!.Value, Is.EqualTo(Letter.DeliveryId.ToString()));
        Assert.That(xml.Root.Element(Print + "DokumentParametre")!.Elements().Select(part => part.Value), Is.EqualTo(["Flere indbrud i Ærø & omegn", "2026-03-05"]));
    }

    [Test]
    public void The_pages_say_what_the_text_says_and_leave_the_window_to_the_address()
    {
        using var pdf = PdfDocument.Open(LetterPdf.Write(Letter.Text, "Trygt Naboskab", Letter.At));

        var page = pdf.GetPage(1);
        Assert.That(OutgoingFiles.Words(pdf), Does.Contain("5. marts 2026").And.Contain("Flere indbrud i Ærø & omegn").And.Contain("• Lås døre, og luk vinduer.").And.Contain("hos hinanden."));
        var window = page.GetWords().Where(word => word.BoundingBox.Bottom < page.Height - 85 && word.BoundingBox.Top > page.Height - 255);
        Assert.That(window, Is.Empty);
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(6)]
    public void The_logo_stands_in_the_corner_opposite_the_address_and_says_what_it_shows(byte colourType)
    {
        var logo = new LogoImage(LogoFile.Read(SomePng.Make(400, 100, colourType))!, "Byvåben med tårn");
        var bytes = LetterPdf.Write(Letter.Text, "Trygt Naboskab", Letter.At, logo);
        using var pdf = PdfDocument.Open(bytes);

        var place = pdf.GetPage(1).GetImages().Single().BoundingBox;
        Assert.That((place.Width / place.Height, place.Right), Is.EqualTo((4.0, pdf.GetPage(1).Width - 71)).Within(0.5));
        Assert.That(place.Bottom, Is.GreaterThan(pdf.GetPage(1).Height - 100), "above the window");
        Assert.That(PdfDocument.Open(LetterPdf.Write(Letter.Text, "Trygt Naboskab", Letter.At)).GetPage(1).GetImages(), Is.Empty);
    }

    [Test]
    public void It_can_be_read_aloud_in_the_order_it_is_written()
    {
        using var pdf = PdfDocument.Open(LetterPdf.Write(Letter.Text, "Trygt Naboskab", Letter.At));

        var catalog = pdf.Structure.Catalog.CatalogDictionary;
        Assert.That(((StringToken)catalog.Data["Lang"]).Data, Is.EqualTo("da-DK"));
        Assert.That(catalog.ContainsKey(NameToken.Create("StructTreeRoot")), Is.True, "tagged");
        Assert.That(pdf.Information.Title, Is.EqualTo("Flere indbrud i Ærø & omegn"));
        Assert.That(pdf.GetPage(1).GetMarkedContents().SelectMany(content => content.Letters).Count(), Is.EqualTo(pdf.GetPage(1).Letters.Count), "nothing untagged");
    }

    [Test]
    public void A_long_letter_goes_on_on_another_page_with_nothing_lost()
    {
        var words = Enumerable.Range(1, 1500).Select(number => $"ord{number}").ToList();
        using var pdf = PdfDocument.Open(LetterPdf.Write(new RenderedText("Et langt brev", string.Join(' ', words) + "\n", ""), "Trygt Naboskab", Letter.At));

        Assert.That(pdf.NumberOfPages, Is.GreaterThan(1));
        var written = pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text).ToList();
        Assert.That(written.Where(word => word.StartsWith("ord", StringComparison.Ordinal)), Is.EqualTo(words));
        Assert.That(pdf.GetPages().SelectMany(page => page.GetWords().Select(word => word.BoundingBox.Right <= page.Width - 70 && word.BoundingBox.Bottom > 50)), Has.None.False, "within the margins");
    }

    [Test]
    [Category("RealData")]
    public void Every_order_is_valid_by_the_official_schema()
    {
        foreach (var (numberType, number) in new[] { ("cpr", "2211771212"), ("cvr", "55133018"), ("synthetic", "S000000001") })
            foreach (var options in new[] { new PrintOptions(), new PrintOptions { ShipmentType = 265 } })
                Assert.That(Faults(XDocument.Load(new MemoryStream(PaperLetter.Write(Letter with { Recipient = new Recipient(numberType, [1], null, null) }, number, options)))), Is.Empty, numberType);
        Assert.That(Faults(new XDocument(new XElement(Print + "ForsendelseI"))), Is.Not.Empty, "the schema is asked");
    }

    private static PdfDocument Pdf(XDocument order) => PdfDocument.Open(Convert.FromBase64String(order.Descendants().Single(part => part.Name.LocalName == "MeddelelseIndholdData").Value));

    private static IReadOnlyList<string> Faults(XDocument order) => OfficialSchema.Faults(order, "schemas", "fjernprint", "sf1600", "SF1600_EP_SP1-2", "xsd", "oio", "ForsendelseI.xsd");
}
