using System.Collections.Concurrent;
using System.Reflection;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>What a message is about, as its names tell: the plan, else the rise. A message of many plans is about none.</summary>
internal static class MessageSubject
{
    private static readonly string[] Names = ["ActivationId", "SpikeId"];

    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Properties = new();

    public static Guid? Of<T>(T message) where T : class => Properties.GetOrAdd(typeof(T), Find) is { } property ? (Guid)property.GetValue(message)! : null;

    private static PropertyInfo? Find(Type message) =>
        Names.Select(message.GetProperty).FirstOrDefault(property => property?.PropertyType == typeof(Guid));
}
