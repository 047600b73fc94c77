using NUnit.Framework;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Areas;

namespace ReactionPlans.System.Tests.ConsolePages;

public sealed class AreaWeekTests
{
    private static readonly DateOnly Monday = new(2025, 12, 22);

    [Test]
    public void Reports_marks_and_nights_fall_in_their_weeks_and_the_last_week_ends_today()
    {
        var weeks = Weeks(
            today: Monday.AddDays(9),
            withData: Enumerable.Range(0, 9).Select(Monday.AddDays),
            reports: new() { [Monday] = 2, [Monday.AddDays(6)] = 1, [Monday.AddDays(7)] = 4 },
            course: [new(Monday, 5, 1.5, 6), new(Monday.AddDays(1), 7, 1.6, 6), new(Monday.AddDays(6), 3, 1.7, null), new(Monday.AddDays(8), 4, null, null)],
            spikes: [new AreaSpikeRow { CriterionId = "burst", Level = "Activate", FiredOn = Monday.AddDays(6) }],
            plans: [new AreaPlanRow { StartedAt = new DateTimeOffset(2025, 12, 28, 23, 30, 0, TimeSpan.Zero) }]); // half past midnight on Monday in Denmark

        Assert.Multiple(() =>
        {
            Assert.That(weeks.Select(week => (week.Monday, week.Last, week.Reports)), Is.EqualTo(new[] { (Monday, Monday.AddDays(6), 3), (Monday.AddDays(7), Monday.AddDays(9), 4) }));
            Assert.That(weeks.Select(week => (week.Highest, week.Expected, week.Bound)), Is.EqualTo(new (double?, double?, double?)[] { (7, 1.7, 6), (4, null, null) }));
            Assert.That(weeks.Select(week => week.DaysWithoutData), Is.All.Zero);
            Assert.That(AreaWords.Marks(weeks[0]), Is.EqualTo(new[] { "Stigning fundet 28. december 2025 (burst)", "Juledag", "Anden juledag" }));
            Assert.That(AreaWords.Marks(weeks[1]), Is.EqualTo(new[] { "Plan begyndt 29. december 2025" }));
        });
    }

    [Test]
    public void Days_without_data_are_told_and_a_week_of_them_has_no_number()
    {
        var weeks = Weeks(today: Monday.AddDays(14), withData: Enumerable.Range(0, 3).Select(Monday.AddDays), reports: new() { [Monday] = 2 });

        Assert.That(weeks.Select(AreaWords.Reports), Is.EqualTo(new[] { "2 (4 dage uden data)", "Ingen data", "0" }), "today has data as far as it has come");
        Assert.That(weeks.Select(week => week.HasNoData), Is.EqualTo(new[] { false, true, false }));
    }

    [Test]
    public void A_week_of_two_years_has_the_holidays_of_both()
    {
        var weeks = Weeks(today: new DateOnly(2026, 1, 4), withData: [], reports: [], calendar: new SchoolCalendar([new("juleferie", new DateOnly(2025, 12, 20), new DateOnly(2026, 1, 4), DateTimeOffset.MinValue)]));

        Assert.That(weeks.Select(week => string.Join(", ", week.Holidays)), Is.EqualTo(new[] { "Juledag, Anden juledag, Skoleferie", "Nytårsdag, Skoleferie" }));
        Assert.That(weeks.Select(AreaWords.Week), Is.EqualTo(new[] { "Uge 52, 22.–28. december 2025", "Uge 1, 29. december 2025–4. januar 2026" }));
    }

    private static IReadOnlyList<AreaWeek> Weeks(
        DateOnly today, IEnumerable<DateOnly> withData, Dictionary<DateOnly, int> reports, IReadOnlyList<CourseDay>? course = null,
        IReadOnlyList<AreaSpikeRow>? spikes = null, IReadOnlyList<AreaPlanRow>? plans = null, SchoolCalendar? calendar = null) =>
        new AreaDays(today, reports, withData.ToHashSet(), course ?? [], spikes ?? [], plans ?? [], calendar ?? SchoolCalendar.Empty).Weeks(Monday);
}
