using System.Globalization;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Rules.Tests.Texts;

/// <summary>One text of the corpus.</summary>
/// <param name="File">Without folder and ending.</param>
/// <param name="Expected">The problem that a bad text must have; null: a good text.</param>
internal sealed record CorpusText(string File, TextReceiver Receiver, string Subject, string Text, ToldFacts Facts, int? Expected)
{
    /// <summary>Written before the rules, by the same hand, and no rule was changed for it: what it shows is better than what a stranger's texts would.</summary>
    public bool IsHeldOut => File.StartsWith("heldout-", StringComparison.Ordinal);

    public bool IsBlocked => Expected is { } number ? Numbers.Contains(number) : Numbers.Count > 0;

    public IReadOnlyList<int> Numbers => [.. Problems.Select(problem => problem.Number)];

    public IReadOnlyList<Problem> Problems { get; } = TextLint.Check(Receiver, Subject, Text, Facts);
}

/// <summary>Letters written for the lint: a head line "=== receiver | area | code | sender | contact | police phone | count | days [| problem]", a subject, the text.</summary>
/// <remarks>
/// What a file says before its first head line is about the file. The files second-* and third-* were written against finished rules, in words the rules did not
/// know, and the rules were widened afterwards; the figures of the first run stand in them. They say more of unseen texts than the held-out ones do.
/// </remarks>
internal static class Corpus
{
    private const string Folder = "Texts/Corpus/", Head = "=== ";

    private static readonly Dictionary<string, TextReceiver> Receivers = new()
    {
        ["letter"] = TextReceiver.Residents,
        ["friends"] = TextReceiver.NeighbourFriends,
        ["member"] = TextReceiver.Members,
        ["post"] = TextReceiver.LocalPost,
        ["clear"] = TextReceiver.AfterTheEnd,
        ["update"] = TextReceiver.Update,
    };

    public static readonly IReadOnlyList<CorpusText> All =
    [
        .. typeof(Corpus).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(Read),
    ];

    private static IEnumerable<CorpusText> Read(string resource)
    {
        using var reader = new StreamReader(typeof(Corpus).Assembly.GetManifestResourceStream(resource)!);
        foreach (var entry in ("\n" + reader.ReadToEnd()).Split("\n" + Head).Skip(1))
        {
            var lines = entry.Split('\n');
            var head = lines[0].Split('|', StringSplitOptions.TrimEntries);
            yield return new CorpusText(
                Path.GetFileNameWithoutExtension(resource), Receivers[head[0]], lines[1], string.Join('\n', lines[2..]).Trim(),
                new ToldFacts(head[3], head[4], head[5], head[1], head[2], Number(head[6]), Number(head[7])), head.Length > 8 ? Number(head[8]) : null);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
