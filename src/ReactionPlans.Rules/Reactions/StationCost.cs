using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>What a plan of the mobile stations' visits costs, in points: of two plans that keep the rules the cheaper is the better.</summary>
/// <remarks>A point is a visit a quarter of an hour later after the gate. All weights are judgements, none is measured; they stand here and nowhere
/// else. They are in ranks: a rank outweighs everything below it for as many as some 150 visits planned at once, each within six weeks.</remarks>
public static class StationCost
{
    /// <summary>A wished visit without a place: first of all, people are to see the police.</summary>
    public const long Unplaced = 1_000_000;

    /// <summary>Besides <see cref="Unplaced"/>, where the visit had been announced: nobody's promise is broken to make another.</summary>
    public const long Dropped = 1_000_000;

    /// <summary>An announced visit at another time or place or with another station. At most three are moved to make room for one.</summary>
    public const long Moved = 250_000;

    /// <summary>For each thousandth of the largest share of unplaced visits that a partnership has. All of it is less than one move.</summary>
    public const long UnfairThousandth = 200;

    /// <summary>A visit on a day that has one of the same wish: who was out the first day gets a second chance. Three weeks.</summary>
    public const long SameDay = 2_016;

    /// <summary>A visit at a site that has one of the same wish: half a day, or 1.2 km further from the reports.</summary>
    public const long SameSite = 48;

    /// <summary>Each whole 100 m from the reports: an hour. A day's wait is worth 2.4 km.</summary>
    public const long HundredMetres = 4;

    /// <summary>Where people pass, as they shop or travel, costs nothing; a square is passed by some, a school mostly by its own.</summary>
    public static long OfKind(string kind) => kind switch
    {
        "supermarket" or "station" => 0,
        "square" => 24,
        _ => 48,
    };

    /// <summary>The first quarter of an hour that is not before an instant.</summary>
    public static DateTimeOffset OnGrid(DateTimeOffset instant)
    {
        var over = instant.UtcTicks % StationRules.Grid.Ticks;
        return (over == 0 ? instant : instant.AddTicks(StationRules.Grid.Ticks - over)).ToUniversalTime();
    }

    /// <summary>What a place costs wherever the others are: its distance from the reports and its kind.</summary>
    public static long OfSite(SiteChoice choice) => ((long)choice.Metres / 100 * HundredMetres) + OfKind(choice.Site.Kind);

    /// <summary>Quarters of an hour between the first start that a wish allows and this one.</summary>
    public static long OfWaiting(VisitWish wish, DateTimeOffset start) => (start - OnGrid(wish.From)).Ticks / StationRules.Grid.Ticks;

    /// <summary>All of a plan. It must keep <see cref="StationRules"/>.</summary>
    public static long Of(StationDemand demand, IReadOnlyList<PlacedVisit> plan)
    {
        var ofWish = plan.ToLookup(visit => visit.WishId);
        return demand.Wishes.Sum(wish => OfWish(wish, [.. ofWish[wish.Id]]))
            + (UnfairThousandth * LargestUnplacedShare(demand.Wishes.Select(wish => (wish.PartnershipId, wish.Visits, ofWish[wish.Id].Count(visit => !visit.IsPlaced)))));
    }

    /// <summary>Everything but fairness, which no wish has alone.</summary>
    public static long OfWish(VisitWish wish, IReadOnlyList<PlacedVisit> visits)
    {
        var placed = visits.Where(visit => visit.IsPlaced).ToList();
        return visits.Sum(visit => OfChange(wish.Announced.FirstOrDefault(told => told.Number == visit.Number), visit))
            + (Unplaced * (visits.Count - placed.Count))
            + placed.Sum(visit => OfWaiting(wish, visit.StartsAt!.Value) + OfSite(wish.Sites.First(choice => choice.Site.Id == visit.SiteId)))
            + (SameDay * (placed.Count - placed.Select(visit => DanishTime.DayOf(visit.StartsAt!.Value)).Distinct().Count()))
            + (SameSite * (placed.Count - placed.Select(visit => visit.SiteId).Distinct().Count()));
    }

    /// <summary>In thousandths, rounded up; 0 where nothing is wished.</summary>
    public static long LargestUnplacedShare(IEnumerable<(string PartnershipId, int Wished, int Unplaced)> wishes) => wishes
        .GroupBy(wish => wish.PartnershipId)
        .Select(group => (Wished: group.Sum(wish => wish.Wished), Unplaced: group.Sum(wish => wish.Unplaced)))
        .Where(sum => sum.Wished > 0)
        .Select(sum => ((1000L * sum.Unplaced) + sum.Wished - 1) / sum.Wished)
        .DefaultIfEmpty(0)
        .Max();

    private static long OfChange(PlacedVisit? told, PlacedVisit now) =>
        told is not { IsPlaced: true } || told.IsAt(now) ? 0
        : now.IsPlaced ? Moved
        : Dropped;
}
