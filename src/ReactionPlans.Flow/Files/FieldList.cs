namespace ReactionPlans.Flow.Files;

/// <summary>The fields one kind of file may have: what stays stable on the outside.</summary>
/// <param name="Kind">The kind's name, on the command line and as a section of a mapping file.</param>
/// <param name="Required">A file without them is refused before its first row.</param>
/// <param name="Optional">The rest; any other column is a mistake unless the mapping says to pass it over.</param>
public sealed record FieldList(string Kind, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public static readonly FieldList Areas = new("areas", ["code", "name", "level"], []);

    public static readonly FieldList Reports = new("reports",
        ["reference", "offence", "reported_at"],
        ["source", "revision", "status", "known_at", "attempt", "occurred_from", "occurred_to", .. Place, "area_code"]);

    /// <summary>How a resident may be written to is never guessed, so those two columns are required.</summary>
    public static readonly FieldList Residents = new("residents",
        ["recipient_id_type", "recipient_id", "address_id", "digital_post", "protected"],
        ["household", "language", "nem_sms", .. Place]);

    public static readonly FieldList NeighbourFriends = new("neighbour-friends",
        ["id", "name", "role", "consent_at"],
        ["mail", "mobile", "push", "language", "paused_until", "quiet_from", "quiet_to", .. Place]);

    public static readonly FieldList Stations = new("stations", ["id", "name", "crew_hours"], ["capacity", "mail"]);

    public static readonly FieldList Sites = new("sites", ["id", "name", "kind"], ["opening_hours", .. Place]);

    /// <summary>Written by hand, so always under our names: a mapping file has no section for them.</summary>
    public static readonly FieldList SchoolHolidays = new("school-holidays", ["municipality", "name", "from", "to"], []);

    public static readonly IReadOnlyList<FieldList> All = [Areas, Reports, Residents, NeighbourFriends, Stations, Sites];

    public IReadOnlyList<string> Known { get; } = [.. Required, .. Optional];

    private static string[] Place => ["latitude", "longitude", "easting", "northing"];
}
