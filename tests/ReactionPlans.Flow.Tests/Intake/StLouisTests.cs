using System.Globalization;
using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Twelve years of another police's files, in five layouts, with late, repeated and reversed reports, through one shipped mapping. The figures
/// stand in docs/mapping.md too.</summary>
[Category("RealData")]
public sealed class StLouisTests
{
    private const string Compiled = "stl_burglary_2008_2020.csv.gz";
    private const int PieceRows = 700;

    private static readonly string Map = Repository.Path("examples/maps/st-louis.yaml");

    private sealed record Stored(string Source, string Reference, int Revision, bool Withdrawn);

    private sealed record Counted(string Level, string Code, DateTime Day, int Reports);

    private sealed record Rejection(int Line, int ProblemNumber, string Raw);

    private TestDatabase database = null!;
    private ImportFile import = null!;

    [SetUp]
    public async Task Prepare() => (database, import) = await Town();

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [TestCase("April2008.csv", 624, 618, 2, 4, 2)]
    [TestCase("April2014.csv", 301, 301, 0, 0, 6)]
    [TestCase("January2017.csv", 298, 298, 0, 0, 8)]
    [TestCase("May2017.csv", 247, 247, 0, 0, 9)]
    [TestCase("November2020.csv", 209, 209, 0, 0, 7)]
    public async Task Each_of_the_five_layouts_is_read(string name, int read, int accepted, int same, int rejected, int withdrawn)
    {
        using var folder = new Folder();

        var report = await Load(folder.Copy("data", "st-louis", "raw_header_variants", name));

        Assert.That((report.Read, report.Accepted, report.Same, report.Rejected, report.Withdrawn, report.Skipped),
            Is.EqualTo((read, accepted, same, rejected, withdrawn, 0)), string.Join('\n', report.FirstProblems));
    }

    [Test]
    public async Task Every_layout_says_of_a_report_what_the_compiled_file_says_and_reversals_take_effect_in_any_order()
    {
        using var folder = new Folder();
        var total = await Load(folder.Copy("data", "st-louis", Compiled));
        Assert.That((total.Read, total.Accepted, total.Same, total.Rejected, total.Skipped, total.Withdrawn), Is.EqualTo((62069, 61905, 77, 87, 0, 812)));

        var raw = new List<(string, int Accepted, int Rejected)>();
        foreach (var name in new[] { "April2008.csv", "April2014.csv", "January2017.csv", "May2017.csv", "November2020.csv" })
        {
            var report = await Load(folder.Copy("data", "st-louis", "raw_header_variants", name));
            raw.Add((name, report.Accepted, report.Rejected));
        }

        // What was refused as a contradiction stays one. Two house numbers, 4114-1 and 4619-4, are written in the compiled file as 41100 and 46100.
        Assert.That(raw, Is.EqualTo([("April2008.csv", 0, 5), ("April2014.csv", 0, 0), ("January2017.csv", 0, 0), ("May2017.csv", 1, 0), ("November2020.csv", 1, 0)]));
        Assert.That((await database.Query<int>("select distinct problem_number from intake.rejected_row")), Is.EqualTo([Problems.SameRevisionDiffers.Number]));
        var stored = await database.Query<Stored>("select source, reference, revision, withdrawn from intake.report join intake.report_revision on report_id = report.id");
        var withdrawals = stored.Where(row => row.Withdrawn).Select(row => row.Reference).ToHashSet();
        Assert.That(stored.Count(row => row.Revision == 1 && withdrawals.Contains(row.Reference)), Is.EqualTo(780), "reversals that take a report back");
        Assert.That(withdrawals, Has.Count.EqualTo(812), "the other 32 are of reports in no file");
        Assert.That(await Counts(database, "reference !~ '/(4114-1|4619-4)/'", "'day'"), Is.EqualTo(Expected(await Rows(), _ => true)));
        Assert.That(await Counts(database, "known_at <= '2012-01-01+01'", "'day'"), Is.EqualTo(Expected(await Rows(), row => string.CompareOrdinal(row[1], "2012-01") < 0)),
            "as known at the end of 2011");
    }

    [Test]
    public async Task Two_sources_again_in_another_order_and_cut_in_pieces_change_nothing()
    {
        using var folder = new Folder();
        var louis = folder.Copy("data", "st-louis", Compiled);
        var jutland = folder.Copy("data", "oestjylland", "burglaries_2018-12_2022-12.csv.gz");
        await Load(louis);
        await Load(jutland);
        var before = await Counts(database);
        var revisions = await database.Rows("intake.report_revision");

        await LoadShuffled(database, import, [.. folder.Cut(louis), .. folder.Cut(jutland)], anew: false);

        Assert.That(await database.Rows("intake.report_revision"), Is.EqualTo(revisions), "nothing is new");
        Assert.That(await Counts(database), Is.EqualTo(before));
    }

    [Test]
    public async Task Two_sources_first_in_pieces_in_another_order_count_the_same_on_every_day()
    {
        using var folder = new Folder();
        var louis = folder.Copy("data", "st-louis", Compiled);
        var jutland = folder.Copy("data", "oestjylland", "burglaries_2018-12_2022-12.csv.gz");
        var (other, importOther) = await Town();
        await using (other)
        {
            await Load(louis);
            await Load(jutland);

            await LoadShuffled(other, importOther, [.. folder.Cut(louis), .. folder.Cut(jutland)], anew: true);

            Assert.That(await Counts(other, "true", "'day'"), Is.EqualTo(await Counts(database, "true", "'day'")));
            // Of two reports with one key and different places the first one counts: on those days, and no others, it may lie in another square.
            var contested = (await database.Query<string>("select raw from intake.rejected_row")).Select(raw => raw.Split(',')[4][..10]).ToHashSet();
            Assert.That(contested, Has.Count.LessThanOrEqualTo(87).And.Not.Empty);
            Assert.That(Uncontested(await Counts(other)), Is.EqualTo(Uncontested(await Counts(database))));

            List<Counted> Uncontested(IEnumerable<Counted> counts) =>
                [.. counts.Where(count => !contested.Contains(count.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))];
        }
    }

    [Test]
    public async Task The_broken_rows_of_a_file_with_mixed_encodings_are_named_and_the_others_are_stored()
    {
        using var folder = new Folder();
        var path = folder.Copy("data", "st-louis", "raw_header_variants", "January2017.csv");
        Assert.That((await File.ReadAllBytesAsync(path)).Take(3), Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }), "it has a byte order mark");
        // The whole file has windows-1252 in the place names of a few rows that are not burglaries; here two burglaries have it too.
        Write(path, [(10, ",,,", ",CAF\u00C9,,"), (20, ",,,", ",MACY\u0092S,,"), (30, " 51", " 61")], ["17-1,2017-01,01/01/2017 04:41,Y, , ,1, ,62000,2,LARCENY,1,X ST,1,CAF\u00C9,,1,X,0,0"]);

        var report = await Load(path);

        Assert.That((report.Read, report.Accepted, report.Rejected, report.Skipped), Is.EqualTo((299, 295, 2, 2)));
        var rejected = await database.Query<Rejection>("select line, problem_number, raw from intake.rejected_row order by line");
        Assert.That(rejected.Select(row => (row.Line, row.ProblemNumber)), Is.EqualTo([(10, 1072), (20, 1072)]));
        Assert.That(rejected[0].Raw, Does.Contain(",CAF\\xC9,"));
        Assert.That(rejected[1].Raw, Does.Contain(",MACY\\x92S,"));
    }

    [Test]
    public async Task State_plane_feet_become_the_degrees_that_others_made_of_them()
    {
        var projection = MappingFile.Read(Map).Mapping!.For(FieldList.Reports).Projection!;
        var worst = 0.0;
        foreach (var row in (await Rows()).Where(row => row[19].Length > 0))
        {
            var (latitude, longitude) = projection.ToWgs84(Number(row[17]), Number(row[18]))!.Value;
            var north = (latitude - Number(row[19])) * 111_000;
            var east = (longitude - Number(row[20])) * 111_000 * Math.Cos(latitude * Math.PI / 180);
            worst = Math.Max(worst, Math.Sqrt(north * north + east * east));
        }

        Assert.That(worst, Is.LessThan(0.1), "metres; the data's own degrees are rounded to 0.1 m");

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    private Task<ImportReport> Load(string path) => Load(import, path);

    private static async Task<ImportReport> Load(ImportFile import, string path)
    {
        var map = path.Contains("burglaries_", StringComparison.Ordinal) ? Repository.Path("examples/maps/oestjylland.yaml") : Map;
        var report = await import.Run(ImportKind.Reports, path, map, null, null, CancellationToken.None);
        Assert.That(report.FileProblem, Is.Null);
        Assert.That(report.Accepted + report.Same + report.Rejected + report.Skipped, Is.EqualTo(report.Read), "every row is one of the four");
        return report;
    }

    private static async Task LoadShuffled(TestDatabase into, ImportFile import, string[] pieces, bool anew)
    {
        new Random(20201131).Shuffle(pieces);
        Assert.That(pieces, Has.Length.GreaterThan(90));
        var total = 0;
        foreach (var piece in pieces)
        {
            var report = await Load(import, piece);
            total += report.Read;
            if (!anew)
                Assert.That(report.Accepted, Is.Zero, piece);
        }

        Assert.That(total, Is.EqualTo(62069 + 6334));
        Assert.That(await into.Rows("intake.report_revision"), Is.EqualTo(61905 + 6334));
    }

    /// <summary>What counts per area and day: of each report the newest revision, unless it withdraws.</summary>
    private static async Task<IReadOnlyList<Counted>> Counts(TestDatabase database, string known = "true", string? area = null) =>
        await database.Query<Counted>($"""
            with latest as (
                select distinct on (report_id) report_revision.* from intake.report_revision join intake.report on report.id = report_id where {known} order by report_id, revision desc
            )
            select {(area is null ? "level, code" : $"'all' as level, {area} as code")}, reported_day::timestamp as day, count(*)::int as reports
            from latest
            {(area is null ? "join intake.report_area using (report_id, revision) join intake.area on area.id = area_id" : "")}
            where not withdrawn
            group by 1, 2, 3 order by 1, 2, 3
            """);

    /// <summary>The same of the compiled file, read without the program's reader: a report counts when it was told and not taken back.</summary>
    private static IEnumerable<Counted> Expected(IEnumerable<string[]> rows, Func<string[], bool> known) =>
        rows.Where(known)
            .GroupBy(row => (row[2], row[4], row[9], row[15], row[14]))
            .Where(report => report.All(row => row[5] == "1"))
            .GroupBy(report => report.Key.Item2[..10], (day, reports) =>
                new Counted("all", "day", DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), reports.Count()))
            .OrderBy(count => count.Day);

    private static async Task<List<string[]>> Rows()
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(SharedData.Find("data", "st-louis", Compiled)), CompressionMode.Decompress));
        var rows = (await text.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(',')).ToList();
        Assert.That(rows[0][1..6], Is.EqualTo(["file_month", "complaint", "coded_month", "date_occur", "count"]));
        Assert.That(rows.All(row => row.Length == 21), Is.True, "no cell holds a comma");
        return rows[1..];
    }

    /// <summary>Both cities in squares of about two kilometres, and each in one area that holds all of it.</summary>
    private static async Task<(TestDatabase Database, ImportFile Import)> Town()
    {
        var database = await TestDatabase.Create();
        var import = new ImportFile(database.Database, new AreaMap(), null, database.Clock);
        var features = new List<string>();
        Draw("stl", -90.36, 38.50, 0.02, 12, 16);
        Draw("oj", 9.30, 55.80, 0.10, 19, 9);
        using var areas = new TextFile($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""", "areas.geojson");
        var report = await import.Run(ImportKind.Areas, areas.Path, null, null, null, CancellationToken.None);
        Assert.That(report.Accepted, Is.EqualTo(features.Count));
        return (database, import);

        void Draw(string name, double west, double south, double step, int columns, int rows)
        {
            Box("whole", name, west, south, step * columns, step * rows);
            for (var column = 0; column < columns; column++)
            {
                for (var row = 0; row < rows; row++)
                    Box("square", $"{name}-{column}-{row}", west + (column * step), south + (row * step), step, step);
            }
        }

        void Box(string level, string code, double west, double south, double width, double height) => features.Add(FormattableString.Invariant(
            $$$"""{"type":"Feature","properties":{"code":"{{{code}}}","name":"{{{code}}}","level":"{{{level}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},{{{south}}}],[{{{west + width}}},{{{south}}}],[{{{west + width}}},{{{south + height}}}],[{{{west}}},{{{south + height}}}],[{{{west}}},{{{south}}}]]]}}"""));
    }

    /// <summary>Changes lines (from 1) and adds some, each letter as one byte.</summary>
    private static void Write(string path, (int Line, string From, string To)[] changes, string[] added)
    {
        var lines = File.ReadAllText(path, Encoding.Latin1).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var (line, from, to) in changes)
        {
            var at = lines[line - 1].IndexOf(from, StringComparison.Ordinal);
            Assert.That(at, Is.Positive, $"line {line}");
            lines[line - 1] = lines[line - 1][..at] + to + lines[line - 1][(at + from.Length)..];
        }

        File.WriteAllText(path, string.Join("\r\n", lines.Concat(added)) + "\r\n", Encoding.Latin1);
    }

    /// <summary>Lists come to lie beside an imported file, so real data are copied first.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rp-real-");

        public string Copy(params string[] shared)
        {
            var from = shared.Length == 1 ? shared[0] : SharedData.Find(shared);
            var to = Path.Combine(folder.FullName, Path.GetFileName(from));
            File.WriteAllBytes(to, File.ReadAllBytes(from));
            return to;
        }

        public IEnumerable<string> Cut(string path)
        {
            using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            var lines = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var number = 0;
            foreach (var piece in lines.Skip(1).Chunk(PieceRows))
            {
                var to = Path.Combine(folder.FullName, $"{number++:000}-{Path.GetFileNameWithoutExtension(path)}");
                File.WriteAllLines(to, piece.Prepend(lines[0]));
                yield return to;
            }
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
