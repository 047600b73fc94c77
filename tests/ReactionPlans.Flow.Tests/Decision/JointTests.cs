using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Tests.Decision;

/// <summary>Areas 1, 2 and 3 lie in a row: 1 and 3 both touch 2 and not each other.</summary>
public sealed class JointTests
{
    private const string Police = "mode: police, deadlineHours: 4, onDeadline: lapse";
    private const string Both = "mode: both, deadlineHours: 4, onDeadline: lapse";
    private const string Neighbour = "naboby";

    private Village village = null!;

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task Two_areas_of_one_agreement_are_offered_together_and_a_third_further_off_is_not()
    {
        village = await Village.Settle(Police);

        await Spike("1", "3");

        Assert.That(await village.Database.Rows("decision.joint"), Is.Zero, "1 and 3 do not touch");
        await Spike("2");
        Assert.That(await village.Database.Query<string>("select area_id::text from decision.joint_member order by area_id"), Is.EqualTo(["1", "2", "3"]), "2 lies between them");
        Assert.That(await Notices("offered-3", Village.Partnership), Is.EqualTo(["coordinator", "duty"]), "everyone asked is told, once");
    }

    [Test]
    public async Task Answered_together_they_are_one_plan_over_both_areas()
    {
        village = await Village.Settle(Police);
        await Spike("1", "2");

        Assert.That(await village.Answer(await SpikeIn("2"), "approve", "coordinator", together: true), Is.Null);
        await Settle();

        Assert.That(await States(), Is.EqualTo(["1 Approved", "2 Approved"]));
        Assert.That(await village.Database.Rows("activation.activation"), Is.EqualTo(1));
        Assert.That(await village.Database.Query<string>("select area_id::text from activation.covered_area order by 1"), Is.EqualTo(["1", "2"]));
        Assert.That(await village.Database.Rows("activation.task", "step_id = 'station'"), Is.EqualTo(1), "one station is sent, not two");
    }

    [Test]
    public async Task A_resident_of_both_areas_gets_one_letter()
    {
        village = await Village.Settle(Police);
        await village.Database.Execute("""
            insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, protected, language, imported_at)
                select plumbing.stable_id('r' || number), 'synthetic', convert_to('r' || number, 'UTF8'), '', 'a' || number, 'h' || number, true, false, 'da', now() from generate_series(1, 3) as number;
            insert into reactions.resident_area (resident_id, area_id) values
                (plumbing.stable_id('r1'), 1), (plumbing.stable_id('r2'), 2), (plumbing.stable_id('r3'), 1), (plumbing.stable_id('r3'), 2);
            """);
        await Spike("1", "2");
        await village.Answer(await SpikeIn("1"), "approve", "coordinator", together: true);
        await Settle();

        await village.Hear<ActivationStarted>(PlanLetters.Queue, new PlanLetters(village.Database.Database, village.Agreements));

        Assert.That(await village.Database.Rows("delivery.delivery", "kind = 'Letter'"), Is.EqualTo(3));
    }

    [Test]
    public async Task The_plan_goes_on_until_the_last_of_its_areas_is_quiet()
    {
        village = await Village.Settle(Police);
        await Spike("1", "2");
        await village.Answer(await SpikeIn("1"), "approve", "coordinator", together: true);
        await Settle();

        await village.Database.Execute("update detection.spike set ended_on = @day, end_reason = 'fallen' where area_id = 1", new { day = village.Today });
        await village.Watch();
        Assert.That(await village.Database.Rows("activation.activation", "ended_at is null"), Is.EqualTo(1));

        await village.Database.Execute("update detection.spike set ended_on = @day, end_reason = 'withdrawn' where area_id = 2", new { day = village.Today.AddDays(1) });
        await village.Watch();
        Assert.That(await village.Database.Query<string>("select end_reason || ' ' || ended_on from activation.activation where ended_at is not null"),
            Is.EqualTo([$"withdrawn {village.Today.AddDays(1):yyyy-MM-dd}"]));
        Assert.That(await village.Database.Rows("activation.covered_area", "ended_at is null"), Is.Zero, "the areas are free for the next plan");
    }

    [Test]
    public async Task An_area_that_rises_anew_while_the_plan_goes_on_for_another_keeps_it_going()
    {
        village = await Village.Settle(Police);
        await Spike("1", "2");
        await village.Answer(await SpikeIn("1"), "approve", "coordinator", together: true, areasSeen: "1 Område 1, 2 Område 2");
        await Settle();
        await village.Database.Execute("update detection.spike set ended_on = @day, end_reason = 'withdrawn' where area_id = 1", new { day = village.Today });
        await village.Database.Execute("""
            insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence)
            select @again, partnership_id, agreement_version, criterion_id, level, area_id, fired_on + 1, opened_at + interval '1 day', evidence from detection.spike where area_id = 1
            """, new { again = Guid.CreateVersion7() });

        await village.StartPlan();
        await village.Database.Execute("update detection.spike set ended_on = @day, end_reason = 'fallen' where area_id = 2", new { day = village.Today });
        await village.Watch();

        Assert.That(await village.Database.Rows("activation.activation", "ended_at is null"), Is.EqualTo(1), "nobody is told that all is quiet while area 1 is not");
    }

    [Test]
    public async Task A_yes_is_to_the_areas_that_were_seen()
    {
        village = await Village.Settle(Police);
        await Spike("1", "2");
        await Spike("3");

        var problem = await village.Answer(await SpikeIn("1"), "approve", "coordinator", together: true, areasSeen: "1 Område 1, 2 Område 2");

        Assert.That(problem?.Kind, Is.EqualTo(Problems.NothingToAnswerTogether), "area 3 has come in since");
        Assert.That(await village.Database.Rows("decision.answer"), Is.Zero);
    }

    [Test]
    public async Task Neighbouring_partnerships_start_together_when_all_their_parties_have_approved()
    {
        await Neighbours(Both, Police);

        Assert.That(await Notices("offered-2", Village.Partnership), Is.EqualTo(["coordinator", "duty", "lead"]));
        Assert.That(await Notices("offered-2", Neighbour), Is.EqualTo(["coordinator", "duty"]));

        await Approve("1", "coordinator", together: true);
        await Approve("2", "coordinator", Neighbour, together: true);
        Assert.That(await States(), Is.EqualTo(["1 Open", "2 Open"]), "the first municipality has not said yes");
        Assert.That(await Notices($"approved-{Neighbour}", Village.Partnership), Is.EqualTo(["coordinator", "duty", "lead"]));
        await Approve("1", "lead", together: true);

        Assert.That(await States(), Is.EqualTo(["1 Approved", "2 Approved"]));
        Assert.That(await village.Database.Query<string>("select partnership_id from activation.activation where joint_id is not null order by 1"), Is.EqualTo([Village.Partnership, Neighbour]),
            "each its own plan, under its own agreement, tied together");
        Assert.That(await village.Database.Scalar<int>("select count(distinct joint_id)::int from activation.activation"), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_waits_for_a_neighbour_longer_than_their_own_deadline()
    {
        await Neighbours(Police, "mode: police, deadlineHours: 40, onDeadline: lapse");
        await Approve("1", "coordinator", together: true);
        Assert.That(await States(), Is.EqualTo(["1 Open", "2 Open"]));

        village.Wait(TimeSpan.FromHours(4));
        await village.SettleOverdue();
        await Settle();

        Assert.That(await States(), Is.EqualTo(["1 Approved", "2 Open"]), "approved, not lapsed, though the agreement lapses in silence");
        Assert.That(await village.Database.Query<string>("select partnership_id from activation.activation"), Is.EqualTo([Village.Partnership]));
        Assert.That(await village.Database.Scalar<string>("select outcome from decision.joint"), Is.EqualTo("Dissolved"));
        Assert.That(await Notices($"left-{await SpikeIn("1")}", Neighbour), Is.EqualTo(["coordinator", "duty"]));
    }

    [TestCase("dismiss")]
    [TestCase("hold")]
    public async Task A_no_of_one_starts_what_the_other_has_approved(string action)
    {
        await Neighbours(Police, Police);
        await Approve("1", "coordinator", together: true);

        Assert.That(await village.Answer(await SpikeIn("2"), action, "coordinator", "kendt sag", Neighbour, holdHours: action == "hold" ? 4 : null), Is.Null);
        await Settle();

        Assert.That((await States())[0], Is.EqualTo("1 Approved"));
        Assert.That(await village.Database.Query<string>("select partnership_id from activation.activation"), Is.EqualTo([Village.Partnership]));
    }

    [Test]
    public async Task A_rate_that_falls_takes_its_question_out()
    {
        await Neighbours(Police, Police);
        await Approve("1", "coordinator", together: true);

        await village.Database.Execute("update detection.spike set ended_on = @day, end_reason = 'fallen' where area_id = 2", new { day = village.Today });
        await TestKit.TestDatabase.Deliver(new LapseQuestion(village.Database.Database), new RateFell(await SpikeIn("2")));
        await Settle();

        Assert.That(await States(), Is.EqualTo(["1 Approved", "2 Lapsed"]));
    }

    [Test]
    public async Task A_partnership_may_answer_for_its_own_area_alone()
    {
        await Neighbours(Police, Police);

        await Approve("1", "coordinator", together: false);

        Assert.That(await States(), Is.EqualTo(["1 Approved", "2 Open"]));
        Assert.That((await village.Answer(await SpikeIn("2"), "approve", "coordinator", partnership: Neighbour, together: true))?.Kind, Is.EqualTo(Problems.NothingToAnswerTogether));
        await Approve("2", "coordinator", Neighbour, together: false);
        Assert.That(await village.Database.Rows("activation.activation", "joint_id is null"), Is.EqualTo(2));
    }

    [Test]
    public async Task Together_is_a_yes_and_nothing_else()
    {
        await Neighbours(Police, Police);

        var problem = await village.Answer(await SpikeIn("1"), "dismiss", "coordinator", "kendt sag", together: true);

        Assert.That(problem?.Kind, Is.EqualTo(Problems.NothingToAnswerTogether));
        Assert.That(await States(), Is.EqualTo(["1 Open", "2 Open"]));
    }

    [Test]
    public async Task Nobody_answers_for_a_neighbour()
    {
        await Neighbours(Police, Police);

        var problem = await village.Answer(await SpikeIn("2"), "approve", "coordinator", together: true);

        Assert.That(problem?.Kind, Is.EqualTo(Problems.SpikeUnknown));
        await Approve("1", "coordinator", together: true);
        Assert.That(await village.Database.Rows("decision.answer", $"partnership_id = '{Neighbour}'"), Is.Zero);
    }

    [Test]
    public async Task An_offer_that_somebody_has_taken_takes_in_no_more()
    {
        village = await Village.Settle(Both);
        await Spike("1", "2");
        await Approve("1", "coordinator", together: true);

        await Spike("3");

        Assert.That(await village.Database.Rows("decision.joint_member"), Is.EqualTo(2), "a yes never comes to cover more than was seen");
    }

    [Test]
    public async Task Approvals_at_the_same_moment_start_one_plan()
    {
        village = await Village.Settle(Both);
        await Spike("1", "2");
        var (one, two) = (await SpikeIn("1"), await SpikeIn("2"));

        await Task.WhenAll(village.Answer(one, "approve", "coordinator", together: true), village.Answer(two, "approve", "lead", together: true));
        await Task.WhenAll(Settle(), Settle());
        await Settle();

        Assert.That(await village.Database.Rows("activation.activation"), Is.EqualTo(1));
        Assert.That(await village.Database.Rows("activation.covered_area"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_notices_say_which_areas_and_what_one_can_do()
    {
        await Neighbours(Police, Police);
        await Approve("2", "coordinator", Neighbour, together: true);

        Assert.That(await Told(Village.Partnership, "joint-offered"), Does.Contain("stiger samtidig i 1 Område 1 og 2 Område 2").And.Contain("2 Område 2 hører til en anden aftale"));
        Assert.That(await Told(Village.Partnership, "joint-approved"), Does.Contain("De ansvarlige for 2 Område 2 har godkendt at sætte planerne i gang samlet i 1 Område 1 og 2 Område 2."));
        Assert.That(await Told(Neighbour, "approved-together"), Does.Contain("Karen Koordinator har godkendt, at planen sættes i gang samlet i 1 Område 1 og 2 Område 2."));

    }

    [Test]
    public async Task Those_who_go_on_alone_are_told_and_not_why()
    {
        await Neighbours(Police, Police);

        Assert.That(await village.Answer(await SpikeIn("1"), "dismiss", "coordinator", "kendt sag"), Is.Null);
        await Settle();

        Assert.That(await Told(Neighbour, "joint-left"), Does.Contain("1 Område 1 er ikke længere med").And.Contain("I svarer for Område 2 alene").And.Not.Contain("kendt sag"));
    }

    private async Task<string> Told(string partnership, string template)
    {
        var (activation, step) = (await village.Database.Query<(Guid, string)>(
            "select activation_id, step_id from delivery.delivery where partnership_id = @partnership and template = @template limit 1", new { partnership, template })).Single();
        var facts = await village.Database.Database.Do(work => TextFacts.Read(work, village.Agreements, [activation]), CancellationToken.None);
        return new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[32]), Purpose.Live).Write(template, facts[activation], step).Text;
    }

    private async Task Neighbours(string decision, string neighboursDecision)
    {
        village = await Village.Settle(decision, areas: "[\"1\"]");
        await village.SettleNeighbour(Neighbour, neighboursDecision, "[\"2\"]");
        await Spike("1", "2");
    }

    private async Task Spike(params string[] areas)
    {
        foreach (var area in areas)
            await village.Report(3, area);
        await village.JudgeSoFar();
        await village.Hear<SpikeDetected>(OpenQuestion.Queue, new OpenQuestion(village.Database.Database, village.Agreements));
        await village.Hear<DecisionAsked>(OfferJoint.Queue, new OfferJoint(village.Database.Database, village.Map));
        await Notify();
    }

    private async Task Approve(string area, string person, string partnership = Village.Partnership, bool together = false)
    {
        Assert.That(await village.Answer(await SpikeIn(area), "approve", person, partnership: partnership, together: together), Is.Null);
        await Settle();
    }

    private async Task Settle()
    {
        var settle = new SettleJoint(village.Database.Database, village.Agreements);
        await village.Hear<AnswerGiven>(SettleJoint.Queue, settle);
        await village.Hear<SpikeDismissed>(SettleJoint.Queue, settle);
        await village.Hear<PlanActivated>(SettleJoint.Queue, settle);
        await village.Hear<JointDue>(SettleJoint.Queue, settle);
        var start = new StartActivation(village.Database.Database, village.Agreements);
        await village.Hear<PlanActivated>(StartActivation.Queue, start);
        await village.Hear<JointPlanActivated>(StartActivation.Queue, start);
        await Notify();
    }

    private async Task Notify()
    {
        var notify = new NotifyParties(village.Database.Database, village.Agreements);
        await village.Hear<AnswerGiven>(NotifyParties.Queue, notify);
        await village.Hear<JointOffered>(NotifyParties.Queue, notify);
        await village.Hear<JointApproved>(NotifyParties.Queue, notify);
        await village.Hear<JointLeft>(NotifyParties.Queue, notify);
    }

    private Task<Guid> SpikeIn(string area) =>
        village.Database.Scalar<Guid>("select spike.id from detection.spike join intake.area on area.id = spike.area_id where area.code = @area", new { area });

    private Task<IReadOnlyList<string>> States() => village.Database.Query<string>(
        "select area.code || ' ' || question.state from decision.question join detection.spike on spike.id = question.spike_id join intake.area on area.id = spike.area_id order by 1");

    private Task<IReadOnlyList<string>> Notices(string step, string partnership) => village.Database.Query<string>(
        "select split_part(recipient_id, '/', 2) from delivery.delivery where step_id like 'joint-%-' || @step and partnership_id = @partnership order by 1", new { step, partnership });
}
