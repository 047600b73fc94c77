using NUnit.Framework;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>What the program relies on with every carrier, whatever stands at the other end. A new carrier has a fixture of its own that says how it is reached.</summary>
public abstract class CarrierContract
{
    private static readonly RenderedText Text = new("Om området", "Kære beboer\n\nDer er nyt.\n", "<p>Kære beboer</p>\n<p>Der er nyt.</p>\n") { PublicPage = "https://plan.example.dk/p/0123456789ab" };

    /// <summary>The carrier, with somebody at the other end who answers.</summary>
    protected abstract ILetterCarrier Carrier { get; }

    /// <summary>The same kind of carrier with nobody at the other end.</summary>
    protected abstract ILetterCarrier WithNobodyThere { get; }

    /// <summary>Whether it can say what it has: a mail server cannot.</summary>
    protected virtual bool CanBeAsked => true;

    /// <summary>Ids of the messages that have come out at the other end, one for each time.</summary>
    protected abstract Task<IReadOnlyList<Guid>> Brought();

    [Test]
    public async Task Every_message_is_answered_for_once_and_is_brought()
    {
        var messages = Messages(7);

        var answers = await Carrier.Send(messages, CancellationToken.None);

        Assert.That(answers.Select(answer => answer.DeliveryId), Is.EquivalentTo(messages.Select(message => message.DeliveryId)));
        Assert.That(answers.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.Accepted, (string?)null)));
        Assert.That(await Brought(), Is.EquivalentTo(messages.Select(message => message.DeliveryId)));
    }

    [Test]
    public async Task A_message_sent_again_is_accepted_and_not_brought_again()
    {
        if (!CanBeAsked)
            Assert.Ignore("It cannot know what it had; a reader's mail program sees one by the Message-Id.");
        var messages = Messages(3);

        await Carrier.Send(messages, CancellationToken.None);
        var again = await Carrier.Send([.. messages, .. Messages(1)], CancellationToken.None);

        Assert.That(again.Select(answer => answer.Outcome), Is.EqualTo(Enumerable.Repeat(CarrierOutcome.Accepted, 4)));
        Assert.That(await Brought(), Has.Count.EqualTo(4).And.Unique);
    }

    [Test]
    public async Task It_says_which_messages_it_has()
    {
        var (there, elsewhere) = (Messages(2), Messages(2));
        await Carrier.Send(there, CancellationToken.None);

        var known = (await Carrier.Ask([.. there, .. elsewhere], CancellationToken.None)).ToDictionary(answer => answer.DeliveryId, answer => answer.Outcome);

        Assert.That(there.Select(message => known[message.DeliveryId]), Is.All.EqualTo(CanBeAsked ? CarrierOutcome.Accepted : CarrierOutcome.Unknown));
        Assert.That(elsewhere.Select(message => known[message.DeliveryId]), Is.All.EqualTo(CarrierOutcome.Unknown));
        Assert.That(await Brought(), Has.Count.EqualTo(2), "asking brings nothing");
    }

    [Test]
    public async Task A_message_without_an_address_fails_alone()
    {
        var messages = Messages(3);
        var broken = messages[1] with { Recipient = new Recipient(null, null, "no address", null) };

        var answers = await Carrier.Send([messages[0], broken, messages[2]], CancellationToken.None);

        Assert.That(answers.Where(answer => answer.Outcome == CarrierOutcome.Failed).Select(answer => (answer.DeliveryId, answer.Reason)), Is.EqualTo(new[] { (broken.DeliveryId, "bad-address") }));
        Assert.That(await Brought(), Is.EquivalentTo(new[] { messages[0].DeliveryId, messages[2].DeliveryId }));
    }

    [Test]
    public async Task With_nobody_at_the_other_end_every_message_waits()
    {
        var messages = Messages(2);

        var answers = await WithNobodyThere.Send(messages, CancellationToken.None);
        var asked = await WithNobodyThere.Ask(messages, CancellationToken.None);

        Assert.That(answers.Select(answer => answer.Outcome), Is.All.EqualTo(CarrierOutcome.NotNow));
        Assert.That(answers.Select(answer => answer.Reason), Is.All.Not.Null);
        Assert.That(asked.Select(answer => answer.Outcome), Is.All.AnyOf(CarrierOutcome.NotNow, CarrierOutcome.Unknown));
        Assert.That(await Brought(), Is.Empty);
    }

    [Test]
    public void It_stops_when_it_is_told_to()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.That(() => Carrier.Send(Messages(2), stopped.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await Brought(), Is.Empty);
    }

    [Test]
    public async Task Two_callers_with_messages_of_their_own_do_not_disturb_each_other()
    {
        var (one, other) = (Messages(20), Messages(20));

        var answers = await Task.WhenAll(Task.Run(() => Carrier.Send(one, CancellationToken.None)), Task.Run(() => Carrier.Send(other, CancellationToken.None)));

        Assert.That(answers.SelectMany(all => all).Select(answer => answer.Outcome), Is.All.EqualTo(CarrierOutcome.Accepted));
        Assert.That(await Brought(), Is.Unique.And.Count.EqualTo(40));
    }

    /// <summary>Messages of the carrier's first channel, with an address that it takes.</summary>
    protected IReadOnlyList<OutgoingMessage> Messages(int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new OutgoingMessage(
            Guid.CreateVersion7(), new DateOnly(2026, 3, 1), Carrier.Channels[0],
            Carrier.Channels[0] switch
            {
                "mail" => new Recipient(null, null, "beboer@example.dk", "Beboer"),
                "sms" => new Recipient(null, null, null, "Beboer") { Mobile = "12 34 56 78" },
                _ => new Recipient("synthetic", [1, 2, 3], null, null),
            },
            Text, new MessageSender("Trygt Naboskab", "tryghed@example.dk", "0751", "114"), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), null) { StopUrl = "https://plan.example.dk/Answer/Nabo/abc" }),
    ];

    protected static MessageFiles Files { get; } = new(new CarrierOptions(), _ => "S000000001");
}
