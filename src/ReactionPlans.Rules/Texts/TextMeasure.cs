namespace ReactionPlans.Rules.Texts;

/// <summary>How long and how hard a text is for its reader.</summary>
/// <param name="Words">In the whole text, the subject included.</param>
/// <param name="HardnessLix">Of the whole text in <see cref="Lix"/>, without a unit; 0 where there are no words.</param>
public readonly record struct TextMeasure(int Words, double HardnessLix)
{
    internal static TextMeasure Of(ReadText text) => new(Lix.Words(text.Whole).Count(), Lix.Of(text.Paragraphs.Select(paragraph => paragraph.Whole)));
}
