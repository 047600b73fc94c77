using System.Globalization;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Web.Pages.Stations;

/// <summary>A station's week and its visits in words.</summary>
public static class StationWords
{
    /// <summary>"torsdag den 5. marts".</summary>
    public static string Day(DateOnly day) => T($"{day.ToString("dddd", Written.Culture)} den {Written.DayOfYear(day)}");

    /// <summary>"tor 5/3", where there is little room.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("ddd d'/'M", Written.Culture);

    /// <summary>"10.00–13.00".</summary>
    public static string Clock(DateTimeOffset from, DateTimeOffset to) => $"{Written.Clock(from)}–{Written.Clock(to)}";

    public static string Hours(TimeSpan length) =>
        length == TimeSpan.FromHours(1) ? T("1 time") : T($"{length.TotalHours.ToString("0.##", Written.Culture)} timer");

    /// <summary>"Viby J, besøg 1", or that it is none of one's business whose it is.</summary>
    public static string Whose(TakenRow visit) => visit.Areas is { } areas ? T($"{areas}, besøg {visit.VisitNumber}") : T("en anden aftales område");

    /// <summary>What a row takes the crew for: "Torvet: Viby J, besøg 1".</summary>
    public static string What(TakenRow row) => row.Kind switch
    {
        "OutOfService" => T("Meldt ude"),
        "Calendar" => T("Optaget af andet"),
        _ => row.Site is { } site ? T($"{site}: {Whose(row)}") : Whose(row),
    };

    /// <summary>How an own visit stands.</summary>
    public static string Standing(TakenRow visit, DateTimeOffset now) =>
        visit.EndsAt <= now ? T("Slut.")
        : visit.StartsAt <= now ? T("I gang.")
        : visit.GateOpenedAt is null ? T("Venter på, at beboerne er orienteret.")
        : visit.IsPlacedByHand ? T("Beboerne er orienteret. Tiden er valgt af politiet.")
        : T("Beboerne er orienteret.");

    /// <summary>"Politibussen ved Torvet, 5. marts 2026 kl. 10.00–13.00".</summary>
    public static string Standing(VisitToPlace visit) => visit is { Station: { } station, StartsAt: { } starts, EndsAt: { } ends }
        ? Standing(station, visit.Site, starts, ends)
        : T("Uden plads");

    public static string Standing(string station, string? site, DateTimeOffset starts, DateTimeOffset ends) =>
        site is null ? T($"{station}, {Written.Span(starts, ends)}") : T($"{station} ved {site}, {Written.Span(starts, ends)}");

    /// <summary>The Monday of a week by one of its days; this week's where that is none.</summary>
    public static DateOnly Monday(string? day, DateOnly today) => Weeks.MondayOf(DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : today);
}
