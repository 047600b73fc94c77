using System.Diagnostics.CodeAnalysis;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The private PostgreSQL cannot run on this machine as it is; the message says in Danish and English what to do about it.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named after what is the matter; the word Exception adds nothing.")]
public class EmbeddedPostgresUnavailable(string danish, string english, Exception? cause = null)
    : Exception($"{danish}\n{english}", cause);

/// <summary>Another living host already works in the same data folder; two would destroy each other's database.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named after what is the matter; the word Exception adds nothing.")]
public sealed class EmbeddedPostgresInUse(string dataFolder, string? holder, Exception cause)
    : EmbeddedPostgresUnavailable(
        $"Datamappen {dataFolder} bruges allerede af en anden ReactionPlans{holder}. Stop den først, eller vælg en anden mappe med --data.",
        $"The data folder {dataFolder} is already in use by another ReactionPlans{holder}. Stop it first, or choose another folder with --data.",
        cause);
