using System.Globalization;
using System.Security.Cryptography;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Intake;

/// <summary>The import command as a user runs it: killed without a word in the middle of a large file, and run again.</summary>
public sealed class KilledImportTests
{
    private const int MostMemoryMb = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>REACTIONPLANS_IMPORT_ROWS=2000000 is the long form.</summary>
    private static readonly int Rows = int.Parse(Environment.GetEnvironmentVariable("REACTIONPLANS_IMPORT_ROWS") ?? "500000", CultureInfo.InvariantCulture);

    private const string CountsPerAreaAndDay = """
        select md5(string_agg(format('%s %s %s', area_code, day, reports), '|' order by area_code, day)) || ' ' || sum(reports)
        from (select area.code as area_code, revision.reported_day as day, count(*) as reports
            from intake.report_revision as revision
            join intake.report_area as placed using (report_id, revision)
            join intake.area on area.id = placed.area_id
            where not revision.withdrawn
                and not exists (select from intake.report_revision as newer where newer.report_id = revision.report_id and newer.revision > revision.revision)
            group by 1, 2) as counted
        """;

    private string folder = null!;
    private string file = null!;

    [OneTimeSetUp]
    public void WriteReports()
    {
        folder = Directory.CreateTempSubdirectory("rp-killed-import-").FullName;
        file = Path.Combine(folder, "reports.csv");
        var random = new Random(3);
        using var writer = new StreamWriter(file);
        writer.WriteLine("source,reference,revision,status,known_at,offence,reported_at,latitude,longitude");
        for (var row = 0; row < Rows; row++)
        {
            // Every tenth is the correction or withdrawal of the one before it.
            var corrects = row % 10 == 9;
            var day = new DateOnly(2020, 1, 1).AddDays((corrects ? row - 1 : row) / 10 % 1000);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"town,N-{(corrects ? row - 1 : row)},{(corrects ? 2 : 1)},{(row % 20 == 19 ? "withdrawn" : "reported")},{day.AddDays(corrects ? 3 : 0):yyyy-MM-dd}T12:00:00Z,1320,{day:yyyy-MM-dd},{56 + random.NextDouble():0.######},{10 + 2 * random.NextDouble():0.######}"));
        }
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task An_import_killed_twice_in_the_middle_and_run_again_counts_what_an_undisturbed_one_counts()
    {
        await using var undisturbed = await WithAreas();
        await using var disturbed = await WithAreas();

        foreach (var stored in new[] { Rows / 8, Rows / 2 })
        {
            await using var host = HostProcess.Start(["import", "reports", file, "--data", folder], SettingsOf(disturbed));
            await Eventually.Holds(async () => host.HasExited || await Revisions(disturbed) >= stored, Patience);
            Assert.That(host.HasExited, Is.False, host.Output);
            await host.Kill();
        }

        Assert.That(await Revisions(disturbed), Is.LessThan(Rows), "it was killed in the middle");
        foreach (var database in new[] { undisturbed, disturbed })
        {
            await using var host = HostProcess.Start(["import", "reports", file, "--data", folder], SettingsOf(database));
            var (exitCode, peakMb) = await host.ExitWithPeakMemory(Patience);
            Assert.That(exitCode, Is.Zero, host.Output);
            Assert.That(peakMb, Is.InRange(1, MostMemoryMb), "the file is never in memory whole");
            TestContext.Out.WriteLine($"{Rows} rows: at most {peakMb} MB");
        }

        Assert.That(await Revisions(disturbed), Is.EqualTo(Rows));
        Assert.That(await disturbed.Scalar<string>(CountsPerAreaAndDay), Is.EqualTo(await undisturbed.Scalar<string>(CountsPerAreaAndDay)));
        Assert.That((await disturbed.Database.Read<long>("Intake/count-strays.sql", null, CancellationToken.None)).Single(), Is.Zero);
    }

    private static async Task<TestDatabase> WithAreas()
    {
        var database = await TestDatabase.Create();
        await database.Execute("""
            insert into intake.area (level, code, name, geometry, changed_at, shape_number) values
                ('postcode', '8000', 'Vest', '{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10,57],[10,56]]]}', @now, 1),
                ('postcode', '8210', 'Øst', '{"type":"Polygon","coordinates":[[[11,56],[12,56],[12,57],[11,57],[11,56]]]}', @now, 2)
            """, new { now = TestDatabase.Start.UtcDateTime });
        return database;
    }

    private static Task<int> Revisions(TestDatabase database) => database.Rows("intake.report_revision");

    private static Dictionary<string, string> SettingsOf(TestDatabase database) => new()
    {
        ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
        ["RecipientKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
    };
}
