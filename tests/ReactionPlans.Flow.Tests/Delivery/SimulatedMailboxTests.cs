using NUnit.Framework;
using ReactionPlans.Flow.Delivery.Mailbox;
using ReactionPlans.Flow.Replay;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class SimulatedMailboxTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly MailboxHabits Habits = new(ReceiptAfter: TimeSpan.FromHours(4));

    private readonly VirtualClock clock = new(Start);
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("rp-mailbox-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Opened_again_it_has_what_it_had_in_the_same_order()
    {
        var ids = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToList();
        var first = Open();
        foreach (var id in ids)
            Assert.That(first.Take("digital-post", id, "<letter/>"u8), Is.EqualTo(MailboxVerdict.Taken));

        var again = Open();

        Assert.That(again.Taken, Is.EqualTo(first.Taken));
        Assert.That(again.Take("digital-post", ids[7], "<another/>"u8), Is.EqualTo(MailboxVerdict.HadItAlready));
        Assert.That(File.ReadAllText(Path.Combine(folder, "digital-post", $"{ids[7]}.xml")), Is.EqualTo("<letter/>"));
    }

    [Test]
    public void A_line_that_a_kill_cut_short_is_nothing_taken_and_harms_no_other()
    {
        var (whole, cut, next) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Open().Take("print", whole, "<letter/>"u8);
        File.AppendAllText(Path.Combine(folder, "taken.csv"), $"\nprint,{cut},2026-03-0");

        Assert.That(Open().Take("print", next, "<letter/>"u8), Is.EqualTo(MailboxVerdict.Taken));

        Assert.That(Open().Taken.Select(message => message.Id), Is.EqualTo([whole, next]));
        Assert.That(Open().Take("print", cut, "<letter/>"u8), Is.EqualTo(MailboxVerdict.Taken));
    }

    [Test]
    public void It_says_when_the_next_receipt_is_there_until_its_caller_has_asked_on()
    {
        var mailbox = Open();
        Assert.That(mailbox.NextReceiptAt, Is.Null);

        mailbox.Take("digital-post", Guid.NewGuid(), "<letter/>"u8);
        Assert.That(mailbox.NextReceiptAt, Is.EqualTo(Start.AddHours(4)));
        Assert.That(mailbox.Receipts(null, 10).Receipts, Is.Empty);

        clock.MoveTo(Start.AddHours(4));
        var (told, next) = mailbox.Receipts(null, 10);
        Assert.That(told, Has.Count.EqualTo(1));
        Assert.That(mailbox.NextReceiptAt, Is.EqualTo(Start.AddHours(4)), "its caller may not have kept them");

        mailbox.Receipts(next, 10);
        Assert.That(mailbox.NextReceiptAt, Is.Null);
    }

    private SimulatedMailbox Open() => new(Habits, clock, new MailboxFolder(folder));
}
