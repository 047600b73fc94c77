using System.Globalization;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Texts;

/// <summary>The facts in the words that templates use.</summary>
public sealed partial class Wording
{
    /// <param name="inEnglish">Days and offences of what residents and neighbours read; notices to the parties are Danish alone.</param>
    private TextModel ModelOf(string template, TextFacts facts, string stepId, string? ownPath, bool inEnglish)
    {
        string Day(DateOnly day) => inEnglish ? EnglishText.Day(day) : DanishText.Day(day);

        var (activation, agreement) = (facts.Activation, facts.Agreement);
        var planStep = PlanStepOf(stepId);
        var tasks = facts.Tasks.ToDictionary(row => row.StepId, row => Describe(row, agreement));
        var site = options.ConsoleUrl.TrimEnd('/');
        return new TextModel(
            new SenderText(agreement.Sender.Name, agreement.Sender.Contact, agreement.Sender.PolicePhone),
            new AreaText(activation.AreaName, activation.AreaCode),
            activation.Count,
            facts.WindowDays,
            Day(activation.FiredOn),
            activation.MaximumEndsAt is { } end ? Day(PlanEnd.LastDay(end)) : "",
            activation.EndedOn is { } ended ? Day(ended) : "",
            PublicPageOf(activation.ActivationId),
            agreement.Plan.Any(step => step.Reaction == Reaction.MobileStation),
            ownPath is not null ? site + ownPath : facts.Silence is not null ? $"{site}/#kilder" : facts.Review is not null ? $"{site}/Agreements" : facts.District is not null ? $"{site}/" : tasks.Count == 0 ? $"{site}/Spikes/{activation.SpikeId}" : $"{site}/Activations/{activation.ActivationId}",
            ownPath is not null,
            Describe(facts.Question, agreement),
            Describe(facts.Answers.FirstOrDefault(answer => stepId == $"{AnswerPrefix}{answer.Id}"), agreement),
            tasks.GetValueOrDefault(planStep, TaskText.None),
            [.. tasks.Values],
            [.. facts.Visits.Where(visit => visit.StepId == planStep).Select(Describe)],
            Describe(RevisionOf(facts, stepId), template),
            Describe(facts.Silence),
            Describe(facts.District),
            Describe(facts.Review, agreement),
            Describe(facts.Offence, activation.Count, inEnglish),
            Describe(facts.Joint, activation.PartnershipId, stepId),
            activation.StoppedBy is { } stopper ? new StopText(AgreementWords.NameOf(stopper, agreement), activation.StopReason ?? "") : StopText.None,
            Describe(facts.Corrections.FirstOrDefault(one => stepId == $"{UpdatePrefix}{one.Number}" || stepId == $"{CorrectedPrefix}{one.Number}"), agreement, tasks),
            new EndText(
                activation.EndDeadlineAt is { } answerBy ? DanishText.Moment(answerBy) : "", agreement.End.MaximumDays, activation.Round,
                agreement.Decision.Mode == DecisionMode.Both),
            facts.Season is { } season
                ? new SeasonText(season.Week, (inEnglish ? season.Holiday()?.English : season.Holiday()?.Danish) ?? "", SeasonWords.Begins(season).Danish, Day(season.Last))
                : SeasonText.None,
            // The advice that goes with it is about homes.
            Describe(facts.Offence.IsBurglary ? facts.Pattern : RisePattern.None));
    }

    private static ReviewText Describe(ReviewRow? review, Agreement agreement) => review is null
        ? ReviewText.None
        : new ReviewText(review.Version, DanishText.Day(review.ReviewBy), DanishText.Day(AgreementReview.LastDayOfGrace(review.ReviewBy, agreement.ReviewGraceDays)), Verdicts(review));

    /// <summary>"I har haft 3 planer under den. Jeres bedømmelser: 4 rettidig, 1 for sen."</summary>
    private static string Verdicts(ReviewRow review)
    {
        if (review.Plans == 0)
            return "Ingen plan er gået i gang og sluttet under den.";
        var given = new[] { (review.Fitting, "rettidig"), (review.TooEarly, "for tidlig"), (review.TooLate, "for sen"), (review.Needless, "unødvendig") }
            .Where(one => one.Item1 > 0).Select(one => $"{one.Item1} {one.Item2}").ToList();
        return $"I har haft {review.Plans} {(review.Plans == 1 ? "plan" : "planer")} under den. "
            + (given.Count == 0 ? "I har ikke bedømt dem endnu." : $"Jeres bedømmelser: {DanishText.List(given)}.");
    }

    private static OffenceText Describe(Offence offence, int count, bool inEnglish)
    {
        var (one, several) = (offence.InWords(1), offence.InWords(2));
        return inEnglish ? new(one.English, several.English, offence.InWords(count).English) : new(one.Danish, several.Danish, offence.Word(count));
    }

    private static FeedText Describe(SilenceRow? silence) => silence is null
        ? FeedText.None
        : new FeedText(silence.Source, DanishText.Day(silence.Since), silence.OverOn is { } back ? DanishText.Day(back) : "", silence.Rhythm);

    private static DistrictText Describe(DistrictRow? rise) => rise is null
        ? DistrictText.None
        : new DistrictText(
            DanishText.Day(rise.BeganOn), rise.CriterionId, rise.Areas, rise.Alarms, new DistrictRise(rise.Areas, rise.Alarms, double.NaN).IsWide,
            rise.Level is { } level ? (int)Math.Round(100 * level) : 0, new DistrictRise(rise.Areas, 0, rise.Level ?? double.NaN).IsWide);

    private static PatternText Describe(RisePattern pattern) => new(Word(pattern.Hours), Word(pattern.Days), pattern.IsClose);

    private static string Word<T>(T? part)
        where T : struct, Enum => part?.ToString().ToLowerInvariant() ?? "";

    private static TaskText Describe(TaskRow row, Agreement agreement) => new(
        row.StepId,
        row.Reaction switch
        {
            Reaction.Letter => "Brev til beboerne",
            Reaction.NeighbourMessage => "Besked til nabovenner",
            Reaction.MemberAlert => "Kort besked til nabohjælpere",
            Reaction.LocalPost => "Opslag i lokale grupper",
            Reaction.MobileStation => "Mobil politistation",
            _ => row.TaskName ?? row.StepId,
        },
        AgreementWords.NameOf(row.Responsible, agreement),
        row.Deputy is { } deputy ? AgreementWords.NameOf(deputy, agreement) : "",
        row.AcknowledgedBy is { } taker ? AgreementWords.NameOf(taker, agreement) : "",
        row.Party == Party.Police ? "politiet" : "kommunen",
        DanishText.Moment(row.StartsAt),
        DanishText.Moment(row.DueAt),
        row.Round,
        row.GateStep ?? "",
        row.Informed,
        row.Planned);

    private static DecisionText Describe(QuestionRow? question, Agreement agreement) => question is null
        ? DecisionText.None
        : new DecisionText(
            question.DeadlineAt is { } deadline ? DanishText.Moment(deadline) : "",
            question.State switch
            {
                "Dismissed" => question.DismissedBy is { } by ? $"Planen blev valgt fra af {AgreementWords.NameOf(by, agreement)}." : "Planen blev valgt fra.",
                "Lapsed" => WhyLapsed(question.Reason),
                "Approved" => "Planen er godkendt.",
                _ => "",
            },
            question.State == "Dismissed" ? question.Reason ?? "" : "",
            agreement.Decision.OnDeadline switch
            {
                OnDeadline.Activate => "Svarer ingen inden fristen, går planen i gang, som aftalt.",
                OnDeadline.Lapse => "Svarer ingen inden fristen, bortfalder spørgsmålet, som aftalt.",
                _ => "Svarer ingen inden fristen, bliver den næste på vagtlisten spurgt, som aftalt.",
            });

    /// <summary>Why nobody need decide any more, by the code that is stored.</summary>
    public static string WhyLapsed(string? reason) => reason switch
    {
        "fallen" => "Tallet faldt igen, før nogen svarede.",
        "withdrawn" => "Anmeldelser blev trukket tilbage, før nogen svarede, så grundlaget er der ikke mere.",
        "one-of-many" => "Blandt så mange områder samme dag kan tallet være et tilfælde.",
        "district-wide" => "Stigningen viste sig at gælde hele kredsen.",
        "season-over" => "Ugen er forbi, og ingen svarede.",
        "rule-changed" => "Kriteriet er ændret i aftalen.",
        "deadline" => "Fristen gik, uden at nogen svarede, og så bortfalder spørgsmålet, som aftalt.",
        _ => "Det bortfaldt, før nogen svarede.",
    };

    private static AnswerText Describe(AnswerRow? answer, Agreement agreement) => answer is null
        ? AnswerText.None
        : new AnswerText(AgreementWords.NameOf(answer.PersonId, agreement), answer.Reason ?? "", answer.HeldUntil is { } until ? DanishText.Moment(until) : "");

    private static CorrectionText Describe(CorrectionRow? correction, Agreement agreement, Dictionary<string, TaskText> tasks) => correction is null
        ? CorrectionText.None
        : new CorrectionText(
            correction.Words, AgreementWords.NameOf(correction.PersonId, agreement),
            DanishText.List([.. correction.TakenOut.Select(step => tasks.GetValueOrDefault(step)?.What ?? step)]));

    private static JointText Describe(IReadOnlyList<JointMemberRow> joint, string partnershipId, string stepId)
    {
        if (joint.Count == 0)
            return JointText.None;
        var standing = joint.Where(member => !member.HasLeft).ToList();
        return new JointText(
            Places(standing.Count > 0 ? standing : joint),
            Places(standing.Where(member => member.PartnershipId != partnershipId)),
            Places(joint.Where(member => stepId.EndsWith($"-left-{member.SpikeId}", StringComparison.Ordinal) || (!member.HasLeft && stepId.EndsWith($"-approved-{member.PartnershipId}", StringComparison.Ordinal)))),
            standing.Count > 1,
            joint[0].IsTogether);
    }

    private static string Places(IEnumerable<JointMemberRow> members) =>
        DanishText.List([.. members.Select(member => $"{member.AreaCode} {member.AreaName}").Distinct()]);

    private static InvitationText Describe(VisitRevisionRow? visit, string template) => visit switch
    {
        { StartsAt: { } starts, EndsAt: { } ends } when template == Invited =>
            new InvitationText(visit.VisitNumber, visit.Station ?? "", visit.Site ?? "", DanishText.Moment(starts), DanishText.Clock(ends), visit.Stood, ""),
        { LeftStartsAt: { } starts, LeftEndsAt: { } ends } when template == CalledOff =>
            new InvitationText(visit.VisitNumber, visit.LeftStation ?? "", visit.LeftSite ?? "", DanishText.Moment(starts), DanishText.Clock(ends), false, WhyCalledOff(visit)),
        _ => InvitationText.None,
    };

    private static string WhyCalledOff(VisitRevisionRow visit) => visit switch
    {
        { State: "Scheduled" } => "En anden politistation står der i stedet.",
        { Reason: "stopped" } => "Planen er stoppet.",
        { Reason: "corrected" } => "Besøget er taget ud af planen.",
        { State: "Unplaced", Reason: { } sentence } => sentence,
        _ => "",
    };

    private static VisitText Describe(VisitRow visit) => visit is { State: "Scheduled", StartsAt: { } starts, EndsAt: { } ends }
        ? new VisitText(visit.VisitNumber, true, visit.Station ?? "", visit.Site ?? "", DanishText.Moment(starts), DanishText.Clock(ends), "", visit.Revision > 0)
        : new VisitText(visit.VisitNumber, false, "", "", "", "", visit.Reason ?? "", false);
}
