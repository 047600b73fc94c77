using System.Text.Json.Nodes;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.PersonalData;

/// <summary>What came of erasing a person.</summary>
/// <param name="Rows">Of the extract or the register, choices and addresses that did not work among them.</param>
/// <param name="Deliveries">Letters and messages that now lead to nobody, <paramref name="TakenBack"/> among them.</param>
/// <param name="TakenBack">Had not left, and do not leave.</param>
public sealed record Erased(int Rows, int Deliveries, int TakenBack);

/// <summary>Everything that is held on one person: told to them, or erased. That it was done is in the audit; of whom is not.</summary>
/// <remarks>It runs statements of several stages, because a person is not one stage's.</remarks>
/// <param name="dataKeys">Null: no extract has a key of its own.</param>
public sealed class PersonBook(Database database, RecipientCipher cipher, ErasureList list, DataKeys? dataKeys = null)
{
    private sealed record ResidentHeld(string Held, byte[] Number);

    private sealed record Delivered(Guid ActivationId, bool IsWaiting);

    /// <summary>What is held, or why nobody was found.</summary>
    public Task<(JsonObject? Held, Problem? Problem)> Export(SoughtPerson sought, Actor actor, CancellationToken stopping) => database.Do(async work =>
    {
        var (person, problem) = await FoundPerson.Find(work, cipher, sought);
        if (person is null)
            return (null, problem);
        var deliveries = JsonNode.Parse((await work.Scalar<string>("Delivery/export-deliveries.sql", new { recipient_kind = person.RecipientKind, recipient_id = person.RecipientId }))!)!.AsArray();
        if (person.Key is not null && await UnreadableNow(work, person.Key) is { } unreadable)
            return (null, unreadable);
        var held = person.Key is null ? JsonNode.Parse((await work.Scalar<string>("Reactions/export-neighbour-friend.sql", new { id = person.RecipientId }))!)!.AsObject() : await Resident(work, person.Key);
        if (held is null && deliveries.Count == 0)
            return (null, Problems.PersonNotHeld.With());
        await Note(work, actor, AuditAction.PersonExported, person, new { deliveries = deliveries.Count });
        return ((JsonObject?)new JsonObject { ["asOf"] = work.Now, ["kind"] = person.RecipientKind, ["held"] = held, ["deliveries"] = deliveries }, default(Problem?));
    }, stopping);

    /// <summary>Erases the person, or says why nobody was found. Safe to run again: the second time there is nobody.</summary>
    /// <remarks>They are on the list of the erased before it is committed: cut short in between, the next host that starts finishes it.</remarks>
    public async Task<(Erased? Erased, Problem? Problem)> Erase(SoughtPerson sought, Actor actor, CancellationToken stopping)
    {
        try
        {
            return await database.Do(async work =>
            {
                var (person, problem) = await FoundPerson.Find(work, cipher, sought);
                if (person is null)
                    return (null, problem);
                var erased = await Erase(work, person);
                if (erased is { Rows: 0, Deliveries: 0 })
                    return (null, Problems.PersonNotHeld.With());
                await Note(work, actor, AuditAction.PersonErased, person, new { erased.Deliveries, erased.TakenBack });
                var listed = new ListedErasure(Guid.NewGuid(), work.Now, person.RecipientKind, cipher.LookupMark, person.Key ?? FriendHash(person.RecipientId));
                await work.Execute("Reactions/note-erasure.sql", new { id = listed.Id, now = work.Now });
                list.Add(listed);
                return ((Erased?)erased, default(Problem?));
            }, stopping);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, Problems.ErasureListUnusable.With(list.Place, exception.Message));
        }
    }

    /// <summary>Erases again whoever the list has and the database does not know of, because it was restored from before: before anything is sent.</summary>
    /// <returns>How many were there again; or why the list cannot be held to.</returns>
    /// <remarks>Whoever a newer extract brings is no business of the list: it is held to the database that lacks the erasure, once.</remarks>
    public async Task<(int Again, Problem? Problem)> EraseAgain(CancellationToken stopping)
    {
        var (listed, problem) = list.Read();
        if (problem is not null || listed.Count == 0)
            return (0, problem);
        var known = (await database.Read<Guid>("Reactions/list-erasures.sql", null, stopping)).ToHashSet();
        var unknown = listed.Where(one => !known.Contains(one.Id)).ToList();
        if (unknown.Exists(one => one.LookupMark != cipher.LookupMark))
            return (0, Problems.ErasureListUnusable.With(list.Place, new Phrase("den er skrevet med en anden opslagsnøgle (RecipientLookupKey).", "it was written with another lookup key (RecipientLookupKey).")));
        var friends = unknown.Exists(one => one.Kind == "NeighbourFriend")
            ? (await database.Read<string>("Reactions/list-register-ids.sql", null, stopping)).ToDictionary(id => Convert.ToHexString(FriendHash(id)))
            : [];

        var again = 0;
        foreach (var one in unknown)
        {
            var person = one.Kind == "Resident" ? FoundPerson.Resident(one.Hash)
                : friends.TryGetValue(Convert.ToHexString(one.Hash), out var id) ? FoundPerson.Friend(id) : null;
            again += await database.Do(work => EraseAgain(work, one.Id, person), stopping);
        }

        return (again, null);
    }

    private static async Task<int> EraseAgain(Work work, Guid id, FoundPerson? person)
    {
        if (await work.Execute("Reactions/note-erasure.sql", new { id, now = work.Now }) == 0 || person is null || await Erase(work, person) is not { } erased || erased is { Rows: 0, Deliveries: 0 })
            return 0;
        await Note(work, Actor.Program, AuditAction.PersonErased, person, new { erased.Deliveries, erased.TakenBack });
        return 1;
    }

    private byte[] FriendHash(string id) => cipher.KeyedHash("neighbour-friend", id);

    private static async Task<Erased> Erase(Work work, FoundPerson person)
    {
        // Letters that are being planned are there first, and then none is planned to somebody who is gone.
        await work.Execute("Delivery/lock-planning-letters.sql");
        var rows = person.Key is { } key
            ? await work.Execute("Reactions/erase-resident.sql", new { key })
            : await work.Scalar<int>("Reactions/erase-neighbour-friend.sql", new { id = person.RecipientId }) + await work.Execute("Delivery/erase-bounced.sql", new { id = person.RecipientId });
        var delivered = await work.Query<Delivered>("Delivery/erase-recipient.sql", new
        {
            recipient_kind = person.RecipientKind,
            recipient_id = person.RecipientId,
            nobody = Guid.NewGuid().ToString(),
            now = work.Now,
        });
        // What was taken back may have been the last that a step waited for.
        if (delivered.Where(row => row.IsWaiting).Select(row => row.ActivationId).Distinct().ToArray() is { Length: > 0 } activations)
            await work.Publish(new DeliveriesSettled(activations));
        return new Erased(rows, delivered.Count, delivered.Count(row => row.IsWaiting));
    }

    private async Task<Problem?> UnreadableNow(Work work, byte[] key) =>
        dataKeys is null || await work.QueryOne<ResidentHeld>("Reactions/export-resident.sql", new { key }) is not { } resident || DataKey.IdOf(resident.Number) is not { } id ? null
        : dataKeys.Look(id) switch
        {
            DataKeyStanding.Here => null,
            DataKeyStanding.Gone => Problems.DataKeyGone.With(1),
            _ => Problems.KeysFolderOther.With(dataKeys.Place),
        };

    private async Task<JsonObject?> Resident(Work work, byte[] key)
    {
        if (await work.QueryOne<ResidentHeld>("Reactions/export-resident.sql", new { key }) is not { } resident)
            return null;
        var held = JsonNode.Parse(resident.Held)!.AsObject();
        held["recipient_number"] = cipher.Decrypt(resident.Number);
        return held;
    }

    private static Task Note(Work work, Actor actor, AuditAction action, FoundPerson person, object detail) =>
        Audit.Write(work, actor, new AuditEntry(action, null, person.Key is null ? "neighbour-friend" : "resident", null, detail));
}
