using ReactionPlans.Flow.Delivery;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>A carrier that does its work and then has its caller die, as when a host is killed before the answer is stored.</summary>
internal sealed class DyingCarrier(ILetterCarrier inner, int deaths = 1) : ILetterCarrier
{
    private int left = deaths;

    public string Name => inner.Name;

    public IReadOnlyList<string> Channels => inner.Channels;

    public int AtOnce => inner.AtOnce;

    public async Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping)
    {
        var half = messages.Count / 2;
        var dies = Interlocked.Decrement(ref left) >= 0;
        var answers = await inner.Send(dies ? [.. messages.Take(half)] : messages, stopping);
        return dies ? throw new InvalidOperationException("The host was killed.") : answers;
    }

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => inner.Ask(messages, stopping);
}

/// <summary>A carrier that gives the same answer to everything and remembers what it was handed.</summary>
internal sealed class OneAnswerCarrier(CarrierOutcome outcome) : ILetterCarrier
{
    private readonly List<Guid> handed = [];

    public string Name => "one-answer";

    public IReadOnlyList<string> Channels { get; } = ["digital-post", "print", "nemsms", "mail", "sms", "push"];

    public int AtOnce => 500;

    /// <summary>Slow enough for a second worker to come by.</summary>
    public TimeSpan Takes { get; init; }

    public IReadOnlyList<Guid> Handed
    {
        get
        {
            lock (handed)
                return [.. handed];
        }
    }

    public async Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping)
    {
        lock (handed)
            handed.AddRange(messages.Select(message => message.DeliveryId));
        await Task.Delay(Takes, stopping);
        return [.. messages.Select(message => new CarrierAnswer(message.DeliveryId, outcome, outcome == CarrierOutcome.Accepted ? null : "no"))];
    }

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) =>
        Task.FromResult<IReadOnlyList<CarrierAnswer>>([.. messages.Select(message => new CarrierAnswer(message.DeliveryId, CarrierOutcome.Unknown))]);
}

/// <summary>Another carrier, and what it was handed.</summary>
internal sealed class CountingCarrier(ILetterCarrier inner) : ILetterCarrier
{
    public List<Guid> Handed { get; } = [];

    public string Name => inner.Name;

    public IReadOnlyList<string> Channels => inner.Channels;

    public int AtOnce => inner.AtOnce;

    public Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping)
    {
        Handed.AddRange(messages.Select(message => message.DeliveryId));
        return inner.Send(messages, stopping);
    }

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => inner.Ask(messages, stopping);
}
