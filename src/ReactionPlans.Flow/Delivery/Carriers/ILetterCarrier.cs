using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Delivery;

/// <summary>One of those outside who bring messages to people. Every carrier passes the same contract tests.</summary>
public interface ILetterCarrier
{
    string Name { get; }

    /// <summary>The channels it serves: digital-post, print, nemsms, mail, sms, push.</summary>
    IReadOnlyList<string> Channels { get; }

    /// <summary>Most messages in one call of <see cref="Send"/>; answers are stored after each call, so a crash leaves this many in doubt.</summary>
    int AtOnce { get; }

    /// <summary>Takes messages, each under its delivery id: a message it already has is answered as accepted and not brought again.</summary>
    /// <returns>One answer for each message, in any order. What is wrong with a message or passes by itself is an answer, never an exception.</returns>
    Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping);

    /// <summary>What it knows of messages whose answer was lost. <see cref="CarrierOutcome.Unknown"/>: it does not have it, or can never know;
    /// <see cref="CarrierOutcome.NotNow"/>: it cannot be asked now.</summary>
    Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping);
}

public enum CarrierOutcome
{
    /// <summary>The carrier has it and answers for it.</summary>
    Accepted,

    /// <summary>It will never take it: trying again changes nothing.</summary>
    Failed,

    /// <summary>Not now; later it may.</summary>
    NotNow,

    /// <summary>The answer was lost on the way: it may have it.</summary>
    Unknown,
}

/// <param name="Reason">Short and without anything about the recipient; null where accepted.</param>
public sealed record CarrierAnswer(Guid DeliveryId, CarrierOutcome Outcome, string? Reason = null)
{
    /// <summary>The reason of a delivery whose carrier may have it or not: it is asked before anything is sent again.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>How long the carrier asks to be left alone, where it is not now; null: it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>One message on its way out.</summary>
/// <param name="DeliveryId">The carrier's key for it: the same in every attempt.</param>
/// <param name="FiredMonth">Immutable like the id, so that a folder of letters can be sorted by it.</param>
/// <param name="At">When it is sent, for the date on it.</param>
public sealed record OutgoingMessage(
    Guid DeliveryId, DateOnly FiredMonth, string Channel, Recipient Recipient, RenderedText Text, MessageSender Sender, DateTimeOffset At, Invitation? Invitation)
{
    /// <summary>Where its reader, and a mail program for them, can say that they want no more; null: it is no message that one can stop.</summary>
    public string? StopUrl { get; init; }
}

/// <summary>Who writes, as the recipient knows them, and the municipality that answers for it.</summary>
/// <param name="Contact">Where a reader turns with questions.</param>
/// <param name="MunicipalityCode">Four digits.</param>
/// <param name="PolicePhone">Where observations go.</param>
public sealed record MessageSender(string Name, string Contact, string MunicipalityCode, string PolicePhone)
{
    /// <summary>Stands at the head of letters; null: there is none.</summary>
    public LogoImage? Logo { get; init; }
}

/// <summary>Where a message goes. Never written to a log.</summary>
/// <param name="NumberType">cpr, cvr or synthetic; null for people whose number nobody has.</param>
/// <param name="EncryptedNumber">Decrypted only where the letter is written.</param>
public sealed record Recipient(string? NumberType, byte[]? EncryptedNumber, string? Mail, string? Name)
{
    public string? Mobile { get; init; }

    /// <summary>What the push gateway knows the telephone by.</summary>
    public string? Push { get; init; }

    public override string ToString() => "(recipient)";
}

/// <summary>What a mail brings for the recipient's calendar (RFC 6047).</summary>
/// <param name="Calendar">One visit, as RFC 5545 writes it.</param>
/// <param name="Method">REQUEST or CANCEL, as in the calendar.</param>
public sealed record Invitation(string FileName, string Calendar, string Method);

/// <summary>Opens an encrypted recipient number; the key stays with the stage that took the number in.</summary>
public delegate string DecryptRecipient(byte[] encrypted);
