using System.Globalization;

namespace ReactionPlans.Rules.Intake;

/// <summary>A feed's rhythm as a person says it in Danish.</summary>
public static class RhythmWords
{
    private const double RarelyAtWeekends = 0.2;

    /// <summary>"leverer næsten hver dag", "leverer omkring 2 dage om ugen".</summary>
    public static string Of(FeedRhythm rhythm)
    {
        if (!rhythm.IsKnown)
            return "rytmen kendes ikke endnu";

        var weekdays = Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Min(rhythm.ShareOn);
        var weekend = Math.Max(rhythm.ShareOn(DayOfWeek.Saturday), rhythm.ShareOn(DayOfWeek.Sunday));
        return weekdays >= FeedRhythm.DailyShare && weekend < RarelyAtWeekends ? "leverer næsten hver hverdag"
            : rhythm.Share >= FeedRhythm.DailyShare ? "leverer næsten hver dag"
            : rhythm.Share >= 0.5 ? "leverer de fleste dage"
            : rhythm.Share * 7 >= 0.75 ? $"leverer omkring {Days(rhythm.Share * 7)} om ugen"
            : $"leverer omkring {Days(rhythm.Share * 30)} om måneden";
    }

    private static string Days(double days)
    {
        var whole = Math.Max(1, (int)Math.Round(days, MidpointRounding.AwayFromZero));
        return string.Create(CultureInfo.InvariantCulture, $"{whole} {(whole == 1 ? "dag" : "dage")}");
    }
}
