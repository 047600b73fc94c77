using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>However a history of reports is cut, shuffled and repeated on its way in, the counts are the same.</summary>
public sealed class AnyOrderTests
{
    private const int Histories = 60;
    private const int Days = 20;

    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    /// <summary>Two neighbours and a town that holds them both; 0 is the sea.</summary>
    private static readonly double[] Longitudes = [20, 10.5, 11.5];

    /// <summary>What a source tells of one revision of one report.</summary>
    private sealed record Told(int Report, int Revision, bool Withdrawn, int Day, int KnownDaysLater, int Place);

    /// <summary>One way in: the batches, each a list of positions in the history.</summary>
    private sealed record Arrival(int[][] Batches);

    private sealed record Placed(string Code, DateOnly Day, int Reports);

    private TestDatabase database = null!;

    [OneTimeSetUp]
    public async Task Draw()
    {
        database = await TestDatabase.Create();
        await Draw(database);
    }

    [OneTimeTearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public void The_same_reports_in_any_order_cut_anywhere_and_repeated_give_the_same_counts_per_area_and_day()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Histories), Prop.ForAll(Histories_and_arrivals(), pair =>
        {
            var (history, arrivals) = pair;
            foreach (var arrival in arrivals)
            {
                Wait(database.Execute("truncate intake.report, intake.report_revision, intake.report_area, intake.area_change, intake.rejected_row; truncate plumbing.outbox"));
                var receive = new ReceiveReports(database.Database, new AreaMap());
                var total = IntakeCount.None;
                foreach (var batch in arrival.Batches)
                    total += Wait(receive.Store([.. batch.Select(at => Row(history[at]))], CancellationToken.None));

                Assert.That((total.Accepted, total.Rejected), Is.EqualTo((history.Length, 0)), "each revision is stored once");
                foreach (var asKnownOn in new[] { Days / 2, Days, 3 * Days })
                    Assert.That(Wait(Counts(database, asKnownOn)), Is.EquivalentTo(Expected(history, asKnownOn)), $"as known on day {asKnownOn}");

                var again = Wait(receive.Store([.. history.Reverse().Select(Row)], CancellationToken.None));
                Assert.That((again.Accepted, again.Same), Is.EqualTo((0, history.Length)), "loaded again nothing is new");
            }
        }));
    }

    private static Arbitrary<(Told[] History, Arrival[] Arrivals)> Histories_and_arrivals()
    {
        var told =
            from report in Gen.Choose(1, 12)
            from revision in Gen.Choose(1, 4)
            from withdrawn in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            from day in Gen.Choose(0, Days - 1)
            from later in Gen.Choose(0, Days)
            from place in Gen.Choose(0, 2)
            select new Told(report, revision, withdrawn, day, later, place);
        return (from many in told.NonEmptyListOf()
                let history = many.DistinctBy(one => (one.Report, one.Revision)).ToArray()
                from arrivals in ArrivalOf(history.Length).ArrayOf(2)
                select (history, arrivals)).ToArbitrary();
    }

    /// <summary>Every position at least once, some again, in any order, in pieces of one to all.</summary>
    private static Gen<Arrival> ArrivalOf(int length) =>
        from repeated in Gen.Choose(0, length - 1).ListOf()
        from shuffled in Gen.Shuffle(Enumerable.Range(0, length).Concat(repeated).ToArray())
        from pieces in Gen.Choose(1, 9)
        select new Arrival([.. shuffled.Chunk(Math.Max(1, shuffled.Length / pieces))]);

    private static ReportRow Row(Told told)
    {
        var day = FirstDay.AddDays(told.Day);
        return new ReportRow("test", $"R-{told.Report}", told.Revision, told.Withdrawn, DanishTime.StartOf(day.AddDays(told.KnownDaysLater)), "1320", false,
            DanishTime.StartOf(day), day, null, null, 56.5, Longitudes[told.Place], null);
    }

    /// <summary>The rule in other words than the database's: of each report the highest revision known by then, unless it withdraws.</summary>
    private static IEnumerable<Placed> Expected(Told[] history, int asKnownOn) =>
        history.Where(told => told.Day + told.KnownDaysLater <= asKnownOn)
            .GroupBy(told => told.Report)
            .Select(report => report.MaxBy(told => told.Revision)!)
            .Where(told => !told.Withdrawn && told.Place > 0)
            .SelectMany(told => new[] { told.Place == 1 ? "8000" : "8210", "0751" }, (told, code) => (code, told.Day))
            .GroupBy(counted => counted)
            .Select(counted => new Placed(counted.Key.code, FirstDay.AddDays(counted.Key.Day), counted.Count()));

    /// <summary>As detection counts: what is stored and placed, moved to the end of the day.</summary>
    private static Task<IReadOnlyList<Placed>> Counts(TestDatabase database, int asKnownOn) => database.Database.Do(async work =>
    {
        var map = await AreaMap.Read(work);
        var knownOn = FirstDay.AddDays(asKnownOn);
        var rows = new List<Placed>();
        foreach (var level in new[] { "postcode", "municipality" })
        {
            var log = await KnownLog.Read(work, map, "", new CoveredAreas(level, null), FirstDay.AddDays(Days - 1), Days, DanishTime.EndOf(knownOn), onlyAreas: null);
            var known = new KnownReports(log.Revisions, new Offence("burglary", ["1320"], Attempts: true), log.Areas.Count, log.Since);
            known.AdvanceTo(knownOn);
            rows.AddRange(
                from area in Enumerable.Range(0, log.Areas.Count)
                from day in Enumerable.Range(0, Days).Select(FirstDay.AddDays)
                let count = known[area].CountReported(day, day)
                where count > 0
                select new Placed(log.Areas[area].Code, day, count));
        }

        return (IReadOnlyList<Placed>)rows;
    }, CancellationToken.None);

    private static Task Draw(TestDatabase database) => database.Execute("""
        insert into intake.area (level, code, name, geometry, changed_at, shape_number) values
            ('postcode', '8000', 'Vest', '{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10,57],[10,56]]]}', @now, 1),
            ('postcode', '8210', 'Øst', '{"type":"Polygon","coordinates":[[[11,56],[12,56],[12,57],[11,57],[11,56]]]}', @now, 2),
            ('municipality', '0751', 'By', '{"type":"Polygon","coordinates":[[[10,56],[12,56],[12,57],[10,57],[10,56]]]}', @now, 3)
        """, new { now = TestDatabase.Start.UtcDateTime });

    // FsCheck's properties are not awaited.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();
}
