using System.Text;
using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Texts;
using ReactionPlans.TestKit;
using AgreementTexts = ReactionPlans.Flow.Tests.Agreements.Texts;

namespace ReactionPlans.Flow.Tests.Texts;

/// <summary>A sender's picture among a partnership's own texts.</summary>
public sealed class LogoTests
{
    private const string Whole = "policePhone: \"114\"", WithLogo = Whole + ", logo: { file: byvaaben.png, alt: Byvåben med tårn }";

    private DirectoryInfo folder = null!;

    [SetUp]
    public void Begin() => folder = Directory.CreateTempSubdirectory("rp-logo-");

    [TearDown]
    public void Leave() => folder.Delete(recursive: true);

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(6)]
    public void A_picture_in_colour_is_taken_and_is_the_partnerships_that_has_it(byte colourType)
    {
        Write("eksempel/byvaaben.png", SomePng.Make(colourType: colourType));
        var agreement = AgreementYaml.Read(AgreementTexts.With(Whole, WithLogo), "aftale.yaml").Agreement!;

        Assert.That(LocalTemplates.Check(folder.FullName), Is.Empty);
        var book = new TemplateBook(folder.FullName);
        var logo = book.LogoOf(agreement)!;
        Assert.That((logo.File.WidthPixels, logo.File.HeightPixels, logo.AltText), Is.EqualTo((40, 20, "Byvåben med tårn")));
        Assert.That(logo.Address, Does.StartWith("data:image/png;base64,iVBOR"), "nothing is asked of anybody");
        Assert.That(TextCheck.OfAgreement(agreement, book), Is.Empty);
        Assert.That(book.LogoOf(agreement with { Partnership = agreement.Partnership with { Id = "naboby" } }), Is.Null);
        Assert.That(TextCheck.OfAgreement(agreement, new TemplateBook()).Select(problem => problem.Number), Is.EqualTo([7056]));
    }

    private static IEnumerable<TestCaseData> Unfit()
    {
        static TestCaseData Case(string why, byte[] bytes) => new TestCaseData(bytes).SetArgDisplayNames(why);
        var sound = SomePng.Make();
        yield return Case("a drawing with script in it", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"));
        yield return Case("empty", []);
        yield return Case("cut off", sound[..^20]);
        yield return Case("something behind it", [.. sound, .. "<script>"u8]);
        yield return Case("too many pixels", SomePng.Make(width: 2001, height: 1));
        yield return Case("interlaced", SomePng.Make(interlace: 1));
        yield return Case("sixteen bits", SomePng.Make(bitDepth: 16));
        yield return Case("no colour", SomePng.Make(colourType: 0));
        yield return Case("too many bytes", [.. sound, .. new byte[LogoFile.MostBytes]]);
        var torn = (byte[])sound.Clone();
        torn.AsSpan(50, 8).Clear();
        yield return Case("a hole in it", torn);
    }

    [TestCaseSource(nameof(Unfit))]
    public void What_is_called_a_picture_and_is_none_is_refused(byte[] bytes)
    {
        Write("eksempel/byvaaben.png", bytes);

        Assert.That(LocalTemplates.Check(folder.FullName).Select(problem => problem.Number), Is.EqualTo([7055]));
    }

    [Test]
    public void A_file_of_another_kind_is_none_of_ours()
    {
        Write("eksempel/byvaaben.svg", "<svg/>"u8.ToArray());

        Assert.That(LocalTemplates.Check(folder.FullName).Select(problem => problem.Number), Is.EqualTo([7050]));
    }

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
