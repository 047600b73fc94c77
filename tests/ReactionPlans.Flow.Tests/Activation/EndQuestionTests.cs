using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Activation;

/// <summary>The agreed time has passed, and the number is still high.</summary>
public sealed class EndQuestionTests
{
    private Village village = null!;
    private DateOnly started;

    [SetUp]
    public async Task StartAPlan() => await Settle("mode: police, deadlineHours: 4, onDeadline: escalate, deputies: [duty]");

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task The_parties_are_asked_once_and_the_plan_goes_on_meanwhile()
    {
        await UntilTheMaximum();
        await village.Watch();

        Assert.That(await village.Said(nameof(EndAsked)), Is.EqualTo(1));
        Assert.That(await village.Said(nameof(ActivationEnded)), Is.Zero);
        Assert.That(await village.Database.Rows("activation.task", "step_id = 'walk' and state = 'Open'"), Is.EqualTo(1));

        await village.Hear<EndAsked>(NotifyParties.Queue, new NotifyParties(village.Database.Database, village.Agreements));
        Assert.That(await village.Database.Query<string>("select recipient_id from delivery.delivery where template = 'end-question' order by 1"),
            Is.EqualTo(["landsby/coordinator", "landsby/lead"]));
    }

    [Test]
    public async Task Each_of_them_gets_a_link_of_their_own_to_this_question_and_nobody_gets_one_when_it_is_settled()
    {
        await UntilTheMaximum();
        var links = new AnswerLinks(new byte[Seal.KeyBytes]);
        var wording = new Wording(new TemplateBook(), new TextOptions { ConsoleUrl = "https://plan.example.dk" }, links, Purpose.Live);
        var id = await village.Database.Scalar<Guid>("select id from activation.activation");

        foreach (var person in new[] { "coordinator", "lead" })
        {
            var text = wording.Write("end-question", await Facts(id), "end-1", person).Text;
            var token = text.Split($"https://plan.example.dk{AnswerLinks.EndPath}")[1].Split('\n')[0].Trim();
            Assert.That(links.OpenEnd(token), Is.EqualTo(new EndLink(id, 1, Village.Partnership, person)));
            Assert.That(links.OpenAny(token), Is.EqualTo(links.OpenEnd(token)));
            Assert.That((links.Open(token), links.OpenTask(token)), Is.EqualTo(((AnswerLink?)null, (TaskLink?)null)), "it speaks for nothing else");
            Assert.That(text, Does.Contain("Linket er dit eget"));
        }

        await Answer("extend", "coordinator");
        Assert.That(wording.Write("end-question", await Facts(id), "end-1", "lead").Text, Does.Not.Contain("/Answer/").And.Not.Contain("Linket er dit eget"));
    }

    [Test]
    public async Task The_link_of_an_earlier_question_answers_no_later_one()
    {
        await UntilTheMaximum();
        var id = await village.Database.Scalar<Guid>("select id from activation.activation");
        Assert.That(await Answer("extend", "coordinator"), Is.Null);
        village.Wait(TimeSpan.FromDays(10));
        await village.Watch();
        var answerEnd = new AnswerEnd(village.Database.Database, village.Agreements);

        Assert.That((await answerEnd.Answer(new EndLink(id, 1, Village.Partnership, "lead"), "close", default))?.Kind, Is.EqualTo(Problems.EndNotAsked));
        Assert.That(await answerEnd.Answer(new EndLink(id, 2, Village.Partnership, "lead"), "close", default), Is.Null);
    }

    [Test]
    public async Task Unanswered_it_closes_on_the_agreed_last_day_and_never_with_an_all_clear()
    {
        await UntilTheMaximum();
        var deadline = await village.Database.Scalar<DateTimeOffset>("select end_deadline_at from activation.activation");
        Assert.That(DanishTime.TimeOf(deadline), Is.EqualTo(new TimeOnly(16, 0)), "nobody must answer at night");
        Assert.That(deadline.DayOfWeek, Is.EqualTo(DayOfWeek.Monday), "nor in the weekend that the agreed last day ends in");
        village.Database.Clock.MoveTo(deadline.AddMinutes(-1));
        await village.Watch();
        Assert.That(await village.Said(nameof(ActivationEnded)), Is.Zero);

        village.Database.Clock.MoveTo(deadline);
        await village.Watch();

        Assert.That(await village.Database.Scalar<string>("select end_reason from activation.activation"), Is.EqualTo("maximum"));
        Assert.That(await village.Database.Scalar<DateOnly>("select ended_on from activation.activation"), Is.EqualTo(started.AddDays(10)));
        Assert.That(await village.Database.Rows("activation.task", "state in ('Open', 'Waiting')"), Is.Zero);
    }

    [TestCase("coordinator")]
    [TestCase("lead")]
    public async Task Either_party_closes_it(string person)
    {
        await UntilTheMaximum();

        Assert.That(await Answer("close", person), Is.Null);

        Assert.That(await village.Database.Scalar<string>("select end_reason from activation.activation"), Is.EqualTo("maximum"));
        Assert.That((await Answer("extend", "coordinator"))?.Kind, Is.EqualTo(Problems.EndNotAsked));
    }

    [Test]
    public async Task Extended_it_goes_on_for_the_agreed_time_and_asks_again()
    {
        await UntilTheMaximum();
        Assert.That(await Answer("extend", "coordinator"), Is.Null);

        Assert.That(await village.Said(nameof(PlanProlonged)), Is.EqualTo(1));
        Assert.That(await village.Database.Rows("activation.task"), Is.EqualTo(5));
        Assert.That((await Answer("close", "lead"))?.Kind, Is.EqualTo(Problems.EndNotAsked), "the question is settled");

        // The count is as it was, so the spike has not ended by itself; the next ten days pass.
        village.Wait(TimeSpan.FromDays(10));
        await village.Watch();
        Assert.That(await village.Said(nameof(EndAsked)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_new_round_takes_every_step_anew_and_writes_to_the_residents_again()
    {
        await UntilTheMaximum();
        Assert.That(await Answer("new-round", "lead"), Is.Null);

        Assert.That(await village.Database.Query<string>("select step_id || ' ' || coalesce(gate_step, '-') || ' ' || state from activation.task where round = 2 order by step_order"),
            Is.EqualTo(["letters~2 - Open", "friends~2 - Open", "post~2 - Open", "station~2 letters~2 Waiting", "walk~2 - Open"]));
        Assert.That(await village.Said(nameof(PlanRoundStarted)), Is.EqualTo(1));

        await village.Database.Execute("""
            insert into reactions.neighbour_friend (id, name, role, latitude, longitude, language, mail, consent_at, imported_at) values ('n1', 'N', 'neighbour-friend', 56.5, 1.5, 'da', 'n1@example.dk', @now, @now);
            insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select 'n1', area_id from activation.covered_area
            """, new { now = village.Database.Clock.GetUtcNow().UtcDateTime });
        await village.Hear<PlanRoundStarted>(PlanNeighbourMessages.Queue, new PlanNeighbourMessages(village.Database.Database, village.Agreements));
        Assert.That(await village.Database.Query<string>("select step_id from delivery.delivery"), Is.EqualTo(["friends~2"]));
    }

    [Test]
    public async Task Where_both_decide_going_on_takes_one_of_each()
    {
        await village.DisposeAsync();
        await Settle("mode: both, deadlineHours: 4, onDeadline: escalate, deputies: [duty]");
        await UntilTheMaximum();

        Assert.That(await Answer("extend", "coordinator"), Is.Null);
        Assert.That((await Answer("extend", "coordinator"))?.Kind, Is.EqualTo(Problems.EndAnsweredByThem));
        Assert.That(await village.Said(nameof(PlanProlonged)), Is.Zero);

        Assert.That(await Answer("extend", "lead"), Is.Null);
        Assert.That(await village.Said(nameof(PlanProlonged)), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_is_asked_when_the_number_has_fallen()
    {
        await village.Nights(10);
        await village.Database.Execute("update detection.spike set ended_on = @day, end_reason = 'fallen'", new { day = village.Today });
        await village.Nights(1);
        village.Wait(TimeSpan.FromMinutes(25));
        await village.Watch();

        Assert.That(await village.Said(nameof(EndAsked)), Is.Zero);
        Assert.That(await village.Database.Scalar<string>("select end_reason from activation.activation"), Is.EqualTo("fallen"));
    }

    private async Task Settle(string decision)
    {
        village = await Village.Settle(decision, end: "maximumDays: 10, allClear: true");
        started = village.Today;
        await village.Report(3);
        await village.JudgeSoFar();
        await village.StartPlan();
    }

    private async Task UntilTheMaximum()
    {
        await village.Nights(11);
        village.Wait(TimeSpan.FromMinutes(25));
        await village.Watch();
    }

    private async Task<TextFacts> Facts(Guid activation) =>
        (await village.Database.Database.Do(work => TextFacts.Read(work, village.Agreements, [activation]), default))[activation];

    private async Task<Problem?> Answer(string choice, string person) => await new AnswerEnd(village.Database.Database, village.Agreements).Answer(
        await village.Database.Scalar<Guid>("select id from activation.activation"), choice, Village.Partnership, person, CancellationToken.None);
}
