using System.Collections.Concurrent;
using MassTransit;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>
/// Handles what has arrived for a consumer while it was at work as one: one transaction, one wait for the disk, however many there are. For consumers to which a message is a knock at the
/// door (they act on what is stored), or whose effects can be written as a set.
/// </summary>
/// <remarks>Nothing waits to be gathered: a message that comes alone is handled at once and alone. How many may wait is the hop's <see cref="Hop.Concurrency"/>. One that cannot be handled
/// fails alone: what failed together is tried one by one. In one host a consumer's transactions follow one another.</remarks>
public sealed class Gathering(Database database)
{
    private sealed record Waiting(ConsumeContext Context)
    {
        public TaskCompletionSource Handled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Door
    {
        public ConcurrentQueue<Waiting> Outside { get; } = new();

        /// <summary>Whoever passes takes all in who are outside, and handles them.</summary>
        public SemaphoreSlim Gate { get; } = new(1);
    }

    private readonly ConcurrentDictionary<string, Door> doors = new();

    /// <summary>Runs <paramref name="body"/> once for each message, however often it is delivered, and together with others'. Returns when this one's effect is committed.</summary>
    /// <param name="consumer">The hop's queue name, with one body and one kind of message; <c>object</c> where the body asks for none.</param>
    public async Task Once<T>(ConsumeContext<T> context, string consumer, Func<Work, IReadOnlyList<T>, Task> body) where T : class
    {
        var door = doors.GetOrAdd(consumer, _ => new Door());
        var own = new Waiting(context);
        door.Outside.Enqueue(own);
        await door.Gate.WaitAsync(context.CancellationToken);
        try
        {
            if (!own.Handled.Task.IsCompleted)
                await Handle(TakeIn(door), consumer, body);
        }
        finally
        {
            door.Gate.Release();
        }

        await own.Handled.Task;
    }

    private static List<Waiting> TakeIn(Door door)
    {
        var taken = new List<Waiting>();
        while (door.Outside.TryDequeue(out var one))
            taken.Add(one);
        return taken;
    }

    private async Task Handle<T>(IReadOnlyList<Waiting> together, string consumer, Func<Work, IReadOnlyList<T>, Task> body) where T : class
    {
        try
        {
            await database.Once([.. together.Select(one => (ConsumeContext<T>)one.Context)], consumer, (work, fresh) => body(work, [.. fresh.Select(context => context.Message)]));
            foreach (var one in together)
                one.Handled.SetResult();
        }
        catch (Exception exception) when (together.Count == 1 || MessageBus.IsTransient(exception))
        {
            foreach (var one in together)
                one.Handled.SetException(exception); // the bus's retries, or its error queue
        }
        catch (Exception) // somebody's among them, told by whose it is
        {
            foreach (var one in together)
                await Handle([one], consumer, body);
        }
    }
}
