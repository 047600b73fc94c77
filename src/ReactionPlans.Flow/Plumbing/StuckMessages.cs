using ReactionPlans.Flow.Access;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Messages that one hop could not handle for one kind of error.</summary>
/// <param name="Error">A state of PostgreSQL's or the name of an exception: what it said may quote a row, and is in the log alone.</param>
public sealed record StuckGroup(string Queue, string Type, string Error, int Messages, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    /// <summary>What came into the queue and is no message of ours: there is nothing to try again.</summary>
    public bool IsUnreadable => Type == WriteDownStuck.Unreadable;
}

/// <summary>Messages of one type that could not leave: nobody listens, or this version cannot read them.</summary>
public sealed record ParkedGroup(string Type, int Messages, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>
/// What the administrator sees of messages that are stuck, and how they are set going again. Whatever database it is given, it sees the operation
/// and nothing else: no case, and of a message only what it is called.
/// </summary>
public sealed class StuckMessages(Database whole)
{
    private readonly Database database = whole.SeenBy(Scope.Operation);

    public Task<IReadOnlyList<StuckGroup>> List(CancellationToken stopping) => database.Read<StuckGroup>("Plumbing/list-stuck-messages.sql", null, stopping);

    public Task<IReadOnlyList<ParkedGroup>> ListParked(CancellationToken stopping) => database.Read<ParkedGroup>("Plumbing/list-parked-messages.sql", null, stopping);

    /// <summary>Gives the messages of a group back to the hop that could not handle them. Safe to press twice: each keeps its id, and the inbox knows it.</summary>
    /// <returns>How many; 0: there are none of that kind any more.</returns>
    public Task<int> Retry(string queue, string type, string error, Actor by, CancellationToken stopping) =>
        type == WriteDownStuck.Unreadable
            ? Task.FromResult(0)
            : Change("Plumbing/retry-stuck-messages.sql", w => new { queue, type, error, now = w.Now }, by, queue, new { type, error }, stopping);

    /// <summary>Lets what could not leave try again: after a migration somebody listens, or can read it.</summary>
    /// <returns>How many; 0: there are none of that type any more.</returns>
    public Task<int> Release(string type, Actor by, CancellationToken stopping) =>
        Change("Plumbing/release-parked-messages.sql", _ => new { type }, by, "outbox", new { type }, stopping);

    private Task<int> Change(string statement, Func<Work, object> parameters, Actor by, string subject, object detail, CancellationToken stopping) => database.Do(async work =>
    {
        var messages = await work.Execute(statement, parameters(work));
        if (messages > 0)
            await Audit.Write(work, by, new AuditEntry(AuditAction.MessagesRetried, null, "queue", subject, new { what = detail, messages }));
        return messages;
    }, stopping);
}
