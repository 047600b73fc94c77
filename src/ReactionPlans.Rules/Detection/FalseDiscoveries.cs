namespace ReactionPlans.Rules.Detection;

/// <summary>Many areas are judged on one day, and each may be unlucky: which of the day's chances to stand by.</summary>
/// <remarks>Benjamini and Hochberg 1995 (J. R. Stat. Soc. B 57:289): of m chances in rising order, all up to the largest k with p(k) at most k q / m. Among those, false ones are
/// expected to be a share of at most q while the areas are independent, or rise and fall together (Benjamini and Yekutieli 2001, Ann. Stat. 29:1165). For disease counts
/// over regions: Dassanayake and French 2016 (Stat. Med.).</remarks>
public static class FalseDiscoveries
{
    /// <summary>The highest chance to stand by; null: none of them.</summary>
    /// <param name="luck">The chance of each judged area, 0-1; NaN, no chance asked, is 1.</param>
    /// <param name="rate">q, the share of false ones that is accepted; between 0 and 1.</param>
    public static double? Limit(IEnumerable<double> luck, double rate)
    {
        if (!(rate > 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The share of false discoveries lies between 0 and 1.");
        double[] rising = [.. luck.Select(one => double.IsNaN(one) ? 1 : one).Order()];
        for (var k = rising.Length; k > 0; k--)
        {
            if (rising[k - 1] <= k * rate / rising.Length)
                return rising[k - 1];
        }

        return null;
    }
}
