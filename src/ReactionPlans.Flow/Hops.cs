using ReactionPlans.Contracts;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Exercises;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Reactions;

namespace ReactionPlans.Flow;

/// <summary>
/// The whole flow on one page: what is heard, what is done, what is said. Queues, consumers, roles, the broker's topology and docs/flow.md
/// all come from this list. Reports come in by <see cref="ReceiveReports"/> and say AreasChanged; people answer by the console.
/// </summary>
public static class Hops
{
    public static readonly IReadOnlyList<Hop> All =
    [
        Hop.Of<RetryCorrected>(RetryCorrected.Queue, Role.Intake,
            "takes in a row of the quarantine that a person has corrected",
            typeof(AreasChanged)),

        Hop.Of<PlayExercise>(PlayExercise.Queue, Role.Intake,
            "lets the reports of an exercise come in, and takes them back when it is over; only in a database made for exercises",
            typeof(AreasChanged)),

        Hop.Of<JudgeAreas>(JudgeAreas.Queue, Role.Detection,
            "decides whether each day that is over had data, and judges every changed area by every criterion that covers it, with what is known now, and stores the evidence",
            typeof(SpikeDetected), typeof(SpikeEscalated), typeof(RateFell), typeof(FeedFellSilent), typeof(FeedIsBack), typeof(DistrictRose)) with { Concurrency = Hop.Gathered },

        Hop.Of<OpenQuestion>(OpenQuestion.Queue, Role.Activation,
            "starts the plan by agreement, or asks the right people with a deadline; asks again what was dismissed when the number rises on",
            typeof(PlanActivated), typeof(DecisionAsked), typeof(TellOfEscalation)),

        Hop.Of<LapseQuestion>(LapseQuestion.Queue, Role.Activation,
            "closes a question that nobody has answered when the rate has fallen or the season is over",
            typeof(SpikeDismissed)),

        Hop.Of<OfferJoint>(OfferJoint.Queue, Role.Activation,
            "offers areas that spike together, of one agreement or of neighbouring ones, as one decision",
            typeof(JointOffered)) with { Concurrency = 1 },

        Hop.Of<SettleJoint>(SettleJoint.Queue, Role.Activation,
            "starts what was approved together, or lets each question go its own way",
            typeof(JointPlanActivated), typeof(PlanActivated), typeof(JointApproved), typeof(JointLeft)),

        Hop.Of<StartActivation>(StartActivation.Queue, Role.Activation,
            "pins the agreement's version and expands the plan to tasks with party, person, due time and gate; a rise takes over from the plan of a season",
            typeof(ActivationStarted), typeof(ActivationEnded)),

        Hop.Of<PlanLetters>(PlanLetters.Queue, Role.Reactions,
            "plans one letter for each resident of the area",
            typeof(ReactionPlanned), typeof(DeliveriesSettled)),

        Hop.Of<PlanNeighbourMessages>(PlanNeighbourMessages.Queue, Role.Reactions,
            "plans messages to neighbour friends and short alerts to members",
            typeof(ReactionPlanned), typeof(DeliveriesSettled)),

        Hop.Of<PlanLocalPosts>(PlanLocalPosts.Queue, Role.Reactions,
            "prepares the texts that people take further themselves: a post in the local groups, an invitation to a walk or a meeting"),

        Hop.Of<NotifyParties>(NotifyParties.Queue, Role.Reactions,
            "plans the notices: a question, a reminder of it, what was answered, what can be answered together, that the number rises on, what to do, what is soon due, late or escalated, how a plan shall go on at its end, that one was corrected or stopped, which source is silent, that the whole district rises, that an agreement is due for review",
            typeof(ReactionPlanned)),

        Hop.Of<ReleaseDue>(ReleaseDue.Queue, Role.Reactions,
            "hands on, in batches, every delivery that is due and inside the send window; drops what its recipient does not want any more",
            typeof(SendDeliveries), typeof(DeliveriesSettled)) with { Concurrency = 2 },

        Hop.Of<SendBatch>(SendBatch.Queue, Role.Reactions,
            "gives a batch to its carrier, outside any transaction, and stores the answers; its memory is the rows' state, not the inbox",
            typeof(DeliveriesSettled)),

        Hop.Of<PlanMobileStation>(PlanMobileStation.Queue, Role.Reactions,
            "places the station's visits, once residents are informed",
            typeof(ReactionPlanned)),

        Hop.Of<ReplanVisits>(ReplanVisits.Queue, Role.Reactions,
            "gives the visits that a station cannot make any more other places, with as few changes as possible, and those without one a place that has come free",
            typeof(ReactionPlanned)),

        Hop.Of<WatchActivations>(WatchActivations.Queue, Role.Activation,
            "opens gates on facts, asks, reminds and escalates, and ends the activation, or asks the parties how to go on",
            typeof(GateOpened), typeof(GateAsked), typeof(TaskIsDue), typeof(TaskIsLate), typeof(TaskEscalated), typeof(EndAsked), typeof(PlanProlonged), typeof(PlanRoundStarted), typeof(ActivationEnded)) with { Concurrency = Hop.Gathered },

        Hop.Of<PlanUpdate>(PlanUpdate.Queue, Role.Reactions,
            "tells everyone who got the alert what was wrong in a plan that goes on, and calls off what steps that were taken out had arranged",
            typeof(ReactionPlanned)),

        Hop.Of<PlanAllClear>(PlanAllClear.Queue, Role.Reactions,
            "tells everyone who got the alert how it ended, or that it was stopped, and calls off what a stopped plan had arranged",
            typeof(ReactionPlanned)),

        Hop.Of<CloseReport>(CloseReport.Queue, Role.Activation,
            "counts once what the activation came to",
            typeof(EvaluationReady)),

        Hop.Of<PublishOutward>(PublishOutward.Queue, Role.Reactions,
            "writes down what the parties' own systems may hear: the list that they read",
            typeof(EventRecorded)),

        Hop.Of<PushEvents>(PushEvents.Queue, Role.Reactions,
            "brings what was written down to the parties' addresses, signed and in order, until it is confirmed; its memory is the last confirmed number, not the inbox"),
    ];
}
