using System.ComponentModel.DataAnnotations;

namespace ReactionPlans.Flow.Delivery;

/// <summary>What every carrier that is reached over HTTP is agreed on with.</summary>
public abstract record HttpOptions
{
    /// <summary>Where it takes messages; null: they go to the folder.</summary>
    [Url]
    public string? Url { get; init; }

    /// <summary>An answer that takes longer counts as lost; the carrier is asked about it later.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Most messages on their way to it at once.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 8;

    /// <summary>Most messages in a second, as agreed with it; null: no limit.</summary>
    [Range(1, 100_000)]
    public int? MostPerSecond { get; init; }

    /// <summary>Its address without the last slash.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    internal string Address => (Url ?? throw new ArgumentException("A carrier over HTTP has an address.", nameof(Url))).TrimEnd('/');

    /// <summary>A redirect is not followed: it would lead a message to whom nobody has named.</summary>
    internal HttpClient NewClient() =>
        new(new SocketsHttpHandler { MaxConnectionsPerServer = Parallel, PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(TimeoutSeconds) };
}
