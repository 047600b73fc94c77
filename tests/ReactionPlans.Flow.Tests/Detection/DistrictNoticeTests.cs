using NUnit.Framework;
using ReactionPlans.Contracts;

namespace ReactionPlans.Flow.Tests.Detection;

public sealed class DistrictNoticeTests
{
    [Test]
    public async Task A_rise_of_the_whole_district_is_told_once_and_a_later_one_anew()
    {
        await using var village = await Village.Settle();
        await village.Nights(1);
        await Rise(village, "first");
        var began = village.Today;
        await village.Nights(5);

        Assert.That(await village.Said(nameof(DistrictRose)), Is.EqualTo(1));
        Assert.That(await village.Database.Query<(DateOnly, DateOnly, int, int)>("select began_on, last_day, areas, alarms from detection.district_rise"),
            Is.EqualTo(new[] { (began, began.AddDays(4), 3, 3) }));

        await village.Nights(30);
        await Rise(village, "second");
        await village.Nights(1);
        Assert.That(await village.Said(nameof(DistrictRose)), Is.EqualTo(2));
    }

    [Test]
    public async Task One_area_of_three_is_no_district()
    {
        await using var village = await Village.Settle();
        await village.Report(9);
        await village.Nights(3);

        Assert.That(await village.Database.Rows("detection.district_rise"), Is.Zero);
    }

    [Test]
    public async Task A_ratio_that_fired_in_one_area_during_the_day_ends_as_the_districts_at_its_end()
    {
        await using var village = await Village.Settle(moreCriteria:
            "\n  - { id: times, offence: residential-burglary, level: activate, rule: { kind: ratio, atLeastTimes: 2, withinWeeks: 1 } }");
        foreach (var area in new[] { "1", "2", "3" })
            for (var back = 10; back <= 40; back += 10)
                await village.Report(1, area, prefix: $"old{back}", reportedDay: village.Today.AddDays(-back));
        await village.Report(4);
        await village.JudgeSoFar();
        Assert.That(await village.Database.Rows("detection.spike", "criterion_id = 'times'"), Is.EqualTo(1));

        await Rise(village, "others");
        await village.JudgeSoFar();
        Assert.That(await village.Database.Rows("detection.spike", "criterion_id = 'times'"), Is.EqualTo(1), "the others do not fire");
        await village.Nights(1);

        Assert.That(await village.Database.Query<string>("select end_reason from detection.spike where criterion_id = 'times'"), Is.EqualTo(new[] { "district-wide" }));
        Assert.That(await village.Said(nameof(RateFell)), Is.EqualTo(1));
        Assert.That(await village.Said(nameof(DistrictRose)), Is.EqualTo(1));
    }

    private static async Task Rise(Village village, string prefix)
    {
        foreach (var area in new[] { "1", "2", "3" })
            await village.Report(4, area, prefix);
    }
}
