using System.Globalization;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Agreements;

/// <summary>A season agreed beforehand: it holds by the calendar, from some days before an ISO week until that week is over, and rests on no report.</summary>
/// <param name="Week">ISO 8601 week, 1-<see cref="LastWeek"/>. A year without a week 53 has none that year.</param>
/// <param name="DaysBefore">Days before the week's Monday on which it begins; 0-<see cref="MostDaysBefore"/>.</param>
public sealed record SeasonRule(int Week, int DaysBefore) : Rule
{
    public const int LastWeek = 53;

    /// <summary>Letters sent longer before are forgotten when the week comes.</summary>
    public const int MostDaysBefore = 60;

    /// <summary>Clear days running that close its criterion: the week's Sunday is enough.</summary>
    public const int ClearAfterDays = 1;

    private const int WeekDays = 7;

    public override string Kind => "season";

    public override bool CountsReports => false;

    public override int FewestReports => 0;

    public override int? WindowDays => null;

    public override int HistoryDays => 1;

    public override string Key => string.Create(CultureInfo.InvariantCulture, $"{Week}/{DaysBefore}");

    /// <summary>From the first day to the week's Sunday, in whole days.</summary>
    public int Days => DaysBefore + WeekDays;

    /// <summary>The season that a day lies in; null: it lies in none.</summary>
    /// <remarks>Two of them lie at least 51 weeks apart and last ten at the most, so a day lies in one at the most.</remarks>
    public SeasonWindow? On(DateOnly day) =>
        Enumerable.Range(day.Year - 1, 3).Select(OfYear).FirstOrDefault(window => window?.Contains(day) == true);

    /// <summary>The season that a day lies in, or else the next one.</summary>
    /// <remarks>Of the years in a row at most six have no week 53.</remarks>
    public SeasonWindow? NextFrom(DateOnly day) => Enumerable.Range(day.Year - 1, 9).Select(OfYear).FirstOrDefault(window => window?.Last >= day);

    /// <summary>The season of an ISO year; null: the year has no such week.</summary>
    /// <param name="isoYear">That of the week: its season can begin in the year before.</param>
    public SeasonWindow? OfYear(int isoYear)
    {
        if (isoYear is < 2 or > 9998 || Week > ISOWeek.GetWeeksInYear(isoYear))
            return null;
        var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(isoYear, Week, DayOfWeek.Monday));
        return new SeasonWindow(Week, DaysBefore, monday.AddDays(-DaysBefore), monday, monday.AddDays(WeekDays - 1));
    }

    /// <summary>Whether a season of one of the agreement's criteria has begun and not ended on a day, whatever the reports.</summary>
    public static bool IsOnIn(Agreement agreement, DateOnly day) => agreement.Criteria.Any(criterion => (criterion.Rule as SeasonRule)?.On(day) is not null);

    /// <summary>Whether the two have a day in common in some year.</summary>
    public bool Overlaps(SeasonRule other) =>
        Enumerable.Range(FirstYearTried, YearsTried).Any(year => OfYear(year) is { } own
            && Enumerable.Range(year - 1, 3).Any(near => other.OfYear(near) is { } its && own.First <= its.Last && its.First <= own.Last));

    /// <summary>The calendar's weeks come back in the same order after so many years, while no century without a leap day lies between.</summary>
    private const int YearsTried = 28, FirstYearTried = 2024;
}

/// <summary>One season, in Danish days.</summary>
/// <param name="First">The first day on which its plan can start.</param>
/// <param name="Monday">The week's first day.</param>
/// <param name="Last">The week's Sunday: the season's last day.</param>
public sealed record SeasonWindow(int Week, int DaysBefore, DateOnly First, DateOnly Monday, DateOnly Last)
{
    public bool Contains(DateOnly day) => First <= day && day <= Last;

    /// <summary>The holiday that lies in the week, where the calendar alone tells it; null: none does. School holidays that each municipality sets for itself are not among them.</summary>
    public Phrase? Holiday() =>
        Week == AutumnHolidayWeek ? new("efterårsferie", "the autumn holiday")
        : Has(day => day is { Month: 12, Day: 24 }) ? new("jul", "Christmas")
        : Has(day => DanishHolidays.EasterSunday(day.Year) == day) ? new("påske", "Easter")
        : Has(day => day is { Month: 7, Day: >= 8 and <= 24 }) ? new("sommerferie", "the summer holiday")
        : null;

    private const int AutumnHolidayWeek = 42;

    private bool Has(Func<DateOnly, bool> asked) => Enumerable.Range(0, Last.DayNumber - Monday.DayNumber + 1).Any(after => asked(Monday.AddDays(after)));
}
