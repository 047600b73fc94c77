using System.Globalization;
using System.Text;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class QuarantineTests
{
    private const string Areas = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"8000","name":"Aarhus C","level":"postcode"},
        "geometry":{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10,57],[10,56]]]}}]}
        """;

    private const string WrongMap = """
        reports:
          columns: { reference: sag, offence: art, reported_at: dato, area_code: omraade }
          constants: { source: politi }
          translate: { offence: { indbrud: "1320" } }
          dates: { reported_at: MM/dd/yyyy }
        """;

    private static readonly string RightMap = WrongMap.Replace("MM/dd/yyyy", "dd/MM/yyyy", StringComparison.Ordinal);

    private TestDatabase database = null!;
    private ImportFile import = null!;
    private RetryRejected retry = null!;
    private SettleRejected settle = null!;
    private ShowRejected show = null!;

    [SetUp]
    public async Task GivenAnArea()
    {
        database = await TestDatabase.Create();
        import = new ImportFile(database.Database, new AreaMap(), null, database.Clock);
        retry = new RetryRejected(database.Database, new ReceiveReports(database.Database, new AreaMap()));
        settle = new SettleRejected(database.Database);
        show = new ShowRejected(database.Database);
        using var areas = new TextFile(Areas, "areas.geojson");
        Assert.That((await import.Run(ImportKind.Areas, areas.Path, null, null, null, CancellationToken.None)).Accepted, Is.EqualTo(1));
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task One_bad_row_in_a_hundred_thousand_costs_nobody_but_itself()
    {
        var text = new StringBuilder("reference,offence,reported_at,area_code\n", 3_000_000);
        for (var number = 0; number < 100_000; number++)
            text.Append(CultureInfo.InvariantCulture, $"A{number},1320,{(number == 61_803 ? "i går" : "2026-03-01")},8000\n");
        using var file = new TextFile(text.ToString());

        var report = await Import(file);

        Assert.That((report.Read, report.Accepted, report.Rejected), Is.EqualTo((100_000, 99_999, 1)));
        Assert.That(await database.Rows("intake.report"), Is.EqualTo(99_999));
        var kept = (await Open()).Single();
        Assert.That((kept.File, kept.Line, kept.ProblemNumber), Is.EqualTo(("input.csv", 61_805, 1006)));
        Assert.That((await show.One(kept.Id, Karen, CancellationToken.None))!.Row.Raw, Is.EqualTo("A61803,1320,i går,8000"));
        Assert.That(await database.Rows("access.audit_entry", "action = 'quarantine-read' and actor = 'karen'"), Is.EqualTo(1), "that somebody looked is kept");
        Assert.That(kept.Danish, Does.Contain("'reported_at' kan ikke læses: 'i går'"));
        Assert.That(kept.English, Does.Contain("'reported_at' cannot be read: 'i går'"));
    }

    [Test]
    public async Task A_corrected_mapping_takes_in_every_row_with_the_reason()
    {
        using var first = Dated("one.csv", 'A');
        using var second = Dated("two.csv", 'B');
        using var wrong = new TextFile(WrongMap, "map.yaml");
        var rejected = (await Import(first, wrong)).Rejected + (await Import(second, wrong)).Rejected;
        Assert.That(rejected, Is.EqualTo(60).And.EqualTo(await database.Rows("intake.rejected_row", "problem_number = 1006")));
        Assert.That(await database.Rows("intake.row_origin"), Is.EqualTo(2), "each file's way of reading once");
        using var right = new TextFile(RightMap, "right.yaml");
        var progress = new List<RetryProgress>();

        var report = await retry.Run(new RejectedChoice(1006), MappingFile.Read(right.Path).Mapping, new Inline(progress.Add), CancellationToken.None);

        Assert.That((report.Read, report.TakenIn, report.Still), Is.EqualTo((rejected, rejected, 0)));
        Assert.That(await database.Rows("intake.report", "source = 'politi'"), Is.EqualTo(120));
        Assert.That(await database.Rows("intake.rejected_row", "settlement = 'taken-in' and settled_by = 'reactionplans'"), Is.EqualTo(rejected));
        Assert.That(progress[^1], Is.EqualTo(new RetryProgress(rejected, rejected)));
        Assert.That((await retry.Run(new RejectedChoice(1006), null, null, CancellationToken.None)).Read, Is.Zero, "settled is settled");
    }

    [Test]
    public async Task Only_the_rows_that_are_asked_for_are_read_again()
    {
        using var first = Dated("one.csv", 'A');
        using var second = Dated("two.csv", 'B');
        using var wrong = new TextFile(WrongMap, "map.yaml");
        var rejected = (await Import(first, wrong)).Rejected;
        await Import(second, wrong);
        var right = MappingFile.ReadText(RightMap, "right.yaml").Mapping;

        Assert.That((await retry.Run(new RejectedChoice(1007), right, null, CancellationToken.None)).Read, Is.Zero);
        Assert.That((await retry.Run(new RejectedChoice(1006, File: "one.csv"), right, null, CancellationToken.None)).TakenIn, Is.EqualTo(rejected));
        Assert.That((await Open()).Select(row => row.File), Has.All.EqualTo("two.csv"));
    }

    [Test]
    public async Task Many_batches_and_two_retries_at_once_take_each_row_in_once()
    {
        var text = new StringBuilder("reference,offence,reported_at,area_code\n");
        for (var number = 0; number < 12_000; number++)
            text.Append(CultureInfo.InvariantCulture, $"A{number},1320,2026-03-05,8000\n");
        using var file = new TextFile(text.ToString());
        Assert.That((await Import(file)).Rejected, Is.EqualTo(12_000));
        database.Clock.MoveTo(TestDatabase.Start.AddDays(1)); // tomorrow is no future any more

        var reports = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => retry.Run(new RejectedChoice(1007), null, null, CancellationToken.None))));

        Assert.That(reports.Sum(report => report.TakenIn), Is.EqualTo(12_000));
        Assert.That(await database.Rows("intake.report_revision"), Is.EqualTo(12_000));
        Assert.That(await Open(), Is.Empty);
    }

    [Test]
    public async Task A_retry_that_is_stopped_between_two_batches_goes_on_where_it_stood()
    {
        var text = new StringBuilder("reference,offence,reported_at,area_code\n");
        for (var number = 0; number < 6_000; number++)
            text.Append(CultureInfo.InvariantCulture, $"A{number},1320,2026-03-05,8000\n");
        using var file = new TextFile(text.ToString());
        await Import(file);
        database.Clock.MoveTo(TestDatabase.Start.AddDays(1));
        using var stop = new CancellationTokenSource();

        Assert.That(() => retry.Run(new RejectedChoice(1007), null, new Inline(_ => stop.Cancel()), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await database.Rows("intake.report"), await database.Rows("intake.rejected_row", "settled_at is null")), Is.EqualTo((5_000, 1_000)));

        Assert.That((await retry.Run(new RejectedChoice(1007), null, null, CancellationToken.None)).TakenIn, Is.EqualTo(1_000));
    }

    [Test]
    public async Task A_row_that_is_wrong_in_another_way_waits_on_with_its_newest_reason_and_reading()
    {
        using var file = new TextFile("sag,art,dato,omraade\nA1,indbrud,31/01/2026,8000\nA2,indbrud,31/13/2026,8000\n");
        using var wrong = new TextFile(WrongMap, "map.yaml");
        await Import(file, wrong);
        var right = MappingFile.ReadText(RightMap, "right.yaml").Mapping;

        var report = await retry.Run(new RejectedChoice(1006), right, null, CancellationToken.None);

        Assert.That((report.TakenIn, report.Still, report.FirstProblems.Single().Place!.ToString()), Is.EqualTo((1, 1, "input.csv:3")));
        Assert.That((await Open()).Single().ProblemNumber, Is.EqualTo(1006));
        Assert.That(await database.Scalar<string>("select mapping from intake.rejected_row join intake.row_origin on row_origin.id = origin_id where settled_at is null"), Is.EqualTo(RightMap));
    }

    [Test]
    public async Task A_mapping_that_does_not_fit_the_file_changes_nothing_and_says_why()
    {
        using var file = new TextFile("reference,offence,reported_at\nA1,1320,never\n");
        await Import(file);

        var report = await retry.Run(new RejectedChoice(), MappingFile.ReadText(RightMap, "right.yaml").Mapping, null, CancellationToken.None);

        Assert.That((report.Read, report.Still, report.FirstProblems[0].Kind), Is.EqualTo((1, 1, Problems.MappedColumnMissing)));
        Assert.That((await Open()).Single().ProblemNumber, Is.EqualTo(1006));
    }

    [Test]
    public async Task A_correction_stands_before_the_rows_own_value_and_the_flow_takes_it_in()
    {
        using var file = new TextFile("reference,offence,reported_at,area_code\nA1,1320,never,8000\n");
        await Import(file);
        var id = (await Open()).Single().Id;

        var still = await settle.Correct(id, Corrections(("reported_at", "soon")), Karen, "ringet til politiet", CancellationToken.None);
        Assert.That(still!.Kind, Is.EqualTo(Problems.FieldUnreadable), "what would still be rejected is refused");
        Assert.That(await settle.Correct(id, Corrections(("reported_at", "2026-03-01")), Karen, "ringet til politiet", CancellationToken.None), Is.Null);
        Assert.That(await database.Rows("plumbing.outbox", "type = 'RejectedRowCorrected'"), Is.EqualTo(1));
        var message = Guid.NewGuid();
        await TestDatabase.Deliver(new RetryCorrected(database.Database, retry), new RejectedRowCorrected(id), message);
        await TestDatabase.Deliver(new RetryCorrected(database.Database, retry), new RejectedRowCorrected(id), message);

        Assert.That(await database.Rows("intake.report_revision", "reported_day = '2026-03-01'"), Is.EqualTo(1));
        var row = (await show.One(id, Karen, CancellationToken.None))!.Row;
        Assert.That((row.Settlement, row.SettledBy, row.SettledBecause, row.Raw), Is.EqualTo(("taken-in", "karen", "ringet til politiet", "A1,1320,never,8000")));
        Assert.That(await database.Rows("access.audit_entry", "action = 'quarantine-fixed' and actor = 'karen' and partnership_id = 'alfa' and subject_kind = 'rejected-row' and detail ->> 'fields' = '[\"reported_at\"]'"), Is.EqualTo(1));
        Assert.That((await settle.Correct(id, Corrections(("reported_at", "2026-03-02")), Karen, "igen", CancellationToken.None))!.Kind, Is.EqualTo(Problems.RejectedRowUnknown));
    }

    [Test]
    public async Task Of_a_row_that_cannot_be_split_only_what_is_told_anew_counts()
    {
        using var file = new TextFile("reference,offence,reported_at,area_code\nA1,1320\n");
        await Import(file);
        var id = (await Open()).Single().Id;

        Assert.That((await settle.Correct(id, Corrections(("reported_at", "2026-03-01")), Karen, "set i sagen", CancellationToken.None))!.Kind, Is.EqualTo(Problems.FieldMissing));
        Assert.That(await settle.Correct(id, Corrections(("reference", "A1"), ("offence", "1320"), ("reported_at", "2026-03-01")), Karen, "set i sagen", CancellationToken.None), Is.Null);
        await retry.Run(new RejectedChoice(Ids: [id]), null, null, CancellationToken.None);

        Assert.That(await database.Rows("intake.report", "source = 'reports' and reference = 'A1'"), Is.EqualTo(1));
    }

    [TestCase("source", "beta", 1086)]
    [TestCase("colour", "red", 1086)]
    [TestCase("", "", 1087)]
    public async Task A_person_corrects_known_fields_and_never_the_source(string field, string value, int number)
    {
        using var file = new TextFile("reference,offence,reported_at\nA1,1320,never\n");
        await Import(file);

        var problem = await settle.Correct((await Open()).Single().Id, field.Length == 0 ? [] : Corrections((field, value)), Karen, "fordi", CancellationToken.None);

        Assert.That(problem!.Number, Is.EqualTo(number));
    }

    [Test]
    public async Task Given_up_needs_a_reason_and_stays_to_be_seen()
    {
        using var file = new TextFile("reference,offence,reported_at\nA1,1320,never\n");
        await Import(file);
        var id = (await Open()).Single().Id;

        Assert.That((await settle.GiveUp(id, Karen, " ", CancellationToken.None))!.Kind, Is.EqualTo(Problems.ReasonMissing));
        Assert.That(await settle.GiveUp(id, Karen, "prøverække", CancellationToken.None), Is.Null);
        Assert.That((await settle.GiveUp(id, Karen, "igen", CancellationToken.None))!.Kind, Is.EqualTo(Problems.RejectedRowUnknown));

        Assert.That(await Open(), Is.Empty);
        var row = (await show.Rows(true, new RejectedChoice(), null, 10, CancellationToken.None)).Single();
        Assert.That((row.Settlement, row.SettledBy, row.SettledBecause), Is.EqualTo(("given-up", "karen", "prøverække")));
        Assert.That(await database.Rows("access.audit_entry", "action = 'quarantine-given-up' and actor = 'karen'"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_file_with_the_right_mapping_settles_what_waited()
    {
        using var file = Dated("one.csv", 'A');
        using var wrong = new TextFile(WrongMap, "map.yaml");
        using var right = new TextFile(RightMap, "right.yaml");
        var rejected = (await Import(file, wrong)).Rejected;
        await Import(file, wrong);
        Assert.That(await database.Rows("intake.rejected_row"), Is.EqualTo(rejected), "the same record again is the same row");

        Assert.That((await Import(file, right)).Rejected, Is.Zero);

        Assert.That(await Open(), Is.Empty);
        Assert.That(await database.Rows("intake.rejected_row", "settlement = 'taken-in'"), Is.EqualTo(rejected));
    }

    [Test]
    public async Task An_exported_list_is_harmless_and_settles_the_rows_when_it_comes_back_corrected()
    {
        using var file = new TextFile("sag;art;dato;omraade\n=1+1;indbrud;31-02-2026;8000\nA2;indbrud;28-02-2026\n");
        using var map = new TextFile(RightMap.Replace("dd/MM/yyyy", "dd-MM-yyyy", StringComparison.Ordinal), "map.yaml");
        await Import(file, map);
        var list = file.Path + ".export.csv";

        var (rows, problem) = await new ExportRejected(database.Database).To(list, new RejectedChoice(), CancellationToken.None);

        Assert.That((rows, problem), Is.EqualTo((2, (Problem?)null)));
        Assert.That((await new ExportRejected(database.Database).To(list, new RejectedChoice(), CancellationToken.None)).Problem!.Kind, Is.EqualTo(Problems.FileExists));
        var lines = await File.ReadAllLinesAsync(list);
        Assert.That(lines[1], Does.StartWith("'=1+1,1320,31-02-2026,politi,"));
        Assert.That(lines[2], Does.EndWith("\"A2;indbrud;28-02-2026\""), "what cannot be split is kept whole");
        await File.WriteAllTextAsync(list, string.Join('\n', lines[0], lines[1].Replace("'=1+1", "A1", StringComparison.Ordinal).Replace("31-02-2026", "2026-02-28", StringComparison.Ordinal), lines[2].Replace(",,,politi,", "A2,1320,2026-02-28,politi,", StringComparison.Ordinal)) + "\n");

        var report = await import.Run(ImportKind.Reports, list, null, null, null, CancellationToken.None);

        Assert.That((report.Accepted, report.FileProblem), Is.EqualTo((2, (Problem?)null)));
        Assert.That(await Open(), Is.Empty);
    }

    [Test]
    public async Task A_json_origin_is_another_reading_of_the_same_fields()
    {
        var rejected = new FileLine<ReportRow>(1, "A1", """{"reference":"A1","offence":1320,"reported_at":"never"}""", [], null, [], Problems.FieldUnreadable.With("reported_at", "never", "")) { Source = "politi" };
        await database.Database.Do(work => new ReceiveReports(database.Database, new AreaMap()).Store(work, [rejected], RowOrigin.Json("amqp")), CancellationToken.None);
        var id = (await Open()).Single().Id;

        Assert.That((await show.One(id, Karen, CancellationToken.None))!.Values["offence"], Is.EqualTo("1320"));
        Assert.That(await settle.Correct(id, Corrections(("reported_at", "2026-03-01")), Karen, "fordi", CancellationToken.None), Is.Null);
        Assert.That((await retry.Run(new RejectedChoice(), null, null, CancellationToken.None)).TakenIn, Is.EqualTo(1));
    }

    [Test]
    public async Task Who_may_deliver_for_one_source_does_not_get_to_another_by_being_rejected_first()
    {
        var rejected = new FileLine<ReportRow>(1, "A1", """{"reference":"A1","offence":"1320","reported_at":"2026-03-01","source":"andre"}""", [], null, [], Problems.MayNot.With()) { Source = "politi" };
        await database.Database.Do(work => new ReceiveReports(database.Database, new AreaMap()).Store(work, [rejected], RowOrigin.Json("http")), CancellationToken.None);

        Assert.That((await retry.Run(new RejectedChoice(), null, null, CancellationToken.None)).Still, Is.EqualTo(1));
        var row = (await Open()).Single();
        Assert.That((row.ProblemNumber, row.Source), Is.EqualTo((1089, "politi")));
        Assert.That((await settle.Correct(row.Id, Corrections(("area_code", "8000")), Karen, "fordi", CancellationToken.None))!.Kind, Is.EqualTo(Problems.SourceDiffers));
        Assert.That(await settle.Correct(row.Id, Corrections(("source", "politi")), Settler.Terminal, "fordi", CancellationToken.None), Is.Null, "who sees every source may say whose it is");
    }

    [TestCase("[1]")]
    [TestCase("{")]
    [TestCase("{\"reference\":\"\\ud800\"}")]
    [TestCase("{\"reference\":\"\\u0000\",\"offence\":\"1320\",\"reported_at\":\"2026-03-01\"}")]
    [TestCase("{\"reference\":{\"id\":1}}")]
    [TestCase("{\"colour\":\"red\"}")]
    public async Task A_broken_object_waits_on_and_can_be_told_anew(string raw)
    {
        var rejected = new FileLine<ReportRow>(1, "", raw, [], null, [], Problems.RowUnreadable.With("")) { Source = "politi" };
        await database.Database.Do(work => new ReceiveReports(database.Database, new AreaMap()).Store(work, [rejected], RowOrigin.Json("amqp")), CancellationToken.None);

        Assert.That((await retry.Run(new RejectedChoice(), null, null, CancellationToken.None)).Still, Is.EqualTo(1));
        var told = Corrections(("reference", "A1"), ("offence", "1320"), ("reported_at", "2026-03-01"));
        Assert.That(await settle.Correct((await Open()).Single().Id, told, Karen, "set i sagen\0", CancellationToken.None), Is.Null);
        Assert.That((await retry.Run(new RejectedChoice(), null, null, CancellationToken.None)).TakenIn, Is.EqualTo(1));
        Assert.That(await database.Rows("intake.report", "source = 'politi' and reference = 'A1'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_row_without_a_source_is_the_senders()
    {
        var rejected = new FileLine<ReportRow>(1, "A1", """{"reference":"A1","offence":"1320","reported_at":"2026-03-05"}""", [], null, [], Problems.ReportedInFuture.With("2026-03-05")) { Source = "politi" };
        await database.Database.Do(work => new ReceiveReports(database.Database, new AreaMap()).Store(work, [rejected], RowOrigin.Json("http")), CancellationToken.None);
        database.Clock.MoveTo(TestDatabase.Start.AddDays(1));

        Assert.That((await retry.Run(new RejectedChoice(), null, null, CancellationToken.None)).TakenIn, Is.EqualTo(1));
        Assert.That(await database.Rows("intake.report", "source = 'politi'"), Is.EqualTo(1));
    }

    private static Settler Karen => new(Actor.Person("karen"), "alfa");

    private static Dictionary<string, string> Corrections(params (string Field, string Value)[] pairs) => pairs.ToDictionary(pair => pair.Field, pair => pair.Value);

    /// <summary>60 reports, day before month: half of them read the same the other way round, the other half are then no dates.</summary>
    private static TextFile Dated(string name, char prefix)
    {
        var text = new StringBuilder("sag,art,dato,omraade\n");
        for (var number = 0; number < 60; number++)
            text.Append(CultureInfo.InvariantCulture, $"{prefix}{number},indbrud,{(number % 2 == 0 ? "02/02/2026" : $"{13 + number % 16}/01/2026")},8000\n");
        return new TextFile(text.ToString(), name);
    }

    private Task<IReadOnlyList<RejectedRow>> Open() => show.Rows(false, new RejectedChoice(), null, 1_000, CancellationToken.None);

    private Task<ImportReport> Import(TextFile file, TextFile? map = null) => import.Run(ImportKind.Reports, file.Path, map?.Path, null, null, CancellationToken.None);

    private sealed class Inline(Action<RetryProgress> tell) : IProgress<RetryProgress>
    {
        public void Report(RetryProgress value) => tell(value);
    }
}
