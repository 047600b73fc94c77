using NUnit.Framework;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>A month as a meeting asks for it, from what the stages have stored.</summary>
public sealed class MonthReportTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    [Test]
    public async Task It_tells_counts_spikes_decisions_and_what_was_done()
    {
        await using var village = await Village.Settle(decision: "mode: police, deadlineHours: 4, onDeadline: escalate, deputies: [duty]");
        await village.Report(3);
        await village.Report(2, area: "2");
        await village.JudgeSoFar();
        await village.AskAboutSpike();
        var before = await Month(village);
        await village.Answer(await village.Spike(), "approve", "coordinator");
        await village.StartPlan();

        var after = await Month(village);

        Assert.That(after.Counts.Select(count => (count.Code, count.Reports)), Is.EqualTo([("1", 3), ("2", 2), ("3", 0)]));
        Assert.That(MonthText.Csv(before), Does.Contain(";3;burst;venter;-\n"));
        Assert.That(MonthText.Csv(after), Does.Contain(";3;burst;godkendt;0 af 5 opgaver; i gang").Or.Contain(";3;burst;godkendt;\"0 af 5 opgaver; i gang\""));
        Assert.That(MonthText.Html(after), Does.Contain("<h1>Landsbyen: marts 2026</h1>").And.Contain("godkendt").And.Contain("I alt 5.").And.Contain("Ingen anmeldelser: 3 Område 3."));
        Assert.That(MonthText.Html(after), Does.Not.Contain("<script").And.Not.Contain("R-1-1"), "no case number");
    }

    [Test]
    public async Task It_holds_what_was_known_at_the_months_end()
    {
        await using var village = await Village.Settle();
        await village.Report(1);
        await village.Report(1, prefix: "W");
        village.Database.Clock.MoveTo(DanishTime.StartOf(new DateOnly(2026, 4, 2)));
        await village.Report(1, prefix: "W", revision: 2, withdrawn: true, reportedDay: new DateOnly(2026, 3, 4));
        await village.Report(4, prefix: "late", reportedDay: new DateOnly(2026, 3, 30));

        Assert.That((await Month(village)).Counts[0].Reports, Is.EqualTo(2));
        Assert.That((await Month(village)).Spikes, Is.Empty);
        Assert.That(MonthText.Html(await Month(village)), Does.Contain("Ingen stigninger i måneden."));
    }

    [Test]
    public async Task A_partnership_without_an_agreement_that_month_has_no_list()
    {
        await using var village = await Village.Settle();

        var (_, problem) = await new MonthReport(village.Database.Database, village.Agreements).Of("ingen", March, CancellationToken.None);

        Assert.That(problem!.Number, Is.EqualTo(3049));
    }

    private static async Task<MonthFacts> Month(Village village) =>
        (await new MonthReport(village.Database.Database, village.Agreements).Of(Village.Partnership, March, CancellationToken.None)).Facts!;
}
