using System.Globalization;
using NetTopologySuite.Geometries;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Replay;

/// <summary>Areas for agreements that bring no map: squares in open sea, a few for each agreement, no two agreements side by side.</summary>
internal sealed class RehearsalAreas
{
    /// <summary>A plan is the same in every area: a few of them show what it does.</summary>
    public const int Most = 4;

    private const int Invented = 3;

    /// <summary>Agreements beside one another before the next row begins.</summary>
    private const int BlocksAcross = 6;

    private const double West = 10.60, South = 56.50;

    /// <summary>About 1.6 km each way.</summary>
    private const double Width = 0.0262, Height = 0.0144;

    private readonly Dictionary<(string Level, string Code), DrawnArea> drawn = [];
    private int blocks;

    public IReadOnlyList<DrawnArea> All => [.. drawn.Values];

    /// <summary>The first of the agreement's areas, drawn where no other agreement has drawn them already.</summary>
    public IReadOnlyList<DrawnArea> Draw(Agreement agreement, IReadOnlyList<string> codes)
    {
        var block = blocks++;
        return [.. codes.Select((code, cell) =>
        {
            var key = (agreement.Areas.Level, code);
            if (!drawn.TryGetValue(key, out var area))
                drawn[key] = area = new DrawnArea(agreement.Areas.Level, code, $"Område {code}", Square(block, cell));
            return area;
        })];
    }

    /// <summary>The codes to draw: those that a criterion has a number of its own for come first.</summary>
    public static IReadOnlyList<string> CodesOf(Agreement agreement)
    {
        var named = agreement.Criteria.SelectMany(criterion => NamedIn(criterion.Rule)).Distinct();
        return agreement.Areas.Codes is { } codes
            ? [.. named.Where(codes.Contains).Union(codes).Take(Most)]
            : [.. named.Concat(Enumerable.Range(1, Invented).Select(number => string.Create(CultureInfo.InvariantCulture, $"{agreement.Partnership.Id}-{number}"))).Take(Invented)];
    }

    private static IEnumerable<string> NamedIn(Rule rule) => rule switch
    {
        ThresholdRule threshold => threshold.AtLeastByArea.Keys.Order(StringComparer.Ordinal),
        RuleSet set => set.Rules.SelectMany(NamedIn),
        _ => [],
    };

    /// <remarks>A free cell lies between two blocks either way, so that no rise is offered to a neighbour as one decision.</remarks>
    private static Polygon Square(int block, int cell)
    {
        var west = Math.Round(West + Width * (block % BlocksAcross * (Most + 1) + cell), 6);
        var south = Math.Round(South + Height * (block / BlocksAcross * 2), 6);
        var (east, north) = (Math.Round(west + Width, 6), Math.Round(south + Height, 6));
        return new Polygon(new LinearRing([new(west, south), new(east, south), new(east, north), new(west, north), new(west, south)]));
    }
}
