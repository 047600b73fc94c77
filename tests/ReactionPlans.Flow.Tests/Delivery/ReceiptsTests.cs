using NUnit.Framework;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Delivery.Mailbox;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>What carriers tell of messages they have taken: in any order, twice, late, and of messages that are not ours.</summary>
public sealed class ReceiptsTests
{
    private const string Carrier = "post";

    private static readonly DateTimeOffset Morning = TestDatabase.Start.AddHours(-3);

    private Scene scene = null!;

    [SetUp]
    public async Task GivenAPlan()
    {
        scene = await Scene.Create();
        await scene.Activate();
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    /// <summary>Every state a message can be in, against every sequence of up to three receipts, held against the rule.</summary>
    [Test]
    public async Task The_statement_does_what_the_rule_says_in_every_state_and_order()
    {
        var kinds = Enum.GetValues<ReceiptKind>();
        var sequences = kinds.Select(one => new[] { one })
            .Concat(from one in kinds from two in kinds select new[] { one, two })
            .Concat(from one in kinds from two in kinds from three in kinds select new[] { one, two, three }).ToList();
        foreach (var before in Enum.GetValues<DeliveryState>())
        {
            var ids = new List<Guid>();
            for (var i = 0; i < sequences.Count; i++)
                ids.Add(await Message($"{before}-{i}", before));
            for (var turn = 0; turn < 3; turn++)
            {
                await Hear([.. sequences.Zip(ids).Where(pair => turn < pair.First.Length).Select(pair =>
                    new Receipt(pair.Second, "digital-post", pair.First[turn].ToString().ToLowerInvariant(), Morning.AddMinutes(7 * turn % 10), null))]);
            }

            foreach (var (sequence, id) in sequences.Zip(ids))
            {
                var heard = sequence.Select((kind, turn) => (kind, turn)).Aggregate(default(Heard), (known, next) => known.With(next.kind, Morning.AddMinutes(7 * next.turn % 10)));
                var row = (await scene.Database.Query<(string State, DateTime? Delivered, DateTime? Read, DateTime? Returned)>(
                    "select state, delivered_at, read_at, returned_at from delivery.delivery where id = @id", new { id })).Single();
                Assert.That(
                    row, Is.EqualTo((DeliveryReceipts.StateAfter(before, heard).ToString(), heard.DeliveredAt?.UtcDateTime, heard.ReadAt?.UtcDateTime, heard.ReturnedAt?.UtcDateTime)),
                    $"{before}: {string.Join(", ", sequence)}");
            }
        }
    }

    [Test]
    public async Task A_message_whose_answer_was_lost_is_found_again_and_not_sent_once_more()
    {
        var id = await Message("r", DeliveryState.Planned);

        await Hear(new Receipt(id, "digital-post", "delivered", Morning, null));
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump();

        Assert.That(await scene.States(), Is.EqualTo(["Accepted"]));
        Assert.That(scene.Files("digital-post"), Is.Empty);
        Assert.That(await scene.Database.Rows("plumbing.outbox", "type = 'DeliveriesSettled'"), Is.EqualTo(1).Or.EqualTo(0));
    }

    [Test]
    public async Task Receipts_that_fit_no_message_are_kept_once_and_change_nothing()
    {
        var strange = new Receipt(Guid.NewGuid(), "digital-post", "delivered", Morning, null);
        var id = await Message("r", DeliveryState.Accepted);
        var odd = new Receipt(id, "digital-post", "archived", Morning, null);

        var first = await Hear(strange, odd);
        await Hear(strange, odd);

        Assert.That(first, Is.EqualTo(new ReceiptsTaken(0, 2)));
        Assert.That(await scene.Database.Rows("delivery.unknown_receipt"), Is.EqualTo(2));
        Assert.That(await scene.States(), Is.EqualTo(["Accepted"]));
    }

    [Test]
    public async Task A_letter_that_comes_back_goes_out_on_paper_once()
    {
        await scene.AddResidents(1);
        await TestDatabase.Deliver(scene.PlanLetters, new Contracts.ActivationStarted(Scene.ActivationId));
        await Pumped();
        var id = await scene.Database.Scalar<Guid>("select id from delivery.delivery");
        var back = new Receipt(id, "digital-post", "returned", Morning, "mailbox-closed");

        await Hear(back, back);
        await Hear(back);
        await Pumped();
        await Hear(back, new Receipt(id, "digital-post", "delivered", Morning, null));

        Assert.That(await scene.Database.Query<string>("select channel || ' ' || state || ' ' || first_channel || ' ' || first_reason from delivery.delivery"), Is.EqualTo(["print Accepted digital-post mailbox-closed"]));
        Assert.That(scene.Files("print").Count(), Is.EqualTo(1));
        Assert.That(await scene.Database.Scalar<DateTime>("select informed_at from delivery.delivery"), Is.EqualTo(PaperMail.Usual.ExpectedDelivery(TestDatabase.Start).UtcDateTime), "paper takes its days");
    }

    [Test]
    public async Task Nemsms_takes_over_where_paper_comes_back_too_and_what_is_told_first_stays()
    {
        await scene.Database.Execute("update agreements.version set yaml = replace(yaml, 'print: true', 'print: true, nemSms: true')");
        await scene.AddResidents(1, nemSms: true);
        await TestDatabase.Deliver(scene.PlanLetters, new Contracts.ActivationStarted(Scene.ActivationId));
        await Pumped();
        var id = await scene.Database.Scalar<Guid>("select id from delivery.delivery");

        await Hear(new Receipt(id, "digital-post", "returned", Morning, "mailbox-closed"));
        await Pumped();
        await Hear(new Receipt(id, "print", "returned", Morning, "moved"));
        await Pumped();
        await Hear(new Receipt(id, "print", "delivered", Morning, null));

        Assert.That(await scene.Database.Query<string>("select channel || ' ' || state || ' ' || first_channel || ' ' || first_reason from delivery.delivery"), Is.EqualTo(["nemsms Accepted digital-post mailbox-closed"]));
        Assert.That(await File.ReadAllTextAsync(scene.Files("nemsms").Single()), Does.Contain("<memo:messageType>NEMSMS</memo:messageType>").And.Contain("<memo:notification>").And.Contain("Ring 114."));
    }

    [Test]
    public async Task A_letter_that_comes_back_when_the_plan_is_over_stays_where_it_is()
    {
        await scene.AddResidents(1);
        await TestDatabase.Deliver(scene.PlanLetters, new Contracts.ActivationStarted(Scene.ActivationId));
        await Pumped();
        await scene.End("fallen");

        await Hear(new Receipt(await scene.Database.Scalar<Guid>("select id from delivery.delivery"), "digital-post", "returned", Morning, "mailbox-closed"));

        Assert.That(await scene.States(), Is.EqualTo(["Returned mailbox-closed"]));
        Assert.That(await scene.Database.Rows("delivery.delivery", "informed_at is null"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_gate_opened_by_letters_that_come_back_later_kept_its_promise_and_one_opened_after_that_did_not()
    {
        var promises = new Promises(scene.Database.Database, scene.Agreements);
        await scene.AddResidents(10);
        await TestDatabase.Deliver(scene.PlanLetters, new Contracts.ActivationStarted(Scene.ActivationId));
        await Pumped();
        await GateOpened(TestDatabase.Start.AddHours(1));
        scene.Database.Clock.MoveTo(TestDatabase.Start.AddHours(2));

        foreach (var id in await scene.Database.Query<Guid>("select id from delivery.delivery where kind = 'Letter' limit 2"))
            await Hear(new Receipt(id, "digital-post", "returned", scene.Database.Clock.GetUtcNow(), "mailbox-closed"));
        Assert.That(await scene.Database.Rows("delivery.delivery", "channel = 'print'"), Is.EqualTo(2), "they go out on paper, and are told by that from another day");
        Assert.That(await BrokenGates(), Is.Empty);

        await GateOpened(TestDatabase.Start.AddHours(3));
        Assert.That(await BrokenGates(), Has.Count.EqualTo(1));

        Task GateOpened(DateTimeOffset at) => scene.Database.Execute("update activation.task set gate_opened_at = @at, gate_opened_by = 'share' where step_id = 'station'", new { at });
        async Task<IReadOnlyList<string>> BrokenGates() => [.. (await promises.Broken(CancellationToken.None)).Where(broken => broken.StartsWith("The gate", StringComparison.Ordinal))];
    }

    [Test]
    public async Task Receipts_are_fetched_page_by_page_from_where_they_were_left()
    {
        var mailbox = new SimulatedMailbox(new MailboxHabits(Read: 0.5, ReceiptAfter: TimeSpan.FromHours(1)), scene.Database.Clock);
        await using var server = MailboxServer.Build(mailbox, new MailboxSettings("http://127.0.0.1:0", "secret"));
        await server.StartAsync();
        using var carrier = new RestCarrier(new RestOptions { Url = server.Urls.Single(), Key = "secret" }, scene.MessageFiles);
        var poll = new PollReceipts(scene.Database.Database, scene.ReceiveReceipts, [carrier]);
        await scene.AddResidents(30);
        await TestDatabase.Deliver(scene.PlanLetters, new Contracts.ActivationStarted(Scene.ActivationId));
        await Pumped(carrier);

        await poll.Run(CancellationToken.None);
        Assert.That(await scene.Database.Rows("delivery.delivery", "delivered_at is not null"), Is.Zero, "none is due");

        scene.Database.Clock.MoveTo(TestDatabase.Start.AddHours(2));
        await poll.Run(CancellationToken.None);
        await poll.Run(CancellationToken.None);

        Assert.That(await scene.Database.Rows("delivery.delivery", "state = 'Accepted' and delivered_at is not null"), Is.EqualTo(30));
        Assert.That(await scene.Database.Rows("delivery.delivery", "read_at is not null"), Is.InRange(5, 25));
        Assert.That(await scene.Database.Query<string>("select cursor from delivery.receipt_cursor"), Is.EqualTo(["30"]));
    }

    private Task<ReceiptsTaken> Hear(params Receipt[] receipts) => scene.ReceiveReceipts.Take(Carrier, receipts, CancellationToken.None);

    private async Task Pumped(ILetterCarrier? carrier = null)
    {
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump(carrier);
    }

    private async Task<Guid> Message(string recipient, DeliveryState state) => await scene.Database.Scalar<Guid>(
        """
        insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, sending_at, settled_at)
        values ('2026-03-01', gen_random_uuid(), @activation, 'eksempel', 'letters', 'Letter', 'Resident', @recipient, 'digital-post', 'residents-burst', 'da', @state, @now, true, @now,
            case when @state not in ('Planned', 'Released', 'Sending') then @now::timestamptz end)
        returning id
        """, new { activation = Scene.ActivationId, recipient, state = state.ToString(), now = TestDatabase.Start.UtcDateTime });
}
