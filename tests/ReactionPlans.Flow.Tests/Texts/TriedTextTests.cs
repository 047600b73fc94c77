using NUnit.Framework;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Tests.Texts;

/// <summary>A template that somebody tries in a form: what is wrong with it is told by line, and nothing in it can keep a host busy.</summary>
public sealed class TriedTextTests
{
    private static readonly TemplateBook Book = new();

    private static IEnumerable<(string Name, string Language)> Library =>
        from language in TextLanguage.All from name in TemplateBook.Files where Book.Has(name, language, "eksempel") select (name, language);

    [TestCaseSource(nameof(Library))]
    public void The_librarys_own_texts_can_be_tried_and_every_name_in_them_is_known((string Name, string Language) text)
    {
        var source = Book.SourceOf(text.Name, text.Language, "eksempel")!.Text;

        Assert.That(TriedText.Fault(source), Is.Null);
        Assert.That(TemplateNames.In(source), Is.Not.Empty.And.Unique);
    }

    [Test]
    public void The_names_of_a_list_are_told_under_the_list()
    {
        Assert.That(TemplateNames.In("{% for visit in visits %}{{ visit.site }}{% endfor %}{% if joint.is_standing and count > 3 %}{{ visit.site }}{{ area.name }}{% endif %}"),
            Is.EqualTo(["visits.site", "joint.is_standing", "count", "area.name"]));
        Assert.That(TemplateNames.All, Does.Contain("tasks.what").And.Contain("sender.police_phone").And.Not.Contain("visits").And.Not.Contain("specimen"));
        Assert.That(TemplateNames.Lists, Is.EqualTo(["tasks", "visits"]));
    }

    [TestCase("Uden emne", 8201, 1)]
    [TestCase("subject:\n\nTekst", 8201, 1)]
    [TestCase("subject: Emne\n\n", 8201, 1)]
    [TestCase("subject: x\n\nKære {{ area.name\n\nHilsen {{ sender.name }}", 8202, 3)]
    [TestCase("subject: x\n\nA\n{% if has_station %}\nB", 8202, 4)]
    [TestCase("subject: x\n\n{% if has_station %}A{% endfor %}", 8203, 3)]
    [TestCase("subject: x\n\nA {% else %} B", 8203, 3)]
    [TestCase("subject: x\n\n{% assign a = 'x' %}", 8204, 3, Description = "values that grow")]
    [TestCase("subject: x\n\n{{ area.name | append: area.name }}", 8204, 3)]
    [TestCase("subject: x\n\n{% include 'etc/passwd' %}", 8204, 3)]
    [TestCase("subject: x\n\n{% for n in (1..1000000000) %}x{% endfor %}", 8205, 3)]
    [TestCase("subject: x\n\n{% for a in tasks %}{% for b in tasks %}x{% endfor %}{% endfor %}", 8205, 3)]
    [TestCase("subject: x\n\nA\nB {{ sender.nam }}", 8206, 4)]
    [TestCase("subject: x\n\n{% if has_station %}\n{{ resident.name }}{% endif %}", 8206, 4, Description = "also where it is not filled in")]
    [TestCase("subject: x\n\n{% case %}{% when \"a\" %}x{% endcase %}", 8207, null, Description = "in Liquid's own words")]
    public void What_is_wrong_is_told_with_its_line(string text, int number, int? line)
    {
        var fault = TriedText.Fault(text);

        Assert.That((fault?.Number, fault?.Place?.Line), Is.EqualTo(((int?)number, line)), fault?.ToString());
    }

    [Test]
    public void A_text_that_is_far_too_long_is_not_even_read() => Assert.That(TriedText.Fault("subject: x\n" + new string('{', TriedText.Longest))!.Number, Is.EqualTo(8200));

    [Test]
    public void Quotation_marks_filters_of_the_alphabet_and_a_dash_in_a_tag_are_Liquid_too() =>
        Assert.That(TriedText.Fault("subject: x\n\n{%- if pattern.hours == \"night and day\" -%}{{ offence.several | capitalize }}{%- endif -%}{% for step in tasks %}{{ step.what }}{{ forloop.index }}{% endfor %}"), Is.Null);
}
