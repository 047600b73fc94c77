using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Texts;
using ReactionPlans.Rules.Time;
using DecisionRule = ReactionPlans.Rules.Decisions.Decision;

namespace ReactionPlans.Flow.Texts;

/// <summary>Section "Texts".</summary>
public sealed record TextOptions
{
    /// <summary>Where the parties' console answers; links in notices begin with it.</summary>
    [Required]
    [Url]
    public string ConsoleUrl { get; init; } = "http://localhost:8080";

    /// <summary>Where everybody finds the plans' public pages; null: at the console's address.</summary>
    [Url]
    public string? PublicUrl { get; init; }

    /// <summary>The folder of partnerships' own texts (<see cref="LocalTemplates"/>); null: everybody has the national ones.</summary>
    public string? LocalFolder { get; init; }
}

/// <summary>Puts facts into words: the model of a template, and the template filled in.</summary>
public sealed class Wording(TemplateBook book, TextOptions options, AnswerLinks links, Purpose purpose)
{
    /// <summary>Steps of the program's own are named by what they are about: "gate-station", "late-walk", "visit-station".</summary>
    private static readonly string[] StepPrefixes = ["gate-", "due-", "deputy-", "late-", "overdue-", "visit-", InvitePrefix];

    private const string AnswerPrefix = "answer-", InvitePrefix = "invite-";

    /// <summary>The mails with one visit for the reader's calendar.</summary>
    public const string Invited = "visit-invited", CalledOff = "visit-cancelled";

    /// <summary>No step of an agreement has it in its id.</summary>
    private const char MovedMark = '#';

    /// <summary>The steps of a correction, before its number: what everybody is told, and what the parties are.</summary>
    public const string UpdatePrefix = "update-", CorrectedPrefix = "corrected-";

    /// <summary>Notices that ask their reader to answer, or tell a reader who may that there still is something to answer.</summary>
    private static readonly string[] Asking = ["decision", "decision-reminder", "returned", "replied", "half-approved", "escalated", "joint-offered", "joint-approved", "approved-together"];

    /// <summary>Notices of a step that their reader can act on at once.</summary>
    private static readonly string[] OfATask = ["gate", "due", "deputy", "late"];

    /// <summary>The notice that asks how a plan goes on, written only to those who may say so.</summary>
    private const string AskingTheEnd = "end-question";

    /// <param name="personId">The person of a party whom it is written to; null: everybody in the step reads the same.</param>
    public RenderedText Write(string template, TextFacts facts, string stepId, string? personId = null) => Marked(Compose(template, facts, stepId, personId));

    /// <summary>A text for people outside the parties, and what is wrong with it.</summary>
    /// <param name="language">One of <see cref="TextLanguage"/>. The lint reads Danish: of the English text below it knows only that the Danish one above says the same.</param>
    public (RenderedText Text, IReadOnlyList<Problem> Faults) WriteChecked(TextReceiver receiver, string template, TextFacts facts, string stepId, string language = TextLanguage.Danish)
    {
        var partnershipId = facts.Activation.PartnershipId;
        var isEasy = language == TextLanguage.EasyDanish && book.Has(template, language, partnershipId);
        var danish = Compose(template, facts, stepId, null, isEasy ? TextLanguage.EasyDanish : TextLanguage.Danish);
        var whole = language == TextLanguage.English && book.Has(template, language, partnershipId)
            ? danish.Above(Compose(template, facts, stepId, null, TextLanguage.English), "In English", TextLanguage.English)
            : danish;
        return (Marked(whole with { PublicPage = PublicPageOf(facts.Activation.ActivationId) }), TextCheck.Faults(receiver, danish, facts));
    }

    private RenderedText Compose(string template, TextFacts facts, string stepId, string? personId, string language = TextLanguage.Danish) => book.Render(
        template, ModelOf(template, facts, stepId, OwnPath(template, facts, stepId, personId), language == TextLanguage.English), facts.Activation.PartnershipId, language);

    private RenderedText Marked(RenderedText text) => purpose.IsExercise ? ExerciseMark.On(text) : text;

    /// <summary>Where everybody can see that a plan's letters are genuine.</summary>
    public string PublicPageOf(Guid activationId) => $"{(options.PublicUrl ?? options.ConsoleUrl).TrimEnd('/')}/p/{PublicCode.Of(activationId)}";

    /// <summary>A text with its reader's way to stop at its foot; an exercise's still says last that it is one.</summary>
    public RenderedText WithStop(RenderedText text, string sender, string stopUrl) =>
        StopFoot.On(text, sender, stopUrl) is var footed && purpose.IsExercise ? ExerciseMark.Last(footed) : footed;

    /// <summary>Where somebody of the register says that they want fewer messages, or none: it is for everybody outside, like the public page.</summary>
    public string StopPageOf(FriendLink link) => $"{(options.PublicUrl ?? options.ConsoleUrl).TrimEnd('/')}{AnswerLinks.FriendPath}{links.Token(link)}";

    /// <summary>A single line of a program's, as it is or as an exercise's.</summary>
    public string Line(string line) => purpose.IsExercise ? $"{ExerciseMark.Word}: {line}" : line;

    /// <summary>The path by which this person can act without signing in; null: there is none.</summary>
    private string? OwnPath(string template, TextFacts facts, string stepId, string? personId) =>
        OwnLink(template, facts, stepId, personId) is { } answer ? AnswerLinks.Path + links.Token(answer)
        : personId is not null && OfATask.Contains(template)
            ? AnswerLinks.TaskPath + links.Token(new TaskLink(facts.Activation.ActivationId, PlanStepOf(stepId), facts.Activation.PartnershipId, personId))
        : personId is not null && template == AskingTheEnd && facts.Activation is { EndDeadlineAt: not null } asked
            ? AnswerLinks.EndPath + links.Token(new EndLink(asked.ActivationId, asked.EndQuestion, asked.PartnershipId, personId))
        : null;

    /// <summary>The id of the plan's step that a delivery's step is about.</summary>
    public static string PlanStepOf(string stepId) =>
        StepPrefixes.FirstOrDefault(prefix => stepId.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? stepId[prefix.Length..].Split(MovedMark)[0] : stepId;

    /// <summary>The step of the notice of a plan step's visits: another one each time they have been moved, since nobody is told the same thing twice.</summary>
    /// <param name="moves">How often, all visits together; 0 when they are new.</param>
    public static string VisitStep(string stepId, int moves) =>
        moves == 0 ? $"visit-{stepId}" : string.Create(CultureInfo.InvariantCulture, $"visit-{stepId}{MovedMark}{moves}");

    /// <summary>The change of a visit that a mail with it is about; null: the step is another's.</summary>
    /// <remarks>The steps are named by plan-invitations.sql.</remarks>
    public static VisitRevisionRow? RevisionOf(TextFacts facts, string stepId) => !stepId.StartsWith(InvitePrefix, StringComparison.Ordinal) ? null
        : facts.VisitRevisions.FirstOrDefault(row => stepId == string.Create(CultureInfo.InvariantCulture, $"{InvitePrefix}{row.StepId}{MovedMark}{row.VisitNumber}.{row.Revision}"));

    /// <summary>The link by which this person can answer now; null: there is nothing for them to answer.</summary>
    private static AnswerLink? OwnLink(string template, TextFacts facts, string stepId, string? personId) =>
        personId is not null && Asking.Contains(template) && facts.Question is { DeadlineAt: { } deadline } question
        && DecisionRule.Choices(
            facts.Agreement.FindPerson(personId), Enum.Parse<QuestionState>(question.State), Enum.Parse<DecisionMode>(question.Mode), question.ApprovedBy.Contains(personId)).Count > 0
            ? new AnswerLink(question.SpikeId, facts.Activation.PartnershipId, personId, question.Round, stepId, deadline)
            : null;

    /// <param name="inEnglish">Days and offences of what residents and neighbours read; notices to the parties are Danish alone.</param>
    private TextModel ModelOf(string template, TextFacts facts, string stepId, string? ownPath, bool inEnglish)
    {
        string Day(DateOnly day) => inEnglish ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : DanishText.Day(day);

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
            ownPath is not null ? site + ownPath : facts.Silence is not null ? $"{site}/#kilder" : facts.Review is not null ? $"{site}/Agreements" : facts.District is not null ? $"{site}/" : tasks.Count == 0 ? $"{site}/Spikes/{activation.SpikeId}" : $"{site}/#a-{activation.ActivationId:N}",
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
            inEnglish ? InEnglish(facts.Offence, activation.Count) : Describe(facts.Offence, activation.Count),
            Describe(facts.Joint, activation.PartnershipId, stepId),
            activation.StoppedBy is { } stopper ? new StopText(AgreementWords.NameOf(stopper, agreement), activation.StopReason ?? "") : StopText.None,
            Describe(facts.Corrections.FirstOrDefault(one => stepId == $"{UpdatePrefix}{one.Number}" || stepId == $"{CorrectedPrefix}{one.Number}"), agreement, tasks),
            new EndText(
                activation.EndDeadlineAt is { } answerBy ? DanishText.Moment(answerBy) : "", agreement.End.MaximumDays, activation.Round,
                agreement.Decision.Mode == DecisionMode.Both));
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

    private static OffenceText Describe(Offence offence, int count) => new(offence.One, offence.Several, offence.Word(count));

    /// <remarks>An agreement's own word for an offence is Danish, and stays so.</remarks>
    private static OffenceText InEnglish(Offence offence, int count)
    {
        var (one, several) = offence is { Singular: null, Plural: null } ? offence.IsBurglary ? ("burglary", "burglaries") : ("report", "reports") : ($"report of {offence.One}", $"reports of {offence.Several}");
        return new OffenceText(one, several, count == 1 ? one : several);
    }

    private static FeedText Describe(SilenceRow? silence) => silence is null
        ? FeedText.None
        : new FeedText(silence.Source, DanishText.Day(silence.Since), silence.OverOn is { } back ? DanishText.Day(back) : "", silence.Rhythm);

    private static DistrictText Describe(DistrictRow? rise) => rise is null
        ? DistrictText.None
        : new DistrictText(
            DanishText.Day(rise.BeganOn), rise.CriterionId, rise.Areas, rise.Alarms, new DistrictRise(rise.Areas, rise.Alarms, double.NaN).IsWide,
            rise.Level is { } level ? (int)Math.Round(100 * level) : 0, new DistrictRise(rise.Areas, 0, rise.Level ?? double.NaN).IsWide);

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
