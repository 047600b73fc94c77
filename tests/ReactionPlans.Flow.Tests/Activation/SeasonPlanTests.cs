using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Texts;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Tests.Activation;

/// <summary>A plan that starts by the calendar: week 11 of 2026 is 9 to 15 March, and its plan begins four days before, the morning after the village settles.</summary>
public sealed class SeasonPlanTests
{
    private const string Week11 = "\n  - { id: week, offence: residential-burglary, level: activate, rule: { kind: season, week: 11, daysBefore: 4 } }";
    private const string Police = "mode: police, deadlineHours: 4, onDeadline: escalate, deputies: [duty]";

    private static readonly DateOnly First = new(2026, 3, 5), Sunday = new(2026, 3, 15);

    private Village village = null!;

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task It_begins_on_its_morning_in_every_area_without_one_report_and_only_once()
    {
        village = await Village.Settle(moreCriteria: Week11);
        await village.Nights(1);

        Assert.That(village.Today, Is.EqualTo(First));
        Assert.That(await Spikes(), Is.EqualTo(["1 2026-03-05 - -", "2 2026-03-05 - -", "3 2026-03-05 - -"]));
        Assert.That(await village.Said(nameof(SpikeDetected)), Is.EqualTo(3));

        await village.Nights(1);
        await village.Report(2);
        await village.JudgeSoFar();
        await village.Nights(3);
        Assert.That(await Spikes(), Has.Count.EqualTo(3));
        Assert.That(await village.Said(nameof(SpikeEscalated)) + await village.Said(nameof(DistrictRose)), Is.Zero, "no number has risen, in no area and not in all of them");
    }

    [Test]
    public async Task Neither_silence_nor_a_gap_keeps_it_from_beginning_and_ending()
    {
        village = await Village.Settle(moreCriteria: Week11);
        // A list of report days without the days that come: each of them is a gap.
        await village.Database.Execute("insert into intake.report_day (source, day) values ('test', '2020-01-01')");
        await village.Nights(12);

        Assert.That(await Spikes(), Is.EqualTo(["1 2026-03-05 2026-03-15 season-over", "2 2026-03-05 2026-03-15 season-over", "3 2026-03-05 2026-03-15 season-over"]));
        Assert.That(await village.Said(nameof(RateFell)), Is.EqualTo(3));
    }

    [Test]
    public async Task A_host_that_stood_still_on_the_morning_begins_it_with_the_first_day_that_it_catches_up()
    {
        village = await Village.Settle(moreCriteria: Week11);
        await village.Nights(1);
        await village.Database.Execute("delete from detection.criterion_state; delete from detection.spike; update detection.judged set through_day = '2026-03-04'");
        village.Wait(TimeSpan.FromDays(3));
        await village.Nights(1);

        Assert.That(await Spikes(), Is.EqualTo(["1 2026-03-05 - -", "2 2026-03-05 - -", "3 2026-03-05 - -"]));
    }

    [Test]
    public async Task Its_evidence_is_the_calendar_and_every_sentence_about_it_says_so()
    {
        village = await Village.Settle(moreCriteria: Week11);
        await village.Nights(1);

        var (explained, _) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", First, "week", CancellationToken.None);
        var (before, _) = await new ExplainDay(village.Database.Database, village.Agreements, village.Map).Of("1", First.AddDays(-1), "week", CancellationToken.None);
        var (sheet, _) = await new SpikeSheet(village.Database.Database, village.Agreements).Of(await village.Spike(), CancellationToken.None);

        Assert.That(explained!.Criteria.Single().Sentence, Is.EqualTo(
            "Planen begynder efter kalenderen: 4 dage før uge 11. Den gælder fra den 5. marts 2026 til og med den 15. marts 2026 og hviler ikke på anmeldelser. Planens tid er begyndt i området."));
        Assert.That(before!.Criteria.Single().Sentence, Does.Contain("4 dage før uge 11").And.Contain("ligger uden for den tid").And.EndWith("Derfor ingen plan."));
        Assert.That(sheet, Does.Match("<h1>Plan for uge 11 i [123] Område [123]</h1>").And.Not.Contain("Talt").And.Not.Contain("Talte anmeldelser").And.Not.Contain("0 indbrud"));
    }

    [Test]
    public async Task The_plan_ends_with_the_Sunday_without_an_all_clear_and_the_parties_are_told()
    {
        await Begin("mode: automatic");

        var id = await village.Database.Scalar<Guid>("select activation_id from activation.covered_area where area_id = 1");
        var facts = (await village.Database.Database.Do(work => TextFacts.Read(work, village.Agreements, [id]), CancellationToken.None))[id];
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);
        var (letter, faults) = wording.WriteChecked(TextReceiver.Residents, "residents-burst", facts, "letters");
        Assert.That(faults, Is.Empty);
        Assert.That(letter.Text, Does.Contain("uge 11").And.Contain("til og med den 15. marts 2026").And.Not.Contain("anmeldt"));
        Assert.That(wording.Write("activated", facts, "activated").Text, Does.Contain("Grunden er kalenderen: 4 dage før uge 11").And.Contain("15. marts 2026").And.Not.Contain("anmeldte"));

        await village.Nights(9);
        await village.Watch();
        Assert.That(village.Today, Is.EqualTo(Sunday.AddDays(-1)));
        Assert.That(await Plans(), Is.EqualTo(["1 week - -", "2 week - -", "3 week - -"]), "to the end of its week");

        await village.Nights(2);
        await village.Watch();
        Assert.That(await Plans(), Is.EqualTo(["1 week 2026-03-15 season-over", "2 week 2026-03-15 season-over", "3 week 2026-03-15 season-over"]));
        Assert.That(await village.Said(nameof(EndAsked)), Is.Zero, "no number is high");

        await village.Hear<ActivationEnded>(PlanAllClear.Queue, new PlanAllClear(village.Database.Database, village.Agreements));
        await village.Hear<ActivationEnded>(NotifyParties.Queue, new NotifyParties(village.Database.Database, village.Agreements));
        Assert.That(await village.Database.Rows("delivery.delivery", "kind in ('AllClear', 'StillHigh')"), Is.Zero);
        Assert.That(await village.Database.Query<string>("select distinct recipient_id from delivery.delivery where template = 'season-over' order by 1"), Is.EqualTo(["landsby/coordinator", "landsby/lead"]));
    }

    /// <summary>The night's judgement comes before the plan's time is over; where it has not come, the plan ends all the same and nobody is asked.</summary>
    [Test]
    public async Task The_plan_ends_though_no_night_was_judged()
    {
        await Begin("mode: automatic");
        village.Database.Clock.MoveTo(DanishTime.EndOf(Sunday).AddHours(2));
        await village.Watch();

        Assert.That(await Plans(), Is.EqualTo(["1 week 2026-03-15 season-over", "2 week 2026-03-15 season-over", "3 week 2026-03-15 season-over"]));
        Assert.That(await village.Said(nameof(EndAsked)), Is.Zero);
    }

    [Test]
    public async Task The_people_asked_read_that_it_is_the_season_and_their_question_closes_with_the_week()
    {
        village = await Village.Settle(Police, moreCriteria: Week11);
        await village.Nights(1);
        await village.Hear<SpikeDetected>(OpenQuestion.Queue, new OpenQuestion(village.Database.Database, village.Agreements));
        await village.Hear<DecisionAsked>(OfferJoint.Queue, new OfferJoint(village.Database.Database, village.Map));
        Assert.That(await village.Database.Rows("decision.joint"), Is.Zero, "areas that lie together have no rise together");

        var id = Rules.Plans.StableId.OfActivation(await village.Spike());
        var facts = (await village.Database.Database.Do(work => TextFacts.Read(work, village.Agreements, [id]), CancellationToken.None))[id];
        var asked = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live).Write("decision", facts, "decision-1", "coordinator");
        Assert.That(asked.Subject, Does.Contain("planen for uge 11"));
        Assert.That(asked.Text, Does.Contain("4 dage før uge 11").And.Contain("Det er ikke en stigning").And.Contain("Den slutter den 15. marts 2026").And.Contain("Linket er dit eget").And.Not.Contain("anmeldt "));

        await village.Nights(11);
        await village.Hear<RateFell>(LapseQuestion.Queue, new LapseQuestion(village.Database.Database));
        Assert.That(await village.Database.Query<string>("select distinct state || ' ' || reason from decision.question"), Is.EqualTo(["Lapsed season-over"]));
        Assert.That(Wording.WhyLapsed("season-over"), Is.EqualTo("Ugen er forbi, og ingen svarede."));
    }

    [Test]
    public async Task A_rise_ends_the_plan_of_the_season_in_its_area_and_has_letters_of_its_own()
    {
        await Begin("mode: automatic");
        await village.Report(3);
        await village.JudgeSoFar();
        await Start();

        Assert.That(await Plans(), Is.EqualTo(["1 burst - -", "1 week 2026-03-05 overtaken", "2 week - -", "3 week - -"]));
        var season = await village.Database.Scalar<Guid>("select id from activation.activation where end_reason = 'overtaken'");
        Assert.That(await village.Database.Rows("activation.task", $"activation_id = '{season}' and state in ('Open', 'Waiting')"), Is.Zero, "what the season's plan had not begun is called off");

        await village.Hear<ActivationEnded>(PlanAllClear.Queue, new PlanAllClear(village.Database.Database, village.Agreements));
        await village.Hear<ActivationEnded>(NotifyParties.Queue, new NotifyParties(village.Database.Database, village.Agreements));
        Assert.That(await village.Database.Rows("delivery.delivery", "kind in ('AllClear', 'StillHigh', 'Correction')"), Is.Zero);
        Assert.That(await village.Database.Query<string>("select distinct recipient_id from delivery.delivery where template = 'season-overtaken' order by 1"), Is.EqualTo(["landsby/coordinator", "landsby/lead"]));
    }

    [Test]
    public async Task A_season_that_begins_while_a_rise_has_its_plan_joins_it_and_does_not_keep_it_open()
    {
        village = await Village.Settle(moreCriteria: Week11, criterion: ", clearAfterDays: 2");
        await village.Report(3);
        await village.JudgeSoFar();
        await Start();
        await village.Nights(1);
        await Start();

        Assert.That(await Plans(), Is.EqualTo(["1 burst - -", "2 week - -", "3 week - -"]));
        Assert.That(await village.Database.Rows("activation.joined_spike"), Is.EqualTo(1));

        await village.Nights(9);
        await village.Watch();
        Assert.That((await Plans())[0], Is.EqualTo("1 burst 2026-03-12 fallen"), "when its own number has fallen");
    }

    [Test]
    public async Task Its_effect_is_held_against_no_rise_and_the_month_says_that_it_was_the_calendar()
    {
        await Begin("mode: automatic");
        await village.Nights(60);
        await village.Watch();
        await new WeighEffects(village.Database.Database, village.Agreements).Run(CancellationToken.None);

        Assert.That(await village.Database.Rows("evaluation.effect_episode"), Is.Zero);
        var (month, _) = await new MonthReport(village.Database.Database, village.Agreements).Of(Village.Partnership, new DateOnly(2026, 3, 1), CancellationToken.None);
        Assert.That(MonthText.Csv(month!), Does.Contain("efter kalenderen;1;Område 1;2026-03-05;;week;"));
        Assert.That(MonthText.Html(month!), Does.Contain("efter kalenderen: uge 11 (week)").And.Not.Contain("0 (week)"));
        Assert.That(await new Promises(village.Database.Database, village.Agreements).Broken(CancellationToken.None), Is.Empty);
    }

    /// <summary>The village on the season's first morning, with a plan in every area.</summary>
    private async Task Begin(string decision)
    {
        village = await Village.Settle(decision, moreCriteria: Week11);
        await village.Nights(1);
        await Start();
    }

    /// <summary>From the spikes that were announced to their plans.</summary>
    private async Task Start()
    {
        await village.Hear<SpikeDetected>(OpenQuestion.Queue, new OpenQuestion(village.Database.Database, village.Agreements));
        await village.Hear<PlanActivated>(StartActivation.Queue, new StartActivation(village.Database.Database, village.Agreements));
    }

    private Task<IReadOnlyList<string>> Spikes() => village.Database.Query<string>("""
        select concat_ws(' ', area_id, fired_on, coalesce(ended_on::text, '-'), coalesce(end_reason, '-')) from detection.spike where criterion_id = 'week' order by area_id, fired_on
        """);

    private Task<IReadOnlyList<string>> Plans() => village.Database.Query<string>("""
        select concat_ws(' ', area_id, criterion_id, coalesce(ended_on::text, '-'), coalesce(end_reason, '-')) from activation.activation order by area_id, criterion_id
        """);
}
