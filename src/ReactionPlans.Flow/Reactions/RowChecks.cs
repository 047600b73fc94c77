using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Reactions;

/// <summary>What the rows of recipients, stations and sites are all checked for.</summary>
internal static class RowChecks
{
    /// <summary>PostgreSQL cannot index longer keys.</summary>
    public const int LongestId = 200;

    private const int LongestText = 1000;

    public static Problem? Missing(InputRow row, params IReadOnlyList<string> fields) =>
        fields.Where(field => row[field] is null).Select(field => Problems.FieldMissing.At(row.Place, field)).FirstOrDefault();

    /// <summary>An id, by which rows are told apart.</summary>
    public static Problem? Id(InputRow row, string field) => TooLong(row, field, LongestId) ?? row.FaultOfName(field);

    /// <summary>Free texts: none endless, none with characters that no letter can be printed with.</summary>
    public static Problem? Texts(InputRow row, params IReadOnlyList<string> fields) =>
        fields.Select(field => TooLong(row, field, LongestText) ?? row.FaultOfText(field)).FirstOrDefault(problem => problem is not null);

    public static Problem? NotOneOf(InputRow row, string field, params IReadOnlyList<string> words) =>
        row[field] is { } text && !words.Contains(text) ? Unreadable(row, field, string.Join(", ", words)) : null;

    /// <summary>Only what is surely no address is refused; the mail server knows the rest.</summary>
    public static Problem? Mail(InputRow row) => row["mail"] is { } mail && !LooksLikeMail(mail) ? Unreadable(row, "mail", "navn@eksempel.dk") : null;

    public static Problem Unreadable(InputRow row, string field, string expected) =>
        Problems.FieldUnreadable.At(row.Place, field, row[field], expected);

    /// <summary>The place, and a note where there is none to use.</summary>
    public static (double? Latitude, double? Longitude, IReadOnlyList<Problem> Notes) Place(InputRow row)
    {
        var (latitude, longitude, problem) = row.ReadPlace();
        return (latitude, longitude, problem is not null ? [problem] : latitude is null ? [Problems.PlaceMissing.At(row.Place)] : []);
    }

    private static bool LooksLikeMail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ',' or ';' or '<' or '>');
    }

    private static Problem? TooLong(InputRow row, string field, int most) =>
        row[field] is { } text && text.Length > most ? Problems.FieldTooLong.At(row.Place, field, text[..20] + "...", most) : null;
}
