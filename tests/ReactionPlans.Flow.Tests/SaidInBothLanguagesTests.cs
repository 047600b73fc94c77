using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Evaluation;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests;

/// <summary>Every sentence that a stage makes for people, over the shapes its facts can have: the English is English, and tells the same numbers.</summary>
public sealed class SaidInBothLanguagesTests
{
    private static readonly Offence Burglary = new("residential-burglary", ["1320"], Attempts: true), Theft = new("theft", ["1"], Attempts: false, "butikstyveri", "butikstyverier");

    private static readonly DateOnly Day = new(2026, 3, 5);

    private static readonly DateTimeOffset Instant = new(2026, 3, 5, 7, 5, 0, TimeSpan.Zero);

    private static readonly bool[] Either = [true, false];

    private static IEnumerable<Phrase> OfEvidence() =>
        from count in new[] { 1, 13 }
        from atLeast in new int?[] { null, 5 }
        from expected in new double?[] { null, 0.01, 1234.5 }
        from near in new (bool Is, double? Metres)[] { (false, null), (true, null), (true, 0), (true, 1350.2) }
        from chance in new double?[] { null, 0.001, 0.62, 0.999 }
        from luck in new (double? Luck, double? Days)[] { (null, null), (0.0001, null), (0.0001, 333) }
        from tooLate in new int?[] { null, 1, 2 }
        from own in Either
        select EvidenceText.Sentence(
            new Evidence(count, atLeast, 7, Day.AddDays(-6), Day, Instant, true, 2, [])
            {
                Offence = own ? "theft" : "residential-burglary",
                OffenceOne = own ? Theft.Singular : null,
                OffenceSeveral = own ? Theft.Plural : null,
                Expected = expected,
                IsNear = near.Is,
                RadiusMetres = near.Metres,
                OutbreakChance = chance,
                Luck = luck.Luck,
                RecurrenceDays = luck.Days,
                TooLate = tooLate,
                MaximumReportingDelayDays = tooLate is null ? null : 21,
                Weight = own ? 3.25 : null,
            }, "8240");

    private static IEnumerable<Phrase> OfDays() =>
        from rule in new Rule[]
        {
            new ThresholdRule(5, new Dictionary<string, int>(), 7), new OutbreakRule(0.3, 1, 3), new PermutationScanRule(1000, 3, 500, 28), new PooledRule(0.001, 3), new SeasonRule(10, 14), new SeasonRule(42, 0),
        }
        from stood in new CriterionStood[] { new("calm", null, null, null), new("fired", Day, null, null), new("fired", Day.AddDays(-3), null, null), new("cooling-down", null, Day.AddDays(3), null) }
        from holds in Either
        from enough in Either
        from flags in Enumerable.Range(0, 8)
        from weeks in new double?[] { null, 1.2, 40 }
        from held in new[] { 2.0, 6.5 }
        let criterion = new Criterion("x", "y", flags > 3 ? CriterionLevel.Watch : CriterionLevel.Activate, rule, HoldForDays: flags > 3 ? 1 : 2) { Season = Rules.Time.Season.Of(["november-februar"]) }
        select ExplainText.Sentence(
            new CriterionExplained(
                "p", 1, "x", "watch", rule.Kind, flags == 7, holds, 6.5, 7, held, 14, 5, enough, null, 1.2, 0.01, weeks, weeks * 10, false, null, 0.29, flags != 1, flags == 2, flags == 3, 1, 0.7, stood, Phrase.None)
            { OutOfSeason = flags == 4 ? "november-februar" : null }, criterion, Burglary, Day, "8240", flags == 5 ? Problems.ScanTooLarge.With("2026-03-05", 60000, 50000) : null);

    private static IEnumerable<Phrase> OfEffects() =>
        from verdict in Enum.GetValues<EffectVerdict>()
        from episodes in new[] { 0, 1, 30 }
        from after in new[] { 1, 60 }
        from bounds in new (double Low, double? High)[] { (0.4, 0.9), (0, null), (1, 3.25), (1.1, 1.5) }
        from phrase in new[] { EffectText.Brief(verdict), EffectText.Sentence(new EffectRow { ReportsAfter = after, Expected = 4.21, Low = bounds.Low, High = bounds.High, Verdict = verdict, Episodes = episodes }, Burglary) }
        select phrase;

    private static IEnumerable<Phrase> OfGoals() =>
        from now in new[] { 40, 50, 60 }
        from then in new int?[] { null, 0, 50 }
        let facts = new GoalFacts(new Goals(10, 2000), new GoalYear(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2), new DateOnly(2025, 1, 1)), [now], then is { } known ? [known] : null, 1234, 34, Burglary)
        from phrase in new[] { facts.Burglaries!, facts.NeighbourFriends! }
        select phrase;

    private static IEnumerable<Phrase> OfRehearsals() =>
    [
        .. from reaction in new[] { "Letter", "NeighbourMessage", "MemberAlert", "LocalPost", "MobileStation", "Task" }
           from state in new[] { "Done", "Cancelled", "NotPossible", "Open" }
           from opened in new DateTimeOffset?[] { null, Instant }
           let step = new RehearsedStep("x", "Police", "y", reaction, "tryghedsvandring", Instant, Instant, state, Instant.AddHours(1), opened, 10, 9, 1, [new(Instant, "Risskov Skole"), new(Instant, null), new(null, null)])
           from phrase in new[] { RehearsalWords.What(step), RehearsalWords.How(step), RehearsalWords.Party(step.Party) }
           select phrase,
        .. from decided in new[] { Array.Empty<string>(), ["A", "B"] }
           from asked in new DateTimeOffset?[] { null, Instant }
           select RehearsalWords.Decision(new RehearsedActivation("8240", "Risskov", "x", Day, "both", asked, Instant, decided, Instant, null, null, 0, [])),
        .. new[] { "fallen", "season-over", "overtaken", "maximum", "withdrawn", "stopped", null }.Select(RehearsalWords.End),
        .. new[] { "Dismissed", "Lapsed", "Held", "Open" }.Select(RehearsalWords.Question),
    ];

    [TestCase(nameof(OfEvidence))]
    [TestCase(nameof(OfDays))]
    [TestCase(nameof(OfEffects))]
    [TestCase(nameof(OfGoals))]
    [TestCase(nameof(OfRehearsals))]
    public void What_is_said_is_said_in_English_too(string which) => Assert.Multiple(() =>
    {
        var all = (which switch
        {
            nameof(OfEvidence) => OfEvidence(),
            nameof(OfDays) => OfDays(),
            nameof(OfEffects) => OfEffects(),
            nameof(OfGoals) => OfGoals(),
            _ => OfRehearsals().Select(InWordsOfDays),
        }).Distinct().ToList();
        Assert.That(all, Has.Count.GreaterThan(5));
        foreach (var phrase in all.Where((_, at) => at % Math.Max(1, all.Count / 40) == 0))
            TestContext.Out.WriteLine($"{phrase.Danish}\n    {phrase.English}");
        foreach (var phrase in all)
            BothLanguages.Say(phrase, "butikstyverier|butikstyveri", "tryghedsvandring", "Risskov( Skole)?");
    });

    /// <summary>The terminal's days are digits alone, English ones are not.</summary>
    private static Phrase InWordsOfDays(Phrase phrase) => phrase with { Danish = phrase.Danish.Replace("05-03-2026", "5 marts 2026", StringComparison.Ordinal) };

    [Test]
    public void A_file_of_why_has_the_Danish_sentence_where_it_stood()
    {
        var one = new CriterionExplained(
            "p", 1, "x", "watch", "threshold", false, true, 5, 7, 5, 7, 5, true, null, null, null, null, null, false, null, null, true, false, false, null, null, new("calm", null, null, null), new("dansk", "English"));
        var names = JsonSerializer.SerializeToElement(one, JsonSerializerOptions.Web).EnumerateObject().ToList();

        Assert.That(names.TakeLast(4).Select(field => field.Name), Is.EqualTo(["stood", "sentence", "outOfSeason", "whyNotJudged"]));
        Assert.That(names.Single(field => field.Name == "sentence").Value.GetString(), Is.EqualTo("dansk"));
    }

    [Test]
    public void A_chart_is_drawn_in_the_readers_language()
    {
        var evidence = new Evidence(3, null, 7, Day.AddDays(-6), Day, Instant, true, 2, []) { Offence = "residential-burglary", LastDays = [new EvidenceDay(Day, 2, 0.5), new EvidenceDay(Day.AddDays(1), 1, null)] };

        Assert.That(SheetChart.Of(evidence, phrase => phrase.Danish), Does.Contain("Indbrud efter den dag").And.Contain("5. marts 2026: 0,5 ventes endnu anmeldt").And.Contain("Stiplet linje"));
        Assert.That(SheetChart.Of(evidence, phrase => phrase.English), Does.Contain("Burglaries by the last day").And.Contain("5 March 2026: 0.5 still to come").And.Contain("Dashed line").And.Not.Contain("Indbrud"));
    }
}
