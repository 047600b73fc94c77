namespace ReactionPlans.Web.Pages.Overview;

// What the page's parts show: the facts, and the page that knows which form was refused.

public sealed record QuestionPart(OverviewModel Page, QuestionFacts Question);

public sealed record ActivationPart(OverviewModel Page, ActivationFacts Activation);

public sealed record TaskPart(OverviewModel Page, TaskFacts Task);

/// <param name="Picture">The address of the map that goes with the text.</param>
public sealed record LocalPostPart(TaskFacts Task, string Picture);
