using System.Globalization;

namespace ReactionPlans.Web.Pages.Agreements;

/// <summary>A year's reports added up, as a line.</summary>
public static class GoalChart
{
    private const int Left = 10, Width = 500, Floor = 130, Height = 115, DaysOfAYear = 366;

    /// <summary>The sum so far at the end of each week, and at the last day; each report weighs <paramref name="weight"/>.</summary>
    public static IReadOnlyList<(int Day, double Sum)> Weeks(IReadOnlyList<int> days, double weight)
    {
        var points = new List<(int, double)> { (0, 0) };
        double sum = 0;
        for (var day = 0; day < days.Count; day++)
        {
            sum += weight * days[day];
            if (day % 7 == 6 || day == days.Count - 1)
                points.Add((day + 1, sum));
        }

        return points;
    }

    /// <summary>The points of a polyline.</summary>
    public static string Points(IReadOnlyList<(int Day, double Sum)> weeks, double most) => string.Join(' ', weeks.Select(week =>
        string.Create(CultureInfo.InvariantCulture, $"{Left + (double)Width * week.Day / DaysOfAYear:0.#},{Floor - Height * week.Sum / most:0.#}")));
}
