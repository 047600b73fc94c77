using NUnit.Framework;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Rules.Tests.Texts;

/// <summary>Against values reckoned by hand: words / sentences + 100 * words of more than six letters / words.</summary>
public sealed class TextLintLixTests
{
    [TestCase("Vi skriver til dig. Lås døren.", 3 + (100.0 / 6), TestName = "Six words in two sentences, one of them long")]
    [TestCase("Politiet har modtaget fem anmeldelser: ring, hvis du ved noget", 5 + 30, TestName = "A colon ends a sentence")]
    [TestCase("Naboerne hjælper", 2 + 100, TestName = "A headline is a sentence")]
    [TestCase("Spørg naboen", 2, TestName = "Six letters are not long")]
    [TestCase("Spørg naboens", 2 + 50, TestName = "Seven letters are long")]
    [TestCase("Kl. 14.30 og f.eks. i dag", 6, TestName = "An abbreviation and a clock time end no sentence")]
    [TestCase("Hvad nu? Ring 114. Det er let.", 7.0 / 3, TestName = "A question mark ends a sentence, and a number is a word")]
    [TestCase("", 0, TestName = "No words, no index")]
    public void The_index_is_as_reckoned_by_hand(string text, double expected) => Assert.That(Lix.Of([text]), Is.EqualTo(expected).Within(1e-9));

    [Test]
    public void Items_of_a_list_are_sentences() => Assert.That(Lix.Of(["Lås døren", "Tænd lyset"]), Is.EqualTo(2).Within(1e-9));
}
