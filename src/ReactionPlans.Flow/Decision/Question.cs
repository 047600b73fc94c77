using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>A row of decision.question, as the stage locks it.</summary>
internal sealed record Question
{
    public Guid SpikeId { get; init; }
    public string PartnershipId { get; init; } = "";
    public int AgreementVersion { get; init; }
    public string State { get; init; } = "";
    public int Round { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? DeadlineAt { get; init; }
    public string[] AskedInTurn { get; init; } = [];

    public QuestionState Phase => Enum.Parse<QuestionState>(State);
}
