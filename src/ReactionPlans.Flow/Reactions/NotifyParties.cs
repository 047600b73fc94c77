using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Tells the people of the parties what has happened and what they must do, as soon as it has.</summary>
public sealed partial class NotifyParties(Database database, AgreementBook agreements)
    : IConsumer<DecisionAsked>, IConsumer<DecisionDue>, IConsumer<AnswerGiven>, IConsumer<TellOfEscalation>, IConsumer<SpikeDismissed>, IConsumer<JointOffered>, IConsumer<JointApproved>, IConsumer<JointLeft>, IConsumer<ActivationStarted>, IConsumer<PlanCorrected>, IConsumer<ActivationEnded>, IConsumer<GateAsked>,
        IConsumer<TaskIsDue>, IConsumer<TaskIsLate>, IConsumer<TaskEscalated>, IConsumer<EndAsked>, IConsumer<PlanProlonged>, IConsumer<PlanRoundStarted>,
        IConsumer<FeedFellSilent>, IConsumer<FeedIsBack>, IConsumer<DistrictRose>, IConsumer<ReviewIsDue>
{
    public const string Queue = "notify-parties";

    private sealed record Question
    {
        public string PartnershipId { get; init; } = "";
        public int AgreementVersion { get; init; }
        public DateOnly FiredOn { get; init; }
        public string State { get; init; } = "";
        public int Round { get; init; }
        public string[] AskedNow { get; init; } = [];
        public string[] AskedInTurn { get; init; } = [];
        public string[] AskedEver { get; init; } = [];
        public string[] ApprovedBy { get; init; } = [];
    }

    private sealed record Answer(string Action, string PersonId, bool IsTogether);

    private sealed record JointMember
    {
        public Guid SpikeId { get; init; }
        public string PartnershipId { get; init; } = "";
        public DateOnly FiredOn { get; init; }
        public string[] AskedNow { get; init; } = [];
        public bool IsUndecided { get; init; }
        public bool IsIn { get; init; }
        public bool HasApproved { get; init; }
    }

    private sealed record Told(string PartnershipId, int AgreementVersion, DateOnly Since);

    public Task Consume(ConsumeContext<DecisionAsked> context) =>
        database.Once(context, Queue, async work =>
        {
            var (spikeId, round) = (context.Message.SpikeId, context.Message.Round);
            var question = await Find(work, spikeId);
            if (IsAsked(question, round))
                await Plan(work, spikeId, question, Numbered("decision", round), "decision", question.AskedNow);
        });

    public Task Consume(ConsumeContext<DecisionDue> context) =>
        database.Once(context, Queue, async work =>
        {
            var (spikeId, round) = (context.Message.SpikeId, context.Message.Round);
            var question = await Find(work, spikeId);
            // Deputies who are asked too by now get the question itself, not a reminder of it.
            if (IsAsked(question, round))
                await Plan(work, spikeId, question, Numbered("reminder", round), "decision-reminder", question.AskedNow.Intersect(question.AskedInTurn).Except(question.ApprovedBy));
        });

    public Task Consume(ConsumeContext<AnswerGiven> context) =>
        database.Once(context, Queue, async work =>
        {
            var spikeId = context.Message.SpikeId;
            var question = await Find(work, spikeId) ?? throw new InvalidOperationException($"Spike {spikeId} was answered and has no question.");
            var answer = await work.QueryOne<Answer>("Reactions/read-answer.sql", new { answer_id = context.Message.AnswerId })
                ?? throw new InvalidOperationException($"There is no answer {context.Message.AnswerId}.");
            var agreement = await agreements.Version(work, question.PartnershipId, question.AgreementVersion);
            // Who answered knows it; the others who were asked, and those who lead the work, are told.
            await Plan(work, spikeId, question, Numbered("answer", context.Message.AnswerId), TemplateOf(answer),
                question.AskedEver.Union(agreement.Leading).Except([answer.PersonId]));
        });

    public Task Consume(ConsumeContext<TellOfEscalation> context) =>
        database.Once(context, Queue, async work =>
        {
            var spikeId = context.Message.SpikeId;
            if (await Find(work, spikeId) is not { } question)
                return;
            var agreement = await agreements.Version(work, question.PartnershipId, question.AgreementVersion);
            await Plan(work, spikeId, question, "escalated", "escalated", question.AskedEver.Union(question.State == "Approved" ? agreement.Concerned : []));
        });

    public Task Consume(ConsumeContext<SpikeDismissed> context) =>
        database.Once(context, Queue, async work =>
        {
            // Without a question nobody was asked, and nobody need be told.
            if (await Find(work, context.Message.SpikeId) is { } question)
                await Plan(work, context.Message.SpikeId, question, Numbered("settled", question.Round), "settled", question.AskedEver);
        });

    public Task Consume(ConsumeContext<JointOffered> context) =>
        database.Once(context, Queue, work =>
            TellJoint(work, context.Message.JointId, Numbered("offered", context.Message.Members), "joint-offered", member => member.IsIn));

    public Task Consume(ConsumeContext<JointApproved> context) =>
        database.Once(context, Queue, work =>
            TellJoint(work, context.Message.JointId, $"approved-{context.Message.PartnershipId}", "joint-approved",
                member => member is { IsIn: true, HasApproved: false } && member.PartnershipId != context.Message.PartnershipId));

    public Task Consume(ConsumeContext<JointLeft> context) =>
        database.Once(context, Queue, work =>
            TellJoint(work, context.Message.JointId, $"left-{context.Message.SpikeId}", "joint-left", member => member.SpikeId != context.Message.SpikeId));

    public Task Consume(ConsumeContext<FeedFellSilent> context) =>
        database.Once(context, Queue, work => TellCoordinators(work, context.Message.SilenceId, "feed-silent"));

    public Task Consume(ConsumeContext<FeedIsBack> context) =>
        database.Once(context, Queue, work => TellCoordinators(work, context.Message.SilenceId, "feed-back"));

    public Task Consume(ConsumeContext<DistrictRose> context) =>
        database.Once(context, Queue, async work =>
        {
            var rise = await work.QueryOne<Told>("Reactions/read-district-rise.sql", new { rise_id = context.Message.RiseId })
                ?? throw new InvalidOperationException($"There is no rise {context.Message.RiseId}.");
            var agreement = await agreements.Version(work, rise.PartnershipId, rise.AgreementVersion);
            await Notices.Plan(work, context.Message.RiseId, rise.Since, rise.PartnershipId, "district-rise", "district-rise", agreement.Leading);
        });

    public Task Consume(ConsumeContext<ReviewIsDue> context) =>
        database.Once(context, Queue, async work =>
        {
            var review = await work.QueryOne<Told>("Reactions/read-review.sql", new { review_id = context.Message.ReviewId })
                ?? throw new InvalidOperationException($"There is no review {context.Message.ReviewId}.");
            var agreement = await agreements.Version(work, review.PartnershipId, review.AgreementVersion);
            await Notices.Plan(work, context.Message.ReviewId, review.Since, review.PartnershipId, "review-due", "review-due", agreement.Leading);
        });

    private async Task TellCoordinators(Work work, Guid silenceId, string template)
    {
        var silence = await work.QueryOne<Told>("Reactions/read-silence.sql", new { silence_id = silenceId })
            ?? throw new InvalidOperationException($"There is no silence {silenceId}.");
        var agreement = await agreements.Version(work, silence.PartnershipId, silence.AgreementVersion);
        await Notices.Plan(work, silenceId, silence.Since, silence.PartnershipId, template, template,
            agreement.People.Where(person => person.ActsFor(Party.Police) && person.Role.EndsWith("-coordinator", StringComparison.Ordinal)).Select(person => person.Id));
    }

    /// <summary>Tells those who are asked about the questions of an offer that wait for an answer: each person once, under their partnership's first question in it.</summary>
    private static async Task TellJoint(Work work, Guid joint_id, string what, string template, Func<JointMember, bool> isTold)
    {
        var members = await work.Query<JointMember>("Reactions/read-joint.sql", new { joint_id });
        foreach (var partnership in members.Where(member => member.IsUndecided && isTold(member)).GroupBy(member => member.PartnershipId))
        {
            var first = partnership.First();
            await Notices.Plan(work, StableId.OfActivation(first.SpikeId), first.FiredOn, first.PartnershipId, $"joint-{joint_id:N}-{what}", template,
                partnership.SelectMany(member => member.AskedNow));
        }
    }

    /// <summary>False for a late message: settled or held meanwhile, or the next round has asked others, whose own message is on its way.</summary>
    private static bool IsAsked([NotNullWhen(true)] Question? question, int round) => question is { State: "Open" or "Returned" } && question.Round == round;

    private static string Numbered(string step, long number) => string.Create(CultureInfo.InvariantCulture, $"{step}-{number}");

    private static string TemplateOf(Answer answer) => answer.Action switch
    {
        "Approve" when answer.IsTogether => "approved-together",
        "Hold" => "held",
        "Return" => "returned",
        "Reply" => "replied",
        "Approve" => "half-approved",
        _ => throw new InvalidOperationException($"The answer '{answer.Action}' settles a question and is told by what it comes to."),
    };

    private static Task<Question?> Find(Work work, Guid spikeId) =>
        work.QueryOne<Question>("Reactions/read-question.sql", new { spike_id = spikeId, activation_id = StableId.OfActivation(spikeId) });

    private static Task Plan(Work work, Guid spikeId, Question question, string stepId, string template, IEnumerable<string> people) =>
        Notices.Plan(work, StableId.OfActivation(spikeId), question.FiredOn, question.PartnershipId, stepId, template, people);

    private static Task Plan(Work work, PinnedActivation activation, string stepId, string template, IEnumerable<string> people) =>
        Notices.Plan(work, activation.Key.Id, activation.Key.FiredOn, activation.Key.PartnershipId, stepId, template, people);
}
