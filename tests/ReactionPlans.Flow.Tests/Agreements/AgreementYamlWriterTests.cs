using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>What is written reads back as the same agreement, whatever it holds: editing by form and by file is one thing.</summary>
public sealed class AgreementYamlWriterTests
{
    private static readonly ThresholdRule Plain = new(5, new Dictionary<string, int>(), 7);

    private static readonly Type[] RuleKinds = [.. typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract)];

    private static Agreement Read(string yaml)
    {
        var reading = AgreementYaml.Read(yaml, "aftale.yaml");
        Assert.That(reading.Problems, Is.Empty, yaml);
        return reading.Agreement!;
    }

    private static void ReadsBack(Agreement agreement) =>
        Assert.That(RecordVariants.Lines(Read(AgreementYamlWriter.Write(agreement))), Is.EqualTo(RecordVariants.Lines(agreement)));

    /// <summary>Values that the reader takes, where a made-up one would not do.</summary>
    private static object? Own(Type type) =>
        type == typeof(Rule) ? Plain
        : type == typeof(RatioRule) ? new RatioRule(2.5, 21, 0.001)
        : type == typeof(RuleSet) ? new RuleSet(false, [Plain with { CountBy = CountBy.Aoristic }, new RuleSet(true, [new FarringtonRule(0.00001), new EarsRule(Rules.Detection.EarsMethod.C2, 0.025)])])
        : type == typeof(Partnership) ? new Partnership("nord-øst", "\"Nord\": \\ ja, #1 {x}", "0751", "no")
        : type == typeof(Sender) ? new Sender("null", "- kontakt: 'x'", "+45 114 0") { Logo = new Logo("våben.png", "Byvåben: \"et tårn\"") }
        : type == typeof(Channels) ? new Channels(true, false, ["sms", "mail"], true)
        {
            NemSms = true,
            LetterBudget = new LetterBudget(2, 90),
            LocalGroups = [new LocalGroup("Naboer: \"Risskov\"", "https://groups.example.dk/risskov?a=1#top", ["8240", "0999"]), new LocalGroup("Alle", "https://groups.example.dk", [])],
        }
        : type == typeof(CoveredAreas) ? new CoveredAreas("postcode", ["0999", "true", "8240"])
        : type == typeof(Offence) ? new Offence("nøgle", ["0001", "T-2"], false, "butikstyveri", "butikstyverier")
        : type == typeof(NearRepeatRule) ? new NearRepeatRule(3, 150.5, 0)
        : type == typeof(PermutationScanRule) ? new PermutationScanRule(200.5, 4, 800, 21)
        : type == typeof(Season) ? Season.Of(["uge 42", "jul"])
        : type == typeof(DecisionRule) ? new DecisionRule(DecisionMode.Both, 3.5, OnDeadline.Activate, ["b"])
        { ReminderHours = 0.75, HoldAtMostDays = 3, OutOfHours = new OutOfHours(new TimeOnly(17, 0), new TimeOnly(8, 30), false, ["b"]) }
        : type == typeof(SeasonRule) ? new SeasonRule(42, 14)
        : type == typeof(CusumRule) ? new CusumRule(2, 5, 0)
        : type == typeof(Person) ? new Person("a", "police-coordinator", "Åse O'Hara", "a@example.dk", "b")
        : null;

    private static Agreement Filled()
    {
        var whole = (Agreement)RecordVariants.Some(typeof(Agreement), Own);
        return whole with
        {
            ReviewBy = whole.HoldsFrom.AddDays(400),
            Criteria = [.. RuleKinds.Select(kind => whole.Criteria[0] with { Id = kind.Name, Rule = (Rule)RecordVariants.Some(kind, Own) })],
            Plan =
            [
                new PlanStep("letters", Party.Municipality, "a", Reaction.Letter, "t", null, 0.5, 48, null, null, null),
                new PlanStep("walk", Party.Police, "a", Reaction.Task, null, "gå: en tur", 0, 36.25, null, null, null) { Season = Season.Of(["november-februar"]), Everyone = ["a", "b"], Gate = new Gate("letters", null, 12) },
                new PlanStep("station", Party.Police, "a", Reaction.MobileStation, null, null, 2, null, new StationWish(2, 1.5, 7), new Gate("letters", 0.9, 48), new Otherwise("supermarket", "walk")),
            ],
        };
    }

    [Test]
    public void Every_kind_of_rule_and_every_optional_field_reads_back() => ReadsBack(Filled());

    [Test]
    public void What_is_left_out_stays_left_out() => ReadsBack(Filled() with
    {
        ReviewBy = null,
        Goals = null,
        Examples = [],
        Areas = new CoveredAreas("parish", null),
        Channels = new Channels(false, false, [], false),
        Decision = new DecisionRule(DecisionMode.Automatic, 4, OnDeadline.Escalate, []),
        Offences = new Dictionary<string, Offence> { ["x"] = new("x", ["1"], true) },
        Criteria = [.. Filled().Criteria.Select(criterion => criterion with { OffenceId = "x", FalseDiscoveryRate = null, MaximumReportingDelayDays = null, Season = null })],
        People = [new Person("a", "police-duty", "A", "a@example.dk")],
    });

    [TestCase("examples/aarhus.yaml")]
    [TestCase("examples/recommended.yaml")]
    [TestCase("examples/autumn-holiday.yaml")]
    public void The_examples_read_back(string file) => ReadsBack(Read(Repository.Read(file)));

    /// <summary>One change at a time, so that no field hides another's; those the reader refuses are not an agreement.</summary>
    [Test]
    public void Each_field_reads_back_when_it_alone_is_changed()
    {
        var tried = 0;
        foreach (var (path, changed) in RecordVariants.Of(Filled(), typeof(Agreement), "agreement", Own))
        {
            var agreement = (Agreement)changed!;
            var reading = AgreementYaml.Read(AgreementYamlWriter.Write(agreement), "aftale.yaml");
            // A ratio over weeks that are not whole, and an offence under another name than its own, no reader makes.
            if (reading.Agreement is null
                || agreement.Criteria.Any(criterion => criterion.Rule is RatioRule ratio && ratio.WithinDays % 7 != 0)
                || agreement.Offences.Any(pair => pair.Key != pair.Value.Id))
                continue;
            tried++;
            Assert.That(RecordVariants.Lines(reading.Agreement), Is.EqualTo(RecordVariants.Lines(agreement)), path);
        }

        Assert.That(tried, Is.GreaterThan(100), "nearly all changes are agreements");
    }

    [Test]
    public void Every_field_that_the_reader_knows_is_written_somewhere()
    {
        var written = AgreementYamlWriter.Write(Filled());

        foreach (var shape in AgreementShapes.All)
            foreach (var field in shape.All)
                Assert.That(written, Does.Match($@"(?m)(^|[ \[{{]){field}:[ \n]"), $"{shape.Name}.{field}");
        foreach (var kind in AgreementShapes.RuleKinds)
            Assert.That(written, Does.Contain($"kind: {kind}").Or.Contain($"kind: \"{kind}\""));
    }

    [TestCase(0.00001, "0.00001")]
    [TestCase(1.5e-7, "0.00000015")]
    [TestCase(0.1, "0.1")]
    [TestCase(1e20, "100000000000000000000")]
    [TestCase(-2.5e-5, "-0.000025")]
    public void A_number_is_written_without_an_exponent(double number, string written)
    {
        var criterion = Filled().Criteria[0] with { Rule = new FarringtonRule(number) };

        Assert.That(AgreementYamlWriter.Write(Filled() with { Criteria = [criterion] }), Does.Contain($"alpha: {written} }}"));
    }
}
