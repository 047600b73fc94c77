using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Flow.Delivery.Mailbox;

/// <summary>How a simulated distributor behaves. Every share is of messages, 0-1; which ones follows from the message's id and the seed alone, so a run can be had again.</summary>
/// <param name="Transient">Refused at the first attempt with 503, and taken at the next.</param>
/// <param name="Permanent">Refused for good, in each channel by itself: the recipient has no mailbox, or no address.</param>
/// <param name="LostAnswers">Taken, and the line cut before the answer.</param>
/// <param name="LateAnswers">Taken, and answered after <paramref name="LateBy"/>.</param>
/// <param name="Read">Of those delivered, opened by their recipient.</param>
/// <param name="Returned">Taken and then come back.</param>
/// <param name="ReceiptAfter">From taking a message to the receipt that tells what became of it.</param>
public sealed record MailboxHabits(
    double Transient = 0, double Permanent = 0, double LostAnswers = 0, double LateAnswers = 0, TimeSpan LateBy = default,
    double Read = 0, double Returned = 0, TimeSpan ReceiptAfter = default, int Seed = 1)
{
    internal bool HasTransientFailure(Guid id, int attempt) => attempt == 1 && Falls(id, "transient", Transient);

    internal bool IsRefused(string channel, Guid id) => Falls(id, $"permanent/{channel}", Permanent);

    internal bool LosesAnswer(Guid id) => Falls(id, "lost", LostAnswers);

    internal bool AnswersLate(Guid id) => Falls(id, "late", LateAnswers);

    internal bool ComesBack(Guid id) => Falls(id, "returned", Returned);

    internal bool IsRead(Guid id) => Falls(id, "read", Read);

    private bool Falls(Guid id, string what, double share) => share > 0 && Fraction(id, what) < share;

    private double Fraction(Guid id, string what) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes($"{Seed}/{what}/{id}"))) / 4294967296.0;
}
