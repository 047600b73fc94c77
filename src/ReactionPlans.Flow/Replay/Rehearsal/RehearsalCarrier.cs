using ReactionPlans.Flow.Delivery;

namespace ReactionPlans.Flow.Replay;

/// <summary>The only carrier of a rehearsal: it takes every message at once and brings it to nobody.</summary>
public sealed class RehearsalCarrier : ILetterCarrier
{
    public string Name => "rehearsal";

    public IReadOnlyList<string> Channels { get; } = ["digital-post", "print", "nemsms", "mail", "sms", "push"];

    public int AtOnce => 500;

    public Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => Accept(messages);

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => Accept(messages);

    private static Task<IReadOnlyList<CarrierAnswer>> Accept(IReadOnlyList<OutgoingMessage> messages) =>
        Task.FromResult<IReadOnlyList<CarrierAnswer>>([.. messages.Select(message => new CarrierAnswer(message.DeliveryId, CarrierOutcome.Accepted))]);
}
