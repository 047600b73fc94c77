using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Texts;
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
public sealed partial class Wording(TemplateBook book, TextOptions options, AnswerLinks links, Purpose purpose)
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
        var isInLanguage = book.Has(TemplateBook.FormOf(template, facts.Season is not null), language, partnershipId);
        var isEasy = language == TextLanguage.EasyDanish && isInLanguage;
        var danish = Compose(template, facts, stepId, null, isEasy ? TextLanguage.EasyDanish : TextLanguage.Danish);
        var whole = language == TextLanguage.English && isInLanguage
            ? danish.Above(Compose(template, facts, stepId, null, TextLanguage.English), "In English", TextLanguage.English)
            : danish;
        return (Marked(whole with { PublicPage = PublicPageOf(facts.Activation.ActivationId) }), TextCheck.Faults(receiver, danish, facts));
    }

    /// <remarks>The form of the text alone hangs on what started the plan: links and what a notice is about go by its usual name.</remarks>
    private RenderedText Compose(string template, TextFacts facts, string stepId, string? personId, string language = TextLanguage.Danish) => book.Render(
        TemplateBook.FormOf(template, facts.Season is not null), ModelOf(template, facts, stepId, OwnPath(template, facts, stepId, personId), language == TextLanguage.English), facts.Activation.PartnershipId, language);

    /// <summary>The same words with another book's texts.</summary>
    public Wording With(TemplateBook other) => new(other, options, links, purpose);

    /// <summary>The lines that <see cref="WriteChecked"/> judges, each with the line of the template it comes from.</summary>
    public IReadOnlyList<WrittenLine> LinesOf(string template, TextFacts facts, string stepId, string language) => book.Lines(
        TemplateBook.FormOf(template, facts.Season is not null), ModelOf(template, facts, stepId, null, language == TextLanguage.English), facts.Activation.PartnershipId, language);

    private RenderedText Marked(RenderedText text) => purpose.IsExercise ? ExerciseMark.On(text) : text;

    /// <summary>The picture at the head of letters; null: there is none.</summary>
    public LogoImage? LogoOf(TextFacts facts) => book.LogoOf(facts.Agreement);

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
}
