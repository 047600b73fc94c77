using System.Text.Json;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Who listens to a message, and how it is written in the outbox.</summary>
/// <param name="inProcess">True: one outbox row for each listener, deleted in that listener's own transaction.
/// False: one row, and the broker fans out.</param>
/// <param name="hops">The hops that listen.</param>
public sealed class MessageRoutes(bool inProcess, IReadOnlyList<Hop> hops)
{
    private static readonly string?[] TheBroker = [null];

    /// <summary>What was stuck comes back as the bus wrote it, which begins its names with small letters.</summary>
    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    private readonly Dictionary<string, Type> types = hops.SelectMany(hop => hop.Hears).Distinct().ToDictionary(type => type.Name);

    private readonly Dictionary<Type, string?[]> listeners = hops
        .SelectMany(hop => hop.Hears, (hop, message) => (hop.Queue, message))
        .ToLookup(pair => pair.message, pair => (string?)pair.Queue)
        .ToDictionary(group => group.Key, group => group.ToArray());

    public bool InProcess => inProcess;

    /// <summary>The queues that take a message, on any transport.</summary>
    public IReadOnlyList<string> QueuesOf(Type message) => [.. listeners[message].Select(queue => queue!)];

    /// <exception cref="InvalidOperationException">Nobody listens: the message would be lost.</exception>
    public IReadOnlyList<string?> ListenersOf(Type message) =>
        !listeners.TryGetValue(message, out var queues)
            ? throw new InvalidOperationException($"No hop hears {message.Name}.")
            : inProcess ? queues : TheBroker;

    public static string Write<T>(T message) => JsonSerializer.Serialize(message);

    /// <summary>The message of an outbox row.</summary>
    /// <exception cref="JsonException">The body does not fit the type.</exception>
    /// <exception cref="NotSupportedException">No such message is known to this version.</exception>
    public (object Message, Type Type) Read(string type, string body)
    {
        var known = types.GetValueOrDefault(type) ?? throw new NotSupportedException($"No message is called {type}.");
        return (JsonSerializer.Deserialize(body, known, AnyCase) ?? throw new JsonException("The body is null."), known);
    }
}
