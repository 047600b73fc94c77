namespace ReactionPlans.Rules.Detection;

/// <summary>How many burglaries each day has beside the average day: its time of year x its day of the week.</summary>
internal static class SeasonProfile
{
    private const int DaysOfYear = 366;

    /// <summary>Days on either side that a time of year is averaged over: a week in all, so that weekdays do not show in it.</summary>
    private const int SmoothingDays = 3;

    /// <summary>One factor for each day of <paramref name="district"/>, above 0, about 1 on average; all 1 where the history is empty.</summary>
    /// <param name="district">Burglaries by day, the last of them <paramref name="lastDay"/>.</param>
    /// <param name="history">The days to learn from.</param>
    /// <param name="weight">Burglaries of an average time that are added to each time's own; above 0.</param>
    public static double[] Of(ReadOnlySpan<long> district, DateOnly lastDay, Range history, double weight)
    {
        var (reportsOn, daysOn) = (new double[DaysOfYear], new double[DaysOfYear]);
        var (reportsOfWeekday, daysOfWeekday) = (new double[7], new double[7]);
        var times = new int[district.Length]; // asked of the calendar once
        for (var at = 0; at < times.Length; at++)
            times[at] = TimeOfYear(DayAt(at, times.Length));
        double all = 0;
        for (var at = history.Start.Value; at < history.End.Value; at++)
        {
            var (time, weekday) = (times[at], (int)DayAt(at, district.Length).DayOfWeek);
            all += district[at];
            (reportsOn[time], daysOn[time]) = (reportsOn[time] + district[at], daysOn[time] + 1);
            (reportsOfWeekday[weekday], daysOfWeekday[weekday]) = (reportsOfWeekday[weekday] + district[at], daysOfWeekday[weekday] + 1);
        }

        var mean = all == 0 ? 0 : all / (history.End.Value - history.Start.Value);
        var ofTime = new double[DaysOfYear];
        for (var time = 0; time < DaysOfYear; time++)
        {
            double reports = 0, days = 0;
            for (var shift = -SmoothingDays; shift <= SmoothingDays; shift++)
            {
                var near = (time + shift + DaysOfYear) % DaysOfYear;
                (reports, days) = (reports + reportsOn[near], days + daysOn[near]);
            }

            ofTime[time] = Factor(reports, days);
        }

        double[] ofWeekday = [.. reportsOfWeekday.Zip(daysOfWeekday, Factor)];
        var profile = new double[district.Length];
        for (var at = 0; at < profile.Length; at++)
        {
            profile[at] = ofTime[times[at]] * ofWeekday[(int)DayAt(at, profile.Length).DayOfWeek];
        }

        return profile;

        double Factor(double reports, double days) => (reports + weight) / (mean * days + weight);

        DateOnly DayAt(int at, int length) => lastDay.AddDays(at - length + 1);
    }

    /// <summary>Number of the day in a leap year, so that a date has the same number every year.</summary>
    private static int TimeOfYear(DateOnly day) => day.DayOfYear - (DateTime.IsLeapYear(day.Year) || day.DayOfYear < 60 ? 1 : 0);
}
