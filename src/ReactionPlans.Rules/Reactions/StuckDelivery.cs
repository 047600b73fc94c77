namespace ReactionPlans.Rules.Reactions;

/// <summary>Why a delivery does not get on.</summary>
public enum StuckCause
{
    /// <summary>Due long ago, and nothing has handed it on: the part of the program that does is not running.</summary>
    NotHandedOn,

    /// <summary>Handed on long ago, and no answer has been stored.</summary>
    UnderWay,

    /// <summary>Its carrier was away through every attempt.</summary>
    CarrierAway,

    /// <summary>It was given over, the answer was lost, and the carrier could not be asked: it may have arrived.</summary>
    AnswerLost,

    /// <summary>It was due when the database was restored, and may have been sent by the one that was lost: a person knows from the mail server's log.</summary>
    Restored,

    /// <summary>The lint does not let its text out.</summary>
    TextRefused,

    /// <summary>Its recipient cannot be reached by it: another way, or a knock at the door.</summary>
    Recipient,

    /// <summary>The carrier refused it for a reason of its own.</summary>
    Refused,
}

/// <summary>What does not get on, why, and whether pressing a button helps. Pure.</summary>
public static class StuckDelivery
{
    public const string Transient = "transient", NoAnswer = "no-answer", HeldByRestore = "restored", TextPrefix = "text-", KeyGone = "key-gone";

    /// <summary>A failure older than this is nobody's to mend: the rise it was about is over.</summary>
    public static readonly TimeSpan ListedFor = TimeSpan.FromDays(30);

    /// <summary>Reasons that mean the recipient and are no carrier's.</summary>
    private static readonly string[] OfRegister = ["recipient-gone", "no-channel", "bounced", KeyGone];

    /// <param name="reason">As it is stored with a delivery that failed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A delivery in that state is not stuck.</exception>
    public static StuckCause CauseOf(DeliveryState state, string? reason) => (state, reason) switch
    {
        (DeliveryState.Planned, _) => StuckCause.NotHandedOn,
        (DeliveryState.Released or DeliveryState.Sending, _) => StuckCause.UnderWay,
        (DeliveryState.Failed, Transient) => StuckCause.CarrierAway,
        (DeliveryState.Failed, NoAnswer) => StuckCause.AnswerLost,
        (DeliveryState.Failed, HeldByRestore) => StuckCause.Restored,
        (DeliveryState.Failed, { } why) when why.StartsWith(TextPrefix, StringComparison.Ordinal) => StuckCause.TextRefused,
        (DeliveryState.Failed, { } why) when DeliveryReceipts.OfAddress.Contains(why) || OfRegister.Contains(why) => StuckCause.Recipient,
        (DeliveryState.Failed, _) => StuckCause.Refused,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "It is not stuck."),
    };

    /// <summary>Whether trying again can help, and can bring nobody the same twice.</summary>
    /// <param name="channel">A carrier is asked for what it may have already; a mail server cannot be.</param>
    public static bool MayRetry(StuckCause cause, string channel) => cause switch
    {
        StuckCause.UnderWay or StuckCause.CarrierAway or StuckCause.Restored or StuckCause.TextRefused or StuckCause.Refused => true,
        StuckCause.AnswerLost => channel != "mail",
        _ => false,
    };
}
