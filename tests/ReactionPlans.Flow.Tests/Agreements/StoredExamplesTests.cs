using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>An agreement's examples on the stored reports: one that fails keeps the version from being proposed, by whatever way.</summary>
public sealed class StoredExamplesTests
{
    private Village village = null!;
    private StoredExamples examples = null!;
    private DateOnly day;

    /// <summary>Three reports in area 1 on the day, and the next day is over.</summary>
    [SetUp]
    public async Task Begin()
    {
        village = await Village.Settle();
        examples = new StoredExamples(village.Map);
        day = village.Today;
        await village.Report(1, area: "2", prefix: "old", reportedDay: day.AddDays(-60));
        await village.Report(3);
        village.Wait(TimeSpan.FromDays(2));
    }

    [TearDown]
    public async Task End() => await village.DisposeAsync();

    private Task<T> Do<T>(Func<Work, Task<T>> body) => village.Database.Database.Do(body, CancellationToken.None);

    private async Task<Agreement> With(params (string Area, int DaysAfter, bool Holds)[] written)
    {
        var current = await Do(work => village.Agreements.Version(work, Village.Partnership, 1));
        return current with { Version = 2, Examples = [.. written.Select(one => new Example(one.Area, day.AddDays(one.DaysAfter), "burst", one.Holds))] };
    }

    private async Task<ExamplesChecked> Check(Agreement agreement) => await Do(work => examples.Check(work, agreement));

    private Task<AgreementReading> Propose(Agreement agreement) =>
        Do(work => ImportAgreement.Propose(work, AgreementYamlWriter.Write(agreement), "ny.yaml", new TemplateBook(), examples.Failed));

    private Task<AgreementReading> ProposeAs(Agreement agreement) => Do(async work => await ImportAgreement.ProposeAs(
        work, AgreementYamlWriter.Write(agreement), "forslag", new TemplateBook(), examples.Failed, await village.Agreements.Version(work, Village.Partnership, 1), "lead"));

    [Test]
    public async Task A_version_whose_example_fails_is_not_proposed_at_the_server_or_in_the_console()
    {
        var wrong = await With(("1", 0, true), ("1", 1, false));

        foreach (var reading in new[] { await Propose(wrong), await ProposeAs(wrong) })
        {
            Assert.That(reading.Agreement, Is.Null);
            Assert.That(reading.Problems.Single().English, Is.EqualTo($"The example 1 {day.AddDays(1):yyyy-MM-dd} (burst) does not hold: 3 reports, the limit is 3."));
        }

        Assert.That(await village.Database.Rows("agreements.version"), Is.EqualTo(1), "nothing is stored");
        Assert.That((await ProposeAs(await With(("1", 0, true), ("1", -1, false), ("2", 0, false)))).Problems, Is.Empty);
    }

    [Test]
    public async Task What_is_not_stored_and_what_is_not_over_says_nothing_and_refuses_nothing()
    {
        var found = await Check(await With(("1", -1000, true), ("1", 2, true), ("1", 0, true)));

        Assert.That((found.Tried, found.Failed.Count), Is.EqualTo((1, 0)));
        Assert.That(await Check(await With()), Is.SameAs(ExamplesChecked.None));
    }

    [Test]
    public async Task With_nothing_stored_no_example_is_tried()
    {
        await using var empty = await Village.Settle();

        Assert.That(await empty.Database.Database.Do(async work => await new StoredExamples(empty.Map).Check(work, await With(("1", 0, true))), CancellationToken.None), Is.SameAs(ExamplesChecked.None));
    }

    [Test]
    public async Task A_gap_is_judged_as_live_and_holds_nowhere()
    {
        await village.Database.Execute("insert into intake.report_day (source, day) values ('test', @yesterday)", new { yesterday = day.AddDays(-1) });

        Assert.That((await Check(await With(("1", 0, true), ("1", -1, false)))).Failed.Single().Number, Is.EqualTo(3052));
    }

    /// <summary>The municipality's calendar decides, as it was known when the day began.</summary>
    [TestCase(-1, true)]
    [TestCase(1, false)]
    public async Task The_season_is_asked_of_the_imported_calendar(int knownDaysAfter, bool holds)
    {
        await village.Database.Execute(
            "insert into intake.school_holiday (municipality, name, first_day, last_day, known_at) values ('0999', 'vinterferie', @first, @last, @known)",
            new { first = day.AddDays(-3), last = day.AddDays(3), known = DanishTime.StartOf(day.AddDays(knownDaysAfter)).UtcDateTime });
        var agreement = await With(("1", 0, holds));
        agreement = agreement with { Criteria = [agreement.Criteria[0] with { Season = Season.Of(["vinterferie"]) }] };

        Assert.That((await Check(agreement)).Failed, Is.Empty);
        Assert.That((await Check(agreement with { Examples = [agreement.Examples[0] with { Holds = !holds }] })).Failed, Has.Count.EqualTo(1));
    }
}
