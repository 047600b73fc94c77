namespace ReactionPlans.Rules.Detection;

/// <summary>Random orders and numbers that are the same for the same seed on every machine and in every version of the platform, so that a p value
/// in the evidence can be computed again years later. <see cref="Random"/> does not promise that.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood 2014, OOPSLA), one 64-bit word of state: 2^64 numbers before it repeats, ample for
/// some thousand orders. The shuffle is Fisher and Yates'; a choice among n is uneven by less than n / 2^64.</remarks>
internal sealed class SeededShuffle(int seed)
{
    private ulong state = (ulong)seed;

    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>A whole number from 0 to one less than <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>A number from 0 to below 1, in steps of 2^-53.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
