using System.Globalization;
using System.Security;
using System.Text;

namespace ReactionPlans.Benchmarks;

/// <summary>The few marks that figures of the documentation are made of.</summary>
internal static class SvgDrawing
{
    public const string Emphasis = "#c2410c", Plain = "#64748b", Light = "#94a3b8", Grid = "#cbd5e1";

    public static StringBuilder Begin(double width, double height, string title) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n")
        .Append(CultureInfo.InvariantCulture, $"<title>{SecurityElement.Escape(title)}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");

    public static StringBuilder Line(this StringBuilder svg, double fromX, double fromY, double toX, double toY, string colour, double width) =>
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{fromX:0.#}\" y1=\"{fromY:0.#}\" x2=\"{toX:0.#}\" y2=\"{toY:0.#}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>\n");

    public static StringBuilder Text(this StringBuilder svg, double x, double y, string text, string anchor, string colour = Plain) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{SecurityElement.Escape(text)}</text>\n");

    /// <summary>A line through points, each with a dot.</summary>
    public static StringBuilder Course(this StringBuilder svg, IReadOnlyList<(double X, double Y)> points, string colour, double width)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" points=\"{string.Join(" ", points.Select(point => At(point.X, point.Y)))}\"/>\n");
        foreach (var (x, y) in points)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{width + 0.8}\" fill=\"{colour}\"/>\n");
        return svg;
    }

    private static string At(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");
}
