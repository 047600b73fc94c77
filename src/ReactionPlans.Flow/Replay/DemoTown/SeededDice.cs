namespace ReactionPlans.Flow.Replay;

/// <summary>Random numbers that are the same on every machine and in every version of the framework.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood 2014). System.Random promises no fixed algorithm, and the demo town's files must not
/// change a byte with an upgrade. Only integer steps and single IEEE operations, so no mathematics library can differ.</remarks>
internal sealed class SeededDice(ulong state)
{
    private ulong state = state;

    /// <summary>A stream of its own for each purpose: a new column for residents must not move a burglary.</summary>
    public static SeededDice For(int seed, string purpose)
    {
        var hash = 14695981039346656037UL; // FNV-1a: string.GetHashCode differs from run to run
        foreach (var letter in purpose)
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        return new SeededDice(unchecked(hash ^ ((ulong)(uint)seed * 0x9E3779B97F4A7C15UL)));
    }

    /// <summary>0 up to, not including, <paramref name="sides"/>.</summary>
    public int Below(int sides) => (int)Math.BigMul(Next(), (ulong)sides, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>0 up to, not including, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    /// <summary>An index, each as likely as its weight says.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;
        var left = Below(total);
        for (var index = 0; index < weights.Length; index++)
        {
            if (left < weights[index])
                return index;
            left -= weights[index];
        }
        throw new InvalidOperationException("the weights do not sum to their own total");
    }

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }
        return shuffled;
    }

    private ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var mixed = state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
