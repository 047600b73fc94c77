using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Replay;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.RealData;

/// <summary>Two years of real burglaries through the whole service, beside a second computation that shares nothing with it;
/// all four with <c>REACTIONPLANS_REPLAY_TO=2022-12-31</c>.</summary>
[Category("RealData")]
public sealed class ReplayTests
{
    private static readonly (string Area, DateOnly Day)[] NoticedWaves =
    [
        ("8240", new(2020, 2, 10)), ("8260", new(2020, 10, 12)), ("8920", new(2022, 4, 18)), ("8355", new(2022, 7, 11)), ("8530", new(2022, 11, 7)),
    ];

    private static readonly DateOnly From = new(2018, 12, 14);

    private static readonly DateOnly To =
        Environment.GetEnvironmentVariable("REACTIONPLANS_REPLAY_TO") is { Length: > 0 } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : new(2020, 12, 31);

    private static readonly DateOnly LastReported = new(2022, 12, 31);

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("rp-replay-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Real_burglaries_give_exactly_the_spikes_of_the_second_computation()
    {
        var areas = SharedData.Find("data", "dk-geo", "postnumre.geojson");
        var reports = SharedData.Find("data", "oestjylland", "burglaries_2018-12_2022-12.csv.gz");
        var summaryFile = Path.Combine(folder, "summary.json");

        var (exitCode, output) = await HostProcess.Run(
            ["replay", "--agreement", "examples/aarhus.yaml", "--areas", areas, "--reports", reports, "--map", "examples/maps/oestjylland.yaml",
             "--from", $"{From:yyyy-MM-dd}", "--to", $"{To:yyyy-MM-dd}", "--data", folder, "--summary", summaryFile],
            within: TimeSpan.FromMinutes(20));

        // What was reported after the last replayed day lies in the future, and is named as rejected.
        Assert.That(exitCode, Is.EqualTo(To < LastReported ? 3 : 0), output);
        var summary = JsonSerializer.Deserialize<Summary>(await File.ReadAllTextAsync(summaryFile), JsonSerializerOptions.Web)!;
        TestContext.Out.WriteLine($"{summary.Days} days in {summary.ElapsedSeconds.ToString(CultureInfo.InvariantCulture)} s, {summary.Activations.Count} activations, {summary.Letters.Accepted} letters");
        var second = IndependentJudge.Run(
            IndependentReading.Oestjylland(reports, IndependentReading.Areas(areas, "kode")), new IndependentCriterion(5, 7, 3, 14, 14), From, To);

        Assert.Multiple(() =>
        {
            Assert.That(summary.Violations, Is.Empty);
            Assert.That(
                summary.Activations.Select(one => new IndependentSpike(one.Area, one.FiredOn, one.SpikeEndedOn)).OrderBy(one => (one.FiredOn, one.Area)),
                Is.EqualTo(second.OrderBy(one => (one.FiredOn, one.Area))));
            foreach (var wave in NoticedWaves.Where(wave => wave.Day <= To))
                Assert.That(summary.Activations.Any(one => one.Area == wave.Area && Math.Abs(one.FiredOn.DayNumber - wave.Day.DayNumber) <= 14), $"the wave in {wave.Area} around {wave.Day:O}");
            Assert.That(summary.Letters.Accepted, Is.EqualTo(summary.Letters.Planned - summary.Letters.Skipped).And.GreaterThan(0));
        });
    }
}
