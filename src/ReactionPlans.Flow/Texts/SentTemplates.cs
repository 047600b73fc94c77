using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Texts;

/// <summary>Whom a text goes to, in the order in which a plan comes to them.</summary>
public enum TextAudience
{
    Residents,
    NeighbourFriends,
    Members,
    LocalGroups,

    /// <summary>Texts to a task of the catalogue, which its person adapts and sends.</summary>
    TakenFurther,

    /// <summary>Everybody who was told of the rise, by the way they were told.</summary>
    EverybodyTold,
    Parties,
}

/// <summary>One text that an agreement can send.</summary>
/// <param name="Name">As the steps of a plan and the stored deliveries call it.</param>
/// <param name="IsSeason">Sent by a plan that the calendar starts, in the form that such plans have.</param>
/// <param name="Steps">Of the plan that send it; empty: it comes with what happens to any plan.</param>
public sealed record SentTemplate(string Name, TextAudience Audience, bool IsSeason, IReadOnlyList<PlanStep> Steps)
{
    /// <summary>The library's name of the form that is sent.</summary>
    public string File => TemplateBook.FormOf(Name, IsSeason);

    /// <summary>For a notice about any step, the one that it is looked at with.</summary>
    public string AboutStep { get; init; } = "";

    /// <summary>The lint judges what goes to people outside the parties; null: this does not.</summary>
    public TextReceiver? Receiver => Audience switch
    {
        TextAudience.Residents => TextReceiver.Residents,
        TextAudience.NeighbourFriends => TextReceiver.NeighbourFriends,
        TextAudience.Members => TextReceiver.Members,
        TextAudience.LocalGroups => TextReceiver.LocalPost,
        // Tells of a meeting or a walk and not of a rise: the lint asks of it what it asks of a correction.
        TextAudience.TakenFurther => TextReceiver.Update,
        TextAudience.EverybodyTold => Name == "update" ? TextReceiver.Update : TextReceiver.AfterTheEnd,
        _ => null,
    };

    public IReadOnlyList<string> Languages(TemplateBook book, string partnershipId) =>
        [.. TextLanguage.All.Where(language => language == TextLanguage.Danish || (Receiver is not null and not TextReceiver.LocalPost && book.Has(File, language, partnershipId)))];

    /// <summary>The text as its receiver would get it, and what the lint finds, each thing with the lines of the template that it is about.</summary>
    /// <param name="made">Facts that are made up for it (<see cref="MadeFacts"/>).</param>
    public PreparedText Write(Wording wording, TextFacts made, string language)
    {
        var (stepId, reaction) = (MadeFacts.StepOf(this), Steps.Count > 0 ? Steps[0].Reaction : (Reaction?)null);
        if (Receiver is not { } receiver)
            return PreparedTexts.ToParties(wording, made, reaction, Name, stepId);
        var prepared = PreparedTexts.Checked(wording, made, reaction, receiver, Name, stepId, language);
        // The lint reads the Danish words alone.
        return language == TextLanguage.English ? prepared
            : prepared with { FaultLines = [.. prepared.Faults.Select(fault => FaultLines.Of(fault, wording.LinesOf(Name, made, stepId, language)))] };
    }
}

/// <summary>Every text that an agreement can send: its steps', and those that come with what happens to its plans.</summary>
public static class SentTemplates
{
    private static readonly string[] AfterARise = ["end-question", "prolonged", "new-round", "escalated"];

    private static readonly string[] OfSeasons = ["season-over", "season-overtaken"];

    private static readonly string[] OfSources = ["feed-silent", "feed-back", "district-rise"];

    /// <summary>In order of whom they go to; each form once, also where plans of both kinds send it. Empty: no criterion starts a plan.</summary>
    public static IReadOnlyList<SentTemplate> Of(Agreement agreement) =>
    [
        .. agreement.Criteria.Where(criterion => criterion.Level == CriterionLevel.Activate).Select(criterion => criterion.Rule is SeasonRule).Distinct().Order()
            .SelectMany(isSeason => OfKind(agreement, isSeason)).DistinctBy(sent => sent.File).OrderBy(sent => sent.Audience),
    ];

    private static IEnumerable<SentTemplate> OfKind(Agreement agreement, bool isSeason)
    {
        var texts = agreement.Plan.Select(step => (Step: step, Name: step.Template ?? (step.Reaction == Reaction.Task ? TaskCatalogue.Find(step.TaskName)?.Template : null))).Where(one => one.Name is not null);
        foreach (var text in texts.GroupBy(one => one.Name!))
            yield return new SentTemplate(text.Key, AudienceOf(text.First().Step.Reaction), isSeason, [.. text.Select(one => one.Step)]);

        foreach (var name in ToEverybody(agreement, isSeason))
            yield return new SentTemplate(name, TextAudience.EverybodyTold, isSeason, []);

        var stations = agreement.Plan.Where(step => step.Reaction == Reaction.MobileStation).ToList();
        foreach (var name in ToParties(agreement, isSeason))
            yield return new SentTemplate(name, TextAudience.Parties, isSeason, []) { AboutStep = (agreement.Plan.FirstOrDefault(step => name == "gate" && step.Gate is not null) ?? agreement.Plan[0]).Id };
        foreach (var name in stations.Count > 0 ? (string[])["station-visit", Wording.Invited, Wording.CalledOff] : [])
            yield return new SentTemplate(name, TextAudience.Parties, isSeason, stations);
    }

    /// <summary>Whom a step with this reaction writes to; a station writes to nobody itself.</summary>
    public static TextAudience AudienceOf(Reaction reaction) => reaction switch
    {
        Reaction.Letter => TextAudience.Residents,
        Reaction.NeighbourMessage => TextAudience.NeighbourFriends,
        Reaction.MemberAlert => TextAudience.Members,
        Reaction.LocalPost => TextAudience.LocalGroups,
        _ => TextAudience.TakenFurther,
    };

    /// <summary>By <see cref="DeliveryRule.LastMessage"/>: where a season is over nothing is told.</summary>
    private static IEnumerable<string> ToEverybody(Agreement agreement, bool isSeason) =>
        isSeason ? ["update", "correction"] : ["update", .. agreement.End.AllClear ? (string[])["all-clear"] : [], "still-high", "correction"];

    private static IEnumerable<string> ToParties(Agreement agreement, bool isSeason) =>
    [
        .. agreement.Decision.Mode == DecisionMode.Automatic ? (string[])[] : OfADecision(agreement.Decision, isSeason),
        "activated",
        .. agreement.Plan.Any(step => step.Gate is not null) ? (string[])["gate"] : [],
        "due", "deputy", "late", "overdue", "corrected", "stopped",
        .. isSeason ? OfSeasons : [.. AfterARise, .. OfSources],
        .. agreement.ReviewBy is null ? (string[])[] : ["review-due"],
    ];

    private static string[] OfADecision(DecisionRule decision, bool isSeason) =>
    [
        "decision",
        .. decision.ReminderHours > 0 ? (string[])["decision-reminder"] : [],
        "held", "returned", "replied", "settled",
        .. decision.Mode == DecisionMode.Both ? (string[])["half-approved"] : [],
        .. isSeason ? (string[])[] : ["joint-offered", "joint-approved", "joint-left", "approved-together"],
    ];
}
