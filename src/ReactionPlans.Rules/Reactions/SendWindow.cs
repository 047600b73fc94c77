using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>When residents, members and neighbour friends may be written to: from 7 until 21, Danish time; on Sundays and public holidays from 10. A letter in
/// the night frightens.</summary>
/// <remarks>It opens on every day: burglars work on holidays, and a warning that waits over Easter warns nobody. Notices to the parties are not bound by it: they act at all hours.</remarks>
public static class SendWindow
{
    public static readonly TimeOnly Opens = new(7, 0);
    public static readonly TimeOnly OpensOnDaysOfRest = new(10, 0);
    public static readonly TimeOnly Closes = new(21, 0);

    /// <summary>Whether <paramref name="instant"/> lies in the window; 07:00 does, 21:00 does not.</summary>
    public static bool Allows(DateTimeOffset instant) =>
        DanishTime.TimeOf(instant) is var time && time >= OpensOn(DanishTime.DayOf(instant)) && time < Closes;

    /// <summary>When the window in which <paramref name="instant"/> lies opened, in UTC; null: it is closed.</summary>
    public static DateTimeOffset? OpenSince(DateTimeOffset instant) =>
        Allows(instant) && DanishTime.DayOf(instant) is var day ? DanishTime.At(day, OpensOn(day)) : null;

    /// <summary>The first allowed instant at or after <paramref name="instant"/>, in UTC.</summary>
    /// <remarks>Summer time comes and goes at 2 and 3 in the morning, so 07:00 exists once on every day.</remarks>
    public static DateTimeOffset NextAllowed(DateTimeOffset instant)
    {
        if (Allows(instant))
            return instant.ToUniversalTime();

        var day = DanishTime.DayOf(instant);
        if (DanishTime.TimeOf(instant) >= Closes)
            day = day.AddDays(1);
        return DanishTime.At(day, OpensOn(day));
    }

    private static TimeOnly OpensOn(DateOnly day) => DanishHolidays.IsDayOfRest(day) ? OpensOnDaysOfRest : Opens;
}
