using ReactionPlans.Rules.Decisions;

namespace ReactionPlans.Flow.Decision;

/// <summary>A row of decision.question, as the stage locks it.</summary>
internal sealed record Question(Guid SpikeId, string PartnershipId, int AgreementVersion, string State, int Round)
{
    public QuestionState Phase => Enum.Parse<QuestionState>(State);
}
