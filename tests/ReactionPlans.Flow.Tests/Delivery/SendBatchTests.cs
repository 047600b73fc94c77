using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class SendBatchTests
{
    [Test]
    public async Task Every_letter_is_one_file_and_settled_and_paper_informs_only_on_its_expected_day()
    {
        await using var scene = await Released(digital: 3, paper: 1);

        await scene.Pump();

        Assert.That(await scene.States(), Is.EqualTo(Enumerable.Repeat("Accepted", 4)));
        Assert.That(scene.Files("digital-post").Count(), Is.EqualTo(3));
        Assert.That(scene.Files("print").Count(), Is.EqualTo(1));
        Assert.That(await scene.Database.Query<DateTime>("select distinct informed_at from delivery.delivery order by 1"), Is.EqualTo(new[]
        {
            TestDatabase.Start.UtcDateTime, PaperMail.Usual.ExpectedDelivery(TestDatabase.Start).UtcDateTime,
        }));
    }

    [TestCase("da", "Kære beboer i Risskov", "In English")]
    [TestCase("en-GB", "Dear resident of Risskov", null)]
    [TestCase("da-easy", "Lås din dør.", "Kære beboer")]
    [TestCase("fo", "Kære beboer i Risskov", "In English")]
    public async Task Everybody_reads_the_language_that_the_extract_says(string language, string told, string? untold)
    {
        await using var scene = await Released(digital: 2);
        await scene.Database.Execute("update delivery.delivery set language = @language where id = (select id from delivery.delivery limit 1)", new { language });

        await scene.Pump();

        var letters = scene.Files("digital-post").Select(OutgoingFiles.Read).ToList();
        Assert.That(letters, Has.Count.EqualTo(2));
        Assert.That(letters.Where(letter => letter.Contains(told, StringComparison.Ordinal) && (untold is null || !letter.Contains(untold, StringComparison.Ordinal))).ToList(),
            Has.Count.EqualTo(told.StartsWith("Kære", StringComparison.Ordinal) ? 2 : 1), "and nobody else does");
    }

    [Test]
    public async Task A_text_that_could_point_to_somebody_is_not_sent_and_says_why()
    {
        await using var scene = await Released(digital: 2);
        await scene.Database.Execute("update detection.spike set evidence = jsonb_set(evidence, '{count}', '2')");

        await scene.Pump();

        Assert.That(await scene.Database.Query<string>("select distinct state || ' ' || reason from delivery.delivery"), Is.EqualTo(["Failed text-7043"]));
        Assert.That(scene.Files("digital-post"), Is.Empty);
    }

    [Test]
    public async Task A_host_killed_between_the_call_and_the_answer_sends_nothing_twice_and_leaves_nothing_out()
    {
        await using var scene = await Released(digital: 10);
        var counted = new CountingCarrier(scene.FolderCarrier);
        var carrier = new DyingCarrier(counted);
        var order = new SendDeliveries(await Batch(scene));

        Assert.That(() => TestDatabase.Deliver(scene.SendBatch(carrier), order), Throws.Exception);
        Assert.That(await scene.States(), Is.EqualTo(Enumerable.Repeat("Sending", 10)), "the answer was lost");
        Assert.That(scene.Files("digital-post").Count(), Is.EqualTo(5), "half of them were brought");

        await TestDatabase.Deliver(scene.SendBatch(carrier), order);

        Assert.That(await scene.States(), Is.EqualTo(Enumerable.Repeat("Accepted", 10)));
        Assert.That(scene.Files("digital-post").Count(), Is.EqualTo(10));
        Assert.That(counted.Handed, Is.Unique.And.Count.EqualTo(10), "what the carrier had was not handed to it again");
    }

    [Test]
    public async Task Two_workers_with_the_same_order_send_it_once()
    {
        await using var scene = await Released(digital: 5);
        var carrier = new OneAnswerCarrier(CarrierOutcome.Accepted) { Takes = TimeSpan.FromMilliseconds(300) };
        var order = new SendDeliveries(await Batch(scene));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestDatabase.Deliver(scene.SendBatch(carrier), order)));

        Assert.That(carrier.Handed, Is.Unique.And.Count.EqualTo(5));
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'DeliveriesSettled' and consumer = 'watch-activation'"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_message_leaves_the_outbox_with_the_last_answers_and_not_before()
    {
        await using var scene = await Released(digital: 2);
        var messageId = await scene.Database.Scalar<Guid>("select message_id from plumbing.outbox where type = 'SendDeliveries'");
        var order = new SendDeliveries(await Batch(scene));
        var carrier = new DyingCarrier(scene.FolderCarrier);

        Assert.That(() => TestDatabase.Deliver(scene.SendBatch(carrier), order, messageId), Throws.Exception);
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'SendDeliveries'"), Is.EqualTo(1));

        await TestDatabase.Deliver(scene.SendBatch(carrier), order, messageId);
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'SendDeliveries'"), Is.Zero);
    }

    [Test]
    public async Task A_passing_failure_is_tried_again_later_and_given_up_after_five_attempts()
    {
        await using var scene = await Released(digital: 1);
        var carrier = new OneAnswerCarrier(CarrierOutcome.NotNow);

        await scene.Pump(carrier);
        Assert.That(await scene.States(), Is.EqualTo(new[] { "Planned no" }));

        while (await scene.ReleaseDue.NextDue(CancellationToken.None) is { } due)
        {
            scene.Database.Clock.MoveTo(due);
            await scene.ReleaseDue.Run(CancellationToken.None);
            await scene.Pump(carrier);
        }

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Failed transient" }));
        Assert.That(carrier.Handed, Has.Count.EqualTo(SendRetry.Attempts));
    }

    [Test]
    public async Task A_host_that_falls_is_nobodys_refusal()
    {
        await using var scene = await Released(digital: 1);
        var order = new SendDeliveries(await Batch(scene));
        var falling = new DyingCarrier(scene.FolderCarrier, deaths: SendRetry.Attempts);
        for (var fall = 0; fall < SendRetry.Attempts; fall++)
            Assert.That(() => TestDatabase.Deliver(scene.SendBatch(falling), order), Throws.Exception);

        await TestDatabase.Deliver(scene.SendBatch(new OneAnswerCarrier(CarrierOutcome.NotNow)), order);

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Planned no" }), "it is asked after again, and not given up");
    }

    [Test]
    public async Task What_the_carrier_refuses_for_good_is_failed_with_its_reason()
    {
        await using var scene = await Released(digital: 1);

        await scene.Pump(new OneAnswerCarrier(CarrierOutcome.Failed));

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Failed no" }));
    }

    [Test]
    public async Task A_resident_who_is_no_longer_in_the_register_is_not_written_to()
    {
        await using var scene = await Released(digital: 1);
        await scene.Database.Execute("delete from reactions.resident");

        await scene.Pump();

        Assert.That(await scene.States(), Is.EqualTo(new[] { "Failed recipient-gone" }));
    }

    [Test]
    public async Task The_number_stands_on_the_letter_s_envelope_alone_and_no_text_names_it()
    {
        await using var scene = await Released(digital: 0, paper: 1);
        await scene.Pump();

        var letter = OutgoingFiles.Read(scene.Files("print").Single());

        Assert.That(letter.Split("S000000001"), Has.Length.EqualTo(2), "once");
        Assert.That(letter, Does.Contain("5 indbrud i Risskov (8240)").And.Contain("Lås døre"));
    }

    private static async Task<Scene> Released(int digital, int paper = 0)
    {
        var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddResidents(digital);
        await scene.AddResidents(paper, digitalPost: false);
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.Database.Execute("delete from plumbing.outbox");
        await scene.ReleaseDue.Run(CancellationToken.None);
        return scene;
    }

    private static Task<Guid> Batch(Scene scene) => scene.Database.Scalar<Guid>("select distinct batch_id from delivery.delivery");
}
