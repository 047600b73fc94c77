namespace ReactionPlans.Rules.Detection;

/// <summary>A sum of numbers given by their logarithms, which may be too large or small to be written out.</summary>
internal struct LogSum()
{
    private double largest = double.NegativeInfinity;
    private double rest;

    /// <summary>Logarithm of the sum; minus infinity of nothing.</summary>
    public readonly double Value => double.IsNegativeInfinity(largest) ? largest : largest + Math.Log(rest);

    public void Add(double log)
    {
        if (double.IsNegativeInfinity(log))
            return;
        if (log <= largest)
        {
            rest += Math.Exp(log - largest);
            return;
        }

        rest = rest * Math.Exp(largest - log) + 1;
        largest = log;
    }
}

/// <summary>The logarithm of a product of numbers of at least 1, with few logarithms taken.</summary>
internal struct LogProduct()
{
    private const double Large = 1e150;

    private double log;
    private double product = 1;

    public readonly double Log => log + Math.Log(product);

    /// <param name="factor">1 to 1e150.</param>
    public void Add(double factor)
    {
        product *= factor;
        if (product < Large)
            return;
        log += Math.Log(product);
        product = 1;
    }
}
