using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;
using AgreementTexts = ReactionPlans.Flow.Tests.Agreements.Texts;

namespace ReactionPlans.Flow.Tests.Texts;

/// <summary>Every text that an agreement can send, looked at before there is anything to tell.</summary>
public sealed class SentTemplatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Agreement Whole = AgreementYaml.Read(AgreementTexts.Whole, "aftale.yaml").Agreement!;

    private static readonly TemplateBook Book = new();

    /// <summary>Both ways to start a plan, both parties to decide, and every task of the catalogue.</summary>
    private static readonly Agreement Everything = Whole with
    {
        Criteria = [.. Whole.Criteria, Whole.Criteria[0] with { Id = "autumn", Level = CriterionLevel.Activate, Rule = new SeasonRule(42, 14) }],
        Decision = Whole.Decision with { Mode = DecisionMode.Both },
        ReviewBy = new DateOnly(2026, 1, 1),
        Plan = [.. Whole.Plan, .. TaskCatalogue.All.Select(task => Whole.Plan[^1] with { Id = $"task-{task.Template}", Reaction = Reaction.Task, TaskName = task.Name, Template = null })],
    };

    [Test]
    public void No_text_of_the_library_is_left_out()
    {
        Assert.That(TemplateBook.Files.Except(SentTemplates.Of(Everything).Select(sent => sent.File)), Is.Empty);
        Assert.That(SentTemplates.Of(Everything).Select(sent => sent.File), Is.Unique);
        Assert.That(SentTemplates.Of(Everything).Select(sent => sent.Audience), Is.Ordered);
    }

    [Test]
    public void What_an_agreement_has_no_use_for_is_not_shown()
    {
        var files = SentTemplates.Of(Whole with { Decision = Whole.Decision with { Mode = DecisionMode.Automatic }, End = Whole.End with { AllClear = false } }).Select(sent => sent.File).ToList();

        Assert.That(files, Does.Contain("residents-burst").And.Contain("activated").And.Contain("still-high"));
        Assert.That(files, Does.Not.Contain("decision").And.Not.Contain("all-clear").And.Not.Contain("residents-burst-season").And.Not.Contain("season-over"));
        Assert.That(SentTemplates.Of(Whole with { Criteria = [.. Whole.Criteria.Select(criterion => criterion with { Level = CriterionLevel.Watch })] }), Is.Empty);
    }

    [Test]
    public void Each_is_filled_in_with_something_to_tell_in_each_language_and_the_lint_finds_nothing()
    {
        foreach (var sent in SentTemplates.Of(Everything))
        {
            foreach (var language in sent.Languages(Book, "eksempel"))
            {
                var prepared = sent.Write(Words(Book), Made(sent), language);

                Assert.That(prepared.Faults, Is.Empty, $"{sent.File} in {language}");
                Assert.That(prepared.IsForParties, Is.EqualTo(sent.Audience == TextAudience.Parties), sent.File);
                Assert.That(prepared.Text.Subject, Does.Not.Contain("  ").And.Not.EndsWith(" ").And.Not.StartsWith(":"), $"{sent.File}: {prepared.Text.Subject}");
                Assert.That(prepared.Text.Text, Does.Not.Contain("/Answer/"), $"{sent.File}: nobody's own link is in it");
            }
        }
    }

    [Test]
    public void What_the_lint_finds_stands_with_the_lines_of_the_template()
    {
        var sent = SentTemplates.Of(Whole).First(one => one.Audience == TextAudience.Residents);
        var lines = Book.SourceOf(sent.File, TextLanguage.Danish, "eksempel")!.Text.Split('\n').ToList();
        var station = lines.FindIndex(line => line.StartsWith("{% if has_station", StringComparison.Ordinal));
        lines[station] += " Banden hærger stadig.";
        lines[3] += " PAS PÅ!";
        var changed = Book.With("eksempel", TextLanguage.Danish, sent.File, string.Join('\n', lines));

        var prepared = sent.Write(Words(changed), Made(sent), TextLanguage.Danish);

        Assert.That(prepared.Faults.Zip(prepared.FaultLines, (fault, at) => (fault.Number, string.Join(',', at))), Is.SupersetOf(new[] { (7039, "4"), (7040, $"{station + 1}") }));
        Assert.That(sent.Write(Words(Book), Made(sent), TextLanguage.Danish).Faults, Is.Empty, "the book itself is as it was");
    }

    private static Wording Words(TemplateBook book) => new(book, new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);

    private static TextFacts Made(SentTemplate sent)
    {
        var criterion = Everything.Criteria.First(one => one.Level == CriterionLevel.Activate && one.Rule is SeasonRule == sent.IsSeason);
        var firedOn = (criterion.Rule as SeasonRule)?.NextFrom(DanishTime.DayOf(Now))?.First ?? DanishTime.DayOf(Now);
        return MadeFacts.Of(sent, TextFacts.IfItHeld(Everything, criterion, "8240", "Risskov", firedOn, 5, StableId.Of("spike")), PlanExpansion.Expand(Everything, Now, SchoolCalendar.Empty), Now);
    }
}
