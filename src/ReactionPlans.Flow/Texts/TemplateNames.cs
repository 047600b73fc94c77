using System.Text.Json;

namespace ReactionPlans.Flow.Texts;

/// <summary>The names that templates fill in, as <see cref="TextModel"/> has them: "sender.name", "tasks.what" for a name of each of a list.</summary>
public static class TemplateNames
{
    /// <summary>Those of single values; a list or a group is here under its parts' names alone.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Below(typeof(TextModel), "")];

    /// <summary>The lists: what a loop goes through.</summary>
    public static IReadOnlyList<string> Lists { get; } =
        [.. typeof(TextModel).GetProperties().Where(property => ItemOf(property.PropertyType) is not null).Select(property => Snake(property.Name))];

    /// <summary>What Liquid itself tells within a loop.</summary>
    private const string Loop = "forloop.";

    private static readonly HashSet<string> Known = [.. All];

    /// <summary>The names that a template asks for, each once, in order; those of a loop's own name under the list's.</summary>
    public static IReadOnlyList<string> In(string template) => [.. Asked(TemplatePiece.Of(template)).Select(one => one.Name).Where(Known.Contains).Distinct()];

    /// <summary>The first name that nothing has, and where it is asked for; null: every name is known.</summary>
    internal static (string Name, int Line)? Unknown(IReadOnlyList<TemplatePiece> pieces)
    {
        foreach (var (name, written, line) in Asked(pieces))
        {
            if (!Known.Contains(name) && !Lists.Contains(name) && !name.StartsWith(Loop, StringComparison.Ordinal))
                return (written, line);
        }

        return null;
    }

    private static IEnumerable<(string Name, string Written, int Line)> Asked(IReadOnlyList<TemplatePiece> pieces)
    {
        var (own, listOfOwn) = ("", "");
        foreach (var piece in pieces)
        {
            var names = piece.Names;
            if (piece.Tag == "for")
            {
                (own, listOfOwn) = (names.FirstOrDefault() ?? "", names.Skip(1).FirstOrDefault() ?? "");
                names = names.Skip(1);
            }
            else if (piece.Tag == "endfor")
            {
                own = "";
            }

            foreach (var name in names)
                yield return (own.Length > 0 && name.StartsWith(own + ".", StringComparison.Ordinal) ? listOfOwn + name[own.Length..] : name, name, piece.Line);
        }
    }

    private static IEnumerable<string> Below(Type type, string before) => type.GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.GetMethod?.IsStatic == false)
        .SelectMany(property => (ItemOf(property.PropertyType) ?? property.PropertyType) is var of && of.Namespace == typeof(TextModel).Namespace
            ? Below(of, $"{before}{Snake(property.Name)}.")
            : [before + Snake(property.Name)]);

    private static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
