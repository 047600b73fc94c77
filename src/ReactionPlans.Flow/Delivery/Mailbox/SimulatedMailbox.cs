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
public sealed class SimulatedMailbox(MailboxHabits habits, TimeProvider clock)
{
    private readonly Lock order = new();
    private readonly Dictionary<(string Channel, Guid Id), Entry> entries = [];
    private readonly List<Entry> taken = [];
    private MailboxHabits habits = habits;
    private int repeats, transientFailures, lostAnswers;

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

    public MailboxVerdict Take(string channel, Guid id)
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

            entry.TakenAt = clock.GetUtcNow();
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

    /// <summary>What has become of messages, in the order they were taken: two receipts for one that was read, else one.</summary>
    /// <param name="after">How many messages have been told of.</param>
    public (IReadOnlyList<ToldReceipt> Receipts, string Next) Receipts(string? after, int limit)
    {
        var from = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 0;
        var now = clock.GetUtcNow();
        var behaves = Habits;
        List<Entry> due;
        lock (order)
            due = [.. taken.Skip(from).Take(limit).TakeWhile(entry => entry.TakenAt + behaves.ReceiptAfter <= now)];
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
