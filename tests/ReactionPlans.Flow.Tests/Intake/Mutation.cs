using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ReactionPlans.Flow.Tests.Intake;

internal enum Change
{
    FlipBit,
    Random,
    Token,
    Cut,
    Repeat,
    Splice,
    Number,
    Lines,
}

/// <summary>One change of a text, told in numbers so that FsCheck can invent and shrink it.</summary>
/// <param name="At">Where, in thousandths of the length.</param>
/// <param name="Size">How much, or how often.</param>
/// <param name="Seed">What: a token, a byte, the other text.</param>
internal sealed record Mutation(Change Change, int At, int Size, int Seed)
{
    private const int Largest = 48_000;

    private static readonly string[] Numbers =
        ["0", "-1", "2147483648", "99999999999999999999", "1e999", "-1e-999", "NaN", "Infinity", "0x1F", "1,5", "\u0661\u0662", "00000000000000000000001", "4.9E-324", "1e308", ""];

    private static readonly Gen<Mutation> Any =
        from change in Gen.Elements(Enum.GetValues<Change>())
        from at in Gen.Choose(0, 1000)
        from size in Gen.Frequency((8, Gen.Choose(1, 12)), (3, Gen.Choose(13, 400)), (1, Gen.Choose(401, 6000)))
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new Mutation(change, at, size, seed);

    /// <summary>A good input by its number, and one to eight changes of it; in a failure as few of them as still fail.</summary>
    public static Arbitrary<(int Good, Mutation[] Changes)> Of(int goods)
    {
        var generator =
            from good in Gen.Choose(0, goods - 1)
            from count in Gen.Choose(1, 8)
            from changes in Any.ArrayOf(count)
            select (good, changes);
        return Arb.From(generator, pair => pair.changes.Select((_, left) => (pair.good, pair.changes.Where((_, index) => index != left).ToArray())));
    }

    public byte[] Apply(byte[] content, IReadOnlyList<byte[]> goods, IReadOnlyList<string> tokens)
    {
        var at = (int)((long)content.Length * At / 1000);
        var random = new Random(Seed);
        return Change switch
        {
            Change.FlipBit when at < content.Length => [.. content[..at], (byte)(content[at] ^ (1 << (Seed % 8))), .. content[(at + 1)..]],
            Change.Random => Insert(content, at, Bytes(random, Size)),
            Change.Token => Insert(content, at, Times(Encoding.UTF8.GetBytes(tokens[Seed % tokens.Count]), Seed % 4 == 0 ? Size : 1)),
            Change.Cut => [.. content[..at], .. content[Math.Min(content.Length, at + Size)..]],
            Change.Repeat => Insert(content, at, Times(content[at..Math.Min(content.Length, at + 1 + Seed % 60)], Size)),
            Change.Splice => [.. content[..at], .. Tail(goods[Seed % goods.Count], random)],
            Change.Number => ReplaceNumber(content, at),
            Change.Lines => SwapLines(content, random),
            _ => content,
        };
    }

    private byte[] ReplaceNumber(byte[] content, int at)
    {
        var from = at;
        while (from < content.Length && !char.IsAsciiDigit((char)content[from]))
            from++;
        var to = from;
        while (to < content.Length && char.IsAsciiDigit((char)content[to]))
            to++;
        return [.. content[..from], .. Encoding.UTF8.GetBytes(Numbers[Seed % Numbers.Length]), .. content[to..]];
    }

    private static byte[] SwapLines(byte[] content, Random random)
    {
        var lines = Encoding.Latin1.GetString(content).Split('\n');
        var (one, other) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static byte[] Tail(byte[] content, Random random) => content[random.Next(content.Length)..];

    private static byte[] Insert(byte[] content, int at, byte[] more) => content.Length + more.Length > Largest ? content : [.. content[..at], .. more, .. content[at..]];

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Times(byte[] piece, int times)
    {
        var many = new byte[Math.Min(Largest, piece.Length * times)];
        for (var at = 0; at < many.Length; at++)
            many[at] = piece[at % piece.Length];
        return many;
    }
}
