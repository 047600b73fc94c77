using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Rules.Tests.Agreements;

/// <summary>What the rules say, in both languages.</summary>
public sealed class AgreementWordsTests
{
    private static readonly Offence Burglary = new("residential-burglary", ["1320"], Attempts: true), Theft = new("theft", ["1"], Attempts: false, "butikstyveri", "butikstyverier");

    private static readonly ThresholdRule FiveInAWeek = new(5, new Dictionary<string, int>(), 7);

    private static readonly Rule[] Rules =
    [
        FiveInAWeek, FiveInAWeek with { AtLeastByArea = new Dictionary<string, int> { ["8270"] = 8 }, CountBy = CountBy.Aoristic }, FiveInAWeek with { AtLeast = 1, WithinDays = 1, CountBy = CountBy.OccurredEnd },
        new RatioRule(4.2, 14, 0.01), new RatioRule(2, 7, 1), new PooledRule(0.001, 3), new NearRepeatRule(3, 200, 7), new LocalScanRule(13.4, 3), new PermutationScanRule(365, 3, 1000, 28),
        new OutbreakRule(0.3, 1, 3), new OutbreakRule(0.3, 2.5, 3), new FarringtonRule(0.005), new EarsRule(EarsMethod.C2, 0.001), new BayesRule(0.003), new EwmaRule(0.12, 3.8, 3), new CusumRule(3, 5, 0),
        new SeasonRule(42, 14), new SeasonRule(42, 1), new SeasonRule(51, 0), new RuleSet(true, [FiveInAWeek, new RuleSet(false, [FiveInAWeek, new RatioRule(2, 7, 1)])]),
    ];

    private static IEnumerable<Phrase> Said() =>
    [
        .. Rules.SelectMany(rule => new[] { RuleWords.Of(rule, Burglary), RuleWords.Of(rule, Theft), RuleWords.Of(rule, AgreementWords.Unnamed) }),
        .. Rules.Select(rule => AgreementWords.Of(
            new Criterion("x", "y", CriterionLevel.Watch, rule, HoldForDays: 2, FalseDiscoveryRate: 0.05, MaximumReportingDelayDays: 21) { Season = Season.Of(["november-februar"]) }, Burglary)),
        .. Enum.GetValues<Party>().Select(AgreementWords.Of), .. Enum.GetValues<CriterionLevel>().Select(AgreementWords.Of), .. Enum.GetValues<DecisionMode>().Select(AgreementWords.Of),
        .. Enum.GetValues<OnDeadline>().Select(AgreementWords.Of), .. Enum.GetValues<Reaction>().Select(AgreementWords.Of), .. Enum.GetValues<CountBy>().Select(RuleWords.Counted),
        .. Enum.GetValues<AgreementState>().Select(AgreementStates.Told),
        .. new[] { "supermarket", "school", "station", "square" }.Select(AgreementWords.Site),
        .. new[] { "police-coordinator", "police-duty", "municipal-lead", "joint-coordinator" }.Select(AgreementWords.Role),
        .. new[] { "postcode", "municipality", "police-district", "parish" }.Select(AgreementWords.Level),
        .. new[] { 0, 0.5, 1, 4, 48, 336 }.Select(AgreementWords.Hours),
        .. Agreed.Whole.Plan.Select(step => AgreementWords.Of(step, Agreed.Whole)),
        .. Agreed.Whole.Plan.Select(step => AgreementWords.Of(step with { AtHours = 2, DueHours = 24, Everyone = ["duty"], Season = Season.Of(["jul"]), Station = new StationWish(1, 1, 1) }, Agreed.Whole)),
        .. Agreed.Whole.Plan.Select(step => AgreementWords.Of(step with { DueHours = 0 }, Agreed.Whole)),
        AgreementWords.Of(new Goals(10, 2000)), AgreementWords.Of(new Goals(null, null)), AgreementWords.Of((Goals?)null), AgreementWords.Of((Logo?)null), AgreementWords.Of((OutOfHours?)null, Agreed.Whole),
        AgreementWords.Of(new OutOfHours(new TimeOnly(17, 0), new TimeOnly(8, 0), true, ["duty"]), Agreed.Whole), AgreementWords.Of(new OutOfHours(new TimeOnly(17, 0), new TimeOnly(8, 0), false, []), Agreed.Whole),
        AgreementWords.Of(new Channels(false, false, [], false)), AgreementWords.Of(new Channels(true, true, ["mail", "sms"], true) { LetterBudget = new LetterBudget(1, 90), LettersPer = LettersPer.Household, AtNight = true, NemSms = true }),
        AgreementWords.Of(new EndRule(42, false)), AgreementWords.Of(Agreed.Whole.Examples[0] with { Holds = false }), AgreementWords.Reminder(Agreed.Whole.Decision),
        SeasonWords.Begins(new SeasonRule(42, 14)), SeasonWords.Why(new SeasonRule(42, 14).OfYear(2026)!), SeasonWords.Why(new SeasonRule(7, 0).OfYear(2026)!),
        .. new[] { 7, 14, 27, 28, 42, 52 }.Select(week => new SeasonRule(week, 0).OfYear(2026)!.Holiday()).OfType<Phrase>(),
        .. TaskCatalogue.All.SelectMany(task => task.Checklist),
        .. new[] { 1, 2, 3, 7, 28 }.Select(every => RhythmWords.Of(FeedRhythm.Learn(Enumerable.Range(0, 364 / every).Select(at => new DateOnly(2025, 1, 6).AddDays(at * every)), new DateOnly(2026, 1, 5)))),
        RhythmWords.Of(FeedRhythm.Learn([], new DateOnly(2026, 1, 5))),
        RhythmWords.Of(FeedRhythm.Learn(Enumerable.Range(0, 364).Select(new DateOnly(2025, 1, 6).AddDays).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)), new DateOnly(2026, 1, 5))),
    ];

    [Test]
    public void All_of_it_says_the_same_in_English() => Assert.Multiple(() =>
    {
        foreach (var phrase in Said())
        {
            TestContext.Out.WriteLine($"{phrase.Danish}\n    {phrase.English}");
            BothLanguages.Say(phrase, "butikstyverier|butikstyveri", "Vagthavende|Indbrudskoordinator|Projektleder", "Nabohjælp");
        }
    });

    [Test]
    public void Rules_that_differ_differ_in_English_too() =>
        Assert.That(Rules.Select(rule => RuleWords.Of(rule, Burglary).English), Is.Unique);

    [TestCase("uge 42", "week 42")]
    [TestCase("uge 51-2", "weeks 51-2")]
    [TestCase("November - februar", "November-February")]
    [TestCase("jul", "Christmas")]
    [TestCase("helligdage", "public holidays")]
    [TestCase("skoleferie", "school holidays")]
    public void A_season_is_English_in_English_and_as_written_in_Danish(string word, string english) =>
        Assert.That(Season.Of([word])!.InWords, Is.EqualTo(new Phrase(word, english)));

    [Test]
    public void Every_word_of_seasons_has_an_English_one()
    {
        foreach (var word in Season.KnownWords.Split(", "))
            Assert.That(Season.Of([word])!.InWords.English, Is.Not.Empty.And.Not.EqualTo(word).IgnoreCase.Or.EqualTo("November"), word);
    }

    [TestCase(1, "burglary", "report of butikstyveri", "report")]
    [TestCase(5, "burglaries", "reports of butikstyverier", "reports")]
    public void An_agreements_own_word_stays_as_it_is(int count, string burglary, string own, string unnamed) =>
        Assert.That(new[] { Burglary, Theft, AgreementWords.Unnamed }.Select(offence => offence.InWords(count).English), Is.EqualTo([burglary, own, unnamed]));
}
