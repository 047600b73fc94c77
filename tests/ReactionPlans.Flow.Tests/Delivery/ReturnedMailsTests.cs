using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>Mails that come back, as mail servers report it (RFC 3464), and what people answer.</summary>
public sealed class ReturnedMailsTests
{
    private Scene scene = null!;
    private string maildir = null!;

    [SetUp]
    public async Task GivenAMailThatWasSent()
    {
        maildir = Directory.CreateTempSubdirectory("rp-mail-").FullName;
        foreach (var part in new[] { "new", "cur", "tmp" })
            Directory.CreateDirectory(Path.Combine(maildir, part));
        scene = await Scene.Create();
        await scene.Activate();
        await scene.AddFriend("ane", "ane@example.dk");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, new ActivationStarted(Scene.ActivationId));
        await scene.Pump();
    }

    [TearDown]
    public async Task Leave()
    {
        await scene.DisposeAsync();
        Directory.Delete(maildir, recursive: true);
    }

    [TestCase("failed", "5.1.1", true, "Returned unknown-recipient")]
    [TestCase("failed", "5.1.1 (bad destination mailbox address)", false, "Returned unknown-recipient")]
    [TestCase("Failed", "5.2.1", true, "Returned mailbox-closed")]
    [TestCase("failed", "5.7.26", true, "Returned smtp-5-7-26")]
    [TestCase("failed", "ane@example.dk", true, "Returned returned")]
    [TestCase("delayed", "4.4.1", true, "Accepted")]
    [TestCase("delivered", "2.0.0", true, "Accepted")]
    public async Task What_a_server_reports_is_taken_in_once(string action, string status, bool wholeMail, string state)
    {
        await Arrives("report", await Report(action, status, wholeMail));

        await Take();
        await Take();

        Assert.That(await scene.States(), Is.EqualTo([state]));
        Assert.That(await scene.Database.Rows("delivery.delivery", "delivered_at is not null"), Is.EqualTo(action == "delivered" ? 1 : 0));
        Assert.That(await scene.Database.Rows("delivery.bounced_address"), Is.EqualTo(state.StartsWith("Returned", StringComparison.Ordinal) ? 1 : 0));
        Assert.That(In("new"), Is.Empty);
        Assert.That(In("cur"), Is.EqualTo([action == "delayed" ? "report:2," : "report:2,S"]));
    }

    [Test]
    public async Task What_people_answer_and_what_nobody_can_read_waits_unread()
    {
        await Arrives("answer", "From: ane@example.dk\nTo: plan@example.dk\nSubject: Re: Nabovenner\nIn-Reply-To: <x@localhost>\n\nTak!\n");
        await Arrives("away", "From: ane@example.dk\nTo: plan@example.dk\nAuto-Submitted: auto-replied\nSubject: Ferie\n\nJeg er tilbage mandag.\n");
        await Arrives("noise", "\0\u0001");
        await Arrives("strange", (await Report("failed", "5.1.1", wholeMail: true)).Replace("Message-Id: <", "Message-Id: <x", StringComparison.OrdinalIgnoreCase));

        await Take();

        Assert.That(await scene.States(), Is.EqualTo(["Accepted"]));
        Assert.That(In("cur"), Is.EquivalentTo(["answer:2,", "away:2,", "noise:2,", "strange:2,"]));
    }

    [Test]
    public async Task A_report_that_was_taken_in_before_a_crash_and_is_read_again_changes_nothing()
    {
        var report = await Report("failed", "5.1.1", wholeMail: true);
        await Arrives("report", report);
        await Take();
        await Arrives("report", report);
        await Take();

        Assert.That(await scene.States(), Is.EqualTo(["Returned unknown-recipient"]));
        Assert.That(await scene.Database.Rows("delivery.bounced_address"), Is.EqualTo(1));
        Assert.That(In("cur"), Is.EqualTo(["report:2,S"]));
    }

    [Test]
    public void The_mailbox_is_a_maildir()
    {
        Assert.That(new CarrierOptions { Smtp = new SmtpOptions { Returns = maildir } }.Check(), Is.Empty);
        Assert.That(new CarrierOptions { Smtp = new SmtpOptions { Returns = Path.Combine(maildir, "new") } }.Check(), Has.Count.EqualTo(1));
    }

    private Task Arrives(string name, string mail) => File.WriteAllTextAsync(Path.Combine(maildir, "new", name), mail);

    private IEnumerable<string?> In(string part) => Directory.EnumerateFiles(Path.Combine(maildir, part)).Select(Path.GetFileName);

    private Task Take() => new TakeReturnedMails(
        scene.ReceiveReceipts, new CarrierOptions { Smtp = new SmtpOptions { Returns = maildir } }, scene.Database.Clock, NullLogger<TakeReturnedMails>.Instance).Run(CancellationToken.None);

    /// <summary>As a mail server writes it: with the whole mail that it is about, or with its head alone.</summary>
    private async Task<string> Report(string action, string status, bool wholeMail)
    {
        using var sent = await MimeMessage.LoadAsync(scene.Files("mail").Single());
        var copy = wholeMail ? "Content-Type: message/rfc822\n\n" : "Content-Type: text/rfc822-headers\n\n";
        return $"""
            From: Mail Delivery System <MAILER-DAEMON@mx.example.dk>
            To: plan@example.dk
            Subject: Undelivered Mail Returned to Sender
            Date: Wed, 04 Mar 2026 11:30:00 +0100
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="grænse"

            --grænse
            Content-Type: text/plain; charset=us-ascii

            Your mail could not be delivered.

            --grænse
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.dk
            Arrival-Date: Wed, 04 Mar 2026 11:29:00 +0100

            Final-Recipient: rfc822; ane@example.dk
            Action: {action}
            Status: {status}

            --grænse
            {copy}From: plan@example.dk
            To: ane@example.dk
            Message-Id: <{sent.MessageId}>
            Subject: Hej

            --grænse--

            """.Replace("grænse", "boundary-1", StringComparison.Ordinal);
    }
}
