using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Rules.Tests.Agreements;

public sealed class AgreementDifferenceTests
{
    private static readonly Offence Burglary = new("residential-burglary", ["1320"], Attempts: true);

    private static readonly Agreement Before = Agreed.Whole with
    {
        Offences = new Dictionary<string, Offence> { [Burglary.Id] = Burglary },
        Criteria = [new Criterion("burst", Burglary.Id, CriterionLevel.Activate, new ThresholdRule(6, new Dictionary<string, int>(), 14))],
    };

    private static Criterion Burst => Before.Criteria[0];

    private static IReadOnlyList<string> Between(Agreement before, Agreement after) => [.. AgreementDifference.Between(before, after).Select(sentence => sentence.Danish)];

    private static IReadOnlyList<string> To(Agreement after) => Between(Before, after);

    private static IReadOnlyList<string> To(Criterion burst) => To(Before with { Criteria = [burst] });

    private static IReadOnlyList<string> To(Func<ThresholdRule, ThresholdRule> change) => To(Burst with { Rule = change((ThresholdRule)Burst.Rule) });

    [Test]
    public void The_same_agreement_differs_in_nothing() => Assert.That(To(Before with { Version = 2 }), Is.Empty);

    [Test]
    public void A_limit_is_lowered() =>
        Assert.That(To(rule => rule with { AtLeast = 5 }), Is.EqualTo(["Grænsen sænkes fra 6 til 5 indbrud på 14 dage."]));

    [Test]
    public void A_limit_is_raised_and_the_days_with_it() =>
        Assert.That(To(rule => rule with { AtLeast = 7, WithinDays = 21 }), Is.EqualTo(["Grænsen ændres fra 6 indbrud på 14 dage til 7 indbrud på 21 dage."]));

    [Test]
    public void An_area_gets_a_limit_of_its_own() =>
        Assert.That(To(rule => rule with { AtLeastByArea = new Dictionary<string, int> { ["8270"] = 8 } }),
            Is.EqualTo(["Område 8270 får sin egen grænse på 8 indbrud på 14 dage."]));

    [Test]
    public void Reports_count_by_another_day() =>
        Assert.That(To(rule => rule with { CountBy = CountBy.OccurredEnd }),
            Is.EqualTo(["Anmeldelser tælles på den dag, hvor det senest kan være sket; før: på den dag, hvor det er anmeldt."]));

    [Test]
    public void A_criterion_is_only_shown() =>
        Assert.That(To(Burst with { Level = CriterionLevel.Watch, CooldownDays = 7 }),
            Is.EqualTo(["Kriteriet vises kun; før: sætter planen i gang.", "Afkølingen efter en stigning forkortes fra 14 til 7 dage."]));

    [Test]
    public void Of_several_criteria_the_one_that_changes_is_named()
    {
        var other = Burst with { Id = "other" };
        var before = Before with { Criteria = [Burst, other] };

        Assert.That(Between(before, before with { Criteria = [Burst with { MinimumReports = 4 }, other] }),
            Is.EqualTo(["Kriteriet 'burst': det mindste antal anmeldelser hæves fra 3 til 4."]));
    }

    [Test]
    public void The_decision_and_its_deadline_are_told() =>
        Assert.That(To(Before with { Decision = Before.Decision with { Mode = DecisionMode.Both, DeadlineHours = 12, OnDeadline = OnDeadline.Lapse } }),
            Is.EqualTo([
                "Beslutningen ændres fra politiet godkender til politiet og kommunen godkender begge.",
                "Fristen for at svare forlænges fra 4 timer til 12 timer.",
                "Svarer ingen inden fristen, bortfalder den; før: spørges stedfortræderne.",
            ]));

    [Test]
    public void Areas_come_and_go() =>
        Assert.That(To(Before with { Areas = new CoveredAreas("postcode", ["8240", "8260"]) }),
            Is.EqualTo(["Område 8260 kommer med.", "Område 8270 er ikke længere med."]));

    [Test]
    public void All_areas_are_others_than_some() =>
        Assert.That(To(Before with { Areas = new CoveredAreas("postcode", null) }),
            Is.EqualTo(["Områderne ændres fra postnummer 8240, 8270 til alle områder på niveauet postnummer."]));

    [Test]
    public void A_person_who_is_called_otherwise_is_told_once() =>
        Assert.That(To(Before with { People = [.. Before.People.Select(person => person.Id == "lead" ? person with { Name = "Petra" } : person)] }),
            Is.EqualTo(["Person 'lead' ændres fra Projektleder (kommunens projektleder, p@example.dk) til Petra (kommunens projektleder, p@example.dk)."]));

    [Test]
    public void A_step_whose_person_bears_the_same_name_is_told()
    {
        var twins = Before with { People = [.. Before.People, new Person("lead2", "municipal-lead", "Projektleder", "q@example.dk")] };
        var after = twins with { Plan = [.. twins.Plan.Select(step => step.Id == "letters" ? step with { Responsible = "lead2" } : step)] };

        Assert.That(Between(twins, after), Is.EqualTo(["Trin 'letters' ændres fra lead til lead2."]));
    }

    private static readonly Type[] RuleKinds = [.. typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract)];

    /// <summary>Every field filled, and a criterion with each kind of rule.</summary>
    private static object? Own(Type type) => type == typeof(Rule) ? Agreed.FiveInAWeek : type == typeof(Season) ? Season.Of(["uge 42"]) : null;

    private static Agreement Filled()
    {
        var whole = (Agreement)RecordVariants.Some(typeof(Agreement), Own);
        return whole with
        {
            Criteria = [.. RuleKinds.Select(kind => whole.Criteria[0] with { Id = kind.Name, Rule = (Rule)RecordVariants.Some(kind, Own) })],
        };
    }

    private static IEnumerable<TestCaseData> Variants() =>
        RecordVariants.Of(Filled(), typeof(Agreement), "agreement", Own)
            .Where(variant => variant.Path != "agreement.Version")
            .Select(variant => new TestCaseData(variant.Changed).SetArgDisplayNames(variant.Path));

    [TestCaseSource(nameof(Variants))]
    public void No_field_changes_without_a_sentence(Agreement changed) =>
        Assert.That(Between(Filled(), changed), Is.Not.Empty.And.All.Match("^[A-ZÆØÅ].*[^.]\\.$"));

    /// <summary>What was written by those who agreed is Danish in both: here "tekst" and "nøgle".</summary>
    [TestCaseSource(nameof(Variants))]
    public void Each_sentence_says_the_same_in_English(Agreement changed) => Assert.Multiple(() =>
    {
        foreach (var sentence in AgreementDifference.Between(Filled(), changed).Concat(AgreementDifference.Between(changed, Filled())))
        {
            BothLanguages.Say(sentence, "nøglex?", "tekstx?");
            Assert.That(sentence.English, Does.Match("^[A-Z].*[^.]\\.$").And.Not.Match("from (.+) to \\1\\.$"));
        }
    });

    [Test]
    public void Every_field_of_the_agreement_is_among_the_variants()
    {
        var changed = RecordVariants.Of(Filled(), typeof(Agreement), "agreement", Own).Select(variant => variant.Path).ToList();

        foreach (var field in typeof(Agreement).GetConstructors().Single(constructor => constructor.GetParameters().Length > 1).GetParameters())
            Assert.That(changed, Has.Some.StartWith($"agreement.{field.Name}"));
        foreach (var kind in RuleKinds)
            Assert.That(Filled().Criteria.Select(criterion => criterion.Rule.GetType()), Does.Contain(kind));
    }

    private static IEnumerable<TestCaseData> Judging()
    {
        yield return new TestCaseData(Before with { Criteria = [Burst with { CooldownDays = 3 }] }, true).SetArgDisplayNames("criteria");
        yield return new TestCaseData(Before with { Areas = new CoveredAreas("postcode", ["8240"]) }, true).SetArgDisplayNames("areas");
        yield return new TestCaseData(Before with { Offences = new Dictionary<string, Offence> { [Burglary.Id] = Burglary with { Attempts = false } } }, true).SetArgDisplayNames("offences");
        yield return new TestCaseData(Before with { Decision = Before.Decision with { Mode = DecisionMode.Both } }, false).SetArgDisplayNames("decision");
        yield return new TestCaseData(Before with { Sender = Before.Sender with { Name = "Anden" }, HoldsFrom = new DateOnly(2021, 1, 1) }, false).SetArgDisplayNames("sender");
    }

    [TestCaseSource(nameof(Judging))]
    public void Criteria_areas_and_offences_decide_whether_it_judges_otherwise(Agreement after, bool otherwise) =>
        Assert.That(AgreementDifference.JudgesOtherwise(Before, after), Is.EqualTo(otherwise));
}
