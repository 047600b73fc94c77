using System.Globalization;

namespace ReactionPlans.Benchmarks;

/// <summary>The same measurements at a hundredth, a tenth and the whole of their size: how the cost grows, drawn for docs/performance.md.</summary>
internal static class GrowthBenchmark
{
    private static readonly double[] Scales = [0.01, 0.1, 1];

    /// <param name="UnitsEach">What the comparison counts, for each of the things that are named.</param>
    private sealed record Course(string Name, string Things, int FullSize, double UnitsEach, string Comparison, Func<Repetitions, Task<IReadOnlyList<Comparison>>> Measure);

    private sealed record Point(double Things, double Seconds);

    public static async Task Run(string? figure, CancellationToken stopping)
    {
        Course[] courses =
        [
            new("intake of a file", "reports", 500_000, 1, "file intake, new reports", async plan => (await IntakeBenchmark.Run(plan, stopping)).Comparisons),
            new("judging every area", "areas", 2_839, 1, "judging the whole country", async plan => (await CountryBenchmark.Run(plan, stopping)).Comparisons),
            new("letters to a town", "letters", 100_000, 1, "letters to a distributor, one host", async plan => (await TownBenchmark.Run(plan, stopping)).Comparisons),
            new("backtest of ten years, five criteria", "areas", 500, 7 * 520 * 5, "backtest, 10 years, 5 criteria", plan => DetectionSpeedBenchmark.Run(plan, stopping)),
        ];
        var drawn = new List<(string Name, IReadOnlyList<Point> Points)>();
        foreach (var course in courses)
        {
            var points = new List<Point>();
            foreach (var scale in Scales)
            {
                var measured = (await course.Measure(new Repetitions(WarmUps: 1, Counted: 3, scale))).Single(one => one.Name == course.Comparison);
                var things = Math.Floor(course.FullSize * scale);
                points.Add(new Point(things, things * course.UnitsEach / measured.OursMedian));
            }

            drawn.Add((course.Name, points));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{course.Name,-38} {string.Join("; ", points.Select(point => $"{point.Things:N0} {course.Things} {point.Seconds:0.00} s"))}; cost grows as size to the power {Power(points[1], points[2]):0.00} (before: {Power(points[0], points[1]):0.00})"));
        }

        if (figure is not null)
            await File.WriteAllTextAsync(figure, Draw(drawn), stopping);
    }

    /// <summary>1: twice as much costs twice as much.</summary>
    private static double Power(Point from, Point to) => Math.Log(to.Seconds / from.Seconds) / Math.Log(to.Things / from.Things);

    /// <summary>Both axes by powers of ten: a line that rises as the grid's diagonal grows as its size.</summary>
    private static string Draw(IReadOnlyList<(string Name, IReadOnlyList<Point> Points)> courses)
    {
        const double Left = 70, Right = 470, Top = 30, Bottom = 430;
        var all = courses.SelectMany(course => course.Points).Select(point => Math.Log10(point.Seconds)).ToList();
        var (least, most) = (Math.Floor(all.Min()), Math.Ceiling(all.Max()));
        double X(int scale) => Left + (Right - Left) * scale / (Scales.Length - 1);
        double Y(double seconds) => Bottom - (Math.Log10(seconds) - least) / (most - least) * (Bottom - Top);

        var svg = SvgDrawing.Begin(760, 490, "Seconds at a hundredth, a tenth and the whole of each measurement's size");
        for (var power = least; power <= most; power++)
            svg.Line(Left, Y(Math.Pow(10, power)), Right, Y(Math.Pow(10, power)), SvgDrawing.Grid, 0.5).Text(Left - 8, Y(Math.Pow(10, power)) + 4, Math.Pow(10, power).ToString("0.###", CultureInfo.InvariantCulture), "end");
        for (var scale = 0; scale < Scales.Length; scale++)
            svg.Line(X(scale), Top, X(scale), Bottom, SvgDrawing.Grid, 0.5).Text(X(scale), Bottom + 20, Scales[scale].ToString("0.##%", CultureInfo.InvariantCulture), "middle");
        svg.Text((Left + Right) / 2, Bottom + 42, "of the whole size", "middle").Text(Left - 50, Top - 12, "seconds", "start");

        var label = double.NegativeInfinity;
        foreach (var (name, points) in courses.OrderByDescending(course => course.Points[^1].Seconds))
        {
            svg.Course([.. points.Select((point, scale) => (X(scale), Y(point.Seconds)))], SvgDrawing.Emphasis, 2);
            label = Math.Max(Y(points[^1].Seconds), label + 16);
            svg.Line(Right + 4, Y(points[^1].Seconds), Right + 12, label, SvgDrawing.Light, 0.5)
                .Text(Right + 16, label + 4, string.Create(CultureInfo.InvariantCulture, $"{name}: {points[^1].Seconds:0.0} s, power {Power(points[1], points[2]):0.00}"), "start");
        }

        return svg.Append("</svg>\n").ToString();
    }
}
