using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;

namespace ReactionPlans.Flow;

/// <summary>
/// The whole flow on one page: what is heard, what is done, what is said. Queues, consumers, roles, the broker's topology and docs/flow.md
/// all come from this list. Reports come in by <see cref="Intake"/> and say AreasChanged; people answer by the console.
/// </summary>
public static class Hops
{
    public static readonly IReadOnlyList<Hop> All =
    [
        Hop.Of<JudgeAreas>(JudgeAreas.Queue, Role.Detection,
            "judges every changed area by every criterion that covers it, with what is known now, and stores the evidence",
            typeof(SpikeDetected), typeof(RateFell)) with { Concurrency = 1 },

        Hop.Of<OpenQuestion>(OpenQuestion.Queue, Role.Activation,
            "starts the plan by agreement, or asks the right people with a deadline",
            typeof(PlanActivated), typeof(DecisionAsked)),

        Hop.Of<LapseQuestion>(LapseQuestion.Queue, Role.Activation,
            "closes a question that nobody has answered when the rate has fallen",
            typeof(SpikeDismissed)),

        Hop.Of<StartActivation>(StartActivation.Queue, Role.Activation,
            "pins the agreement's version and expands the plan to tasks with party, person, due time and gate",
            typeof(ActivationStarted)),

        Hop.Of<WatchActivations>(WatchActivations.Queue, Role.Activation,
            "opens gates on facts, asks, reminds, and ends the activation",
            typeof(GateOpened), typeof(GateAsked), typeof(TaskIsLate), typeof(ActivationEnded)) with { Concurrency = 1 },

        Hop.Of<CloseReport>(CloseReport.Queue, Role.Activation,
            "counts once what the activation came to"),
    ];
}
