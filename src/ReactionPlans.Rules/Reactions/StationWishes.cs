namespace ReactionPlans.Rules.Reactions;

/// <summary>A mobile station that can be sent out.</summary>
/// <param name="Capacity">Crews, and so visits that can run at the same time; at least 1.</param>
public sealed record MobileStation(string Id, WeeklyHours CrewHours, int Capacity);

/// <summary>A place where a mobile station can stand. WGS 84, in degrees.</summary>
/// <param name="Kind">supermarket, school, station or square.</param>
/// <param name="OpeningHours">A visit lies inside them; null: none are known, and it may stand there at any hour.</param>
public sealed record StationSite(string Id, string Kind, double Latitude, double Longitude, WeeklyHours? OpeningHours = null);

/// <summary>A site that fits a wish.</summary>
/// <param name="Metres">How far it is from where the reports lie, in metres; at least 0.</param>
public sealed record SiteChoice(StationSite Site, double Metres);

/// <summary>A crew that stands, or is to stand, somewhere.</summary>
/// <param name="SiteId">Null: not known where, and then neither are the degrees (WGS 84).</param>
public sealed record StationBooking(
    string StationId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? SiteId = null, double? Latitude = null, double? Longitude = null);

/// <summary>The visits one step of an activation wants.</summary>
/// <param name="Id">The activation and the step.</param>
/// <param name="PartnershipId">Whose wish it is: no partnership should go short for the others.</param>
/// <param name="Visits">Number of visits; at least 1.</param>
/// <param name="Length">Length of each visit; more than zero.</param>
/// <param name="From">No visit starts before: now, or the gate's opening when that is later.</param>
/// <param name="Until">No visit starts at or after.</param>
/// <param name="Sites">Where it can stand; none: nothing can be placed.</param>
public sealed record VisitWish(
    string Id, string PartnershipId, int Visits, TimeSpan Length, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<SiteChoice> Sites)
{
    /// <summary>What people have been told of these visits before: none, or one for each number. A change of it costs.</summary>
    public IReadOnlyList<PlacedVisit> Announced { get; init; } = [];
}

/// <summary>When, where and which station; all null where a visit has no place.</summary>
/// <param name="Number">Counts from 1 within its wish.</param>
public sealed record PlacedVisit(string WishId, int Number, string? StationId, string? SiteId, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt)
{
    public bool IsPlaced => StationId is not null;

    public static PlacedVisit Nowhere(string wishId, int number) => new(wishId, number, null, null, null, null);

    public bool IsAt(PlacedVisit other) =>
        (StationId, SiteId, StartsAt, EndsAt) == (other.StationId, other.SiteId, other.StartsAt, other.EndsAt);

    /// <summary>The crew this visit takes; null where it has no place.</summary>
    public StationBooking? In(VisitWish wish)
    {
        if (StationId is null)
            return null;
        var site = wish.Sites.First(choice => choice.Site.Id == SiteId).Site;
        return new StationBooking(StationId, StartsAt!.Value, EndsAt!.Value, site.Id, site.Latitude, site.Longitude);
    }
}

/// <summary>What a plan is made of: who wishes visits, who can make them, and what is in their calendars already and stays there.</summary>
public sealed record StationDemand(IReadOnlyList<VisitWish> Wishes, IReadOnlyList<MobileStation> Stations, IReadOnlyList<StationBooking> Booked);
