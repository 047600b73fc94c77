using System.Text.Json;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>The places in the series that a temporal case judges, counted from 1.</summary>
internal static class JudgedRange
{
    public static int[] Range(this JsonElement root, int length)
    {
        var range = root.Integers("range");
        return Array.TrueForAll(range, place => place >= 1 && place <= length) ? range
            : throw new CaseUnreadableException($"'range' goes outside the series' 1 to {length}");
    }

    public static double[] JudgedCounts(this JsonElement root)
    {
        var counts = root.Field("series").Numbers("observed");
        return [.. root.Range(counts.Length).Select(place => counts[place - 1])];
    }
}
