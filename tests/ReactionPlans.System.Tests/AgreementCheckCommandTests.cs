using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

/// <summary>agreement check as a user runs it, with the examples on given files.</summary>
public sealed class AgreementCheckCommandTests
{
    private const string Square = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"8240","name":"Risskov","level":"postcode"},"geometry":{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10,57],[10,56]]]}}]}""";

    private DirectoryInfo folder = null!;

    [SetUp]
    public void GivenAFolder() => folder = Directory.CreateTempSubdirectory("rp-check-");

    [TearDown]
    public void Leave() => folder.Delete(recursive: true);

    [Test]
    public async Task Examples_are_run_on_the_given_reports_and_a_failing_one_names_its_counts()
    {
        var areas = Write("areas.geojson", Square);
        var rows = string.Concat(Enumerable.Range(1, 5).Select(number => $"A{number},1320,2020-02-{9 + number},8240\n"));
        var reports = Write("reports.csv", "reference,offence,reported_at,area_code\n" + rows);
        var fewer = Write("fewer.csv", "reference,offence,reported_at,area_code\n" + rows[..rows.IndexOf("A5", StringComparison.Ordinal)] + "A5,1320,never,8240\n");
        var holidays = Write("holidays.csv", "municipality,name,from,to\n0751,vinterferie,2020-02-10,2020-02-16\n");
        var agreement = Write("aftale.yaml", Repository.Read("examples/aarhus.yaml"));
        var seasonal = Write("ferie.yaml", Repository.Read("examples/aarhus.yaml").Replace("minimumReports: 3", "minimumReports: 3\n    season: [vinterferie]", StringComparison.Ordinal));

        Assert.That(await Run(0, "agreement", "check", agreement, "--areas", areas, "--reports", reports), Does.Contain("2 af 2 eksempler er prøvet og holder"));
        Assert.That(await Run(1, "agreement", "check", agreement, "--areas", areas, "--reports", fewer),
            Does.Contain("RP3016").And.Contain("4 anmeldelser, grænsen er 5").And.Contain("4 reports, the limit is 5"));
        Assert.That(await Run(0, "agreement", "check", seasonal, "--areas", areas, "--reports", reports, "--school-holidays", holidays), Does.Contain("2 af 2"));
        Assert.That(await Run(1, "agreement", "check", seasonal, "--areas", areas, "--reports", reports), Does.Contain("RP3016").And.Contain("uden for sæsonen (vinterferie)"));
        Assert.That(await Run(0, "agreement", "check", agreement), Does.Contain("RP3054").And.Contain("Aftalen kan følges"), "it says that nothing was tried");
        Assert.That(await Run(2, "agreement", "check", agreement, "--reports", reports), Does.Contain("--areas and --reports go together"));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<string> Run(int exitCode, params string[] arguments)
    {
        var (code, output) = await HostProcess.Run(arguments);
        Assert.That(code, Is.EqualTo(exitCode), output);
        return string.Join(' ', output.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }
}
