using System.IO.Compression;
using NUnit.Framework;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Four years of real reports, through the shipped mapping.</summary>
[Category("RealData")]
public sealed class OestjyllandTests
{
    private const string Reports = "burglaries_2018-12_2022-12.csv.gz";

    private sealed record Placed(string Reference, string Code);

    [Test]
    public async Task Every_report_is_taken_in_once_and_lies_in_the_postcode_it_is_known_to_lie_in()
    {
        var path = SharedData.Find("data", "oestjylland", Reports);
        var (mapping, problems) = MappingFile.Read(Repository.Path("examples/maps/oestjylland.yaml"));
        Assert.That(problems, Is.Empty);
        await using var database = await TestDatabase.Create();
        var drawn = AreasFile.Read(SharedData.Find("data", "dk-geo", "postnumre.geojson"), mapping!);
        await new ImportAreas(database.Database).Store(drawn.Areas, CancellationToken.None);

        var (first, notes) = await Load(database, path, mapping!);
        var (again, _) = await Load(database, path, mapping!);

        Assert.That((first.Accepted, first.Same, first.Rejected, first.Withdrawn, first.Unplaced), Is.EqualTo((6334, 0, 0, 0, 224)));
        Assert.That((again.Accepted, again.Same, again.Rejected), Is.EqualTo((0, 6334, 0)));
        Assert.That(notes.GroupBy(note => note.Kind).ToDictionary(group => group.Key, group => group.Count()), Is.EqualTo(new Dictionary<ProblemKind, int>
        {
            [Problems.IntervalImpossible] = 8,
            [Problems.PlaceMissing] = 220,
            [Problems.PlaceUnknown] = 4,
        }));

        var placed = await database.Query<Placed>("""
            select reference, code from intake.report join intake.report_area on report_id = report.id join intake.area on area.id = area_id
            """);
        Assert.That(placed.ToDictionary(row => row.Reference, row => row.Code), Is.EquivalentTo(Known(path)));
    }

    private static async Task<(IntakeCount Count, List<Problem> Notes)> Load(TestDatabase database, string path, Mapping mapping)
    {
        var receive = new ReceiveReports(database.Database, new AreaMap());
        var (reports, problems) = ReportsFile.Open(path, mapping, new ReportOptions(new DateOnly(2022, 12, 31), TestDatabase.Start));
        Assert.That(problems, Is.Empty);
        using (reports)
        {
            var total = IntakeCount.None;
            var notes = new List<Problem>();
            foreach (var batch in reports!.Lines().Chunk(2000))
            {
                total += await receive.Store(batch, new RowOrigin(Path.GetFileName(path)), CancellationToken.None);
                notes.AddRange(batch.SelectMany(line => line.Notes));
            }

            return (total, [.. notes, .. total.Problems.Select(problem => problem.Problem)]);
        }
    }

    /// <summary>The postcodes that the data's own makers found, read without the program's reader.</summary>
    private static Dictionary<string, string> Known(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = text.ReadLine()!;
        Assert.That(header, Does.StartWith("id,").And.EndWith(",postnr,geo_in_district"));
        var known = new Dictionary<string, string>();
        while (text.ReadLine() is { } line)
        {
            // Counted from the ends: only the towns in the middle hold commas of their own.
            var cells = line.Split(',');
            if (cells[^2].Length > 0)
                known[cells[0]] = cells[^2];
        }

        return known;
    }
}
