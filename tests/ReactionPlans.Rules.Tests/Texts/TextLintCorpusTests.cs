using NUnit.Framework;

namespace ReactionPlans.Rules.Tests.Texts;

public sealed class TextLintCorpusTests
{
    private const double FewestCaught = 0.98, MostBlockedFalsely = 0.02;

    [Test]
    public void The_corpus_is_large_enough_to_say_something()
    {
        var good = Corpus.All.Where(text => text.Expected is null).ToList();
        var bad = Corpus.All.Where(text => text.Expected is not null).ToList();

        Assert.That(good, Has.Count.GreaterThanOrEqualTo(160));
        Assert.That(good.Count(text => text.File.EndsWith("handwritten", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(40));
        Assert.That(bad, Has.Count.GreaterThanOrEqualTo(320));
        Assert.That(Corpus.All.Select(text => text.Receiver + text.Subject + text.Text).Distinct().Count(), Is.EqualTo(Corpus.All.Count), "every text is another");
        Assert.That(bad.Select(text => text.Expected).Distinct().Count(), Is.EqualTo(16), "every rule has texts against it");
        Assert.That(good.Count(text => text.IsHeldOut), Is.GreaterThanOrEqualTo(40));
        Assert.That(bad.Count(text => text.IsHeldOut), Is.GreaterThanOrEqualTo(80));
    }

    [TestCase(false, TestName = "Of the texts that the rules were made with, the bad are caught and the good pass")]
    [TestCase(true, TestName = "Of the held-out texts, the bad are caught and the good pass")]
    public void Bad_texts_are_caught_and_good_ones_pass(bool heldOut)
    {
        var texts = Corpus.All.Where(text => text.IsHeldOut == heldOut).ToList();
        var bad = texts.Where(text => text.Expected is not null).ToList();
        var good = texts.Where(text => text.Expected is null).ToList();
        var missed = bad.Where(text => !text.IsBlocked).ToList();
        var blocked = good.Where(text => text.IsBlocked).ToList();

        TestContext.Out.WriteLine($"{(heldOut ? "held out" : "made with")}: {bad.Count - missed.Count} of {bad.Count} bad caught, {blocked.Count} of {good.Count} good blocked");
        foreach (var rule in bad.GroupBy(text => text.Expected).OrderBy(group => group.Key))
            TestContext.Out.WriteLine($"  {rule.Key}: {rule.Count(text => text.IsBlocked)} of {rule.Count()}");
        foreach (var text in missed)
            TestContext.Out.WriteLine($"missed {text.Expected} ({text.File}):\n{text.Subject}\n{text.Text}\n");
        foreach (var text in blocked)
            TestContext.Out.WriteLine($"blocked ({text.File}, {text.Receiver}): {string.Join("\n  ", text.Problems.Select(problem => $"{problem.Code} {problem.Danish}"))}\n{text.Subject}\n{text.Text}\n");

        Assert.That((double)(bad.Count - missed.Count) / bad.Count, Is.GreaterThanOrEqualTo(FewestCaught));
        Assert.That((double)blocked.Count / good.Count, Is.LessThanOrEqualTo(MostBlockedFalsely));
    }

    /// <summary>A bad text must be caught for its fault, so nearly all of the others' rules are silent on it.</summary>
    [Test]
    public void A_fault_of_tone_or_privacy_seldom_wakes_another_rule()
    {
        var bad = Corpus.All.Where(text => text.Expected >= 7039).ToList();

        var extra = bad.Where(text => text.Numbers.Any(number => number is >= 7030 and <= 7036)).ToList();

        TestContext.Out.WriteLine($"{extra.Count} of {bad.Count} have a part reported missing that is there");
        foreach (var text in extra)
            TestContext.Out.WriteLine($"{text.Expected}: {string.Join("; ", text.Problems.Select(problem => problem.Danish))}\n{text.Text}\n");
        Assert.That((double)extra.Count / bad.Count, Is.LessThanOrEqualTo(0.05));
    }
}
