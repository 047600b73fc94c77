using NUnit.Framework;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Detection;

public sealed class ExplainDayTests
{
    [Test]
    public async Task Every_day_of_a_spike_has_its_answer_as_known_then()
    {
        await using var village = await Village.Settle(criterion: ", clearAfterDays: 2, cooldownDays: 3");
        await village.Report(2);
        await village.Nights(1);
        await village.Report(1, prefix: "third");
        await village.Nights(12);
        var (quiet, fired) = (new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 5));
        var ended = await village.Database.Scalar<DateOnly>("select ended_on from detection.spike");

        var why = Ask(village);
        var (before, on, during, cooling, after) = (await why(quiet), await why(fired), await why(fired.AddDays(1)), await why(ended.AddDays(1)), await why(ended.AddDays(4)));

        Assert.Multiple(() =>
        {
            Assert.That(before is { Holds: false, Counted: 2, Needed: 3, Stood.State: "calm" }, Is.True);
            Assert.That(before.Sentence, Is.EqualTo("2 indbrud på 7 dage i 1; der skal 3 til. Derfor ingen stigning."));
            Assert.That(on is { Holds: true, Counted: 3, Stood.State: "fired" }, Is.True);
            Assert.That(on.Stood.Since, Is.EqualTo(fired));
            Assert.That(on.Sentence, Is.EqualTo("3 indbrud på 7 dage i 1; grænsen er 3. Det gav en stigning den dag."));
            Assert.That(during.Sentence, Does.EndWith("Der er allerede en åben stigning, fra den 5. marts 2026."));
            Assert.That(cooling.Stood, Is.EqualTo(new CriterionStood("cooling-down", null, ended.AddDays(3), null)));
            Assert.That(cooling.Sentence, Does.Contain("køler af til og med"));
            Assert.That(after is { Stood.State: "calm", Counted: 0 }, Is.True);
        });
    }

    [Test]
    public async Task What_became_known_later_is_not_in_it()
    {
        await using var village = await Village.Settle();
        var day = village.Today;
        await village.Report(2);
        await village.Nights(1);
        await village.Report(4, prefix: "late", reportedDay: day);

        Assert.That((await Ask(village)(day)).Counted, Is.EqualTo(2));
        Assert.That((await Ask(village)(village.Today)).Counted, Is.EqualTo(6));
    }

    [Test]
    public async Task A_day_without_data_says_so()
    {
        await using var village = await Village.Settle();
        await village.Report(3);
        await village.Nights(1);
        await village.Database.Execute("insert into intake.report_day (source, day) values ('test', @day)", new { day = village.Today });

        Assert.That(await Ask(village)(village.Today.AddDays(-1)) is { NoData: true } gap && gap.Sentence.Contains("ingen data"), Is.True);
    }

    [TestCase("99", null, 7021)]
    [TestCase("1", "other", 7023)]
    public async Task What_is_not_judged_is_told_with_a_number(string area, string? criterion, int code)
    {
        await using var village = await Village.Settle();

        var (explained, problem) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of(area, village.Today, criterion, CancellationToken.None);

        Assert.That(explained, Is.Null);
        Assert.That(problem!.Code, Is.EqualTo($"RP{code}"));
        Assert.That((await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", village.Today.AddDays(1), null, CancellationToken.None)).Problem!.Code, Is.EqualTo("RP7022"));
    }

    [Test]
    public async Task A_criterion_that_is_only_watched_is_shown_and_sets_nothing_off()
    {
        await using var village = await Village.Settle(moreCriteria: "\n  - { id: seen, offence: residential-burglary, level: watch, rule: { kind: threshold, atLeast: 2, withinDays: 7 }, minimumReports: 2 }");
        await village.Report(2);
        await village.JudgeSoFar();

        var (explained, _) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", village.Today, null, CancellationToken.None);

        Assert.Multiple(async () =>
        {
            Assert.That(await village.Database.Scalar<string>("select level from detection.spike"), Is.EqualTo("Watch"));
            Assert.That(await village.Said(nameof(Contracts.SpikeDetected)), Is.Zero, "nobody is asked, no plan starts");
            Assert.That(explained!.Criteria.Select(one => one.Criterion), Is.EqualTo(new[] { "burst", "seen" }));
            Assert.That(explained.Criteria[1].Sentence, Does.EndWith("Det gav en stigning den dag. Kriteriet vises kun og sætter intet i gang."));
        });

        await village.Nights(40);
        Assert.That(await village.Said(nameof(Contracts.RateFell)), Is.Zero);
    }

    [TestCase("chanceAtLeast: 0.999", "", "og der skal mindst 99,9 % til. Derfor ingen stigning.")]
    [TestCase("chanceAtLeast: 0.01", ", holdForDays: 1", "Det skal også have gjaldt dagen med data før, så der kom ingen stigning.")]
    [TestCase("chanceAtLeast: 0.01, atLeast: 9", "", "på 21 dage er der 4, og der skal 9 til. Derfor ingen stigning.")]
    [TestCase("chanceAtLeast: 0.01", ", minimumReports: 9", "På 21 dage er der 4, og der skal mindst 9 anmeldelser til, så der kom ingen stigning.")]
    public async Task An_outbreak_of_fewer_than_the_window_holds_is_held_against_the_whole_window(string rule, string criterion, string told)
    {
        await using var village = await Village.Settle(moreCriteria:
            $"\n  - {{ id: wave, offence: residential-burglary, level: watch, rule: {{ kind: outbreak-chance, {rule} }}{criterion} }}");
        var random = new Random(1);
        for (var back = 1100; back > 30; back -= 30)
            await Report($"old-{back}", back, random.NextDouble(), random.NextDouble());
        await Report("apart-1", 12, 0.1, 0.9);
        await Report("apart-2", 11, 0.9, 0.1);
        await Report("near-1", 0, 0.5, 0.5);
        await Report("near-2", 0, 0.5001, 0.5);
        await village.JudgeSoFar();

        var (explained, _) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", village.Today, "wave", CancellationToken.None);

        var one = explained!.Criteria.Single();
        Assert.That(one is { Counted: 2, Held: 4, HeldDays: 21 }, Is.True);
        Assert.That(one.Sentence, Does.EndWith(told));

        Task Report(string reference, int back, double north, double east)
        {
            var (day, known) = (village.Today.AddDays(-back), village.Database.Clock.GetUtcNow().AddDays(-back));
            return village.Receive([new ReportRow("test", reference, 1, false, known, "1320", false, DanishTime.StartOf(day), day, DanishTime.StartOf(day), known, 56 + north, 1 + east, null)]);
        }
    }

    private static Func<DateOnly, Task<CriterionExplained>> Ask(Village village) => async day =>
    {
        var (explained, problem) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", day, "burst", CancellationToken.None);
        return explained?.Criteria.Single() ?? throw new InvalidOperationException(problem?.Danish);
    };
}
