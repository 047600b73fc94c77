using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using ReactionPlans.Flow.Agreements;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>A link in a notice: whom it speaks for, whatever it is about.</summary>
public abstract record PersonLink(string PartnershipId, string PersonId);

/// <summary>What a link in a notice speaks for: one person's answer to one question, once.</summary>
/// <param name="Round">The round in which the person was asked; a later round has links of its own.</param>
/// <param name="Notice">The notice it came in, so that who sends a question back by one link can decide by the next.</param>
/// <param name="ExpiresAt">The question's deadline when the notice was written, to the second.</param>
public sealed record AnswerLink(Guid SpikeId, string PartnershipId, string PersonId, int Round, string Notice, DateTimeOffset ExpiresAt)
    : PersonLink(PartnershipId, PersonId);

/// <summary>The same for one person's step in a running plan. It speaks as long as the step is open, for what it has come to is kept with the step.</summary>
public sealed record TaskLink(Guid ActivationId, string StepId, string PartnershipId, string PersonId) : PersonLink(PartnershipId, PersonId);

/// <summary>The same for one person's answer to how a plan goes on. It speaks until the question is settled or the person has answered, for both are kept
/// with the plan.</summary>
/// <param name="Question">Which time the parties were asked; a later question has links of its own.</param>
public sealed record EndLink(Guid ActivationId, int Question, string PartnershipId, string PersonId) : PersonLink(PartnershipId, PersonId);

/// <summary>What a message to one of the register carries: the way to say that one wants fewer of them, or none. It speaks for good.</summary>
/// <param name="Channel">The one the message came by.</param>
public sealed record FriendLink(string PartnershipId, string FriendId, string Channel) : PersonLink(PartnershipId, FriendId);

/// <summary>Writes and reads the tokens of such links. The texts write them, the decision and the console read them, so it lies in the plumbing.</summary>
/// <remarks>Sealed (AES-256-GCM under a key of its own), which signs and hides at once: who opens the mail reads no person in it, and not one bit can
/// be changed. Nothing is stored before a link is used. It speaks as long as the key that sealed it is in the ring.</remarks>
public sealed class AnswerLinks(KeyRing ring)
{
    /// <summary>Where the page is; whatever writes paths down leaves out what follows.</summary>
    public const string Path = "/Answer/";

    /// <summary>Where the page of a step is.</summary>
    public const string TaskPath = Path + "Task/";

    /// <summary>Where the page of a plan's end is.</summary>
    public const string EndPath = Path + "End/";

    /// <summary>Where people of the register say what they want: short, for it stands in texts to telephones.</summary>
    public const string FriendPath = Path + "Nabo/";

    /// <summary>Longer than any we write: what is longer is not even looked at.</summary>
    private const int LongestToken = 1_024;

    private const char Between = '\u001f';

    private readonly Seal seal = new(ring, "reactionplans answer link");
    private readonly Seal taskSeal = new(ring, "reactionplans task link");
    private readonly Seal endSeal = new(ring, "reactionplans end link");
    private readonly Seal friendSeal = new(ring, "reactionplans friend link");

    public string Token(AnswerLink link) => Write(seal,
        link.SpikeId.ToString("N"), link.PartnershipId, link.PersonId, link.Round.ToString(CultureInfo.InvariantCulture), link.Notice,
        link.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public string Token(TaskLink link) => Write(taskSeal, link.ActivationId.ToString("N"), link.StepId, link.PartnershipId, link.PersonId);

    public string Token(EndLink link) => Write(endSeal,
        link.ActivationId.ToString("N"), link.Question.ToString(CultureInfo.InvariantCulture), link.PartnershipId, link.PersonId);

    public string Token(FriendLink link) => Write(friendSeal, link.PartnershipId, link.FriendId, link.Channel);

    /// <summary>A link of any kind. Each kind has a seal of its own, so a token is of one kind at the most; null as below.</summary>
    public PersonLink? OpenAny(string? token) => (PersonLink?)Open(token) ?? (PersonLink?)OpenTask(token) ?? (PersonLink?)OpenEnd(token) ?? OpenFriend(token);

    /// <summary>Null: we did not write it so, to the letter. Whether it still answers is the decision's to say.</summary>
    public AnswerLink? Open(string? token) =>
        Read(seal, token) is [var spike, var partnership, var person, var round, var notice, var expires] && YamlFields.IsId(partnership)
            ? new AnswerLink(Guid.ParseExact(spike, "N"), partnership, person, int.Parse(round, CultureInfo.InvariantCulture), notice,
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture)))
            : null;

    /// <summary>The same for the link of a step.</summary>
    public TaskLink? OpenTask(string? token) =>
        Read(taskSeal, token) is [var activation, var step, var partnership, var person] && YamlFields.IsId(partnership)
            ? new TaskLink(Guid.ParseExact(activation, "N"), step, partnership, person)
            : null;

    /// <summary>The same for the link of a plan's end.</summary>
    public EndLink? OpenEnd(string? token) =>
        Read(endSeal, token) is [var activation, var question, var partnership, var person] && YamlFields.IsId(partnership)
            ? new EndLink(Guid.ParseExact(activation, "N"), int.Parse(question, CultureInfo.InvariantCulture), partnership, person)
            : null;

    /// <summary>The same for the link of somebody in the register.</summary>
    public FriendLink? OpenFriend(string? token) =>
        Read(friendSeal, token) is [var partnership, var friend, var channel] && YamlFields.IsId(partnership) ? new FriendLink(partnership, friend, channel) : null;

    private static string Write(Seal seal, params string[] parts) => Base64Url.EncodeToString(seal.CloseShort(string.Join(Between, parts)));

    private static string[]? Read(Seal seal, string? token)
    {
        if (token is null || token.Length > LongestToken || !Base64Url.IsValid(token) || token.Any(char.IsWhiteSpace))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (Base64Url.EncodeToString(bytes) != token)
            return null; // the same bytes in other letters: not ours

        try
        {
            return seal.OpenByAny(bytes).Split(Between);
        }
        catch (CryptographicException)
        {
            return null; // tampered with, or of another installation: the caller says so
        }
    }
}
