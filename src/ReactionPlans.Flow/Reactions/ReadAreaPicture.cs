using System.Xml.Linq;
using NetTopologySuite.Geometries;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Reads the picture of where a plan is: the agreement's areas, with the plan's own marked.</summary>
public sealed class ReadAreaPicture(Database database)
{
    private sealed record Row(string Code, string Name, string Geometry, bool IsMeant);

    /// <returns>SVG; null: the partnership has no such plan.</returns>
    public async Task<XElement?> Of(string partnershipId, Guid activationId, CancellationToken stopping) =>
        Draw(await database.Read<Row>("Reactions/list-pictured-areas.sql", new { partnership_id = partnershipId, activation_id = activationId }, stopping));

    /// <summary>The same of a plan that has not begun.</summary>
    /// <returns>SVG; null: the version is none of the partnership's, or has no such area.</returns>
    public async Task<XElement?> Of(string partnershipId, int version, string areaCode, CancellationToken stopping) =>
        Draw(await database.Read<Row>("Reactions/list-pictured-areas-of-version.sql", new { partnership_id = partnershipId, version, area_code = areaCode }, stopping));

    private static XElement? Draw(IReadOnlyList<Row> rows) =>
        rows.Any(row => row.IsMeant) ? AreaPicture.Draw([.. rows.Select(row => new PicturedArea(row.Name, AreaMap.Read(row.Geometry), row.IsMeant))]) : null;
}

/// <param name="Shape">A polygon or several, in degrees.</param>
/// <param name="IsMeant">Whether the plan is about it; the others stand around it.</param>
public sealed record PicturedArea(string Name, Geometry Shape, bool IsMeant);
