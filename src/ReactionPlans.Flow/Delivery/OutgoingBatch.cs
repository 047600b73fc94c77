using MimeKit;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Delivery;

/// <summary>One row of mark-sending.sql.</summary>
public sealed record SendingRow
{
    public DateOnly FiredMonth { get; init; }
    public Guid Id { get; init; }
    public Guid ActivationId { get; init; }
    public string StepId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string RecipientKind { get; init; } = "";
    public string RecipientId { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Template { get; init; } = "";

    /// <summary>As the recipient's register has it (<see cref="TextLanguage.Of"/>).</summary>
    public string Language { get; init; } = "";
    public bool DaytimeOnly { get; init; }

    /// <summary>How often the carrier has said "not now", or could not be asked.</summary>
    public int Refusals { get; init; }

    /// <summary>An earlier worker died between the call and the answer.</summary>
    public bool InDoubt { get; init; }

    /// <summary>An alert or an update whose activation has ended, or whose step was taken out of it.</summary>
    public bool TooLate { get; init; }

    /// <summary>ended or corrected; without meaning while it is not too late.</summary>
    public string TooLateFor { get; init; } = "";

    public string? RecipientIdType { get; init; }
    public byte[]? RecipientNumber { get; init; }
    public string? FriendMail { get; init; }
    public string? FriendMobile { get; init; }
    public string? FriendPush { get; init; }
    public string? FriendName { get; init; }
    public TimeOnly? QuietFrom { get; init; }
    public TimeOnly? QuietTo { get; init; }

    /// <summary>The channel that is open to a neighbour friend now; null: this is for somebody else, or for nobody any more.</summary>
    public string? ChannelNow { get; init; }

    /// <summary>Why a neighbour friend is not to be written to (<see cref="NeighbourRoute"/>); null: they are.</summary>
    public string? UnwantedFor { get; init; }

    public QuietHours? Quiet => QuietFrom is { } from && QuietTo is { } to ? new QuietHours(from, to) : null;
    public string? StationMail { get; init; }
    public string? StationName { get; init; }

    /// <summary>Where its plan began, or the rise that is asked about.</summary>
    public string? Trace { get; init; }
}

/// <param name="Message">Null: it must not or cannot be sent, and <paramref name="FailedFor"/> or <paramref name="NotNowFor"/> says why.</param>
/// <param name="FailedFor">For good.</param>
/// <param name="NotNowFor">It passes, so it is tried again.</param>
public sealed record Outgoing(SendingRow Row, OutgoingMessage? Message, string? FailedFor = null, string? NotNowFor = null);

/// <summary>Takes up a batch and writes its messages, all in one transaction: what is sent is what was known then.</summary>
public sealed class OutgoingBatch(AgreementBook agreements, Wording wording, CarrierOptions options, DataKeys dataKeys)
{
    /// <param name="Forbidden">Why nobody outside the parties may read it; null: they may.</param>
    private sealed record Written(RenderedText Text, string? Forbidden);

    /// <summary>The batch's unsettled deliveries, marked as being sent, in order of activation.</summary>
    public async Task<IReadOnlyList<Outgoing>> Take(Work work, Guid batchId)
    {
        var rows = await work.Query<SendingRow>("Delivery/mark-sending.sql", new { batch_id = batchId, now = work.Now });
        var facts = await TextFacts.Read(work, agreements, [.. rows.Select(row => row.ActivationId).Distinct()]);

        // Everybody in a step who reads the same language gets the same words, so they are written once; people of the parties have links of their own in theirs.
        var texts = new Dictionary<(Guid, string, string, string, string?), Written>();
        var logos = facts.ToDictionary(about => about.Key, about => wording.LogoOf(about.Value));
        // One look for each data key: it is in memory when the letters are written.
        var standings = rows.Select(row => DataKey.IdOf(row.RecipientNumber)).OfType<Guid>().Distinct().ToDictionary(id => id, dataKeys.Look);
        var batch = new List<Outgoing>();
        foreach (var row in rows)
        {
            var about = facts[row.ActivationId];
            var personId = PersonOf(row, about);
            var key = (row.ActivationId, row.StepId, row.Template, TextLanguage.Of(row.Language), personId);
            if (!texts.TryGetValue(key, out var written))
                texts[key] = written = Write(row, about, personId);

            var sender = about.Agreement.Sender;
            batch.Add(written.Forbidden is { } forbidden ? new Outgoing(row, null, forbidden)
                : RecipientOf(row, about) is not { } recipient ? new Outgoing(row, null, "recipient-gone")
                : DataKey.IdOf(row.RecipientNumber) is { } id && standings[id] != DataKeyStanding.Here ? Unopened(row, standings[id])
                : new Outgoing(row, Stoppable(row, about, new OutgoingMessage(
                    row.Id, row.FiredMonth, row.Channel, recipient, written.Text,
                    new MessageSender(sender.Name, sender.Contact, about.Agreement.Partnership.Municipality, sender.PolicePhone) { Logo = logos[row.ActivationId] }, work.Now, InvitationOf(row, about, recipient)))));
        }

        return batch;
    }

    /// <summary>Nobody can read the number of a resident whose data key is gone: an older database was restored. A folder that is away comes back.</summary>
    private static Outgoing Unopened(SendingRow row, DataKeyStanding standing) =>
        standing == DataKeyStanding.Gone ? new Outgoing(row, null, StuckDelivery.KeyGone) : new Outgoing(row, null, NotNowFor: "keys-away");

    private Written Write(SendingRow row, TextFacts about, string? personId)
    {
        if (TextCheck.ReceiverOf(row.Kind) is not { } receiver)
            return new Written(wording.Write(row.Template, about, row.StepId, personId), null);
        var (text, faults) = wording.WriteChecked(receiver, row.Template, about, row.StepId, TextLanguage.Of(row.Language));
        return new Written(text, faults.FirstOrDefault(TextLint.Harms) is { } fault ? $"text-{fault.Number}" : null);
    }

    /// <summary>People of the register can stop what they get; the way to do it is each one's own.</summary>
    private OutgoingMessage Stoppable(SendingRow row, TextFacts about, OutgoingMessage message)
    {
        if (row.RecipientKind != "NeighbourFriend")
            return message;
        var stop = wording.StopPageOf(new FriendLink(about.Activation.PartnershipId, row.RecipientId, row.Channel));
        return message with { StopUrl = stop, Text = wording.WithStop(message.Text, message.Sender.Name, stop) };
    }

    /// <summary>Null: a resident, a neighbour friend or a station's contact.</summary>
    private static string? PersonOf(SendingRow row, TextFacts facts) =>
        row.RecipientKind is "Resident" or "NeighbourFriend" or "Station" ? null : row.RecipientId[(facts.Activation.PartnershipId.Length + 1)..];

    private static Recipient? RecipientOf(SendingRow row, TextFacts facts) => row.RecipientKind switch
    {
        "Resident" => row.RecipientNumber is null ? null : new Recipient(row.RecipientIdType, row.RecipientNumber, null, null),
        "NeighbourFriend" => (row.Channel switch { "sms" => row.FriendMobile, "push" => row.FriendPush, _ => row.FriendMail }) is null
            ? null : new Recipient(null, null, row.FriendMail, row.FriendName) { Mobile = row.FriendMobile, Push = row.FriendPush },
        "Station" => row.StationMail is null ? null : new Recipient(null, null, row.StationMail, row.StationName),
        _ => facts.Agreement.FindPerson(PersonOf(row, facts)!) is { } person
            ? new Recipient(null, null, person.Mail, person.Name)
            : null,
    };

    /// <summary>For the recipient's calendar alone: who else is invited is in other mails. The organiser is the address that the mail comes from.</summary>
    private Invitation? InvitationOf(SendingRow row, TextFacts facts, Recipient recipient) =>
        row.Template is Wording.Invited or Wording.CalledOff && Wording.RevisionOf(facts, row.StepId) is { } revision && recipient is { Mail: { } mail }
            ? StationCalendar.Invite(
                VisitEvent.Of(revision, row.Template == Wording.CalledOff, wording.Line($"Mobil politistation i {facts.Activation.AreaName}")),
                (facts.Agreement.Sender.Name, MailboxAddress.Parse(options.Smtp.From).Address), (recipient.Name ?? mail, mail))
            : null;
}
