using NUnit.Framework;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Agreements;

public sealed class CheckExamplesTests
{
    private static readonly DateOnly Day = new(2020, 2, 16);

    private static Agreement With(string area, bool holds, string criterion = "burst") =>
        Agreed.Whole with { Examples = [new Example(area, Day, criterion, holds)] };

    [TestCase("8240", 5, true)]
    [TestCase("8240", 4, false)]
    [TestCase("8270", 8, true)]
    [TestCase("8270", 7, false)]
    public void An_example_holds_when_its_area_reaches_the_agreed_number(string area, int reports, bool holds)
    {
        Assert.That(CheckExamples.Run(With(area, holds), (_, _, _, _) => reports), Is.Empty);
        Assert.That(CheckExamples.Run(With(area, !holds), (_, _, _, _) => reports), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_failed_example_names_the_counts() =>
        Assert.That(CheckExamples.Run(With("8240", true), (_, _, _, _) => 2).Single().English,
            Is.EqualTo("The example 8240 2020-02-16 (burst) does not hold: 2 reports, the limit is 5."));

    [Test]
    public void The_count_is_asked_with_the_rules_window_and_the_criterions_offence()
    {
        var asked = new List<(string, DateOnly, string, int)>();

        CheckExamples.Run(With("8240", true), (area, day, offence, rule) =>
        {
            asked.Add((area, day, offence.Id, rule.WithinDays));
            return 9;
        });

        Assert.That(asked, Is.EqualTo([("8240", Day, "burglary", 7)]));
    }

    [Test]
    public void The_rule_is_asked_alone_without_the_fewest_reports()
    {
        var agreement = With("8240", true);
        agreement = agreement with { Criteria = [agreement.Criteria[0] with { MinimumReports = 20 }] };

        Assert.That(CheckExamples.Run(agreement, (_, _, _, _) => 5), Is.Empty);
    }

    [Test]
    public void An_example_of_an_unknown_criterion_is_left_to_the_check() =>
        Assert.That(CheckExamples.Run(With("8240", true, "wave"), (_, _, _, _) => 0), Is.Empty);
}
