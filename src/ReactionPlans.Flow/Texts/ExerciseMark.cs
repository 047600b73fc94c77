namespace ReactionPlans.Flow.Texts;

/// <summary>Says in words and in colour, first and last, that a text belongs to an exercise: whoever reads only a part of it, or gets it passed on, must know.</summary>
internal static class ExerciseMark
{
    public const string Word = "ØVELSE";

    public const string Sentence = Word + ": Dette er en øvelse. Intet af det, der står her, er sket. Øver du ikke med, skal du ikke gøre noget.";

    private const string Band =
        "<p style=\"background:#ffd84d;border:4px solid #8a0000;color:#000000;font-weight:bold;margin:1em 0;padding:0.75em\">" + Sentence + "</p>\n";

    public static RenderedText On(RenderedText text) => Last(text with { Subject = $"{Word}: {text.Subject}", Text = $"{Sentence}\n\n{text.Text}", Html = Band + text.Html });

    /// <summary>The last of it alone, for a text that has had something added to its end.</summary>
    public static RenderedText Last(RenderedText text) => text with { Text = $"{text.Text}\n{Sentence}\n", Html = text.Html + Band };
}
