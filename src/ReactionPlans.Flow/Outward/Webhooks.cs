using System.Net;
using System.Security.Cryptography;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Outward;

namespace ReactionPlans.Flow.Outward;

/// <summary>An address as it is listed; its secret is shown once.</summary>
public sealed record Webhook
{
    public string Id { get; init; } = "";

    public string PartnershipId { get; init; } = "";

    public string Url { get; init; } = "";

    public int ConfirmedNumber { get; init; }

    /// <summary>The partnership's events that the receiver has not confirmed.</summary>
    public int Waiting { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public string? LastFailure { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }
}

/// <summary>The addresses that partnerships' events are brought to. Whoever may command the server keeps them.</summary>
public sealed class Webhooks(Database database, WebhookSeal seal)
{
    /// <summary>Adds an address. It is brought what happens from now on.</summary>
    /// <returns>The id and the secret that requests are signed with, which is shown only now; or what is wrong with the address or the partnership.</returns>
    public Task<(string Id, string Secret, Problem? Problem)> Add(string partnershipId, string url, Actor by, CancellationToken stopping) => database.Do(async work =>
    {
        if (!IsFit(url))
            return ("", "", Problems.WebhookAddressUnfit.With(url));
        var (id, secret) = (RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12), WebhookSignature.NewSecret());
        if (await work.Execute("Outward/add-webhook.sql", new { id, partnership_id = partnershipId, url, sealed_secret = seal.Close(secret), now = work.Now }) == 0)
            return ("", "", Problems.PartnershipWithoutAgreement.With(partnershipId));
        await Audit.Write(work, by, new AuditEntry(AuditAction.WebhookAdded, partnershipId, "webhook", id, new { host = new Uri(url).Host }));
        return (id, secret, (Problem?)null);
    }, stopping);

    public Task<IReadOnlyList<Webhook>> List(CancellationToken stopping) => List(database, stopping);

    /// <summary>The same for who has a database and no key.</summary>
    public static Task<IReadOnlyList<Webhook>> List(Database database, CancellationToken stopping) =>
        database.Read<Webhook>("Outward/list-webhooks.sql", new { id = (string?)null }, stopping);

    /// <returns>False: there is no such address.</returns>
    public Task<bool> Remove(string id, Actor by, CancellationToken stopping) => Change(database, "Outward/remove-webhook.sql", AuditAction.WebhookRemoved, id, by, stopping);

    /// <summary>Brings a receiver that was given up what it has missed, from where it left off.</summary>
    /// <returns>False: there is no such address, or it fails in nothing.</returns>
    public Task<bool> Resume(string id, Actor by, CancellationToken stopping) => Resume(database, id, by, stopping);

    /// <inheritdoc cref="Resume(string, Actor, CancellationToken)"/>
    public static Task<bool> Resume(Database database, string id, Actor by, CancellationToken stopping) =>
        Change(database, "Outward/resume-webhook.sql", AuditAction.WebhookResumed, id, by, stopping);

    private static Task<bool> Change(Database database, string statement, AuditAction action, string id, Actor by, CancellationToken stopping) => database.Do(async work =>
    {
        if (await work.QueryOne<Webhook>("Outward/list-webhooks.sql", new { id }) is not { } webhook || await work.Execute(statement, new { id }) == 0)
            return false;
        await Audit.Write(work, by, new AuditEntry(action, webhook.PartnershipId, "webhook", id));
        return true;
    }, stopping);

    /// <summary>Over an encrypted line; without one only to this machine itself. A name is looked at when it is called (<see cref="PostEvent"/>), a number now.</summary>
    private static bool IsFit(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.Fragment.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && (!IPAddress.TryParse(address.IdnHost, out var number) || ReceiverAddress.MayReceive(number, ReceiverAddress.NamesThisMachine(address.IdnHost), ownNetworkToo: true));
}
