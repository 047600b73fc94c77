namespace ReactionPlans.Rules.Texts;

/// <summary>How long and how hard a text may be.</summary>
internal static class Readability
{
    /// <summary>The whole text, in <see cref="Lix"/>: above it Björnsson calls a text hard, and a letter to everybody must not be.</summary>
    public const double HardestText = 45;

    /// <summary>One sentence. Easy sentences around it do not help who stops in it; above 55 Björnsson calls a text very hard, and a single sentence swings.</summary>
    public const double HardestSentence = 75;

    /// <summary>A sentence of fewer words says nothing of its own: three long names in it would be "hard".</summary>
    private const int FewestWordsOfSentence = 12;

    /// <summary>Most words, subject included: a letter of a page, an alert that is read on a telephone without scrolling twice.</summary>
    public static int MostWords(TextReceiver receiver) => receiver switch
    {
        TextReceiver.Residents => 350,
        TextReceiver.NeighbourFriends => 380,
        TextReceiver.Members => 120,
        TextReceiver.LocalPost => 220,
        TextReceiver.AfterTheEnd => 220,
        _ => 250,
    };

    public static IEnumerable<Problem> Faults(TextReceiver receiver, ReadText text)
    {
        var (words, whole) = TextMeasure.Of(text);
        if (words > MostWords(receiver))
            yield return Problems.TextTooLong.With(words, MostWords(receiver));

        var hardest = text.Paragraphs.SelectMany(paragraph => Lix.Sentences(paragraph.Whole)).Where(sentence => Lix.Words(sentence).Count() >= FewestWordsOfSentence)
            .Select(sentence => (Index: Lix.Of([sentence]), Sentence: sentence)).OrderByDescending(one => one.Index).FirstOrDefault();
        if (whole > HardestText || hardest.Index > HardestSentence)
            yield return Problems.TextReadsHard.With(Shown(whole), Shown(HardestText), Shown(hardest.Index), Shown(HardestSentence), hardest.Sentence ?? "");
    }

    private static int Shown(double index) => (int)Math.Round(index);
}
