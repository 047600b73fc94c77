namespace ReactionPlans.Rules.Tests.Detection;

/// <summary>Counts drawn from a seed, for properties that must hold of any series.</summary>
internal static class Simulated
{
    /// <summary>Poisson counts with the given means, by multiplying uniform numbers (Knuth).</summary>
    public static double[] Counts(int seed, IEnumerable<double> means)
    {
        var random = new Random(seed);
        return [.. means.Select(mean =>
        {
            var count = -1;
            for (double product = 1, limit = Math.Exp(-mean); product > limit; product *= random.NextDouble())
                count++;
            return (double)count;
        })];
    }

    /// <summary>A mean that rises and falls through the year.</summary>
    public static double[] Means(int length, double level) =>
        [.. Enumerable.Range(0, length).Select(week => level * (1 + 0.5 * Math.Cos(2 * Math.PI * week / 52)))];

    /// <summary>Bytes that a thousand calls allocate, after one to warm up.</summary>
    public static long AllocatedBy(Action call)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
