using System.Globalization;
using System.Text;
using System.Xml.Linq;
using NetTopologySuite.Geometries;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Draws where a plan is, for a post in a local group: whole areas and their names, never a street. The same areas always give the same picture.</summary>
public static class AreaPicture
{
    /// <summary>The shape that pictures in posts have.</summary>
    private const int Width = 1200, Height = 630;

    /// <summary>Of the meant areas' own size, on each side: enough to see what lies beside them.</summary>
    private const double Margin = 0.35;

    private const int MostCorners = 400;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="areas">At least one of them meant.</param>
    public static XElement Draw(IReadOnlyList<PicturedArea> areas)
    {
        var frame = FrameOf(areas.Where(area => area.IsMeant));
        var seen = areas.Where(area => area.Shape.EnvelopeInternal.Intersects(frame.Box)).OrderBy(area => area.IsMeant).ToList();
        var title = string.Join(", ", areas.Where(area => area.IsMeant).Select(area => area.Name));
        return new XElement(Svg + "svg",
            new XAttribute("width", Width), new XAttribute("height", Height), new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("role", "img"),
            new XElement(Svg + "title", $"Kort: {title}"),
            new XElement(Svg + "rect", new XAttribute("width", Width), new XAttribute("height", Height), new XAttribute("fill", "#e9eef1")),
            seen.Select(area => new XElement(Svg + "path",
                new XAttribute("d", PathOf(area.Shape, frame)),
                new XAttribute("fill", area.IsMeant ? "#9fcbb4" : "#ffffff"), new XAttribute("stroke", area.IsMeant ? "#1b5e3f" : "#9aa5ad"),
                new XAttribute("stroke-width", area.IsMeant ? 5 : 2), new XAttribute("stroke-linejoin", "round"))),
            seen.Select(area => NameOf(area, frame)));
    }

    /// <summary>What is seen, in degrees, and how a place in it is drawn.</summary>
    /// <remarks>A degree of longitude is drawn as long as it is at the middle's latitude; over the width of a municipality nobody sees the difference.</remarks>
    private sealed record Frame(Envelope Box, double Squeeze, double PixelsPerDegree)
    {
        public double X(double longitude) => (longitude - Box.Centre.X) * Squeeze * PixelsPerDegree + Width / 2.0;

        public double Y(double latitude) => (Box.Centre.Y - latitude) * PixelsPerDegree + Height / 2.0;
    }

    private static Frame FrameOf(IEnumerable<PicturedArea> meant)
    {
        var box = new Envelope();
        foreach (var area in meant)
            box.ExpandToInclude(area.Shape.EnvelopeInternal);
        var squeeze = Math.Cos(box.Centre.Y * Math.PI / 180);
        var scale = Math.Min(Width / (box.Width * squeeze * (1 + 2 * Margin)), Height / (box.Height * (1 + 2 * Margin)));
        return new Frame(new Envelope(box.Centre.X - Width / 2.0 / squeeze / scale, box.Centre.X + Width / 2.0 / squeeze / scale, box.Centre.Y - Height / 2.0 / scale, box.Centre.Y + Height / 2.0 / scale), squeeze, scale);
    }

    private static string PathOf(Geometry shape, Frame frame)
    {
        var path = new StringBuilder();
        foreach (var ring in AreaOutline.Of(shape, MostCorners))
        {
            for (var corner = 0; corner < ring.Count - 1; corner++)
                path.Append(corner == 0 ? 'M' : 'L').Append(At(frame.X(ring[corner].Longitude))).Append(' ').Append(At(frame.Y(ring[corner].Latitude)));
            path.Append('Z');
        }

        return path.ToString();
    }

    /// <summary>In the part of the area that is seen; none where that is outside.</summary>
    private static XElement? NameOf(PicturedArea area, Frame frame)
    {
        var part = area.Shape.Intersection(area.Shape.Factory.ToGeometry(frame.Box));
        if (part.IsEmpty)
            return null;
        var at = part.InteriorPoint;
        return new XElement(Svg + "text",
            new XAttribute("x", At(frame.X(at.X))), new XAttribute("y", At(frame.Y(at.Y))),
            new XAttribute("text-anchor", "middle"), new XAttribute("font-family", "sans-serif"), new XAttribute("font-size", area.IsMeant ? 40 : 24),
            new XAttribute("font-weight", area.IsMeant ? "bold" : "normal"), new XAttribute("fill", area.IsMeant ? "#10301f" : "#4d5a63"),
            area.Name);
    }

    private static string At(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);
}
