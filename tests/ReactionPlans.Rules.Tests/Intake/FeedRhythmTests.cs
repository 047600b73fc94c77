using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ReactionPlans.Rules.Intake;

namespace ReactionPlans.Rules.Tests.Intake;

public sealed class FeedRhythmTests
{
    private static readonly DateOnly Monday = new(2025, 1, 6);

    [Test]
    public void One_silent_day_of_a_daily_feed_is_a_gap_and_so_is_every_day_until_it_is_back()
    {
        var days = Every(1, 60);

        Assert.That(Verdict(days, Monday.AddDays(60)), Is.EqualTo(FeedVerdict.Gap));
        Assert.That(Verdict(days, Monday.AddDays(75)), Is.EqualTo(FeedVerdict.Gap));
        Assert.That(Verdict(days, Monday.AddDays(60), reported: true), Is.EqualTo(FeedVerdict.Reported));
    }

    [Test]
    public void Within_the_learning_period_nothing_is_a_gap()
    {
        Assert.That(Verdict(Every(1, 13), Monday.AddDays(13)), Is.EqualTo(FeedVerdict.Learning));
        Assert.That(Verdict(Every(1, 14), Monday.AddDays(14)), Is.EqualTo(FeedVerdict.Gap));
        Assert.That(Verdict([], Monday), Is.EqualTo(FeedVerdict.Learning));
    }

    [Test]
    public void A_feed_that_rests_at_weekends_is_expected_to()
    {
        DateOnly[] days = [.. Every(1, 54).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];
        var saturday = Monday.AddDays(54);
        Assert.That(saturday.DayOfWeek, Is.EqualTo(DayOfWeek.Saturday));

        Assert.That(Verdict(days, saturday), Is.EqualTo(FeedVerdict.Expected));
        Assert.That(Verdict(days, saturday.AddDays(1)), Is.EqualTo(FeedVerdict.Expected));
        Assert.That(Verdict(days, saturday.AddDays(2)), Is.EqualTo(FeedVerdict.Gap), "Monday");
        Assert.That(Verdict(days, saturday.AddDays(7)), Is.EqualTo(FeedVerdict.Gap), "the next Saturday: the silence began against the rhythm");
    }

    [Test]
    public void A_rural_feed_with_one_report_a_week_is_a_gap_only_after_a_silence_it_has_practically_never_had()
    {
        var random = new Random(7);
        DateOnly[] days = [.. Enumerable.Range(0, 52).Select(week => Monday.AddDays(7 * week + random.Next(7)))];
        var last = days[^1];

        var firstGap = Enumerable.Range(1, 200).First(silent => Verdict(days, last.AddDays(silent)) == FeedVerdict.Gap);

        TestContext.Out.WriteLine($"a gap from the {firstGap}th silent day; longest before: {FeedRhythm.Learn(days, last.AddDays(1)).LongestSilence}");
        Assert.That(firstGap, Is.InRange(28, 60));
        Assert.That(Verdict(days, last.AddDays(10)), Is.EqualTo(FeedVerdict.Expected));
        Assert.That(Verdict(days, last.AddDays(firstGap - 1)), Is.EqualTo(FeedVerdict.Unusual));
    }

    [Test]
    public void A_weekly_file_on_mondays_is_missed_within_weeks_and_never_on_other_days()
    {
        var days = Every(7, 364);
        var last = days[^1];

        Assert.That(Enumerable.Range(1, 6).Select(silent => Verdict(days, last.AddDays(silent))), Is.All.EqualTo(FeedVerdict.Expected));
        Assert.That(Verdict(days, last.AddDays(7)), Is.EqualTo(FeedVerdict.Gap), "a weekday that always has one");
    }

    [Test]
    public void An_area_group_is_no_gap_on_a_single_day_while_its_source_speaks()
    {
        var days = Every(1, 60);

        Assert.That(Verdict(days, Monday.AddDays(60), scope: FeedScope.AreaGroup), Is.Not.EqualTo(FeedVerdict.Gap));
        Assert.That(Verdict(days, Monday.AddDays(66), scope: FeedScope.AreaGroup), Is.EqualTo(FeedVerdict.Gap));
    }

    [Test]
    public void A_feed_silent_for_more_than_a_year_has_ended()
    {
        var days = Every(1, 60);

        Assert.That(Verdict(days, Monday.AddDays(59 + 364)), Is.EqualTo(FeedVerdict.Gap));
        Assert.That(Verdict(days, Monday.AddDays(59 + 365)), Is.EqualTo(FeedVerdict.Ended));
    }

    [Test]
    public void A_day_with_a_report_is_never_a_gap() =>
        Prop.ForAll(Histories, history => Judged(history, 0, reported: true).Verdict == FeedVerdict.Reported).QuickCheckThrowOnFailure();

    [Test]
    public void More_silence_in_the_past_never_makes_a_shorter_silence_a_gap() =>
        Prop.ForAll(Histories, history =>
        {
            // The first and the last report stay: they say how long the feed has been known and where the silence begins.
            var quieter = history with { Days = [.. history.Days.Select((reported, at) => reported && (at == 0 || at == history.Days.Length - 1 || at % history.Thinning != 0))] };
            return Enumerable.Range(0, history.Silence).All(silent =>
                Judged(quieter, silent).Verdict != FeedVerdict.Gap || Judged(history, silent).Verdict == FeedVerdict.Gap);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_silence_once_a_gap_stays_one_until_it_ends() =>
        Prop.ForAll(Histories, history =>
        {
            var verdicts = Enumerable.Range(0, history.Silence).Select(silent => Judged(history, silent).Verdict).ToList();
            return !verdicts.SkipWhile(verdict => verdict != FeedVerdict.Gap).Any(verdict => verdict != FeedVerdict.Gap);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Nothing_on_the_day_or_after_it_is_looked_at_and_order_and_repeats_do_not_matter() =>
        Prop.ForAll(Histories, history =>
        {
            var days = ReportDays(history);
            var day = Monday.AddDays(history.Days.Length);
            var later = days.Append(day).Append(day.AddDays(3)).Concat(days).Reverse();
            return FeedRhythm.Learn(later, day).Judge(day, false, history.Scope) == FeedRhythm.Learn(days, day).Judge(day, false, history.Scope);
        }).QuickCheckThrowOnFailure();

    [TestCase(1, "leverer næsten hver dag")]
    [TestCase(3, "leverer omkring 2 dage om ugen")]
    [TestCase(7, "leverer omkring 1 dag om ugen")]
    [TestCase(28, "leverer omkring 1 dag om måneden")]
    public void A_rhythm_is_told_in_words(int everyDays, string words) =>
        Assert.That(RhythmWords.Of(FeedRhythm.Learn(Every(everyDays, 364), Monday.AddDays(364))).Danish, Is.EqualTo(words));

    /// <param name="Days">Whether there was a report on each day; the first and the last have one.</param>
    private sealed record History(bool[] Days, int Silence, int Thinning, FeedScope Scope);

    private static Arbitrary<History> Histories => Arb.From(
        from length in Gen.Choose(0, 500)
        from perHundred in Gen.Choose(1, 100)
        from dice in Gen.Choose(0, 99).ArrayOf(length)
        from silence in Gen.Choose(1, 120)
        from thinning in Gen.Choose(2, 9)
        from scope in Gen.Elements(FeedScope.WholeSource, FeedScope.AreaGroup)
        select new History([true, .. dice.Select(die => die < perHundred), true], silence, thinning, scope));

    private static DateOnly[] ReportDays(History history) => [.. history.Days.Index().Where(day => day.Item).Select(day => Monday.AddDays(day.Index))];

    private static FeedDay Judged(History history, int silentBefore, bool reported = false)
    {
        var day = Monday.AddDays(history.Days.Length + silentBefore);
        return FeedRhythm.Learn(ReportDays(history), day).Judge(day, reported, history.Scope);
    }

    private static DateOnly[] Every(int days, int within) => [.. Enumerable.Range(0, within).Where(day => day % days == 0).Select(day => Monday.AddDays(day))];

    private static FeedVerdict Verdict(DateOnly[] days, DateOnly day, bool reported = false, FeedScope scope = FeedScope.WholeSource) =>
        FeedRhythm.Learn(days, day).Judge(day, reported, scope).Verdict;
}
