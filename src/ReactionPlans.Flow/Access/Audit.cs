using System.Text.Json;
using System.Text.RegularExpressions;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Access;

/// <summary>What can be said to have been done. Stored by name ("signed-in"), so a name never changes.</summary>
public enum AuditAction
{
    SignedIn,
    SignInFailed,
    SignedOut,
    PartnershipChosen,
    AccountAdded,
    AccountRemoved,
    PasswordReset,
    AgreementProposed,
    AgreementAccepted,
    AgreementWithdrawn,
    BacktestShown,
    RehearsalAsked,
    RehearsalCancelled,
    ExerciseStarted,
    ExerciseEnded,
    SpikeApproved,
    SpikeHeld,
    SpikeDismissed,
    SpikeReturned,
    SpikeReplied,
    TaskDone,
    TaskNotPossible,
    TaskAcknowledged,
    GateOpened,
    GateWaits,
    GateOtherwise,
    PlanStopped,
    PlanCorrected,
    EndClosed,
    EndExtended,
    EndNewRound,
    StationConfirmed,
    VerdictGiven,
    Imported,
    RegisterLeft,
    RegisterPaused,
    RegisterChannelStopped,
    QuarantineRead,
    QuarantineExported,
    QuarantineFixed,
    QuarantineRetried,
    QuarantineGivenUp,
    ApiKeyMade,
    ApiKeyRotated,
    ApiKeyRevoked,
    PersonKeyMade,
    PersonKeyRevoked,
    AuditExported,
    WebhookAdded,
    WebhookRemoved,
    WebhookResumed,
    StationTakenOut,
    StationBack,
    DeliveriesRetried,
    MessagesRetried,
    VisitMoved,
    MembershipEnded,
    PersonExported,
    PersonErased,
    KeysRotated,
}

/// <summary>Who did it.</summary>
/// <param name="Kind">person, account, api-key, neighbour-friend or program.</param>
/// <param name="Id">Person id in the partnership's agreement, user name, key id, id in the register, or the program's own name for the part of it.</param>
public sealed record Actor(string Kind, string Id)
{
    /// <summary>A command at the server's own terminal, or the flow itself.</summary>
    public static readonly Actor Program = new("program", "reactionplans");

    public static Actor Person(string personId) => new("person", personId);

    public static Actor Account(string userName) => new("account", userName);

    /// <summary>Somebody of the register, by the link in a message to them.</summary>
    public static Actor NeighbourFriend(string friendId) => new("neighbour-friend", friendId);

    public static Actor ApiKey(string keyId) => new("api-key", keyId);
}

/// <summary>What was done, and to what.</summary>
/// <param name="PartnershipId">Null: it concerns the installation.</param>
/// <param name="SubjectKind">"spike", "task", "account", "file", ...</param>
/// <param name="Detail">Ids, numbers and codes only: written as JSON. Never a name, an address, a case number or a free text.</param>
public sealed record AuditEntry(AuditAction Action, string? PartnershipId, string? SubjectKind = null, string? SubjectId = null, object? Detail = null);

/// <summary>The append-only account of who did what, chained by hashes for each partnership. An entry commits with the act it tells of, or neither does.</summary>
/// <remarks>Every stage writes it, as every stage writes the outbox; none reads it.</remarks>
public static partial class Audit
{
    /// <summary>Written when the transaction has done everything else: a chain has one end, and whoever adds to it holds it until the commit.</summary>
    public static Task Write(Work work, Actor actor, AuditEntry entry)
    {
        work.RunLast($"audit {entry.PartnershipId}", "Access/add-audit-entry.sql", new
        {
            actor_kind = actor.Kind,
            actor = actor.Id,
            partnership_id = entry.PartnershipId,
            action = NameOf(entry.Action),
            subject_kind = entry.SubjectKind,
            subject_id = entry.SubjectId,
            detail = entry.Detail is null ? null : JsonSerializer.Serialize(entry.Detail, JsonSerializerOptions.Web),
            now = work.Now,
        });
        return Task.CompletedTask;
    }

    /// <summary>"signed-in".</summary>
    public static string NameOf(AuditAction action) => WordStart().Replace(action.ToString(), "-").ToLowerInvariant();

    [GeneratedRegex("(?<!^)(?=[A-Z])")]
    private static partial Regex WordStart();
}
