using System.Globalization;
using static ReactionPlans.Benchmarks.SvgDrawing;

namespace ReactionPlans.Benchmarks;

/// <summary>Figures of detection quality as SVG that needs nothing beside it, readable on light and dark.</summary>
internal static class DetectionFigures
{
    /// <summary>Found in 14 days against false calls, one line for each method over its settings.</summary>
    public static string FoundAndFalse(IReadOnlyList<(string Name, List<DetectionPoint> Points)> curves)
    {
        const double Left = 60, Right = 560, Top = 30, Bottom = 400, MostFalse = 2.2, MostFound = 0.9;
        var svg = Begin(820, 450, "Share of outbreaks found within 14 days, against false activations for each area and year");
        double X(double wrong) => Left + wrong / MostFalse * (Right - Left);
        double Y(double found) => Bottom - found / MostFound * (Bottom - Top);

        for (var found = 0.0; found <= MostFound + 0.01; found += 0.1)
            svg.Line(X(0), Y(found), X(MostFalse), Y(found), Grid, 0.5).Text(Left - 8, Y(found) + 4, Share(found), "end");
        for (var wrong = 0.0; wrong <= MostFalse; wrong += 0.5)
            svg.Line(X(wrong), Bottom, X(wrong), Bottom + 5, Plain, 1).Text(X(wrong), Bottom + 20, wrong.ToString("0.0", CultureInfo.InvariantCulture), "middle");
        svg.Text((Left + Right) / 2, Bottom + 40, "false activations for each area and year", "middle").Text(Left - 45, Top - 12, "found within 14 days", "start");

        // Names stand at the right ends, moved down where they would cover one another.
        var label = double.NegativeInfinity;
        foreach (var (name, points) in curves.Select(curve => (curve.Name, Points: curve.Points.Where(point => point.FalsePerAreaYear <= MostFalse).OrderBy(point => point.FalsePerAreaYear).ToList()))
                     .Where(curve => curve.Points.Count > 0).OrderByDescending(curve => curve.Points[^1].Within14Days))
        {
            var (colour, width) = name == DetectionQuality.Ours ? (Emphasis, 3) : (Light, 1.2);
            svg.Course([.. points.Select(point => (X(point.FalsePerAreaYear), Y(point.Within14Days)))], colour, width);
            var end = points[^1];
            label = Math.Max(Y(end.Within14Days), label + 15);
            svg.Line(X(end.FalsePerAreaYear) + 4, Y(end.Within14Days), Right + 12, label, Light, 0.5).Text(Right + 16, label + 4, name, "start", name == DetectionQuality.Ours ? Emphasis : Plain);
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Two bars for each method: found in 7 days, and in 14.</summary>
    public static string ByMethod(IReadOnlyList<(string Name, DetectionPoint Point)> methods)
    {
        const double Left = 230, Right = 700, Row = 30, Top = 50;
        var svg = Begin(760, Top + Row * methods.Count + 20, "Share of outbreaks found within 7 and 14 days at most one false activation for each area and year");
        double X(double found) => Left + found * (Right - Left) / 0.8;
        for (var found = 0.0; found <= 0.81; found += 0.2)
            svg.Line(X(found), Top - 8, X(found), Top + Row * methods.Count, Grid, 0.5).Text(X(found), Top - 14, Share(found), "middle");
        svg.Text(Left, 16, "found within 7 days (dark) and 14 days (light)", "start");
        var top = Top;
        foreach (var (name, point) in methods.OrderBy(method => method.Point.Within14Days))
        {
            var colour = name == DetectionQuality.Ours ? Emphasis : Plain;
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{top + 3}\" width=\"{X(point.Within14Days) - Left:0.#}\" height=\"20\" fill=\"{colour}\" opacity=\"0.4\"/>\n")
                .Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{top + 3}\" width=\"{X(point.Within7Days) - Left:0.#}\" height=\"20\" fill=\"{colour}\"/>\n");
            svg.Text(Left - 8, top + 18, name, "end", colour).Text(X(point.Within14Days) + 6, top + 18, $"{Share(point.Within7Days)} / {Share(point.Within14Days)}", "start", colour);
            top += Row;
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Share(double share) => share.ToString(".00", CultureInfo.InvariantCulture);
}
