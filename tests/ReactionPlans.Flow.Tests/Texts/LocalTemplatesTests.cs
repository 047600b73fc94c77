using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Texts;
using AgreementTexts = ReactionPlans.Flow.Tests.Agreements.Texts;

namespace ReactionPlans.Flow.Tests.Texts;

/// <summary>A partnership's own words on top of the national library.</summary>
public sealed class LocalTemplatesTests
{
    private const string Calm = """
        subject: Ro igen i {{ area.name }}
        Kære nabo

        {{ sender.name }} skrev til dig om {{ offence.several }} i {{ area.name }}. Tallet er faldet, og indsatsen er slut den {{ ended_on }}.

        Ring til politiet på {{ sender.police_phone }}, hvis du har set noget. Spørgsmål: {{ sender.contact }}.
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rp-texts-");

    [TearDown]
    public void Leave() => folder.Delete(recursive: true);

    [SetUp]
    public void Begin() => folder.Create();

    [Test]
    public void Ones_own_text_comes_before_the_national_one_and_for_nobody_else()
    {
        Write("eksempel/da/all-clear.liquid", Calm);

        Assert.That(LocalTemplates.Check(folder.FullName), Is.Empty);
        var book = new TemplateBook(folder.FullName);
        Assert.That(book.Render("all-clear", TextModel.Specimen, "eksempel").Subject, Is.EqualTo("Ro igen i Området"));
        Assert.That(book.Render("all-clear", TextModel.Specimen, "naboby").Subject, Is.EqualTo("Der er igen ro i Området"));
        Assert.That(book.Render("residents-burst", TextModel.Specimen, "eksempel").Subject, Does.StartWith("Flere indbrud"));
        Assert.That(book.TextsOf("eksempel")["all-clear"], Is.EqualTo(Calm));
    }

    [Test]
    public void An_agreement_is_held_against_the_words_it_would_send()
    {
        var agreement = AgreementYaml.Read(AgreementTexts.Whole, "aftale.yaml").Agreement!;
        Write($"{agreement.Partnership.Id}/da/all-clear.liquid", Calm);
        Assert.That(TextCheck.OfAgreement(agreement, new TemplateBook(folder.FullName)), Is.Empty);

        Write($"{agreement.Partnership.Id}/da/all-clear.liquid", Calm.Replace("Tallet er faldet", "Banden hærger ikke længere, tallet er faldet", StringComparison.Ordinal));
        Assert.That(TextCheck.OfAgreement(agreement, new TemplateBook(folder.FullName)).Select(problem => problem.Number), Does.Contain(7040));
    }

    [TestCase("eksempel/da/al-clear.liquid", Calm, 7050, Description = "no such text")]
    [TestCase("eksempel/de/all-clear.liquid", Calm, 7050, Description = "no such language")]
    [TestCase("da/all-clear.liquid", Calm, 7050, Description = "of no partnership")]
    [TestCase("eksempel/da/all-clear.txt", Calm, 7050)]
    [TestCase("eksempel/da/all-clear.liquid", "Uden emne", 7051)]
    [TestCase("eksempel/da/all-clear.liquid", "subject: x\n\n{{ resident.name }}", 7051, Description = "nothing but what the model has")]
    [TestCase("eksempel/da/all-clear.liquid", "subject: x\n\n{% if has_station %}", 7051)]
    public void A_file_that_cannot_be_used_is_told_with_its_name(string name, string text, int number)
    {
        Write(name, text);

        var problem = LocalTemplates.Check(folder.FullName).Single();
        Assert.That((problem.Number, problem.Danish), Is.EqualTo((number, problem.Danish)));
        Assert.That(problem.Danish, Does.Contain(name));
    }

    [Test]
    public void No_folder_is_no_fault_and_one_that_is_not_there_is()
    {
        Assert.That(LocalTemplates.Check(null), Is.Empty);
        Assert.That(LocalTemplates.Check(Path.Combine(folder.FullName, "nej")).Single().Danish, Does.Contain("Texts:LocalFolder"));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
