using MimeKit;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Texts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>Against an SMTP server of somebody else's making.</summary>
public sealed class SmtpCarrierTests : CarrierContract
{
    private SmtpServer server = null!;
    private SmtpCarrier carrier = null!;
    private SmtpCarrier nobody = null!;

    protected override ILetterCarrier Carrier => carrier;

    protected override ILetterCarrier WithNobodyThere => nobody;

    protected override bool CanBeAsked => false;

    private SmtpOptions Options => new() { Host = "127.0.0.1", Port = server.Port, From = "plan@example.dk", Tls = SmtpTls.None, TimeoutSeconds = 10 };

    [OneTimeSetUp]
    public async Task StartServer()
    {
        if (SmtpServer.Missing() is { } missing)
            Assert.Ignore(missing);
        server = await SmtpServer.Start();
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (server is not null)
            await server.DisposeAsync();
    }

    [SetUp]
    public void EmptyServer()
    {
        server.Empty();
        carrier = new SmtpCarrier(Options);
        nobody = new SmtpCarrier(Options with { Port = 9 }); // the discard port: nothing listens
    }

    [TearDown]
    public async Task HangUp()
    {
        await carrier.DisposeAsync();
        await nobody.DisposeAsync();
    }

    protected override Task<IReadOnlyList<Guid>> Brought() => Task.FromResult<IReadOnlyList<Guid>>([.. Mails().Select(IdOf)]);

    [Test]
    public async Task Who_has_no_mailbox_fails_alone()
    {
        var messages = Messages(3);

        var answers = await Carrier.Send([messages[0], To("nobody@example.dk", messages[1]), messages[2]], CancellationToken.None);

        Assert.That(answers.Select(answer => (answer.Outcome, answer.Reason)),
            Is.EqualTo(new[] { (CarrierOutcome.Accepted, (string?)null), (CarrierOutcome.Failed, "unknown-recipient"), (CarrierOutcome.Accepted, null) }));
        Assert.That(await Brought(), Is.EqualTo(new[] { messages[0].DeliveryId, messages[2].DeliveryId }));
    }

    [Test]
    public async Task A_greylisting_server_takes_the_second_attempt()
    {
        var message = To("greylisted@example.dk", Messages(1)[0]);

        var first = (await Carrier.Send([message], CancellationToken.None)).Single();
        var second = (await Carrier.Send([message], CancellationToken.None)).Single();

        Assert.That((first.Outcome, first.Reason), Is.EqualTo((CarrierOutcome.NotNow, "smtp-451")));
        Assert.That(second.Outcome, Is.EqualTo(CarrierOutcome.Accepted));
        Assert.That(await Brought(), Is.EqualTo(new[] { message.DeliveryId }));
    }

    [Test]
    public async Task What_is_refused_about_us_is_no_fault_of_the_recipients()
    {
        await using var stranger = new SmtpCarrier(Options with { From = "stranger@example.dk" });
        await using var unknown = new SmtpCarrier(Options with { UserName = "plan", Password = "wrong" });

        var refused = await stranger.Send(Messages(1), CancellationToken.None);
        var notSignedIn = await unknown.Send(Messages(1), CancellationToken.None);

        Assert.That(refused.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, "smtp-550")));
        Assert.That(notSignedIn.Select(answer => answer.Outcome), Is.All.EqualTo(CarrierOutcome.NotNow));
    }

    [Test]
    public async Task A_server_that_nobody_vouches_for_is_given_nothing()
    {
        await using var careful = new SmtpCarrier(Options with { Tls = SmtpTls.StartTls });

        var answers = await careful.Send(Messages(2), CancellationToken.None);

        Assert.That(answers.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, "tls")));
        Assert.That(await Brought(), Is.Empty);
    }

    [Test]
    public async Task A_server_killed_and_started_again_is_reconnected_to_at_once()
    {
        var (before, during, after) = (Messages(1), Messages(1), Messages(1));

        await Carrier.Send(before, CancellationToken.None);
        await server.Kill();
        var away = (await Carrier.Send(during, CancellationToken.None)).Single();
        await server.Restart();
        var back = await Carrier.Send([.. during, .. after], CancellationToken.None);

        Assert.That((away.Outcome, away.Reason), Is.EqualTo((CarrierOutcome.NotNow, "no-connection")));
        Assert.That(back.Select(answer => answer.Outcome), Is.All.EqualTo(CarrierOutcome.Accepted));
        Assert.That(await Brought(), Is.EqualTo(new[] { before[0].DeliveryId, during[0].DeliveryId, after[0].DeliveryId }));
    }

    [Test]
    public async Task A_kept_connection_that_has_died_costs_no_attempt()
    {
        var (before, after) = (Messages(1), Messages(1));

        await Carrier.Send(before, CancellationToken.None);
        await server.Kill();
        await server.Restart();
        var answer = (await Carrier.Send(after, CancellationToken.None)).Single();

        Assert.That((answer.Outcome, answer.Reason), Is.EqualTo((CarrierOutcome.Accepted, (string?)null)));
        Assert.That(await Brought(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_mail_brought_twice_is_seen_to_be_one()
    {
        var message = Messages(1)[0];

        await Carrier.Send([message], CancellationToken.None);
        await Carrier.Send([message with { At = message.At.AddHours(1) }], CancellationToken.None);

        Assert.That(Mails().Select(mail => mail.MessageId).ToList(), Has.Count.EqualTo(2).And.All.EqualTo($"{message.DeliveryId:N}@example.dk"));
    }

    [Test]
    public async Task Danish_letters_arrive_as_they_were_written()
    {
        var text = new RenderedText("Indbrud på Æblevej – sådan hjælper du", "Kære Åse\n\nHold øje med naboens hus.\n", "<p>Kære Åse</p>\n<p>Hold øje med naboens hus.</p>\n");
        var message = Messages(1)[0] with
        {
            Text = text,
            Recipient = new Recipient(null, null, "aase@example.dk", "Åse Sørensen"),
            Sender = new MessageSender("Trygt Naboskab Ørsted", "tryghed@example.dk", "0751", "114"),
            Invitation = new Invitation("besoeg.ics", "SUMMARY:Mobil politistation på Ærø", "REQUEST"),
        };

        await Carrier.Send([message], CancellationToken.None);

        var mail = Mails().Single();
        Assert.Multiple(() =>
        {
            Assert.That(mail.Subject, Is.EqualTo(text.Subject));
            Assert.That(mail.TextBody!.ReplaceLineEndings("\n"), Is.EqualTo(text.Text));
            Assert.That(mail.HtmlBody!.ReplaceLineEndings("\n"), Does.Contain(text.Html.TrimEnd()));
            Assert.That(mail.To.Mailboxes.Single().Name, Is.EqualTo("Åse Sørensen"));
            Assert.That((mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address), Is.EqualTo(("Trygt Naboskab Ørsted", "plan@example.dk")));
            Assert.That(mail.ReplyTo.Mailboxes.Single().Address, Is.EqualTo("tryghed@example.dk"));
            var calendar = mail.BodyParts.OfType<TextPart>().Last();
            Assert.That((calendar.ContentType.MimeType, calendar.ContentType.Parameters["method"]), Is.EqualTo(("text/calendar", "REQUEST")));
            Assert.That(calendar.Text.ReplaceLineEndings("\n").TrimEnd(), Is.EqualTo("SUMMARY:Mobil politistation på Ærø"));
        });
    }

    private static OutgoingMessage To(string address, OutgoingMessage message) => message with { Recipient = new Recipient(null, null, address, "Beboer") };

    private IEnumerable<MimeMessage> Mails() => server.Taken().Select(bytes => MimeMessage.Load(new MemoryStream(bytes)));

    private static Guid IdOf(MimeMessage mail) => Guid.Parse(mail.MessageId![..mail.MessageId!.IndexOf('@', StringComparison.Ordinal)]);
}
