namespace ReactionPlans.Contracts;

// Names and shapes never change once landed: a new shape is a new record beside the old one until the queues have drained.
// Only ids, codes and dates travel: no name, address or civil registration number.

/// <summary>Reports have come in and the areas they lie in wait to be judged.</summary>
public sealed record AreasChanged(string Source);

/// <summary>A criterion of level activate has fired in an area.</summary>
public sealed record SpikeDetected(Guid SpikeId);

/// <summary>The rate has fallen (or the reports were withdrawn) and the spike is closed.</summary>
public sealed record RateFell(Guid SpikeId);

/// <summary>People have been asked to decide; the round counts from 1 and rises when deputies are asked.</summary>
public sealed record DecisionAsked(Guid SpikeId, int Round);

/// <summary>The time to answer will soon have passed: those who are asked are reminded.</summary>
public sealed record DecisionDue(Guid SpikeId, int Round);

/// <summary>Somebody has answered, and the question is not settled by it: held, sent back, replied to, or approved by one of two.</summary>
public sealed record AnswerGiven(Guid SpikeId, long AnswerId);

/// <summary>The number has risen by half or more since the spike was detected.</summary>
public sealed record SpikeEscalated(Guid SpikeId);

/// <summary>An order: tell those concerned that it has; nobody is asked anew.</summary>
public sealed record TellOfEscalation(Guid SpikeId);

/// <summary>The agreed decision has been made: the plan starts.</summary>
public sealed record PlanActivated(Guid SpikeId);

/// <summary>The question is closed without a plan: dismissed, fallen or lapsed.</summary>
public sealed record SpikeDismissed(Guid SpikeId);

/// <summary>Questions of areas that spike together can be answered together; the number of them rises as further ones come in.</summary>
public sealed record JointOffered(Guid JointId, int Members);

/// <summary>A partnership has approved all of its questions in an offer and waits for the others.</summary>
public sealed record JointApproved(Guid JointId, string PartnershipId);

/// <summary>A question is no longer in the offer: answered for itself, held, or over.</summary>
public sealed record JointLeft(Guid JointId, Guid SpikeId);

/// <summary>A question that is approved and waits for others has come to its own deadline.</summary>
public sealed record JointDue(Guid SpikeId);

/// <summary>The agreed decision has been made for several spikes of one partnership: one plan starts for them all.</summary>
public sealed record JointPlanActivated(Guid JointId, Guid[] SpikeIds);

public sealed record ActivationStarted(Guid ActivationId);

/// <summary>Deliveries of a step have been planned and may be due.</summary>
public sealed record ReactionPlanned(Guid ActivationId, string StepId);

/// <summary>An order: send the deliveries of this batch.</summary>
public sealed record SendDeliveries(Guid BatchId);

public sealed record DeliveriesSettled(Guid[] ActivationIds);

/// <summary>A step's gate has stayed shut so long that the coordinator is asked.</summary>
public sealed record GateAsked(Guid ActivationId, string StepId);

/// <summary>The facts, or a person's yes, have opened a step's gate.</summary>
public sealed record GateOpened(Guid ActivationId, string StepId);

/// <summary>A task that a person does will soon be due, and nobody has reported it.</summary>
public sealed record TaskIsDue(Guid ActivationId, string StepId);

/// <summary>A task is past its due time.</summary>
public sealed record TaskIsLate(Guid ActivationId, string StepId);

/// <summary>A task is not done long after its due time: those who lead the work must know.</summary>
public sealed record TaskEscalated(Guid ActivationId, string StepId);

/// <summary>The agreed time has passed and the number is still high: the parties are asked how to go on. The questions of a plan count from 1.</summary>
public sealed record EndAsked(Guid ActivationId, int Question);

/// <summary>The parties have answered such a question with going on.</summary>
public sealed record PlanProlonged(Guid ActivationId, int Question);

/// <summary>The steps of a running plan have been planned once more. Rounds count from 1, which is the start.</summary>
public sealed record PlanRoundStarted(Guid ActivationId, int Round);

/// <summary>A person has corrected a running plan. The corrections of a plan count from 1.</summary>
public sealed record PlanCorrected(Guid ActivationId, int Correction);

public sealed record ActivationEnded(Guid ActivationId);

/// <summary>What an ended plan came to has been counted.</summary>
public sealed record EvaluationReady(Guid ActivationId);

/// <summary>Something that the parties' own systems may hear has been written down. The events of a partnership count from 1.</summary>
public sealed record EventRecorded(string PartnershipId, int Number);

/// <summary>A mobile station's crews are taken at other times than before: by its own calendar, or because it is out of service.</summary>
public sealed record StationCalendarChanged(string StationId);

/// <summary>A source that feeds a partnership has fallen silent against its rhythm: there are no data.</summary>
public sealed record FeedFellSilent(Guid SilenceId);

/// <summary>The silence is over: data come in again.</summary>
public sealed record FeedIsBack(Guid SilenceId);

/// <summary>So many areas rise at once that the rise is the whole district's.</summary>
public sealed record DistrictRose(Guid RiseId);

/// <summary>An agreement in force is past the day by which it was to be looked at again.</summary>
public sealed record ReviewIsDue(Guid ReviewId);

/// <summary>A person has corrected a row that could not be taken in.</summary>
public sealed record RejectedRowCorrected(long RowId);

/// <summary>Somebody has started an exercise: its reports are to come in. Only where a database is made for exercises.</summary>
public sealed record ExerciseAsked(Guid ExerciseId);

/// <summary>The exercise is over: its reports are to be taken back.</summary>
public sealed record ExerciseOver(Guid ExerciseId);
