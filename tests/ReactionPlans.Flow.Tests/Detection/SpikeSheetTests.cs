using System.Xml.Linq;
using NUnit.Framework;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Detection;

public sealed class SpikeSheetTests
{
    [Test]
    public async Task The_sheet_is_the_same_to_the_byte_after_all_that_came_later()
    {
        await using var village = await Village.Settle();
        await village.Report(3);
        await village.JudgeSoFar();
        var before = await Sheet(village);

        // More reports, some as if they had been known before; corrections to another place; withdrawals; a redrawn area with another name; a spike that rises and ends.
        var earlier = village.Database.Clock.GetUtcNow().AddHours(-5);
        await village.Receive([.. Enumerable.Range(1, 4).Select(number => new ReportRow(
            "test", $"past-{number}", 1, false, earlier, "1320", false, DanishTime.StartOf(village.Today), village.Today, null, null, null, null, "1"))]);
        await village.Report(4, prefix: "more");
        await village.Report(1, area: "2", prefix: "R-1", revision: 2);
        await village.Report(2, revision: 2, withdrawn: true);
        await village.Database.Execute("update intake.area set name = 'Omdøbt' where code = '1'");
        await village.Nights(40);

        Assert.That(await village.Database.Scalar<DateOnly?>("select ended_on from detection.spike order by opened_at limit 1"), Is.Not.Null);
        Assert.That(await Sheet(village), Is.EqualTo(before));
    }

    [Test]
    public async Task It_shows_the_reports_and_the_moment_and_is_one_page_without_anything_beside_it()
    {
        await using var village = await Village.Settle();
        await village.Report(3);
        await village.JudgeSoFar();

        var sheet = await Sheet(village);

        Assert.Multiple(() =>
        {
            foreach (var told in new[] { "3 indbrud på 7 dage i 1 Område 1; grænsen er 3.", "R-1-1", "R-1-2", "R-1-3", "4. marts 2026 kl. 13.00", "landsby, version 1", "<td>mindst 3 indbrud på 7 dage</td>", "2: 0" })
                Assert.That(sheet, Does.Contain(told));
            Assert.That(sheet, Does.Not.Contain("src=").And.Not.Contain("<script").And.Not.Contain("http"));
            Assert.That(() => XDocument.Parse(sheet.Replace("<!DOCTYPE html>", "").Replace("<meta charset=\"utf-8\">", "")), Throws.Nothing, "every tag is closed");
        });
    }

    [Test]
    public void What_others_wrote_is_text_and_never_markup()
    {
        const string hostile = "<script>alert('1')</script>&\"";
        var evidence = new Evidence(1, 1, 7, default, default, default, true, 2, [hostile])
        {
            Place = hostile,
            Offence = "x",
            Neighbours = [new NeighbourCount(hostile, 1)],
            ReportedDays = [new DateOnly(2026, 1, 1)],
            LastDays = [new EvidenceDay(new DateOnly(2026, 1, 1), 2, null), new EvidenceDay(new DateOnly(2026, 1, 2), 1, 0.5)],
        };

        var sheet = SheetHtml.Write(new SheetFacts(Guid.Empty, hostile, 1, hostile, "Activate", default, default, hostile, evidence));

        Assert.Multiple(() =>
        {
            Assert.That(sheet, Does.Not.Contain("<script"));
            Assert.That(sheet, Does.Contain("fill=\"url(#hatch)\"").And.Contain("0,5 ventes endnu anmeldt"));
            Assert.That(sheet.Split("fill=\"url(#hatch)\""), Has.Length.EqualTo(2), "one day has something still to come");
        });
    }

    [Test]
    public void The_line_is_of_the_whole_area_where_the_rule_expects_in_a_small_circle()
    {
        var evidence = new Evidence(4, null, 7, default, default, default, true, Usual: 7, [])
        {
            Expected = 0.07,
            Luck = 0.0000001,
            LastDays = [new EvidenceDay(new DateOnly(2026, 1, 1), 2, null)],
        };

        var (ofArea, ofCircle) = (Write(evidence), Write(evidence with { IsNear = true, Offence = "residential-burglary" }));

        Assert.Multiple(() =>
        {
            Assert.That(ofArea, Does.Contain("<h1>Stigning i området</h1>").And.Contain(">Anmeldelser efter den dag").And.Contain("under 0,000001").And.Contain("det, reglen forventer på en dag"));
            Assert.That(ofCircle, Does.Contain(">Indbrud efter den dag").And.Contain("det, der plejer at være på en dag i området (52 uger før)"));
            Assert.That(ofArea, Does.Contain("y1=\"171.2\""), "0.01 a day, of at most 2");
            Assert.That(ofCircle, Does.Contain("y1=\"92\""), "1 a day");
        });

        static string Write(Evidence evidence) => SheetHtml.Write(new SheetFacts(Guid.Empty, "landsby", 1, "burst", "Activate", default, default, "", evidence));
    }

    private static async Task<string> Sheet(Village village)
    {
        var spike = await village.Database.Scalar<Guid>("select id from detection.spike order by opened_at limit 1");
        return (await new SpikeSheet(village.Database.Database, village.Agreements).Of(spike, CancellationToken.None)).Html!;
    }
}
