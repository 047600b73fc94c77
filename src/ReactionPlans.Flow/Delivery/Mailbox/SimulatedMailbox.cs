using System.Globalization;

namespace ReactionPlans.Flow.Delivery.Mailbox;

/// <param name="Messages">Taken in, each once.</param>
/// <param name="Repeats">Handed over again after they had been taken.</param>
/// <param name="Refused">Messages refused for good.</param>
public sealed record MailboxCount(int Messages, int Repeats, int Refused, int TransientFailures, int LostAnswers);

public enum MailboxVerdict
{
    Taken,
    HadItAlready,
    NotNow,
    Refused,
}

/// <summary>A distributor of letters that brings them to nobody: it keeps each message once by channel and id, and tells later what became of it.</summary>
public sealed class SimulatedMailbox
{
    private readonly Lock order = new();
    private readonly Dictionary<(string Channel, Guid Id), Entry> entries = [];
    private readonly List<Entry> taken = [];
    private readonly TimeProvider clock;
    private readonly MailboxFolder? folder;
    private MailboxHabits habits;
    private int repeats, transientFailures, lostAnswers, toldOf;

    /// <param name="folder">Remembers for it; null: what it has is forgotten with it.</param>
    public SimulatedMailbox(MailboxHabits habits, TimeProvider clock, MailboxFolder? folder = null)
    {
        (this.habits, this.clock, this.folder) = (habits, clock, folder);
        foreach (var kept in folder?.Read() ?? [])
        {
            var entry = new Entry(kept.Channel, kept.Id) { TakenAt = kept.TakenAt };
            if (entries.TryAdd((kept.Channel, kept.Id), entry))
                taken.Add(entry);
        }
    }

    private sealed class Entry(string channel, Guid id)
    {
        public string Channel { get; } = channel;

        public Guid Id { get; } = id;

        public int Attempts { get; set; }

        public bool IsRefused { get; set; }

        /// <summary>Null: not taken.</summary>
        public DateTimeOffset? TakenAt { get; set; }
    }

    /// <summary>Can be changed while it runs: failures on demand.</summary>
    public MailboxHabits Habits
    {
        get => Volatile.Read(ref habits);
        set => Volatile.Write(ref habits, value);
    }

    public MailboxCount Count
    {
        get
        {
            lock (order)
                return new MailboxCount(taken.Count, repeats, entries.Values.Count(entry => entry.IsRefused), transientFailures, lostAnswers);
        }
    }

    /// <summary>Whether the answer to the message that was taken gets lost, and how long it takes.</summary>
    public (bool IsLost, TimeSpan After) AnswerTo(Guid id)
    {
        var now = Habits;
        if (!now.LosesAnswer(id))
            return (false, now.AnswersLate(id) ? now.LateBy : TimeSpan.Zero);
        lock (order)
            lostAnswers++;
        return (true, TimeSpan.Zero);
    }

    /// <exception cref="IOException">The folder cannot keep it: it is not taken.</exception>
    public MailboxVerdict Take(string channel, Guid id, ReadOnlySpan<byte> content)
    {
        var now = Habits;
        lock (order)
        {
            if (!entries.TryGetValue((channel, id), out var entry))
                entries[(channel, id)] = entry = new Entry(channel, id);
            if (entry.TakenAt is not null)
            {
                repeats++;
                return MailboxVerdict.HadItAlready;
            }

            entry.Attempts++;
            if (now.HasTransientFailure(id, entry.Attempts))
            {
                transientFailures++;
                return MailboxVerdict.NotNow;
            }

            if (now.IsRefused(channel, id))
            {
                entry.IsRefused = true;
                return MailboxVerdict.Refused;
            }

            var at = clock.GetUtcNow();
            folder?.Keep(new KeptMessage(channel, id, at), content);
            entry.TakenAt = at;
            taken.Add(entry);
            return MailboxVerdict.Taken;
        }
    }

    public bool Has(string channel, Guid id)
    {
        lock (order)
            return entries.TryGetValue((channel, id), out var entry) && entry.TakenAt is not null;
    }

    /// <summary>The messages taken, in their order.</summary>
    public IReadOnlyList<(string Channel, Guid Id, DateTimeOffset At)> Taken
    {
        get
        {
            lock (order)
                return [.. taken.Select(entry => (entry.Channel, entry.Id, entry.TakenAt!.Value))];
        }
    }

    /// <summary>When the next receipt will be there: for who moves the clock. What was fetched counts as told when its caller asks on from there.</summary>
    public DateTimeOffset? NextReceiptAt
    {
        get
        {
            lock (order)
                return toldOf < taken.Count ? taken[toldOf].TakenAt + Habits.ReceiptAfter : null;
        }
    }

    /// <summary>What has become of messages, in the order they were taken: two receipts for one that was read, else one.</summary>
    /// <param name="after">How many messages have been told of.</param>
    public (IReadOnlyList<ToldReceipt> Receipts, string Next) Receipts(string? after, int limit)
    {
        var from = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 0;
        var now = clock.GetUtcNow();
        var behaves = Habits;
        List<Entry> due;
        lock (order)
        {
            toldOf = Math.Max(toldOf, from);
            due = [.. taken.Skip(from).Take(limit).TakeWhile(entry => entry.TakenAt + behaves.ReceiptAfter <= now)];
        }

        return ([.. due.SelectMany(entry => Told(entry, behaves))], (from + due.Count).ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<ToldReceipt> Told(Entry entry, MailboxHabits habits)
    {
        var at = entry.TakenAt!.Value + habits.ReceiptAfter;
        if (habits.ComesBack(entry.Id) && entry.Channel == "digital-post")
        {
            yield return new ToldReceipt(entry.Id, entry.Channel, "returned", at, "mailbox-closed");
            yield break;
        }

        // Out of order on purpose: whoever hears it must not mind.
        if (habits.IsRead(entry.Id) && entry.Channel == "digital-post")
            yield return new ToldReceipt(entry.Id, entry.Channel, "read", at, null);
        yield return new ToldReceipt(entry.Id, entry.Channel, "delivered", at, null);
    }
}
