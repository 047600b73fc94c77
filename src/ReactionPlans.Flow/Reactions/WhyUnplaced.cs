using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Why a visit has no place, as a sentence for the person responsible.</summary>
internal static class WhyUnplaced
{
    /// <summary>Said first where the visit had a place.</summary>
    public const string StationTaken = "Politistationen kan ikke komme på det aftalte tidspunkt.";

    /// <summary>The same where it is known why.</summary>
    public static string OutOfService(string reason) => $"Politistationen er meldt ude på det aftalte tidspunkt ({reason.TrimEnd('.', ' ')}).";

    private const string NoStation = "Der er ingen mobil politistation at sende.";
    private const string NoCrew = "Ingen politistation er ledig inden for de aftalte dage.";
    private const string NoneOpen = "Intet mødested har åbent, mens en politistation er ledig inden for de aftalte dage.";
    private const string NoSite = "Der er intet mødested i området eller inden for 3 km af det.";
    private const string NoSiteOfKind = "Der er intet mødested af den aftalte slags i området eller inden for 3 km af det.";

    /// <param name="demand">What the visits were planned from, the visits of other wishes among the bookings.</param>
    /// <param name="visits">The wish's own, as they were planned.</param>
    /// <param name="kind">The only kind of site that will do; null: any.</param>
    public static string Of(StationDemand demand, VisitWish wish, IEnumerable<PlacedVisit> visits, string? kind)
    {
        if (demand.Stations.Count == 0)
            return NoStation;
        if (wish.Sites.Count == 0)
            return kind is null ? NoSite : NoSiteOfKind;

        var alwaysOpen = wish with { Sites = [.. wish.Sites.Select(choice => choice with { Site = choice.Site with { OpeningHours = null } })] };
        return StationVisits.Plan(demand with { Wishes = [alwaysOpen] }).Count(visit => visit.IsPlaced) > visits.Count(visit => visit.IsPlaced) ? NoneOpen : NoCrew;
    }
}
