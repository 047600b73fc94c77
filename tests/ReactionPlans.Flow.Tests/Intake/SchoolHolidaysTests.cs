using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class SchoolHolidaysTests
{
    private const string Header = "municipality,name,from,to\n";

    private TestDatabase database = null!;

    [SetUp]
    public async Task Open() => database = await TestDatabase.Create();

    [TearDown]
    public async Task Close() => await database.DisposeAsync();

    [Test, Category("RealData")]
    public void The_computed_days_are_those_of_the_published_list()
    {
        var listed = File.ReadLines(SharedData.Find("data", "dk-holidays", "dk_holidays_2016_2032.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[^1] == "public").Select(cells => DateOnly.ParseExact(cells[0], "yyyy-MM-dd", null)).Order().ToList();

        Assert.That(listed, Has.Count.GreaterThan(170));
        Assert.That(Enumerable.Range(2016, 17).SelectMany(DanishHolidays.Of).Select(one => one.Day), Is.EqualTo(listed));
    }

    [Test]
    public async Task A_calendar_is_taken_in_once_and_a_correction_stands_beside_it()
    {
        Assert.That(await Import("0751,Efterårsferie,2026-10-10,2026-10-18\n0751,Vinterferie,2026-02-07,2026-02-15\n0461,Efterårsferie,2026-10-10,2026-10-18"), Is.EqualTo((3, 0, 0)));
        Assert.That(await Import("0751,efterårsferie,2026-10-10,2026-10-18"), Is.EqualTo((0, 1, 0)));
        database.Clock.MoveTo(TestDatabase.Start.AddDays(2));
        Assert.That(await Import("0751,Efterårsferie,2026-10-17,2026-10-25"), Is.EqualTo((1, 0, 0)));

        var calendar = await database.Database.Do(work => SchoolCalendars.Of(work, Agreed("season: [skoleferie]")), CancellationToken.None);
        Assert.That(new[] { 10, 16, 17, 25, 26 }.Select(day => calendar.IsHoliday(new DateOnly(2026, 10, day))), Is.EqualTo([false, false, true, true, false]));
        Assert.That(await database.Rows("intake.school_holiday"), Is.EqualTo(4));
    }

    [TestCase("751,Ferie,2026-10-10,2026-10-18", 1006)]
    [TestCase("0751,,2026-10-10,2026-10-18", 1005)]
    [TestCase("0751,Ferie,10.10.2026,2026-10-18", 1006)]
    [TestCase("0751,Ferie,2026-10-18,2026-10-10", 8122)]
    [TestCase("0751,Ferie,2026-10-10,2027-10-18", 8123)]
    [TestCase("0751,Ferie,2026-10-10,2026-10-11\n0751,ferie,2026-10-17,2026-10-18", 1014)]
    public async Task A_row_that_cannot_be_meant_is_rejected_with_its_number(string rows, int number)
    {
        using var file = new TextFile(Header + rows);
        var report = await new ImportFile(database.Database, new AreaMap(), null, database.Clock).Run(ImportKind.SchoolHolidays, file.Path, null, null, null, CancellationToken.None);

        Assert.That((report.Rejected, report.FirstProblems.Single().Number), Is.EqualTo((1, number)));
    }

    private async Task<(int, int, int)> Import(string rows)
    {
        using var file = new TextFile(Header + rows);
        var report = await new ImportFile(database.Database, new AreaMap(), null, database.Clock).Run(ImportKind.SchoolHolidays, file.Path, null, null, null, CancellationToken.None);
        Assert.That(report.FirstProblems, Is.Empty);
        return (report.Accepted, report.Same, report.Rejected);
    }

    private static Rules.Agreements.Agreement Agreed(string season) => AgreementYaml.Read(
        Repository.Read("examples/aarhus.yaml").Replace("    level: activate\n", $"    level: activate\n    {season}\n", StringComparison.Ordinal), "test").Agreement!;

    [Test]
    public void An_agreement_says_its_seasons_and_is_refused_for_other_words()
    {
        Assert.That(Agreed("season: [uge 42, jul, efterårsferie]").Criteria.Select(one => one.Season?.ToString()), Has.Some.EqualTo("uge 42, jul, efterårsferie"));
        var yaml = Repository.Read("examples/aarhus.yaml").Replace("    level: activate\n", "    level: activate\n    season: [uge 42, nissetid]\n", StringComparison.Ordinal);
        var problem = AgreementYaml.Read(yaml, "test").Problems[0];
        Assert.That(problem.Number, Is.EqualTo(Problems.SeasonWordUnknown.Number));
        Assert.That(problem.Danish, Does.Contain("nissetid").And.Contain("november-februar"));
    }
}
