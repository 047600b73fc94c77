using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>A mobile station that can be sent out.</summary>
/// <param name="Capacity">Crews, and so visits that can run at the same time; at least 1.</param>
public sealed record MobileStation(string Id, WeeklyHours CrewHours, int Capacity);

/// <summary>A visit that is already in a station's calendar.</summary>
public sealed record StationBooking(string StationId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>The visits one step of an activation wants.</summary>
/// <param name="Visits">Number of visits; at least 1.</param>
/// <param name="Length">Length of each visit; more than zero.</param>
/// <param name="From">No visit starts before: now, or the gate's opening when that is later.</param>
/// <param name="Until">No visit starts at or after.</param>
public sealed record VisitWish(int Visits, TimeSpan Length, DateTimeOffset From, DateTimeOffset Until);

/// <summary>When and which station; null where no crew is free.</summary>
/// <param name="Number">Counts from 1.</param>
public sealed record PlacedVisit(int Number, string? StationId, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt);

/// <summary>Places a step's visits one after the other, each as early as it can be: the sooner after the letters, the better.</summary>
public static class StationVisits
{
    /// <summary>A crew needs this between two visits, to pack, drive and set up.</summary>
    public static readonly TimeSpan Travel = TimeSpan.FromHours(1);

    private static readonly TimeSpan Grid = TimeSpan.FromMinutes(15);

    /// <summary>Places every visit, or says with null that it has no place. The same facts always give the same answer.</summary>
    /// <remarks>Greedy and so not always the most visits possible. A day without a visit of this step is preferred to an earlier
    /// hour on a day that has one: residents who were out on the first day get a second chance. Of two stations free at the same
    /// hour the first by id goes.</remarks>
    public static IReadOnlyList<PlacedVisit> Plan(VisitWish wish, IReadOnlyList<MobileStation> stations, IReadOnlyList<StationBooking> booked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wish.Visits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wish.Length, TimeSpan.Zero);

        var calendar = booked.ToList();
        var usedDays = new HashSet<DateOnly>();
        var placed = new List<PlacedVisit>();
        for (var number = 1; number <= wish.Visits; number++)
        {
            var slot = Earliest(wish, stations, calendar, usedDays) ?? Earliest(wish, stations, calendar, []);
            if (slot is not null)
            {
                calendar.Add(slot);
                usedDays.Add(DanishTime.DayOf(slot.StartsAt));
            }

            placed.Add(new PlacedVisit(number, slot?.StationId, slot?.StartsAt, slot?.EndsAt));
        }

        return placed;
    }

    private static StationBooking? Earliest(
        VisitWish wish, IReadOnlyList<MobileStation> stations, List<StationBooking> calendar, HashSet<DateOnly> exceptDays)
    {
        var last = DanishTime.DayOf(wish.Until);
        for (var day = DanishTime.DayOf(wish.From); day <= last; day = day.AddDays(1))
        {
            if (exceptDays.Contains(day))
                continue;

            var found = stations
                .OrderBy(station => station.Id, StringComparer.Ordinal)
                .Select(station => EarliestOn(day, station, wish, calendar))
                .OfType<StationBooking>()
                .MinBy(slot => slot.StartsAt);
            if (found is not null)
                return found;
        }

        return null;
    }

    private static StationBooking? EarliestOn(DateOnly day, MobileStation station, VisitWish wish, List<StationBooking> calendar)
    {
        var own = calendar.Where(booking => booking.StationId == station.Id).ToList();
        foreach (var (from, to) in station.CrewHours.On(day).OrderBy(hours => hours.From))
        {
            for (var start = OnGrid(from > wish.From ? from : wish.From); start + wish.Length <= to && start < wish.Until; start += Grid)
            {
                if (HasFreeCrew(station, own, start, start + wish.Length))
                    return new StationBooking(station.Id, start, start + wish.Length);
            }
        }

        return null;
    }

    /// <summary>A crew is taken from a visit's start until an hour after its end. The number taken only rises where a visit starts,
    /// so those instants are the ones to look at.</summary>
    private static bool HasFreeCrew(MobileStation station, List<StationBooking> own, DateTimeOffset start, DateTimeOffset end) =>
        own.Select(booking => booking.StartsAt)
            .Where(instant => instant > start && instant < end + Travel)
            .Append(start)
            .All(instant => own.Count(booking => booking.StartsAt <= instant && instant < booking.EndsAt + Travel) < station.Capacity);

    private static DateTimeOffset OnGrid(DateTimeOffset instant)
    {
        var over = instant.UtcTicks % Grid.Ticks;
        return (over == 0 ? instant : instant.AddTicks(Grid.Ticks - over)).ToUniversalTime();
    }
}
