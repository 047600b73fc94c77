using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

public sealed class PlanLettersTests
{
    private static readonly ActivationStarted Started = new(Scene.ActivationId);

    [Test]
    public async Task Every_resident_gets_one_letter_by_the_way_they_can_be_reached()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(3);
        await scene.AddResidents(2, digitalPost: false);

        await TestDatabase.Deliver(scene.PlanLetters, Started);
        await TestDatabase.Deliver(scene.PlanLetters, Started); // a second message of the same meaning

        var rows = await scene.Database.Query<string>("select channel || ' ' || state || ' ' || template from delivery.delivery where kind = 'Letter' order by 1");
        Assert.That(rows, Is.EqualTo(Enumerable.Repeat("digital-post Planned residents-burst", 3).Concat(Enumerable.Repeat("print Planned residents-burst", 2))));
    }

    [Test]
    public async Task Without_any_agreed_way_a_letter_is_skipped_with_the_reason_and_the_step_is_settled()
    {
        await using var scene = await Scene.Create(Agreements.Texts.With("print: true", "print: false"));
        await scene.Activate();
        await scene.AddResidents(1, digitalPost: false);

        await TestDatabase.Deliver(scene.PlanLetters, Started);

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Skipped no-channel" }));
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'DeliveriesSettled'"), Is.EqualTo(1));
    }

    [TestCase("print: true, nemSms: true", "digital-post {print,nemsms}", "digital-post {print}", "print {nemsms}", "print {}")]
    [TestCase("print: false, nemSms: true", "digital-post {nemsms}", "digital-post {}", "nemsms {}", "none {}")]
    [TestCase("print: false", "digital-post {}", "digital-post {}", "none {}", "none {}")]
    public async Task Nemsms_is_the_last_way_and_only_to_those_who_have_signed_up(string agreed, params string[] ways)
    {
        await using var scene = await Scene.Create(Agreements.Texts.With("print: true", agreed));
        await scene.Activate();
        await scene.AddResidents(1, nemSms: true);
        await scene.AddResidents(1);
        await scene.AddResidents(1, digitalPost: false, nemSms: true);
        await scene.AddResidents(1, digitalPost: false);

        await TestDatabase.Deliver(scene.PlanLetters, Started);

        var rows = await scene.Database.Query<string>(
            """
            select delivery.channel || ' ' || delivery.instead::text
            from delivery.delivery
            join reactions.resident on resident.id::text = delivery.recipient_id
            order by resident.digital_post desc, resident.nem_sms desc
            """);
        Assert.That(rows, Is.EqualTo(ways));
    }

    [Test]
    public async Task One_letter_for_each_household_goes_to_whom_digital_post_reaches()
    {
        await using var scene = await Scene.Create(Agreements.Texts.With("localPosts: true }", "localPosts: true, lettersPer: household }"));
        await scene.Activate();
        await scene.AddResidents(2, digitalPost: false);
        await scene.AddResidents(2);

        await TestDatabase.Deliver(scene.PlanLetters, Started);

        var rows = await scene.Database.Query<string>("select channel || ' ' || state || coalesce(' ' || reason, '') from delivery.delivery where kind = 'Letter' order by 1");
        Assert.That(rows, Is.EqualTo(["digital-post Planned", "digital-post Skipped household", "print Skipped household", "print Skipped household"]));
    }

    [TestCase("", true)]
    [TestCase(", atNight: true", false)]
    public async Task Residents_and_neighbours_are_left_in_peace_at_night_unless_the_parties_have_agreed_otherwise(string agreed, bool daytimeOnly)
    {
        await using var scene = await Scene.Create(Agreements.Texts.With("localPosts: true }", $"localPosts: true{agreed} }}"));
        await scene.Activate();
        await scene.AddResidents(1);
        await scene.AddFriend("n", "n@example.dk");

        await TestDatabase.Deliver(scene.PlanLetters, Started);
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);

        Assert.That(await scene.Database.Query<bool>("select daytime_only from delivery.delivery"), Is.EqualTo([daytimeOnly, daytimeOnly]));
    }

    [Test]
    public async Task Who_has_had_the_agreed_number_of_letters_gets_no_more_of_them()
    {
        await using var scene = await Scene.Create(Budget(2, 90));
        await scene.Activate();
        await scene.AddResidents(3);
        var now = scene.Database.Clock.GetUtcNow();
        await scene.LetterBefore(resident: 1, now.AddDays(-89));
        await scene.LetterBefore(resident: 2, now.AddDays(-89));
        await scene.LetterBefore(resident: 2, now.AddDays(-10));
        await scene.LetterBefore(resident: 3, now.AddDays(-91));
        await scene.LetterBefore(resident: 3, now.AddDays(-10), state: "Failed");
        await scene.LetterBefore(resident: 3, now.AddDays(-10), kind: "AllClear");

        await TestDatabase.Deliver(scene.PlanLetters, Started);

        Assert.That(await scene.Letters(), Is.EqualTo(["1 Planned", "2 Skipped letter-budget", "3 Planned"]));
    }

    [Test]
    public async Task Two_plans_at_once_keep_to_the_number_together()
    {
        await using var scene = await Scene.Create(Budget(1, 30));
        await scene.Activate();
        await scene.AddResidents(20);
        var second = await scene.ActivateAnother();

        await Task.WhenAll(TestDatabase.Deliver(scene.PlanLetters, Started), TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(second)));

        Assert.That(await scene.Database.Query<string>("select count(*) || ' ' || state from delivery.delivery where kind = 'Letter' group by state order by state"),
            Is.EqualTo(["20 Planned", "20 Skipped"]));
    }

    [Test]
    public async Task A_step_whose_letters_are_all_beyond_the_number_says_so()
    {
        await using var scene = await Scene.Create(Budget(1, 30));
        await scene.Activate();
        await scene.AddResidents(1);
        await scene.LetterBefore(resident: 1, scene.Database.Clock.GetUtcNow().AddDays(-1));

        await TestDatabase.Deliver(scene.PlanLetters, Started);
        await new WatchActivations(scene.Database.Database, scene.Database.Gathering, scene.Agreements, scene.Database.Clock).Run(CancellationToken.None);

        Assert.That(await scene.Database.Scalar<string>("select state || ' ' || reason from activation.task where step_id = 'letters'"), Is.EqualTo("NotPossible letter-budget"));
    }

    private static string Budget(int letters, int withinDays) =>
        Agreements.Texts.With("localPosts: true", $"localPosts: true, letterBudget: {{ letters: {letters}, withinDays: {withinDays} }}");

    [Test]
    public async Task An_activation_that_has_ended_meanwhile_writes_to_nobody()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(1);
        await scene.End("withdrawn");

        await TestDatabase.Deliver(scene.PlanLetters, Started);

        Assert.That(await scene.States(), Is.Empty);
    }

    [Test]
    public async Task Friends_and_associations_get_the_message_members_the_alert_and_those_without_mail_are_listed()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddFriend("a", "a@example.dk");
        await scene.AddFriend("b", null);
        await scene.AddFriend("c", "c@example.dk", "association");
        await scene.AddFriend("d", "d@example.dk", "member");

        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);

        var rows = await scene.Database.Query<string>("select recipient_id || ' ' || kind || ' ' || channel || ' ' || state from delivery.delivery order by 1");
        Assert.That(rows, Is.EqualTo(new[]
        {
            "a NeighbourMessage mail Planned", "b NeighbourMessage none Skipped", "c NeighbourMessage mail Planned", "d MemberAlert mail Planned",
        }));
    }

    [Test]
    public async Task The_text_for_local_groups_is_ready_to_post()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();

        await TestDatabase.Deliver(scene.PlanLocalPosts, Started);

        var text = await scene.Database.Scalar<string>("select text from reactions.local_post where step_id = 'post'");
        Assert.That(text, Does.Contain("Risskov").And.Contain("5 indbrud").And.Contain("114").And.Contain("Trygt Naboskab"));
    }

    [TestCase("abc")]
    [TestCase("activation/01990000-0000-7000-8000-000000000001")]
    [TestCase("æøå €")]
    public async Task Ids_made_in_SQL_and_in_the_program_are_the_same(string subject)
    {
        await using var scene = await Scene.Create();

        Assert.That(await scene.Database.Scalar<Guid>("select plumbing.stable_id(@subject)", new { subject }), Is.EqualTo(StableId.Of(subject)));
        Assert.That(await scene.Database.Scalar<Guid>("select plumbing.stable_id('activation/' || id) from detection.spike"), Is.EqualTo(Scene.ActivationId));
    }
}
