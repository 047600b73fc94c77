using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Agreements;

/// <summary>Whether a text tells its reader how to give the police observations. Without that, visible action only makes people afraid.</summary>
public static partial class PoliceContact
{
    /// <param name="template">Liquid text.</param>
    /// <param name="policePhone">The number the agreement's sender gives.</param>
    /// <returns>True when the text prints <c>sender.police_phone</c> or holds the number itself; a comment does not count.</returns>
    public static bool IsIn(string template, string policePhone)
    {
        var read = Comment().Replace(template, "");
        return Variable().IsMatch(read)
            || (policePhone.Length > 0 && Regex.IsMatch(read, $@"(?<!\d){Regex.Escape(policePhone)}(?!\d)", RegexOptions.CultureInvariant));
    }

    [GeneratedRegex(@"\{\{-?\s*sender\.police_phone\b", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Comment();
}
