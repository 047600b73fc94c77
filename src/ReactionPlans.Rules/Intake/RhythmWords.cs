namespace ReactionPlans.Rules.Intake;

/// <summary>A feed's rhythm as a person says it.</summary>
public static class RhythmWords
{
    private const double RarelyAtWeekends = 0.2;

    /// <summary>"leverer næsten hver dag", "leverer omkring 2 dage om ugen".</summary>
    public static Phrase Of(FeedRhythm rhythm)
    {
        if (!rhythm.IsKnown)
            return new("rytmen kendes ikke endnu", "the rhythm is not known yet");

        var weekdays = Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Min(rhythm.ShareOn);
        var weekend = Math.Max(rhythm.ShareOn(DayOfWeek.Saturday), rhythm.ShareOn(DayOfWeek.Sunday));
        return weekdays >= FeedRhythm.DailyShare && weekend < RarelyAtWeekends ? new("leverer næsten hver hverdag", "delivers nearly every weekday")
            : rhythm.Share >= FeedRhythm.DailyShare ? new("leverer næsten hver dag", "delivers nearly every day")
            : rhythm.Share >= 0.5 ? new("leverer de fleste dage", "delivers on most days")
            : rhythm.Share * 7 >= 0.75 ? Phrase.Of($"leverer omkring {Days(rhythm.Share * 7)} om ugen", $"delivers on about {Days(rhythm.Share * 7)} a week")
            : Phrase.Of($"leverer omkring {Days(rhythm.Share * 30)} om måneden", $"delivers on about {Days(rhythm.Share * 30)} a month");
    }

    private static Phrase Days(double days) => Phrase.Days(Math.Max(1, (int)Math.Round(days, MidpointRounding.AwayFromZero)));
}
