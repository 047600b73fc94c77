using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>What is told of a cluster that the scan of the whole district finds.</summary>
public sealed class ScanEvidenceTests
{
    [Test]
    public async Task A_cluster_is_told_with_its_circle_and_how_seldom_luck_makes_one()
    {
        await using var village = await Settle("atLeastRecurrenceDays: 365", "minimumReports: 3");
        foreach (var number in Enumerable.Range(1, 4))
            await Report(village, $"near-{number}", back: 0, 0.5 + 0.001 * number, 0.5);

        await village.JudgeSoFar();

        var evidence = JsonSerializer.Deserialize<Evidence>(
            (await village.Database.Scalar<string>("select evidence::text from detection.spike where criterion_id = 'scan'"))!, JsonSerializerOptions.Web)!;
        var sheet = (await new SpikeSheet(village.Database.Database, village.Agreements).Of(
            await village.Database.Scalar<Guid>("select id from detection.spike where criterion_id = 'scan'"), CancellationToken.None)).Html!;
        Assert.Multiple(async () =>
        {
            Assert.That(evidence is { Count: 4, WindowDays: 1, IsNear: true, RecurrenceDays: 1000, RecurrenceWeeks: null, UsualLuck: null }, Is.True);
            Assert.That(evidence.References, Is.EqualTo(new[] { "near-1", "near-2", "near-3", "near-4" }));
            Assert.That(evidence.RadiusMetres, Is.EqualTo(334).Within(1), "round the first of them: the fourth lies 0.003 degrees on");
            Assert.That(evidence.Expected, Is.EqualTo(4 * 4 / (4 + 100.0)).Within(1e-9), "4 in the circle x 4 on the day / all");
            Assert.That(EvidenceText.Sentence(evidence, "1").Danish, Does.Match(
                "^4 indbrud på 1 dag inden for 33. m i 1; der plejer på det sted at være 0,2; så stærk en klynge ses ved et tilfælde kun én gang på 1.000 dage i alle aftalens områder tilsammen.$"));
            Assert.That((await Why(village, "1")).Sentence, Does.Contain("inden for 33").And.Contain("én gang på 1.000 dage").And.EndsWith("Kriteriet vises kun og sætter intet i gang."));
            Assert.That((await Why(village, "2")).Sentence, Does.StartWith("0 indbrud på 28 dage i 2; der skal 3 til. Derfor ingen stigning."));
            Assert.That(sheet, Does.Contain("Radius om midten, meter").And.Contain("i alle aftalens områder</th><td>1.000</td>").And.Contain("en klynge på mindst 3 indbrud"));
        });
    }

    [Test]
    public async Task A_cluster_that_luck_explains_is_told_as_that()
    {
        await using var village = await Settle("atLeastRecurrenceDays: 1000, atLeast: 2", "minimumReports: 2");
        await Report(village, "first", back: 20, 0.5, 0.5);
        await Report(village, "second", back: 0, 0.501, 0.5);

        var one = await Why(village, "1");

        Assert.That(one is { Holds: false, Counted: 2, RecurrenceDays: > 1 and < 1000 }, Is.True);
        Assert.That(one.Sentence, Does.Contain("så stærk en klynge ses ved et tilfælde én gang på").And.Contain("og der skal mindst 1.000 dage imellem. Derfor ingen stigning."));
    }

    [Test]
    public async Task Enough_reports_without_a_cluster_are_told_as_that()
    {
        await using var village = await Settle("atLeastRecurrenceDays: 365", "minimumReports: 3");
        foreach (var number in Enumerable.Range(1, 3))
            await Report(village, $"apart-{number}", back: 0, 0.2 * number, 0.3 * number);

        Assert.That((await Why(village, "1")).Sentence, Does.Contain("; ingen klynge med en ny anmeldelse har sit midtpunkt her. Derfor ingen stigning."));
    }

    /// <summary>A hundred burglaries of the last 300 days, each with nobody near it.</summary>
    private static async Task<Village> Settle(string rule, string criterion)
    {
        var village = await Village.Settle(moreCriteria: $"\n  - {{ id: scan, offence: residential-burglary, level: watch, rule: {{ kind: permutation-scan, {rule} }}, {criterion} }}");
        for (var number = 0; number < 100; number++)
            await Report(village, $"old-{number}", back: 1 + 3 * number, 0.05 + 0.009 * number, 0.05 + 0.4 * (number % 3));
        return village;
    }

    private static async Task<CriterionExplained> Why(Village village, string area) =>
        (await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of(area, village.Today, "scan", CancellationToken.None)).Explained!.Criteria.Single();

    private static Task Report(Village village, string reference, int back, double north, double east)
    {
        var (day, known) = (village.Today.AddDays(-back), village.Database.Clock.GetUtcNow().AddDays(-back));
        return village.Receive([new ReportRow("test", reference, 1, false, known, "1320", false, DanishTime.StartOf(day), day, null, null, 56 + north, 1 + east, null)]);
    }
}
