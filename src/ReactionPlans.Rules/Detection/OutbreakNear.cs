namespace ReactionPlans.Rules.Detection;

/// <summary>Outbreaks whose burglaries lie near one another: one for each burglary that can have been the first.</summary>
internal static class OutbreakNear
{
    /// <summary>The next burglaries of a chain beyond these are not asked: with so many it is certain, and a day on which a mistaken import puts thousands ends too.</summary>
    private const int LongestChain = 100;

    public static OutbreakExplanation Of(UsualBurglaries usual, OutbreakParameters parameters)
    {
        var burglaries = usual.Burglaries;
        var (sum, best) = (new LogSum(), OutbreakExplanation.None);
        var later = new List<(int Burglary, double Chance)>();
        var membership = new double[burglaries.Count];
        double[] near = [];
        for (var first = 0; first < burglaries.Count; first++)
        {
            var began = burglaries[first].TwiceMiddleAge / 2;
            if (began >= parameters.BeginDays || !burglaries[first].HasPlace)
                continue;
            FindLater(usual, first, later, parameters);
            if (near.Length < later.Count * later.Count)
                near = new double[later.Count * later.Count];
            CopyNear(usual, first, later, near, parameters);
            foreach (var extra in parameters.ExtraPerDay)
            {
                // The first one is as likely anywhere in the area: nu over what is usual where it lies.
                var ratio = LogRatio(usual, first, later, near, extra, membership) - extra * usual.DaysKnownSince(began)
                    - Math.Log(parameters.ExtraPerDay.Count) - Math.Log(usual.Intensity(first) * usual.SquareMetres);
                sum.Add(ratio);
                if (ratio > best.LogBest)
                    best = Explain(usual, first, began, membership, parameters) with { LogBest = ratio };
            }
        }

        return best with { LogStatistic = sum.Value };
    }

    /// <summary>Burglaries near enough to follow from it, with the chance that they did not happen before it.</summary>
    private static void FindLater(UsualBurglaries usual, int first, List<(int Burglary, double Chance)> later, OutbreakParameters parameters)
    {
        later.Clear();
        for (var other = 0; other < usual.Burglaries.Count && later.Count < LongestChain; other++)
        {
            if (other == first || usual.Distance(first, other) > Reach(parameters))
                continue;
            // Of two that can have come either way round, the one that stands before in time is taken as the first unless it is likelier not.
            var chance = usual.Burglaries[other].ChanceNotBefore(usual.Burglaries[first]);
            if (chance > 0 && (other > first || chance >= 0.5))
                later.Add((other, chance));
        }
    }

    /// <summary>A chain reaches no farther from its first burglary: a street, not a town.</summary>
    private static double Reach(OutbreakParameters parameters) => 10 * parameters.NearMetres;

    /// <summary>How near each is to those before it in the chain: a row for each, the first burglary's value and then those of the later ones before it. It is the same for every
    /// strength.</summary>
    private static void CopyNear(UsualBurglaries usual, int first, List<(int Burglary, double Chance)> later, double[] near, OutbreakParameters parameters)
    {
        for (var at = 0; at < later.Count; at++)
        {
            near[at * later.Count] = OutbreakChance.Near(usual.Distance(first, later[at].Burglary), parameters.NearMetres);
            for (var before = 0; before < at; before++)
                near[at * later.Count + before + 1] = OutbreakChance.Near(usual.Distance(later[before].Burglary, later[at].Burglary), parameters.NearMetres);
        }
    }

    /// <param name="near">As <see cref="CopyNear"/> makes it.</param>
    /// <param name="membership">Set to the chance that each burglary is part of the outbreak.</param>
    private static double LogRatio(
        UsualBurglaries usual, int first, List<(int Burglary, double Chance)> later, double[] near, double extra, double[] membership)
    {
        Array.Clear(membership);
        membership[first] = 1;
        var members = 1.0;
        var product = new LogProduct();
        for (var at = 0; at < later.Count; at++)
        {
            var (burglary, chance) = later[at];
            var kernel = near[at * later.Count];
            for (var before = 0; before < at; before++)
                kernel += membership[later[before].Burglary] * near[at * later.Count + before + 1];
            var odds = extra * chance * (kernel / members) / usual.Intensity(burglary);
            product.Add(1 + odds);
            membership[burglary] = odds / (1 + odds);
            members += membership[burglary];
        }

        return product.Log;
    }

    private static OutbreakExplanation Explain(
        UsualBurglaries usual, int first, int began, double[] membership, OutbreakParameters parameters)
    {
        int[] members = [.. Enumerable.Range(0, membership.Length).Where(burglary => membership[burglary] > 0.5)];
        var radius = Math.Max(parameters.NearMetres, members.Max(burglary => usual.Distance(first, burglary)));
        var expected = usual.ExpectedSince(began) * usual.ShareWithin(first, radius);
        return new OutbreakExplanation(0, 0, began, members, expected);
    }
}
