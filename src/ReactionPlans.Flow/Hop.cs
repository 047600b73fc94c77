using MassTransit;

namespace ReactionPlans.Flow;

/// <summary>What a host can be started to do; each role takes its hops from <see cref="Hops.All"/>.</summary>
public enum Role
{
    Web,
    Intake,
    Detection,
    Activation,
    Reactions,
    Clock,
}

/// <summary>One queue and its consumer: a place in the flow where retries, pace or waiting differ, or where a message fans out.</summary>
/// <param name="Queue">Name of the queue; renaming it is a migration of the broker too.</param>
/// <param name="Hears">Messages the consumer takes.</param>
/// <param name="Says">Messages it may publish.</param>
/// <param name="Does">One sentence for docs/flow.md.</param>
public sealed record Hop(string Queue, Role Role, Type Consumer, IReadOnlyList<Type> Hears, IReadOnlyList<Type> Says, string Does)
{
    /// <summary>Messages of this queue handled at once in one host; with <see cref="Plumbing.Gathering"/>: at most so many in one transaction.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>The usual <see cref="Concurrency"/> of a consumer that gathers.</summary>
    public const int Gathered = 64;

    public static Hop Of<TConsumer>(string queue, Role role, string does, params Type[] says) where TConsumer : class, IConsumer =>
        new(queue, role, typeof(TConsumer), HeardBy(typeof(TConsumer)), says, does);

    private static Type[] HeardBy(Type consumer) =>
        [.. consumer.GetInterfaces()
            .Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(face => face.GetGenericArguments()[0])];
}
