namespace ReactionPlans.Flow.Delivery;

/// <summary>A word of somebody else's that may be stored and shown: small letters, digits and hyphens, and not long. Anything else could name a person.</summary>
internal static class ShortCode
{
    private const int Longest = 40;

    /// <summary>Null: it is none.</summary>
    public static string? Of(string? said) =>
        said is { Length: > 0 and <= Longest } && said.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') ? said : null;
}
