using System.ComponentModel.DataAnnotations;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Section "Transport". Without a broker, messages go from the outbox to consumers in the same process.</summary>
public sealed record TransportOptions
{
    public RabbitMqOptions RabbitMq { get; init; } = new();

    public bool InProcess => RabbitMq.Uri is null;
}

/// <summary>Section "Transport:RabbitMq".</summary>
public sealed record RabbitMqOptions
{
    /// <summary>amqp://user:password@host:5672/virtual-host.</summary>
    public Uri? Uri { get; init; }

    /// <summary>Copies of each quorum queue; null lets the broker choose.</summary>
    [Range(1, 9)]
    public int? QueueCopies { get; init; }
}
