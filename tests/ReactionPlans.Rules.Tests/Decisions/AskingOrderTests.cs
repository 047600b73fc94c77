using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Tests.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Decisions;

public sealed class AskingOrderTests
{
    private static readonly OutOfHours Nights = new(new TimeOnly(17, 0), new TimeOnly(8, 0), Weekends: true, ["duty"]);

    /// <summary>A Wednesday at eleven.</summary>
    private static readonly DateTimeOffset Noonish = DanishTime.At(new DateOnly(2026, 3, 4), new TimeOnly(11, 0));

    [Test]
    public void Deciders_first_then_each_deputy_then_everybody_again_and_again()
    {
        var agreement = With(new DecisionRule(DecisionMode.Police, 4, OnDeadline.Escalate, ["duty", "second"]));
        var asked = new List<string>();
        var rounds = new List<string>();
        for (var round = 0; round < 5; round++)
        {
            var next = AskingOrder.Next(agreement, asked, Noonish);
            rounds.Add(string.Join('+', next.PersonIds));
            asked.AddRange(next.PersonIds);
        }

        Assert.That(rounds, Is.EqualTo(new[] { "coordinator", "duty", "second", "coordinator+duty+second", "coordinator+duty+second" }));
    }

    [Test]
    public void Out_of_hours_those_on_duty_come_first_and_the_deciders_after_them()
    {
        var agreement = With(new DecisionRule(DecisionMode.Police, 2, OnDeadline.Escalate, ["second"]) { OutOfHours = Nights });
        var night = DanishTime.At(new DateOnly(2026, 3, 4), new TimeOnly(23, 0));

        var first = AskingOrder.Next(agreement, [], night);
        var second = AskingOrder.Next(agreement, first.PersonIds, first.DeadlineAt);
        var morning = AskingOrder.Next(agreement, first.PersonIds, Noonish.AddDays(1));

        Assert.That(first.PersonIds, Is.EqualTo(new[] { "duty" }));
        Assert.That(first.DeadlineAt, Is.EqualTo(night.AddHours(2)), "somebody is on duty: the time runs");
        Assert.That(second.PersonIds, Does.Contain("coordinator"), "nobody answered at night: the next ones are asked, at night too");
        Assert.That(morning.PersonIds, Does.Contain("coordinator"));
    }

    [Test]
    public void Without_anybody_on_duty_the_time_to_answer_runs_from_the_next_working_hour()
    {
        var agreement = With(new DecisionRule(DecisionMode.Police, 4, OnDeadline.Activate, []) { OutOfHours = Nights with { Ask = [] } });
        var friday = DanishTime.At(new DateOnly(2026, 3, 6), new TimeOnly(18, 30));

        var round = AskingOrder.Next(agreement, [], friday);

        Assert.That(round.PersonIds, Does.Contain("coordinator"));
        Assert.That(round.DeadlineAt, Is.EqualTo(DanishTime.At(new DateOnly(2026, 3, 9), new TimeOnly(12, 0))), "Monday at eight, and four hours");
        Assert.That(round.RemindAt, Is.EqualTo(DanishTime.At(new DateOnly(2026, 3, 9), new TimeOnly(11, 0))), "a quarter of the time before it");
    }

    [Test]
    public void No_reminder_where_none_was_agreed_or_there_is_no_time_for_one()
    {
        var rule = new DecisionRule(DecisionMode.Police, 4, OnDeadline.Escalate, ["duty"]);

        Assert.That(AskingOrder.Next(With(rule), [], Noonish).RemindAt, Is.EqualTo(Noonish.AddHours(3)));
        Assert.That(AskingOrder.Next(With(rule with { ReminderHours = 4 }), [], Noonish).RemindAt, Is.Null);
        Assert.That(AskingOrder.Next(With(rule with { ReminderHours = 0 }), [], Noonish).RemindAt, Is.Null);
    }

    [Test]
    public void With_the_reminder_the_personal_deputies_of_those_who_have_not_answered_are_asked_too()
    {
        var police = WithDeputies(DecisionMode.Police);
        var both = WithDeputies(DecisionMode.Both);

        Assert.That(AskingOrder.StandIns(police, ["coordinator"], []), Is.EqualTo(new[] { "duty" }));
        Assert.That(AskingOrder.StandIns(police, ["duty"], []), Is.Empty, "nobody stands in for the officer on duty");
        Assert.That(AskingOrder.StandIns(police, ["coordinator", "duty"], []), Is.Empty, "the deputy is asked already");
        Assert.That(AskingOrder.StandIns(both, ["coordinator", "lead"], []), Is.EqualTo(new[] { "duty", "assistant" }));
        Assert.That(AskingOrder.StandIns(both, ["coordinator", "lead"], ["coordinator"]), Is.EqualTo(new[] { "assistant" }), "who has answered needs nobody");
        Assert.That(AskingOrder.StandIns(police, ["lead"], []), Is.Empty, "the municipality's deputy does not decide for the police");
        Assert.That(AskingOrder.StandIns(With(police.Decision), ["coordinator", "lead", "nobody"], []), Is.Empty);
    }

    [Test]
    public void A_personal_deputy_who_is_an_agreed_one_too_still_has_a_turn()
    {
        var agreement = WithDeputies(DecisionMode.Police);
        var first = AskingOrder.Next(agreement, [], Noonish);

        Assert.That(AskingOrder.Next(agreement, first.PersonIds, first.DeadlineAt).PersonIds, Is.EqualTo(new[] { "duty" }));
    }

    private static Agreement WithDeputies(DecisionMode mode)
    {
        var agreement = With(new DecisionRule(mode, 4, OnDeadline.Escalate, ["duty", "second"]));
        return agreement with
        {
            People =
            [
                .. agreement.People.Select(person => person with { Deputy = person.Id switch { "coordinator" => "duty", "lead" => "assistant", _ => null } }),
                new Person("assistant", "municipal-lead", "Anna", "a@example.dk"),
            ],
        };
    }

    [TestCase("2026-03-04T16:59", false)]
    [TestCase("2026-03-04T17:00", true)]
    [TestCase("2026-03-05T07:59", true)]
    [TestCase("2026-03-05T08:00", false)]
    [TestCase("2026-03-07T12:00", true, TestName = "a Saturday")]
    [TestCase("2026-03-08T12:00", true, TestName = "a Sunday")]
    public void Out_of_hours_is_by_the_Danish_clock(string local, bool isOut)
    {
        var at = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(Nights.Contains(DanishTime.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at))), Is.EqualTo(isOut));
    }

    [Test]
    public void The_end_of_quiet_hours_is_never_inside_them_whatever_the_hour_of_the_year()
    {
        var kinds = new[]
        {
            Nights, Nights with { Weekends = false }, new OutOfHours(new TimeOnly(12, 0), new TimeOnly(12, 30), true, []),
            new OutOfHours(new TimeOnly(8, 0), new TimeOnly(8, 0), true, []), new OutOfHours(new TimeOnly(0, 0), new TimeOnly(23, 59), true, []),
        };
        foreach (var hours in kinds)
            for (var at = DanishTime.StartOf(new DateOnly(2026, 1, 1)); at < DanishTime.StartOf(new DateOnly(2027, 1, 1)); at = at.AddMinutes(37))
            {
                var end = hours.EndAfter(at);
                Assert.That(hours.Contains(end), Is.False);
                Assert.That(end, Is.GreaterThanOrEqualTo(at));
                if (end > at)
                    Assert.That(hours.Contains(end.AddMinutes(-1)), Is.True, $"{end} is not the first: one minute earlier was free, too");
            }
    }

    private static Agreement With(DecisionRule rule) => Agreed.Whole with
    {
        Decision = rule,
        People =
        [
            new Person("coordinator", "police-coordinator", "Karen", "k@example.dk"), new Person("duty", "police-duty", "Viggo", "v@example.dk"),
            new Person("second", "police-duty", "Sanne", "s@example.dk"), new Person("lead", "municipal-lead", "Peter", "p@example.dk"),
        ],
    };
}
