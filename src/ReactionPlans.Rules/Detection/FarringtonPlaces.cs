using System.Runtime.Intrinsics;

namespace ReactionPlans.Rules.Detection;

/// <summary>Where each week of a baseline stands in the arrays of a fit: part of the year after part, each filled up to whole vectors by places without a week, which weigh
/// nothing. So the sums of a part are sums of vectors, and no week asks to which part it belongs.</summary>
/// <remarks>Vectors are of four numbers on every machine, whatever it could do: the order in which weeks are summed, and so each answer to its last bit, is the same on all.</remarks>
internal sealed class FarringtonPlaces
{
    /// <param name="groups">Each week's part of the year, from 1.</param>
    /// <param name="times">Each week's time, rising.</param>
    public FarringtonPlaces(int[] groups, double[] times, int lastGroup)
    {
        Start = new int[lastGroup + 2];
        foreach (var group in groups)
            Start[group + 1]++;
        for (var group = 0; group <= lastGroup; group++)
            Start[group + 1] = Start[group] + (Start[group + 1] + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;

        TimeCentre = times.Length > 0 ? (times[0] + times[^1]) / 2 : 0;
        (Time, Of) = (new double[Start[^1]], new int[groups.Length]);
        var next = Start.ToArray();
        for (var week = 0; week < groups.Length; week++)
        {
            Of[week] = next[groups[week]]++;
            Time[Of[week]] = times[week] - TimeCentre;
        }
    }

    /// <summary>Each week's place, in order of week.</summary>
    public int[] Of { get; }

    /// <summary>Each part's first place; it ends where the next one begins, and the last number is how many places there are.</summary>
    public int[] Start { get; }

    /// <summary>Each place's time from the middle of the baseline, since sums of squares lose less near 0; 0 where there is no week.</summary>
    public double[] Time { get; }

    /// <summary>The middle of the baseline.</summary>
    public double TimeCentre { get; }
}
