namespace ReactionPlans.Rules.Detection;

/// <summary>Outbreaks that are spread over the area: one for each day on which they can have begun.</summary>
internal static class OutbreakSpread
{
    public static OutbreakExplanation Of(UsualBurglaries usual, OutbreakParameters parameters)
    {
        var burglaries = usual.Burglaries;
        var (sum, weeks) = (new LogSum(), new LogSum());
        var (best, bestBegan) = (double.NegativeInfinity, 0);
        var counted = burglaries.Sum(burglary => burglary.ShareSince(parameters.BeginDays - 1));
        var mean = usual.ExpectedSince(parameters.BeginDays - 1);
        var busyWeeks = new List<(double Busy, double Times)>();
        foreach (var (times, chance) in parameters.Busy)
        {
            // How well these weeks without any outbreak fit weeks so busy.
            var busy = Math.Log(chance) + counted * Math.Log(times) - (times - 1) * mean;
            weeks.Add(busy);
            busyWeeks.Add((busy, times));
        }

        var overUsual = new double[burglaries.Count];
        for (var began = 0; began < parameters.BeginDays; began++)
        {
            for (var at = 0; at < overUsual.Length; at++)
                overUsual[at] = burglaries[at].ShareSince(began) / (usual.Intensity(at) * usual.SquareMetres);
            foreach (var (busy, times) in busyWeeks)
            {
                foreach (var extra in parameters.ExtraPerDay)
                {
                    var product = new LogProduct();
                    foreach (var over in overUsual)
                        product.Add(1 + extra / times * over);
                    var ratio = busy + product.Log - extra * usual.DaysKnownSince(began) - Math.Log(parameters.ExtraPerDay.Count);
                    sum.Add(ratio);
                    if (ratio > best)
                        (best, bestBegan) = (ratio, began);
                }
            }
        }

        int[] members = [.. Enumerable.Range(0, burglaries.Count).Where(at => burglaries[at].ShareSince(bestBegan) > 0.5)];
        return new OutbreakExplanation(
            sum.Value - weeks.Value, best - weeks.Value, bestBegan, members, usual.ExpectedSince(bestBegan));
    }
}
