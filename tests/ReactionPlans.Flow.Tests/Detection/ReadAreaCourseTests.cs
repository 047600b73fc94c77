using NUnit.Framework;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Flow.Tests.Detection;

public sealed class ReadAreaCourseTests
{
    [Test]
    public async Task Each_day_is_told_as_the_explanation_of_that_day_tells_it()
    {
        await using var village = await Village.Settle(moreCriteria: """

              - { id: unusual, offence: residential-burglary, level: watch, rule: { kind: pooled-windows, luckAtMost: 0.01, atLeast: 2 } }
            """);
        var first = village.Today;
        await village.Report(2);
        await village.Nights(1);
        await village.Report(4, prefix: "late", reportedDay: first);
        await village.Nights(4);
        await village.Report(1, prefix: "last", area: "2");
        await village.Nights(3);

        var days = Enumerable.Range(0, 8).Select(first.AddDays).ToList();
        var course = await Course(village, "burst", "1", days);
        var weekly = await Course(village, "unusual", "1", days);

        Assert.That(course.Select(day => day.Day), Is.EqualTo(days));
        foreach (var day in course)
        {
            var (explained, _) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", day.Day, "burst", CancellationToken.None);
            Assert.That(day.Count, Is.EqualTo(explained!.Criteria.Single().Held), $"{day.Day:O}");
        }

        Assert.That(course.Select(day => day.Count).Take(2), Is.EqualTo(new double[] { 2, 6 }), "the first night knew of two, the second of six");
        Assert.That(weekly.Select(day => day.Day), Is.EqualTo(new[] { new DateOnly(2026, 3, 8), new DateOnly(2026, 3, 11) }), "a rule of the whole district on the last day of each week");
        Assert.That(weekly.Select(day => day.Count), Is.EqualTo(new double[] { 6, 6 }));
    }

    [Test]
    public async Task Before_anything_was_known_there_is_nothing_to_tell()
    {
        await using var village = await Village.Settle();
        await village.Report(2);

        Assert.That((await Course(village, "burst", "1", [village.Today.AddDays(-2), village.Today.AddDays(-1), village.Today])).Select(day => day.Day), Is.EqualTo(new[] { village.Today }));
        Assert.That(await Course(village, "burst", "1", []), Is.Empty);
    }

    [Test]
    public async Task Whoever_sees_a_part_is_told_of_the_same_first_day_as_the_night()
    {
        await using var village = await Village.Settle(areas: """["1"]""");
        await village.SettleNeighbour("nabo", "mode: automatic", """["2"]""");
        await village.Report(1, reportedDay: new DateOnly(2026, 2, 20));
        await village.Report(1, area: "2", reportedDay: new DateOnly(2026, 1, 5));

        static Task<DateOnly?> Since(Database seen) => seen.Do(
            work => work.Scalar<DateOnly?>("Detection/read-known-since.sql", new { known_before = work.Now.UtcDateTime.AddDays(1) }), CancellationToken.None);

        var night = village.Database.Database;
        Assert.That(await Since(night), Is.EqualTo(new DateOnly(2026, 1, 5)));
        Assert.That(await Since(night.SeenBy(Scope.Of(Village.Partnership))), Is.EqualTo(new DateOnly(2026, 1, 5)), "though that report is the neighbour's");
        Assert.That(await Since(night.SeenBy(Scope.Nothing)), Is.Null);
    }

    private static async Task<IReadOnlyList<CourseDay>> Course(Village village, string criterionId, string area, IReadOnlyList<DateOnly> days)
    {
        var areaId = await village.Database.Scalar<int>("select id from intake.area where code = @area", new { area });
        return await village.Database.Database.Do(async work =>
        {
            var agreement = (await village.Agreements.InForce(work, work.Today)).Single(one => one.Partnership.Id == Village.Partnership);
            return await ReadAreaCourse.Of(work, await village.Map.Current(work), agreement, agreement.FindCriterion(criterionId)!, areaId, days);
        }, CancellationToken.None);
    }
}
