using System.Xml.Linq;
using NetTopologySuite.Geometries;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Reads the picture of where a plan is: the agreement's areas, with the plan's own marked.</summary>
public sealed class ReadAreaPicture(Database database)
{
    private sealed record Row(string Code, string Name, string Geometry, bool IsMeant);

    /// <returns>SVG; null: the partnership has no such plan.</returns>
    public async Task<XElement?> Of(string partnershipId, Guid activationId, CancellationToken stopping)
    {
        var rows = await database.Read<Row>("Reactions/list-pictured-areas.sql", new { partnership_id = partnershipId, activation_id = activationId }, stopping);
        return rows.Any(row => row.IsMeant) ? AreaPicture.Draw([.. rows.Select(row => new PicturedArea(row.Name, AreaMap.Read(row.Geometry), row.IsMeant))]) : null;
    }
}

/// <param name="Shape">A polygon or several, in degrees.</param>
/// <param name="IsMeant">Whether the plan is about it; the others stand around it.</param>
public sealed record PicturedArea(string Name, Geometry Shape, bool IsMeant);
