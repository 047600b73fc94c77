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
public sealed class PersonBook(Database database, RecipientCipher cipher)
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
        var held = person.Key is null ? JsonNode.Parse((await work.Scalar<string>("Reactions/export-neighbour-friend.sql", new { id = person.RecipientId }))!)!.AsObject() : await Resident(work, person.Key);
        if (held is null && deliveries.Count == 0)
            return (null, Problems.PersonNotHeld.With());
        await Note(work, actor, AuditAction.PersonExported, person, new { deliveries = deliveries.Count });
        return ((JsonObject?)new JsonObject { ["asOf"] = work.Now, ["kind"] = person.RecipientKind, ["held"] = held, ["deliveries"] = deliveries }, default(Problem?));
    }, stopping);

    /// <summary>Erases the person, or says why nobody was found. Safe to run again: the second time there is nobody.</summary>
    public Task<(Erased? Erased, Problem? Problem)> Erase(SoughtPerson sought, Actor actor, CancellationToken stopping) => database.Do(async work =>
    {
        var (person, problem) = await FoundPerson.Find(work, cipher, sought);
        if (person is null)
            return (null, problem);
        var erased = await Erase(work, person);
        if (erased is { Rows: 0, Deliveries: 0 })
            return (null, Problems.PersonNotHeld.With());
        await Note(work, actor, AuditAction.PersonErased, person, new { erased.Deliveries, erased.TakenBack });
        return ((Erased?)erased, default(Problem?));
    }, stopping);

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
