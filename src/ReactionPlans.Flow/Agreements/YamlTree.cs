using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ReactionPlans.Flow.Agreements;

/// <summary>One value of a YAML file with the place where it begins.</summary>
internal abstract record YamlValue(Place Place)
{
    /// <summary>How a problem shows the value: short, and the same in both languages.</summary>
    public abstract string Shown { get; }

    public virtual bool IsNothing => false;
}

/// <param name="Plain">Written without quotes, so that it may be read as a number, a truth value or nothing.</param>
internal sealed record YamlText(string Text, bool Plain, Place Place) : YamlValue(Place)
{
    public override string Shown => Text.Length <= 60 ? Text : Text[..60] + "…";

    public override bool IsNothing => Plain && Text is "" or "~" or "null";
}

internal sealed record YamlList(IReadOnlyList<YamlValue> Items, Place Place) : YamlValue(Place)
{
    public override string Shown => "[…]";
}

/// <param name="Pairs">As written: a key that is there twice is there twice.</param>
internal sealed record YamlMap(IReadOnlyList<(YamlText Key, YamlValue Value)> Pairs, Place Place) : YamlValue(Place)
{
    public override string Shown => "{…}";
}

/// <summary>
/// Builds the tree from the parser's events. YamlDotNet's own representation model gives up at the first key that is
/// there twice; here it becomes one problem among the others, and the rest of the file is still read.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>An agreement is five levels deep; a file that goes on and on is a mistake or an attack on the stack.</summary>
    private const int DeepestLevel = 20;

    /// <summary>Values in the whole file, an anchor's each time it is named. Anchors that name anchors grow without end in a line or two.</summary>
    private const int MostValues = 50_000;

    private readonly Parser parser;
    private readonly string file;
    private readonly Dictionary<AnchorName, (YamlValue Value, int Size)> anchors = [];
    private int values;

    private YamlTree(string yaml, string file)
    {
        parser = new Parser(new StringReader(yaml.TrimStart('\uFEFF')));
        this.file = file;
    }

    /// <summary>The file's one document, or the reason why there is none.</summary>
    public static (YamlValue? Root, Problem? Problem) Read(string yaml, string file)
    {
        var tree = new YamlTree(yaml, file);
        try
        {
            return (tree.ReadDocument(), null);
        }
        catch (YamlException unreadable)
        {
            return (null, Problems.YamlUnreadable.At(PlaceOf(unreadable.Start, file), unreadable.Message));
        }
        // The library stumbles over some texts with exceptions of other kinds.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return (null, Problems.YamlUnreadable.At(PlaceOf(tree.parser.Current?.End ?? Mark.Empty, file), YamlLimits.Stumbled));
        }
    }

    private YamlValue ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            throw new YamlException(Mark.Empty, Mark.Empty, "The file is empty.");

        var root = ReadValue(0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            throw new YamlException(second.Start, second.End, "The file has more than one document.");

        return root;
    }

    private YamlValue ReadValue(int level)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!anchors.TryGetValue(alias.Value, out var anchored))
                throw new YamlException(alias.Start, alias.End, $"The anchor '{alias.Value}' is not known here.");
            Count(anchored.Size, alias.Start);
            return anchored.Value;
        }

        var start = parser.Current!.Start;
        var before = values;
        Count(1, start);
        if (level > DeepestLevel)
            throw new YamlException(start, start, $"More than {DeepestLevel} levels inside each other.");

        if (parser.TryConsume<Scalar>(out var scalar))
            return Remember(scalar, before, new YamlText(scalar.Value, scalar.Style == ScalarStyle.Plain, PlaceOf(start, file)));

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadValue(level + 1));
            return Remember(sequence, before, new YamlList(items, PlaceOf(start, file)));
        }

        var map = parser.Consume<MappingStart>();
        var pairs = new List<(YamlText, YamlValue)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var keyStart = parser.Current!.Start;
            var key = ReadValue(level + 1) as YamlText ?? throw new YamlException(keyStart, keyStart, "A field name must be text.");
            pairs.Add((key, ReadValue(level + 1)));
        }
        return Remember(map, before, new YamlMap(pairs, PlaceOf(start, file)));
    }

    private YamlValue Remember(NodeEvent node, int valuesBefore, YamlValue value)
    {
        if (!node.Anchor.IsEmpty)
            anchors[node.Anchor] = (value, values - valuesBefore);
        return value;
    }

    private void Count(int more, Mark at)
    {
        values += more;
        if (values > MostValues)
            throw new YamlException(at, at, $"More than {MostValues} values, those of anchors (*name) counted each time.");
    }

    private static Place PlaceOf(Mark mark, string file) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
