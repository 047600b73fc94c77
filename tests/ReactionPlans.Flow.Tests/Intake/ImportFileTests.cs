using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class ImportFileTests
{
    private const string Areas = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"8000","name":"Aarhus C","level":"postcode"},
        "geometry":{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10,57],[10,56]]]}}]}
        """;

    private const string ResidentHeader = "recipient_id_type,recipient_id,address_id,household,latitude,longitude,digital_post,protected,language\n";

    private static readonly RecipientCipher Cipher = new(RandomNumberGenerator.GetBytes(RecipientCipher.KeyBytes));

    private TestDatabase database = null!;
    private ImportFile import = null!;

    [SetUp]
    public async Task GivenAnArea()
    {
        database = await TestDatabase.Create();
        import = new ImportFile(database.Database, new AreaMap(), Cipher, database.Clock);
        using var areas = new TextFile(Areas, "areas.geojson");
        Assert.That((await Import(ImportKind.Areas, areas)).Accepted, Is.EqualTo(1));
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task Good_rows_are_taken_and_the_others_listed_beside_the_file_harmlessly()
    {
        using var file = new TextFile("reference,offence,reported_at,latitude,longitude\nA1,1320,2026-03-01,56.5,10.5\n=HYPERLINK(1),1320,never,56.5,-10.5\nA3,1320\nA4,1320,2026-03-01,,\n");
        var progress = new List<ImportProgress>();

        var report = await import.Run(ImportKind.Reports, file.Path, null, null, new Inline(progress.Add), CancellationToken.None);

        Assert.That((report.Read, report.Accepted, report.Same, report.Rejected, report.Unplaced, report.Withdrawn), Is.EqualTo((4, 2, 0, 2, 1, 0)));
        Assert.That(report.FirstProblems.Select(problem => problem.Number), Is.EqualTo([1124, 1011, 2012]));
        Assert.That(report.RejectedFile, Is.EqualTo(file.Path + ".rejected.csv"));
        var rejected = await File.ReadAllLinesAsync(report.RejectedFile!);
        Assert.That(rejected[0], Is.EqualTo("reference,offence,reported_at,latitude,longitude,rp_line,rp_code,rp_reason_da,rp_reason_en,rp_raw"));
        Assert.That(rejected[1], Does.StartWith("'=HYPERLINK(1),1320,never,56.5,-10.5,3,RP1124,"));
        Assert.That(rejected[2], Does.EndWith("\"A3,1320\""));
        Assert.That(await File.ReadAllLinesAsync(report.NotesFile!), Has.Length.EqualTo(2));
        Assert.That(await database.Rows("intake.rejected_row"), Is.EqualTo(2));
        Assert.That(progress[^1], Is.EqualTo(new ImportProgress(new FileInfo(file.Path).Length, new FileInfo(file.Path).Length, 4)));
    }

    [TestCase("=1+1", "'=1+1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0")]
    [TestCase("\t=1", "\"'\t=1\"")]
    [TestCase("\n=1", "\"'\n=1\"")]
    [TestCase("\uFF1D1+1", "'\uFF1D1+1")]
    [TestCase("a;=1+1", "\"a;=1+1\"")]
    [TestCase("a\"b", "\"a\"\"b\"")]
    [TestCase("-10.5", "-10.5")]
    [TestCase("-", "'-")]
    [TestCase("A1", "A1")]
    public void A_cell_of_an_export_is_never_a_formula(string cell, string written) => Assert.That(CsvCell.Write(cell, ','), Is.EqualTo(written));

    [Test]
    public async Task A_column_named_like_a_formula_is_harmless_in_the_list_too()
    {
        using var map = new TextFile("reports: { ignoreOthers: true }", "map.yaml");
        using var file = new TextFile("reference,offence,reported_at,=1+1\nA1,1320,never,x\n");

        var report = await import.Run(ImportKind.Reports, file.Path, map.Path, null, null, CancellationToken.None);

        Assert.That((await File.ReadAllLinesAsync(report.RejectedFile!))[0], Does.StartWith("reference,offence,reported_at,'=1+1,"));
    }

    [Test]
    public async Task The_list_of_rejected_rows_can_be_corrected_and_imported()
    {
        using var file = new TextFile("reference,offence,reported_at\nA1,1320,never\n");
        var list = (await Import(ImportKind.Reports, file)).RejectedFile!;
        await File.WriteAllTextAsync(list, (await File.ReadAllTextAsync(list)).Replace("A1,1320,never", "A1,1320,2026-03-01", StringComparison.Ordinal));

        var report = await import.Run(ImportKind.Reports, list, null, null, null, CancellationToken.None);

        Assert.That((report.Accepted, report.FileProblem), Is.EqualTo((1, (Problem?)null)));
    }

    [Test]
    public async Task A_second_run_without_rejections_takes_the_old_list_away()
    {
        using var file = new TextFile("reference,offence,reported_at\nA1,1320,never\n");
        var list = (await Import(ImportKind.Reports, file)).RejectedFile!;
        await File.WriteAllTextAsync(file.Path, "reference,offence,reported_at,area_code\nA1,1320,2026-03-01,8000\n");

        var report = await Import(ImportKind.Reports, file);

        Assert.That((report.RejectedFile, report.NotesFile, File.Exists(list)), Is.EqualTo(((string?)null, (string?)null, false)));
    }

    [Test]
    public async Task An_unknown_column_stops_the_file_before_its_first_row()
    {
        using var file = new TextFile("reference,offence,reported_at,colour\nA1,1320,2026-03-01,red\n");

        var report = await Import(ImportKind.Reports, file);

        Assert.That(report.FileProblem!.Kind, Is.EqualTo(Problems.UnknownColumns));
        Assert.That(await database.Rows("intake.report"), Is.Zero);
    }

    [Test]
    public async Task Residents_are_kept_unreadable_placed_and_updated()
    {
        using var first = new TextFile(ResidentHeader + "cpr,010190-1234,a1,h1,56.5,10.5,subscribed,0,da\ncpr,0202902345,a2,h2,20,20,exempt,1,en\n");
        using var later = new TextFile(ResidentHeader + "cpr,0101901234,a1,h1,20,20,subscribed,0,da\ncpr,0202902345,a2,h2,20,20,exempt,1,en\n", "later.csv");

        var before = await Import(ImportKind.Residents, first);
        var placed = await database.Rows("reactions.resident_area");
        var after = await Import(ImportKind.Residents, later);

        Assert.That((before.Accepted, before.Unplaced, placed), Is.EqualTo((2, 1, 1)));
        Assert.That((after.Accepted, after.Same), Is.EqualTo((1, 1)));
        Assert.That(await database.Rows("reactions.resident_area"), Is.Zero);
        var stored = (await database.Query<byte[]>("select recipient_number from reactions.resident order by address_id")).ToList();
        Assert.That(stored.Select(Cipher.Decrypt), Is.EqualTo(["0101901234", "0202902345"]));
        Assert.That(Encoding.Latin1.GetString(stored[0]), Does.Not.Contain("0101901234"));
    }

    [TestCase("cpr,123,a,h,56.5,10.5,subscribed,0,da", 1006)]
    [TestCase("passport,0101901234,a,h,56.5,10.5,subscribed,0,da", 1006)]
    [TestCase("cpr,0101901234,,h,56.5,10.5,subscribed,0,da", 1005)]
    [TestCase("cpr,0101901234,a,h,56.5,10.5,perhaps,0,da", 1006)]
    [TestCase("cpr,0101901234,a,h,56.5,10.5,subscribed,,da", 1005)]
    [TestCase("cpr,0101901234,a,h,56.5,10.5,subscribed,2,da", 1006)]
    [TestCase("cpr,0303903456,a,h,56.5,10.5,subscribed,0,da", 1019)]
    public async Task A_resident_who_cannot_be_written_to_safely_is_rejected_without_repeating_the_number(string bad, int number)
    {
        using var file = new TextFile(ResidentHeader + "cpr,0303903456,good,h,56.5,10.5,subscribed,0,da\n" + bad + "\n");

        var report = await Import(ImportKind.Residents, file);

        Assert.That((report.Accepted, report.Rejected, report.FirstProblems.Single().Number), Is.EqualTo((1, 1, number)));
        Assert.That(report.FirstProblems.Single().ToString(), Does.Not.Contain("0101901234").And.Not.Contain("0303903456"));
    }

    [Test]
    public async Task Without_a_key_no_resident_is_taken_in()
    {
        using var file = new TextFile(ResidentHeader);

        var report = await new ImportFile(database.Database, new AreaMap(), null, database.Clock).Run(ImportKind.Residents, file.Path, null, null, null, CancellationToken.None);

        Assert.That(report.FileProblem!.Kind, Is.EqualTo(Problems.RecipientKeyWrong));
    }

    [Test]
    public async Task Neighbour_friends_stations_and_sites_are_taken_in_and_updated()
    {
        using var friends = new TextFile("id,name,latitude,longitude,mail,role,consent_at\nn1,Ane,56.5,10.5,ane@example.dk,neighbour-friend,2026-01-01\nn2,Bo,,,not a mail,member,2026-01-01\nn3,Eva,,,,member,\n");
        using var stations = new TextFile("id;name;crew_hours;capacity\ns1;Vogn 1;mon-fri 10:00-18:00, 19:00-20:00;2\ns2;Vogn 2;FREQ=WEEKLY,BYDAY=MO;1\ns3;Vogn 3;some day;1\ns4;Vogn 4;\"man 10:00-18:00; lør 10:00-14:00\";1\n", "stations.csv");
        using var sites = new TextFile("id,name,kind,latitude,longitude\nb1,Brugsen,supermarket,56.5,10.5\nb2,Kroen,inn,56.5,10.5\nb3,Torvet,square,,\nb1,Again,square,56.5,10.5\n", "sites.csv");

        var friend = await Import(ImportKind.NeighbourFriends, friends);
        var station = await Import(ImportKind.Stations, stations);
        var site = await Import(ImportKind.Sites, sites);

        Assert.That((friend.Accepted, friend.FirstProblems.Select(problem => problem.Number)), Is.EqualTo((1, new[] { 1006, 1005 })).Using<(int, IEnumerable<int>)>((a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2) ? 0 : 1));
        Assert.That(station.FirstProblems.Select(problem => problem.Number), Is.EqualTo([1018, 1006]));
        Assert.That(site.FirstProblems.Select(problem => problem.Number), Is.EqualTo([1006, 1005, 1014]));
        Assert.That(await database.Rows("reactions.neighbour_friend_area"), Is.EqualTo(1));
        Assert.That((await database.Rows("reactions.station"), await database.Rows("reactions.site")), Is.EqualTo((2, 1)));
        Assert.That((await Import(ImportKind.Stations, stations)).Same, Is.EqualTo(2));
        Assert.That((await Import(ImportKind.Sites, sites)).Same, Is.EqualTo(1));
        Assert.That((await Import(ImportKind.NeighbourFriends, friends)).Same, Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_list_again_brings_back_nobody_who_has_left_and_a_newer_consent_does()
    {
        const string header = "id,name,latitude,longitude,mail,role,consent_at,paused_until,quiet_from,quiet_to\n";
        using var friends = new TextFile(header + "n1,Ane,56.5,10.5,ane@example.dk,member,2026-01-01,2026-05-01,12:00,13:30\nn2,Bo,56.5,10.5,bo@example.dk,member,2026-01-01,,,\n");
        using var anew = new TextFile(header + "n1,Ane,56.5,10.5,ane@example.dk,member,2026-03-05,,,\nn2,Bo,56.5,10.5,new@example.dk,member,2026-01-01,,,\n", "anew.csv");
        await Import(ImportKind.NeighbourFriends, friends);
        Assert.That(await database.Query<string>("select concat_ws(' ', id, paused_until, quiet_from, quiet_to) from reactions.neighbour_friend order by id"), Is.EqualTo(["n1 2026-05-01 12:00:00 13:30:00", "n2"]));

        foreach (var friend in new[] { "n1", "n2" })
            await new ChooseContact(database.Database).Leave(new FriendLink("eksempel", friend, "mail"), CancellationToken.None);
        Assert.That((await Import(ImportKind.NeighbourFriends, friends)).Same, Is.EqualTo(2));
        Assert.That(await Reached(), Is.Empty);
        Assert.That((await Import(ImportKind.NeighbourFriends, anew)).Accepted, Is.EqualTo(2));
        Assert.That(await Reached(), Is.EqualTo(["n1"]));

        Task<IReadOnlyList<string>> Reached() => database.Query<string>(
            "select friend.id from reactions.neighbour_friend as friend, delivery.neighbour_route(friend, '{mail}', '2026-03-06') as route where route.reason is null order by 1");
    }

    [Test]
    public async Task Redrawn_areas_move_the_recipients()
    {
        using var residents = new TextFile(ResidentHeader + "synthetic,x1,a1,h1,56.5,12.5,subscribed,0,da\n");
        using var friends = new TextFile("id,name,latitude,longitude,role,consent_at\nn1,Ane,56.5,12.5,member,2026-01-01\n", "friends.csv");
        using var areas = new TextFile(Areas.Replace("11", "13", StringComparison.Ordinal), "areas.geojson");
        await Import(ImportKind.Residents, residents);
        await Import(ImportKind.NeighbourFriends, friends);

        await Import(ImportKind.Areas, areas);

        Assert.That((await database.Rows("reactions.resident_area"), await database.Rows("reactions.neighbour_friend_area")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_hundred_thousand_residents_come_in_within_seconds()
    {
        var text = new StringBuilder(ResidentHeader);
        for (var number = 0; number < 100_000; number++)
            text.Append(CultureInfo.InvariantCulture, $"synthetic,r{number},a{number},h{number / 3},56.{number % 100:00},10.{number / 1000:00},subscribed,0,da\n");
        using var file = new TextFile(text.ToString());
        var watch = Stopwatch.StartNew();

        var report = await Import(ImportKind.Residents, file);

        TestContext.Out.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s");
        Assert.That((report.Accepted, report.Rejected), Is.EqualTo((100_000, 0)));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)), "a guard against row-by-row work, not a measurement");
    }

    private Task<ImportReport> Import(ImportKind kind, TextFile file) => import.Run(kind, file.Path, null, null, null, CancellationToken.None);

    /// <summary>Tells at once, where <see cref="Progress{T}"/> would tell later from another thread.</summary>
    private sealed class Inline(Action<ImportProgress> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value);
    }
}
