using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NUnit.Framework;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Areas that are redrawn: old reports move, and what was counted before can be counted again.</summary>
public sealed class AreaVersionsTests
{
    private const string West = "POLYGON((10 56,11 56,11 57,10 57,10 56))";
    private const string East = "POLYGON((11 56,12 56,12 57,11 57,11 56))";
    private const string WestSmaller = "POLYGON((10 56,10.5 56,10.5 57,10 57,10 56))";
    private const string EastLarger = "POLYGON((10.5 56,12 56,12 57,10.5 57,10.5 56))";

    private static readonly DateOnly FirstDay = DanishTime.DayOf(TestDatabase.Start);
    private static readonly Offence Burglary = new("residential-burglary", ["1320"], Attempts: false);

    private TestDatabase database = null!;

    [SetUp]
    public async Task Draw()
    {
        database = await TestDatabase.Create();
        await Draw(("8000", West), ("8210", East));
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task Counts_as_known_then_are_counted_in_the_areas_as_drawn_then()
    {
        await Store(Report("A1", 10.2), Report("A2", 10.7), Report("A3", 11.5));
        var before = database.Clock.GetUtcNow().AddHours(1);
        database.Clock.MoveTo(before.AddHours(1));

        await Draw(("8000", WestSmaller), ("8210", EastLarger));
        await Store(Report("A4", 10.6) with { KnownAt = database.Clock.GetUtcNow() });

        Assert.That(await Counts(before), Is.EqualTo([new DayCount("8000", FirstDay, 2), new DayCount("8210", FirstDay, 1)]));
        Assert.That(await Counts(database.Clock.GetUtcNow().AddHours(1)), Is.EqualTo([new DayCount("8000", FirstDay, 1), new DayCount("8210", FirstDay, 3)]));
        Assert.That(await Stored(), Is.EqualTo([new DayCount("8000", FirstDay, 1), new DayCount("8210", FirstDay, 3)]), "what judges counts in the newest drawing");
        Assert.That(await database.Rows("intake.area_version"), Is.EqualTo(4));
    }

    [Test]
    public async Task An_area_drawn_later_had_no_counts_but_the_first_map_stands_for_the_time_before_it()
    {
        var longAgo = TestDatabase.Start.AddYears(-1);
        await Store(Report("A1", 10.2) with { KnownAt = longAgo });
        database.Clock.MoveTo(TestDatabase.Start.AddDays(2));
        await Draw(("8999", "POLYGON((10 56,10.5 56,10.5 57,10 57,10 56))"));

        Assert.That(await Counts(longAgo.AddDays(1)), Is.EqualTo([new DayCount("8000", FirstDay, 1)]));
        Assert.That(await Counts(TestDatabase.Start.AddDays(1)), Is.EqualTo([new DayCount("8000", FirstDay, 1)]));
        Assert.That(await Counts(TestDatabase.Start.AddDays(3)), Is.EqualTo([new DayCount("8000", FirstDay, 1), new DayCount("8999", FirstDay, 1)]));
    }

    [Test]
    public async Task Counts_as_known_then_hold_the_newest_revision_known_then_and_only_what_was_agreed_to_count()
    {
        await Store(Report("A1", 10.2), Report("A2", 10.3), Report("A3", 10.4) with { Attempt = true }, Report("A4", 10.4) with { Offence = "1321" },
            Report("A1", 11.5) with { Revision = 2, KnownAt = TestDatabase.Start.AddDays(2) },
            Report("A2", 10.3) with { Revision = 2, Withdrawn = true, KnownAt = TestDatabase.Start.AddDays(3) });

        Assert.That(await Counts(TestDatabase.Start.AddDays(1)), Is.EqualTo([new DayCount("8000", FirstDay, 2)]));
        Assert.That(await Counts(TestDatabase.Start.AddDays(2.5)), Is.EqualTo([new DayCount("8000", FirstDay, 1), new DayCount("8210", FirstDay, 1)]));
        Assert.That(await Counts(TestDatabase.Start.AddDays(4)), Is.EqualTo([new DayCount("8210", FirstDay, 1)]));
    }

    [Test]
    public async Task The_same_drawing_again_is_no_new_version_and_moves_nothing()
    {
        await Store(Report("A1", 10.2));
        await database.Execute("delete from plumbing.outbox");

        await Draw(("8000", West), ("8210", East));

        Assert.That(await database.Rows("intake.area_version"), Is.EqualTo(2));
        Assert.That(await database.Rows("plumbing.outbox"), Is.Zero);
    }

    [Test]
    public async Task A_hole_drawn_later_lets_its_reports_go_and_an_overlap_takes_them_too()
    {
        await Store(Report("A1", 10.5), Report("A2", 10.9));

        await Draw(("8000", "POLYGON((10 56,11 56,11 57,10 57,10 56),(10.4 56.4,10.6 56.4,10.6 56.6,10.4 56.6,10.4 56.4))"),
            ("8210", "POLYGON((10.8 56,12 56,12 57,10.8 57,10.8 56))"));

        Assert.That(await Stored(), Is.EqualTo([new DayCount("8000", FirstDay, 1), new DayCount("8210", FirstDay, 1)]), "A1 lies in the hole, A2 in both");
        Assert.That(await database.Scalar<bool>("select exists (select from plumbing.outbox where type = 'AreasChanged')"), Is.True);
    }

    [Test]
    public async Task Placing_again_says_how_far_it_is()
    {
        await Store([.. Enumerable.Range(0, 25_000).Select(number => Report($"B{number}", 10 + 2.0 * number / 25_000))]);
        var told = new List<(long Placed, long Total)>();

        await Draw(new Told(told), ("8000", WestSmaller), ("8210", EastLarger));

        Assert.That(told, Is.EqualTo([(10_000L, 25_000L), (20_000L, 25_000L), (25_000L, 25_000L)]));
        Assert.That((await Stored()).Select(one => one.Reports), Is.EqualTo([6251, 18_749]), "the one on the border is the lower code's");
    }

    private Task<IReadOnlyList<DayCount>> Counts(DateTimeOffset knownBefore) =>
        new CountsAsKnown(database.Database).On(knownBefore, "postcode", Burglary, FirstDay.AddDays(-1), FirstDay.AddDays(1), CancellationToken.None);

    private Task<IReadOnlyList<DayCount>> Stored() => database.Query<DayCount>("""
        select area.code as area_code, revision.reported_day as day, count(*)::int as reports
        from intake.report_area as place join intake.area on area.id = place.area_id
        join intake.report_revision as revision on revision.report_id = place.report_id and revision.revision = place.revision
        group by 1, 2 order by 1, 2
        """);

    private Task Store(params ReportRow[] rows) => new ReceiveReports(database.Database, new AreaMap()).Store(rows, CancellationToken.None);

    private Task Draw(params (string Code, string Shape)[] areas) => Draw(null, areas);

    private Task Draw(IProgress<(long Placed, long Total)>? progress, params (string Code, string Shape)[] areas) => new ImportAreas(database.Database).Store(
        [.. areas.Select(area => new DrawnArea("postcode", area.Code, area.Code, (Geometry)new WKTReader().Read(area.Shape)))], CancellationToken.None, progress);

    private static ReportRow Report(string reference, double longitude) => new("test", reference, 1, false, TestDatabase.Start, "1320", false, TestDatabase.Start,
        FirstDay, null, null, 56.5, longitude, null);

    private sealed class Told(List<(long Placed, long Total)> told) : IProgress<(long Placed, long Total)>
    {
        public void Report((long Placed, long Total) value) => told.Add(value);
    }
}
