using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Texts;

/// <summary>Facts for looking at a text before there is anything to tell: those of the plan as it would be if it began now, and beside them made ones for what only happens to a plan that runs.</summary>
public static class MadeFacts
{
    private const string Held = "held", Left = "joint-left", Together = "approved-together", SomePartnership = "naboby";

    private static readonly Guid OtherSpike = StableId.Of("made/other");

    /// <param name="facts">Of the activation that would begin.</param>
    public static TextFacts Of(SentTemplate template, TextFacts facts, IReadOnlyList<PlannedTask> planned, DateTimeOffset now)
    {
        var agreement = facts.Agreement;
        var (today, person) = (facts.Activation.FiredOn, agreement.Leading.FirstOrDefault() ?? "");
        var started = WholePlan.Started(facts, planned, now);
        started = started with
        {
            Tasks = [.. started.Tasks.Select(task => task with { Planned = 200, Informed = 150 })],
            Visits = [.. started.Visits.Select(visit => visit with { State = "Scheduled", Station = "Politistationen", Site = "Torvet", StartsAt = now.AddDays(2), EndsAt = now.AddDays(2).AddHours(3), Reason = null })],
            Corrections = [new CorrectionRow { Number = 1, PersonId = person, Words = "Datoen i den første besked var forkert.", TakenOut = [] }],
            Answers = [new AnswerRow { SpikeId = facts.Activation.SpikeId, Id = 1, PersonId = person, Reason = template.Name == Held ? null : "Hvad siger tallene fra naboområdet?", HeldUntil = now.AddDays(1) }],
            Question = new QuestionRow
            {
                SpikeId = facts.Activation.SpikeId,
                Mode = agreement.Decision.Mode.ToString(),
                State = template.Name == "settled" ? "Dismissed" : "Open",
                Round = 1,
                DeadlineAt = now.AddHours(agreement.Decision.DeadlineHours),
                DismissedBy = person,
                Reason = "Anmeldelserne hører sammen og er opklaret.",
            },
            Activation = started.Activation with { StoppedBy = person, StopReason = "Anmeldelserne var talt to gange.", EndDeadlineAt = now.AddHours(agreement.Decision.DeadlineHours), EndQuestion = 1 },
        };
        // What is told instead of a plan is told alone: a link goes by it.
        return template.Name switch
        {
            "feed-silent" or "feed-back" => started with { Silence = new SilenceRow(default, "politi", today.AddDays(-4), "hver dag", template.Name == "feed-back" ? today : null) },
            "district-rise" => started with { District = new DistrictRow(default, facts.Activation.CriterionId, today, 12, 7, 1.6) },
            "review-due" => started with { Review = new ReviewRow(default, agreement.Version, agreement.ReviewBy ?? today, 3, 2, 1, 0, 0) },
            "joint-offered" or "joint-approved" or Left or Together => started with { Joint = Joint(facts, template.Name) },
            Wording.Invited or Wording.CalledOff => started with { VisitRevisions = [Revision(template, facts, now)] },
            _ => started,
        };
    }

    /// <summary>The step under which such a delivery is stored, for the text goes by it.</summary>
    public static string StepOf(SentTemplate template)
    {
        var step = template.Steps.Count > 0 ? template.Steps[0].Id : "";
        return template.Name switch
        {
            "update" => $"{Wording.UpdatePrefix}1",
            "corrected" => $"{Wording.CorrectedPrefix}1",
            Held or "returned" or "replied" or "half-approved" or Together => "answer-1",
            "joint-approved" => $"joint-made-approved-{SomePartnership}",
            Left => $"joint-made-left-{OtherSpike}",
            "station-visit" => Wording.VisitStep(step, moves: 0),
            Wording.Invited or Wording.CalledOff => $"invite-{step}#1.0",
            "gate" or "due" or "deputy" or "late" or "overdue" => $"{template.Name}-{template.AboutStep}",
            _ => step.Length > 0 ? step : template.Name,
        };
    }

    private static JointMemberRow[] Joint(TextFacts facts, string name)
    {
        var (own, isTogether) = (facts.Activation, name == Together);
        return
        [
            new(own.SpikeId, own.SpikeId, own.PartnershipId, own.AreaCode, own.AreaName, false, isTogether),
            new(own.SpikeId, OtherSpike, SomePartnership, "0000", "Naboområdet", name == Left, isTogether),
        ];
    }

    private static VisitRevisionRow Revision(SentTemplate template, TextFacts facts, DateTimeOffset now)
    {
        var (starts, isOff) = (now.AddDays(2), template.Name == Wording.CalledOff);
        return new VisitRevisionRow
        {
            ActivationId = facts.Activation.ActivationId,
            StepId = template.Steps.Count > 0 ? template.Steps[0].Id : "",
            VisitNumber = 1,
            State = isOff ? "Cancelled" : "Scheduled",
            ChangedAt = now,
            Station = "Politistationen",
            Site = "Torvet",
            StartsAt = starts,
            EndsAt = starts.AddHours(3),
            Stood = isOff,
            LeftStation = "Politistationen",
            LeftSite = "Torvet",
            LeftStartsAt = starts,
            LeftEndsAt = starts.AddHours(3),
            Reason = isOff ? "stopped" : null,
        };
    }
}
