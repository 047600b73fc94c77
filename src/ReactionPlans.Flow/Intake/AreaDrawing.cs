using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Intake;

/// <summary>Draws one area from its GeoJSON, or says what is wrong with it and where.</summary>
/// <remarks>
/// Rings are read here and not by a library, which would refuse the whole file without saying which area.
/// Official boundaries simplified for the web often touch or cross themselves by a hair; refusing them would refuse the
/// country. So a ring that crosses itself is repaired and noted when the repair leaves the size as it was drawn
/// (within <see cref="SizeKept"/>), and refused when it does not: then nobody can know what was meant. A ring that is not closed, or
/// has fewer than four points, has lost something and is always refused.
/// </remarks>
internal sealed class AreaDrawing(Place place, string code)
{
    /// <summary>Share of the area's size that a repair may change; 0-1.</summary>
    private const double SizeKept = 0.01;

    /// <summary>Lines of a polygon that meet beside the neighbours in a ring. A boundary simplified for the web has some; one that has thousands is
    /// scribble, and repairing it would fill the memory.</summary>
    private const int MostMeetings = 5_000;

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    public Problem? Problem { get; private set; }

    public Problem? Note { get; private set; }

    /// <summary>The area; null with a <see cref="Problem"/>.</summary>
    public Geometry? Draw(JsonElement shape)
    {
        var type = shape.ValueKind == JsonValueKind.Object && shape.TryGetProperty("type", out var name) ? name.ToString() : "null";
        if (type is not ("Polygon" or "MultiPolygon"))
            return Refuse(Problems.AreaNotPolygon.At(place, code, type));
        if (!shape.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
            return Broken("coordinates?");

        var polygons = new List<Polygon>();
        IEnumerable<JsonElement> parts = type == "Polygon" ? [coordinates] : coordinates.EnumerateArray();
        foreach (var part in parts)
        {
            if (DrawPolygon(part) is not { } polygon)
                return null;
            polygons.Add(polygon);
        }

        if (polygons.Count == 0)
            return Broken("ingen ringe/no rings");
        Geometry geometry = polygons.Count == 1 ? polygons[0] : Factory.CreateMultiPolygon([.. polygons]);
        var box = geometry.EnvelopeInternal;
        if (Degrees.LookSwapped(box.MinY, box.MinX) && Degrees.LookSwapped(box.MaxY, box.MaxX))
            return Refuse(Problems.CoordinatesSwapped.At(place, At(box.MinX), At(box.MinY)));
        return Repair(geometry, polygons.Sum(polygon => polygon.Area));
    }

    private Geometry? Repair(Geometry drawn, double sizeAsDrawn)
    {
        var fault = new IsValidOp(drawn).ValidationError;
        if (fault is null)
            return drawn;

        var where = $"{fault.Message}, {At(fault.Coordinate.X)} {At(fault.Coordinate.Y)}";
        if (RingMeetings.Exceed(drawn, 2L * drawn.NumPoints + MostMeetings))
            return Broken(where);
        var repaired = GeometryFixer.Fix(drawn);
        if (repaired is not IPolygonal || repaired.IsEmpty || Math.Abs(repaired.Area - sizeAsDrawn) > SizeKept * sizeAsDrawn)
            return Broken(where);
        Note = Problems.AreaRepaired.At(place, code, where);
        return repaired;
    }

    private Polygon? DrawPolygon(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Array || part.GetArrayLength() == 0)
        {
            Broken("ingen ringe/no rings");
            return null;
        }

        var rings = new List<LinearRing>();
        foreach (var points in part.EnumerateArray())
        {
            if (DrawRing(points) is not { } ring)
                return null;
            rings.Add(ring);
        }

        return Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private LinearRing? DrawRing(JsonElement points)
    {
        if (points.ValueKind != JsonValueKind.Array)
        {
            Broken("en ring er ikke en liste/a ring is not a list");
            return null;
        }

        var ring = new Coordinate[points.GetArrayLength()];
        var index = 0;
        foreach (var point in points.EnumerateArray())
        {
            if (ReadPoint(point) is not { } coordinate)
                return null;
            ring[index++] = coordinate;
        }

        if (ring.Length < 4)
            Broken($"en ring har kun {ring.Length} punkter/a ring has only {ring.Length} points{(ring.Length == 0 ? "" : $", {Show(ring[0])}")}");
        else if (!ring[0].Equals2D(ring[^1]))
            Broken($"en ring er ikke lukket/a ring is not closed: {Show(ring[0])} ... {Show(ring[^1])}");
        return Problem is null ? Factory.CreateLinearRing(ring) : null;
    }

    private Coordinate? ReadPoint(JsonElement point)
    {
        if (point.ValueKind == JsonValueKind.Array && point.GetArrayLength() >= 2
            && point[0].ValueKind == JsonValueKind.Number && point[1].ValueKind == JsonValueKind.Number
            && point[0].TryGetDouble(out var x) && point[1].TryGetDouble(out var y) && double.IsFinite(x) && double.IsFinite(y))
        {
            if (Degrees.OnGlobe(y, x))
                return new Coordinate(x, y);
            Refuse(Problems.AreasOtherSystem.At(place, code, $"{At(x)} {At(y)}"));
            return null;
        }

        var text = point.ToString();
        Broken($"et punkt kan ikke læses/a point cannot be read: {(text.Length > 60 ? text[..60] : text)}");
        return null;
    }

    private Geometry? Broken(string why) => Refuse(Problems.AreaGeometryBroken.At(place, code, why));

    private Geometry? Refuse(Problem problem)
    {
        Problem = problem;
        return null;
    }

    private static string Show(Coordinate point) => $"{At(point.X)} {At(point.Y)}";

    private static string At(double degrees) => degrees.ToString("0.######", CultureInfo.InvariantCulture);
}
