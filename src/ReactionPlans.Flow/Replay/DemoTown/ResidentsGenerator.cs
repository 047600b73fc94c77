using System.Globalization;
using NetTopologySuite.Geometries;

namespace ReactionPlans.Flow.Replay;

/// <summary>An invented resident, as the municipality's extract would tell it.</summary>
internal sealed record Resident(
    string RecipientId, string AddressId, string Household, Place Place, bool Exempt, bool Protected, string Language);

/// <summary>Invented residents inside given areas, in the format of <c>import residents</c>. No number can be a person's: the type is synthetic.</summary>
public static class ResidentsGenerator
{
    /// <summary>Share without Digital Post: they get paper.</summary>
    private const double ExemptShare = 0.07;

    private const double ProtectedShare = 0.015;
    private const double EnglishShare = 0.04;

    /// <summary>Share of homes that share their address with the one before: flats in one stairway.</summary>
    private const double FlatShare = 0.10;

    private static readonly int[] HouseholdSizes = [35, 35, 12, 13, 5];

    /// <summary>Writes <paramref name="perArea"/> residents for each area.</summary>
    /// <param name="path">The CSV file; overwritten.</param>
    /// <param name="areas">Code and polygon in WGS 84, X = longitude.</param>
    /// <param name="perArea">Residents in each area; 0 or more.</param>
    /// <param name="seed">The same seed and areas give the same bytes.</param>
    /// <returns>Residents written.</returns>
    public static int Write(string path, IEnumerable<(string Code, Geometry Polygon)> areas, int perArea, int seed)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentOutOfRangeException.ThrowIfNegative(perArea);
        return Write(path, areas.SelectMany(area => Settle(area.Code, area.Polygon, perArea, seed)));
    }

    internal static int Write(string path, IEnumerable<Resident> residents)
    {
        using var rows = new CsvRows(path,
            "recipient_id_type", "recipient_id", "address_id", "household", "latitude", "longitude", "digital_post", "protected", "language");
        var written = 0;
        foreach (var resident in residents)
        {
            rows.Write("synthetic", resident.RecipientId, resident.AddressId, resident.Household,
                CsvRows.Degrees(resident.Place.Latitude), CsvRows.Degrees(resident.Place.Longitude),
                resident.Exempt ? "exempt" : "subscribed", CsvRows.Flag(resident.Protected), resident.Language);
            written++;
        }
        return written;
    }

    /// <summary>Fills one area with households until it has its residents; the last household is as small as needed.</summary>
    internal static IEnumerable<Resident> Settle(string code, Geometry polygon, int residents, int seed)
    {
        // An area draws from its own stream: the same people live there whichever areas are replayed beside it.
        var dice = SeededDice.For(seed, "residents " + code);
        var points = new PointsWithin(polygon);
        var place = default(Place);
        int household = 0, address = 0;
        for (var settled = 0; settled < residents;)
        {
            household++;
            if (household == 1 || !dice.Chance(FlatShare))
            {
                place = points.Draw(dice);
                address++;
            }
            var size = Math.Min(1 + dice.Weighted(HouseholdSizes), residents - settled);
            var hidden = dice.Chance(ProtectedShare);
            var language = dice.Chance(EnglishShare) ? "en" : "da";
            for (var member = 0; member < size; member++)
            {
                settled++;
                yield return new Resident(Id("S", code, settled), Id("A", code, address), Id("H", code, household),
                    place, dice.Chance(ExemptShare), hidden, language);
            }
        }
    }

    private static string Id(string kind, string code, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{code}-{number:00000}");
}
