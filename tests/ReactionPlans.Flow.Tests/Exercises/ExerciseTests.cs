using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Exercises;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Exercises;

/// <summary>From a person's start of an exercise to a rise, and from its end to calm; and that a live database knows of none.</summary>
public sealed class ExerciseTests
{
    private const string Stamp = "insert into plumbing.purpose (is_exercise, ready) values (true, true)";

    private Village village = null!;

    [SetUp]
    public async Task Settle() => village = await Village.Settle();

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task What_is_started_rises_at_once_and_what_is_ended_falls_again()
    {
        await village.Database.Execute(Stamp);
        Assert.That(await Start("2", "burst"), Is.Null);
        await Play();
        await village.JudgeSoFar();

        Assert.That(await village.Database.Query<string>("select area.code from detection.spike join intake.area on area.id = spike.area_id"), Is.EqualTo(["2"]));
        Assert.That((await Start("1", "burst"))?.Number, Is.EqualTo(6056), "one at a time");
        await village.AskAboutSpike();
        await village.StartPlan();

        await village.Database.Database.Do(work => AskForExercise.End(work, Village.Partnership, "coordinator"), CancellationToken.None);
        await Play();
        await village.Nights(1);

        Assert.That(await village.Database.Query<string>("select end_reason from detection.spike"), Is.EqualTo(["withdrawn"]));
        Assert.That(await village.Database.Rows("exercises.exercise", "ended_by = 'coordinator'"), Is.EqualTo(1));
        Assert.That(await village.Database.Query<string>("select action from access.audit_entry where action like 'exercise%' order by id"), Is.EqualTo(["exercise-started", "exercise-ended"]));
    }

    [Test]
    public async Task The_same_message_twice_brings_the_reports_once_and_one_that_is_over_brings_none()
    {
        await village.Database.Execute(Stamp);
        await Start("1", "burst");
        var id = await village.Database.Scalar<Guid>("select id from exercises.exercise");
        var message = Guid.CreateVersion7();
        await TestDatabase.Deliver<ExerciseAsked>(Player, new ExerciseAsked(id), message);
        var reports = await village.Database.Rows("intake.report_revision");
        await TestDatabase.Deliver<ExerciseAsked>(Player, new ExerciseAsked(id), message);
        Assert.That((reports, await village.Database.Rows("intake.report_revision")), Is.EqualTo((reports, reports)).And.Not.EqualTo((0, 0)));

        await village.Database.Database.Do(work => AskForExercise.End(work, Village.Partnership, "coordinator"), CancellationToken.None);
        await Start("3", "burst");
        await village.Database.Database.Do(work => AskForExercise.End(work, Village.Partnership, "lead"), CancellationToken.None);
        await Play();

        Assert.That(await village.Database.Rows("intake.report"), Is.EqualTo(reports), "the second was over before its reports came in");
        Assert.That(await village.Database.Rows("intake.report_revision", "withdrawn"), Is.EqualTo(reports));
    }

    [TestCase("9", "burst", 6054)]
    [TestCase("1", "unknown", 6055)]
    public async Task What_the_agreement_does_not_know_starts_none(string area, string criterion, int number)
    {
        await village.Database.Execute(Stamp);

        Assert.That((await Start(area, criterion))?.Number, Is.EqualTo(number));
        Assert.That(await village.Database.Rows("exercises.exercise"), Is.Zero);
    }

    [Test]
    public async Task A_live_database_holds_none_whatever_its_host_believes()
    {
        Assert.That((await Start("1", "burst", Purpose.Live))?.Number, Is.EqualTo(6051));
        Assert.That(await Start("1", "burst"), Is.Not.Null);

        Assert.That(await village.Database.Rows("exercises.exercise"), Is.Zero);
        Assert.That(await village.Said(nameof(ExerciseAsked)), Is.Zero);
    }

    [Test]
    public async Task A_host_works_in_no_database_of_the_other_kind()
    {
        Assert.That(await Purpose.Live.Check(village.Database.App, default), Is.Null);
        Assert.That((await Purpose.Exercise.Check(village.Database.App, default))?.Number, Is.EqualTo(6051));

        await village.Database.Execute(Stamp);
        Assert.That((await Purpose.Live.Check(village.Database.App, default))?.Number, Is.EqualTo(6052));
        Assert.That(await Purpose.Exercise.Check(village.Database.App, default), Is.Null);

        await village.Database.Execute("update plumbing.purpose set ready = false");
        Assert.That((await Purpose.Exercise.Check(village.Database.App, default))?.Number, Is.EqualTo(6051), "its preparation was cut short");
    }

    [Test]
    public async Task Live_data_never_give_way_to_an_exercise_and_an_exercise_gives_way_to_the_next()
    {
        Assert.That((await Purpose.MakeExercise(village.Database.SuperuserConnectionString, TimeProvider.System, default))?.Number, Is.EqualTo(6050));
        Assert.That(await village.Database.Rows("agreements.version"), Is.EqualTo(1));

        await village.Database.Execute(Stamp);
        await DatabaseRoles.Ensure(village.Database.SuperuserConnectionString, default);
        Assert.That(await Purpose.MakeExercise(village.Database.SuperuserConnectionString, TimeProvider.System, default), Is.Null);
        Assert.That((await village.Database.Rows("agreements.version"), await village.Database.Rows("plumbing.purpose", "not ready")), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Every_text_says_first_and_last_that_it_is_an_exercise()
    {
        await village.Report(3);
        await village.JudgeSoFar();
        await village.AskAboutSpike();
        await village.StartPlan();
        var id = StableId.OfActivation(await village.Spike());
        var facts = (await village.Database.Database.Do(work => TextFacts.Read(work, village.Agreements, [id]), CancellationToken.None))[id];
        var book = new TemplateBook();
        var (live, exercise) = (WordingOf(book, Purpose.Live), WordingOf(book, Purpose.Exercise));

        Assert.Multiple(() =>
        {
            foreach (var template in TemplateBook.Names)
            {
                var (plain, marked) = (live.Write(template, facts, "letters"), exercise.Write(template, facts, "letters"));
                Assert.That(marked.Subject, Is.EqualTo($"ØVELSE: {plain.Subject}"), template);
                Assert.That(marked.Text, Does.StartWith("ØVELSE: ").And.Contain(plain.Text), template);
                Assert.That(marked.Text.TrimEnd().Split('\n')[^1], Does.StartWith("ØVELSE: "), template);
                Assert.That(marked.Html, Does.StartWith("<p style=\"background:").And.Contain(plain.Html), template);
                Assert.That(plain.Subject + plain.Text + plain.Html, Does.Not.Contain("øvelse").IgnoreCase, template);
            }
        });
    }

    [Test]
    public void An_agreement_is_practised_from_today_and_as_often_as_one_likes()
    {
        var yaml = File.ReadAllText(Repository.Path("examples/aarhus.yaml"));
        var agreement = AgreementYaml.Read(yaml, "aarhus.yaml").Agreement!;
        var today = new DateOnly(2026, 3, 4);

        var (written, practised) = ExerciseAgreement.From(agreement, today);

        Assert.That(AgreementYaml.Read(written, "practised").Problems, Is.Empty);
        Assert.That(practised.HoldsFrom, Is.EqualTo(today));
        Assert.That(practised.Criteria.Select(criterion => (criterion.HoldForDays, criterion.CooldownDays)), Is.All.EqualTo((0, 0)));
        Assert.That((practised.Plan, practised.People, practised.Decision), Is.EqualTo((agreement.Plan, agreement.People, agreement.Decision)));
    }

    private PlayExercise Player => new(village.Database.Database, village.Agreements, new ReceiveReports(village.Database.Database, village.Map));

    private static Wording WordingOf(TemplateBook book, Purpose purpose) => new(book, new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), purpose);

    private Task<Problem?> Start(string area, string criterion, Purpose? purpose = null) => village.Database.Database.Do(
        work => AskForExercise.Start(work, village.Agreements, purpose ?? Purpose.Exercise, Village.Partnership, area, criterion, "coordinator"), CancellationToken.None);

    private async Task Play()
    {
        await village.Hear<ExerciseAsked>(PlayExercise.Queue, Player);
        await village.Hear<ExerciseOver>(PlayExercise.Queue, Player);
    }
}
