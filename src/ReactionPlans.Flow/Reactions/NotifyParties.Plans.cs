using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Reactions;

/// <summary>The notices about a plan in motion: that it started, what to do, what is soon due, late or escalated, how it goes on, that it was stopped.</summary>
public sealed partial class NotifyParties
{
    /// <summary>Why a plan ended, and the notice that says so.</summary>
    private static readonly Dictionary<string, string> EndNotices = new()
    {
        ["stopped"] = "stopped",
        [PlanEnd.SeasonOver] = "season-over",
        [PlanEnd.Overtaken] = "season-overtaken",
    };

    private sealed record StepOwner
    {
        public string Responsible { get; init; } = "";
        public string? Deputy { get; init; }
        public string? AcknowledgedBy { get; init; }
        public bool IsSettled { get; init; }
        public string[] StillToAnswer { get; init; } = [];

        /// <summary>Who is to do it: those named who have not answered; else the responsible person, and whoever has taken it on.</summary>
        public IEnumerable<string> StillToDo => StillToAnswer.Length > 0 ? StillToAnswer : AcknowledgedBy is null ? [Responsible] : [Responsible, AcknowledgedBy];

        public IEnumerable<string> StandIn => Deputy is null ? [] : [Deputy];
    }

    public Task Consume(ConsumeContext<ActivationStarted> context) =>
        database.Once(context, Queue, work => TellConcerned(work, context.Message.ActivationId, "activated", "activated"));

    public Task Consume(ConsumeContext<ActivationEnded> context) =>
        database.Once(context, Queue, async work =>
        {
            var activation = await PinnedActivation.Find(work, agreements, context.Message.ActivationId);
            // A plan's end is seen in the console; what people are told is what they would not expect, or what residents are not told.
            if (activation.Key.EndReason is { } reason && EndNotices.TryGetValue(reason, out var notice))
                await Plan(work, activation, notice, notice, activation.Agreement.Concerned);
        });

    public Task Consume(ConsumeContext<PlanCorrected> context) =>
        database.Once(context, Queue, work => TellConcerned(work, context.Message.ActivationId, $"{Texts.Wording.CorrectedPrefix}{context.Message.Correction}", "corrected"));

    public Task Consume(ConsumeContext<GateAsked> context) =>
        database.Once(context, Queue, work => TellOfStep(work, context.Message.ActivationId, context.Message.StepId, ("gate", owner => [owner.Responsible])));

    public Task Consume(ConsumeContext<TaskIsDue> context) =>
        database.Once(context, Queue, work => TellOfStep(work, context.Message.ActivationId, context.Message.StepId,
            ("due", owner => owner.StillToDo),
            // Whoever has taken it on is at it; where nobody has, the responsible person may be away.
            ("deputy", owner => owner.AcknowledgedBy is null ? owner.StandIn : [])));

    public Task Consume(ConsumeContext<TaskIsLate> context) =>
        database.Once(context, Queue, work => TellOfStep(work, context.Message.ActivationId, context.Message.StepId,
            ("late", owner => owner.StillToDo.Concat(owner.StandIn))));

    public Task Consume(ConsumeContext<TaskEscalated> context) =>
        database.Once(context, Queue, async work =>
        {
            var activation = await PinnedActivation.Find(work, agreements, context.Message.ActivationId);
            await Plan(work, activation, $"overdue-{context.Message.StepId}", "overdue", activation.Agreement.Leading);
        });

    public Task Consume(ConsumeContext<EndAsked> context) =>
        database.Once(context, Queue, work => TellThoseWhoLead(work, context.Message.ActivationId, Numbered("end", context.Message.Question), "end-question"));

    public Task Consume(ConsumeContext<PlanProlonged> context) =>
        database.Once(context, Queue, work => TellConcerned(work, context.Message.ActivationId, Numbered("prolonged", context.Message.Question), "prolonged"));

    public Task Consume(ConsumeContext<PlanRoundStarted> context) =>
        database.Once(context, Queue, work => TellConcerned(work, context.Message.ActivationId, Numbered("round", context.Message.Round), "new-round"));

    private async Task TellConcerned(Work work, Guid activationId, string stepId, string template)
    {
        var activation = await PinnedActivation.Find(work, agreements, activationId);
        await Plan(work, activation, stepId, template, activation.Agreement.Concerned);
    }

    private async Task TellThoseWhoLead(Work work, Guid activationId, string stepId, string template)
    {
        var activation = await PinnedActivation.Find(work, agreements, activationId);
        await Plan(work, activation, stepId, template, activation.Agreement.Leading);
    }

    /// <summary>Tells of one step; not when it has been settled since the message left.</summary>
    private async Task TellOfStep(Work work, Guid activationId, string stepId, params (string Template, Func<StepOwner, IEnumerable<string>> People)[] notices)
    {
        var activation = await PinnedActivation.Find(work, agreements, activationId);
        var owner = await work.QueryOne<StepOwner>("Reactions/read-step-owner.sql", new { activation_id = activationId, step_id = stepId })
            ?? throw new InvalidOperationException($"Activation {activationId} has no step {stepId}.");
        if (owner.IsSettled)
            return;
        foreach (var (template, people) in notices)
            await Plan(work, activation, $"{template}-{stepId}", template, people(owner));
    }
}
