using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Activations;

// What the page's parts show: the facts, and the page that knows which form was refused.

public sealed record ActivationPart(ActivationModel Page, ActivationFacts Activation);

public sealed record TaskPart(ActivationModel Page, TaskFacts Task);

/// <param name="Picture">The address of the map that goes with the text.</param>
public sealed record LocalPostPart(TaskFacts Task, string Picture);
