namespace ReactionPlans.Web.Pages.Overview;

// What the page's parts show: the facts, and the page that knows which form was refused.

public sealed record QuestionPart(OverviewModel Page, QuestionFacts Question);
