using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Messages handed to the transport whose consumers, all in this process, have not finished: bounds the in-process transport and tells a replay when a day is at rest.</summary>
public sealed class MessagesUnderWay : IDisposable
{
    private readonly ConcurrentDictionary<(Guid MessageId, string Consumer), byte> underWay = new();
    private readonly Channel<bool> settled = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim emptied = new(0, 1);
    private long changes;

    private int backlog;

    public int Count => underWay.Count + Math.Max(0, Volatile.Read(ref backlog));

    /// <summary>Rises with every message handed out: two equal readings with nothing under way between them mean rest.</summary>
    public long Changes => Interlocked.Read(ref changes);

    public Guid[] MessageIds => [.. underWay.Keys.Select(key => key.MessageId).Distinct()];

    /// <summary>Signals that something has been settled since the last read.</summary>
    public ChannelReader<bool> Settlements => settled.Reader;

    public void HandedOut(Guid messageId, string consumer)
    {
        underWay[(messageId, consumer)] = 0;
        Interlocked.Increment(ref changes);
    }

    /// <summary>Messages an earlier process handed to the broker, which will deliver them to this one.</summary>
    public void Expect(int messages) => Interlocked.Add(ref backlog, messages);

    public void Settled(Guid messageId, string consumer)
    {
        if (!underWay.TryRemove((messageId, consumer), out _))
            Interlocked.Decrement(ref backlog);
        settled.Writer.TryWrite(true);
        if (Count == 0)
            SignalEmptied();
    }

    /// <summary>Waits until nothing may be under way, for one who waits alone; whoever is woken looks again, for it can have changed since.</summary>
    public Task Emptied(TimeSpan atMost, CancellationToken stopping) => emptied.WaitAsync(atMost, stopping);

    public void Dispose() => emptied.Dispose();

    private void SignalEmptied()
    {
        lock (emptied)
        {
            if (emptied.CurrentCount == 0) // else the signal stands already
                emptied.Release();
        }
    }
}
