using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NUnit.Framework;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class ReceiveReportsTests
{
    private static readonly DateTimeOffset Reported = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private TestDatabase database = null!;
    private ReceiveReports receive = null!;

    [SetUp]
    public async Task GivenTwoPostcodesInOneTown()
    {
        database = await TestDatabase.Create();
        receive = new ReceiveReports(database.Database, new AreaMap());
        await Draw(("postcode", "8000", "POLYGON((10 56,11 56,11 57,10 57,10 56))"), ("postcode", "8210", "POLYGON((11 56,12 56,12 57,11 57,11 56))"),
            ("municipality", "0751", "POLYGON((10 56,12 56,12 57,10 57,10 56))"));
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task A_report_is_stored_in_each_level_it_lies_in_and_says_so_once()
    {
        var count = await Store(Report("A1", 10.5), Report("A2", 10.6));

        Assert.That(count, Is.EqualTo(new Files.IntakeCount(2, 0, 0, 0, 0) { Problems = count.Problems }));
        Assert.That(await Areas("A1"), Is.EqualTo(["0751", "8000"]));
        Assert.That(await database.Rows("plumbing.outbox", "type = 'AreasChanged'"), Is.EqualTo(1));
        Assert.That(await database.Rows("intake.area_change"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_same_reports_again_change_nothing()
    {
        await Store(Report("A1", 10.5));
        await database.Execute("delete from plumbing.outbox");

        var again = await Store(Report("A1", 10.5), Report("A1", 10.5) with { KnownAt = Reported.AddDays(2) });

        Assert.That((again.Accepted, again.Same), Is.EqualTo((0, 2)));
        Assert.That(await database.Rows("plumbing.outbox"), Is.Zero);
        Assert.That(await database.Rows("intake.report_revision"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_revision_with_other_content_is_rejected_and_kept_aside()
    {
        var count = await Store(Report("A1", 10.5), Report("A1", 11.5), Report("A2", 11.5));

        Assert.That((count.Accepted, count.Same, count.Rejected), Is.EqualTo((2, 0, 1)));
        Assert.That(count.Problems.Single().Problem.Kind, Is.EqualTo(Problems.SameRevisionDiffers));
        Assert.That(await Areas("A1"), Does.Contain("8000"), "the first one counts");
        Assert.That(await database.Rows("intake.rejected_row", "problem_number = 1013"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_correction_that_moves_a_report_marks_the_area_it_leaves_too()
    {
        await Store(Report("A1", 10.5));
        var before = await ChangeNumber("8000");

        await Store(Report("A1", 11.5) with { Revision = 2 });

        Assert.That(await ChangeNumber("8000"), Is.GreaterThan(before));
        Assert.That(await ChangeNumber("8210"), Is.GreaterThan(before));
        Assert.That(await database.Rows("intake.report"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_withdrawal_without_a_place_marks_the_area_of_the_report()
    {
        await Store(Report("A1", 10.5));
        var before = await ChangeNumber("8000");

        var count = await Store(Report("A1", null) with { Revision = 2, Withdrawn = true });

        Assert.That((count.Accepted, count.Withdrawn, count.Unplaced), Is.EqualTo((1, 1, 0)));
        Assert.That(await ChangeNumber("8000"), Is.GreaterThan(before));
    }

    [Test]
    public async Task Revisions_may_come_in_any_order_and_in_one_batch()
    {
        var count = await Store(Report("A1", 10.5) with { Revision = 3 }, Report("A1", 10.5), Report("A1", 10.5) with { Revision = 2 });

        Assert.That(count.Accepted, Is.EqualTo(3));
        Assert.That(await database.Rows("intake.report"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_report_in_no_area_is_kept_counted_and_told()
    {
        var count = await Store(Report("A1", 20), Report("A2", null) with { AreaCode = "9999" }, Report("A3", null) with { AreaCode = "8210" });

        Assert.That((count.Accepted, count.Unplaced), Is.EqualTo((3, 2)));
        Assert.That(count.Problems.Select(problem => problem.Problem.Kind), Is.EqualTo([Problems.PlaceUnknown, Problems.AreaCodeUnknown]));
        Assert.That(await Areas("A3"), Is.EqualTo(["8210"]));
    }

    [Test]
    public async Task Two_imports_of_the_same_reports_at_once_store_them_once()
    {
        var rows = Enumerable.Range(0, 500).Select(number => Report($"A{number}", 10.5)).ToArray();

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store([.. rows.OrderBy(_ => Random.Shared.Next())]))));

        Assert.That(counts.Sum(count => count.Accepted), Is.EqualTo(500));
        Assert.That(counts.Sum(count => count.Same), Is.EqualTo(1500));
        Assert.That(await database.Rows("intake.report_revision"), Is.EqualTo(500));
        Assert.That(await Strays(), Is.Zero);
    }

    [Test]
    public async Task Rows_that_belong_to_nothing_are_counted()
    {
        await Store(Report("A1", 10.5));
        Assert.That(await Strays(), Is.Zero);

        await database.Execute("delete from intake.report");
        await database.Execute("insert into intake.report_area (report_id, revision, area_id) values (99, 1, 99)");

        Assert.That(await Strays(), Is.EqualTo(3), "a revision without its report, a placement without its revision, a placement without its area");
    }

    [Test]
    public async Task A_redrawn_border_moves_old_reports_and_marks_both_sides()
    {
        await Store(Report("A1", 10.9), Report("A2", 20));
        var before = await ChangeNumber("8000");

        await Draw(("postcode", "8000", "POLYGON((10 56,10.8 56,10.8 57,10 57,10 56))"), ("postcode", "8210", "POLYGON((10.8 56,12 56,12 57,10.8 57,10.8 56))"),
            ("parish", "7", "POLYGON((19 56,21 56,21 57,19 57,19 56))"));

        Assert.That(await Areas("A1"), Is.EqualTo(["0751", "8210"]));
        Assert.That(await Areas("A2"), Is.EqualTo(["7"]));
        Assert.That(await ChangeNumber("8000"), Is.GreaterThan(before));
        await Store(Report("A3", 10.9));
        Assert.That(await Areas("A3"), Is.EqualTo(["0751", "8210"]), "the map in memory is drawn anew");
    }

    private async Task<long> Strays() => (await database.Database.Read<long>("Intake/count-strays.sql", null, CancellationToken.None)).Single();

    private Task<Files.IntakeCount> Store(params ReportRow[] rows) => receive.Store(rows, CancellationToken.None);

    private Task Draw(params (string Level, string Code, string Shape)[] areas) => new ImportAreas(database.Database).Store(
        [.. areas.Select(area => new DrawnArea(area.Level, area.Code, area.Code, (Geometry)new WKTReader().Read(area.Shape)))], CancellationToken.None);

    private async Task<IReadOnlyList<string>> Areas(string reference) => await database.Query<string>(
        "select distinct code from intake.area join intake.report_area on area_id = area.id join intake.report on report.id = report_id where reference = @reference order by code",
        new { reference });

    private Task<long> ChangeNumber(string code) => database.Scalar<long>(
        "select change_number from intake.area_change join intake.area on area.id = area_id where code = @code", new { code });

    private static ReportRow Report(string reference, double? longitude) => new("test", reference, 1, false, Reported, "1320", false, Reported,
        new DateOnly(2026, 3, 1), null, null, longitude is null ? null : 56.5, longitude, null);
}
