using ReactionPlans.Rules;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ReactionPlans.Flow.Files;

/// <summary>Looks at YAML event by event before anything is built of it: a tree that is too deep ends the process,
/// and anchors that name each other grow without end.</summary>
internal static class YamlLimits
{
    /// <summary>A mapping is four levels deep.</summary>
    private const int DeepestLevel = 20;

    /// <summary>What is said when the library fails without saying where: so far always a line too far to the left.</summary>
    public static readonly Phrase Stumbled = new(
        "en linje er rykket forkert ind, oftest mellem { og } eller [ og ].", "a line is indented wrongly, most often between { and } or [ and ].");

    /// <exception cref="YamlException">It is no YAML, too deep, or uses anchors.</exception>
    public static void Check(string text)
    {
        var parser = new Parser(new StringReader(text));
        var level = 0;
        while (parser.MoveNext())
        {
            var here = parser.Current!;
            level += here switch
            {
                MappingStart or SequenceStart => 1,
                MappingEnd or SequenceEnd => -1,
                _ => 0,
            };
            if (level > DeepestLevel)
                throw new YamlException(here.Start, here.End, $"More than {DeepestLevel} levels inside each other.");
            if (here is AnchorAlias)
                throw new YamlException(here.Start, here.End, "Anchors (*name) are not used here; write the value again.");
        }
    }
}
