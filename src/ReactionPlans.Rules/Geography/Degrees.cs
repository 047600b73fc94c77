namespace ReactionPlans.Rules.Geography;

/// <summary>What a pair of WGS 84 degrees can and cannot be.</summary>
public static class Degrees
{
    /// <summary>Finite and on the globe.</summary>
    public static bool OnGlobe(double latitude, double longitude) =>
        latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180;

    /// <summary>Denmark with Bornholm and its waters, in whole and half degrees; without Greenland and the Faroe Islands.</summary>
    public static bool InDenmark(double latitude, double longitude) =>
        latitude is >= 54 and <= 58.5 && longitude is >= 7 and <= 16;

    /// <summary>Outside Denmark as written, inside it with the two exchanged: nobody meant the sea off Somalia.</summary>
    public static bool LookSwapped(double latitude, double longitude) =>
        !InDenmark(latitude, longitude) && InDenmark(longitude, latitude);
}
