namespace ReactionPlans.Rules.Time;

/// <summary>One school holiday of a municipality, as it became known.</summary>
/// <param name="Name">As the municipality calls it: "efterårsferie". Compared without regard to letter case.</param>
/// <param name="FirstDay">First Danish day of it.</param>
/// <param name="LastDay">Last one, itself included.</param>
/// <param name="KnownAt">When it was imported.</param>
public sealed record SchoolHoliday(string Name, DateOnly FirstDay, DateOnly LastDay, DateTimeOffset KnownAt);

/// <summary>The school holidays of one municipality, in every version that was imported.</summary>
/// <remarks>A day goes by what was known when it began: a calendar that is imported or corrected later changes later days and no judged one, so what was judged live, is
/// judged anew in a replay and is told afterwards comes to the same. A holiday is the same one as before if it has the same name and begins in the same year.</remarks>
public sealed class SchoolCalendar(IReadOnlyList<SchoolHoliday> holidays)
{
    public static readonly SchoolCalendar Empty = new([]);

    /// <param name="name">Null: any of them.</param>
    public bool IsHoliday(DateOnly day, string? name = null)
    {
        if (holidays.Count == 0)
            return false;
        var begins = DanishTime.StartOf(day);
        return holidays
            .Where(one => one.KnownAt < begins && (name is null || string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)))
            .GroupBy(one => (one.Name.ToLowerInvariant(), one.FirstDay.Year))
            .Select(versions => versions.MaxBy(one => one.KnownAt)!)
            .Any(one => one.FirstDay <= day && day <= one.LastDay);
    }
}
