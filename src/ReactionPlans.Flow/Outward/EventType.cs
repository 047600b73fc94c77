namespace ReactionPlans.Flow.Outward;

/// <summary>What can be told outside. The names are used by others' programs: one may come, none may change.</summary>
public static class EventType
{
    /// <summary>People are asked to decide; again each time further ones are.</summary>
    public const string DecisionAsked = "decision.asked";

    /// <summary>The question is closed without a plan.</summary>
    public const string SpikeDismissed = "spike.dismissed";

    public const string PlanStarted = "plan.started";

    /// <summary>A person has corrected what the plan says.</summary>
    public const string PlanCorrected = "plan.corrected";

    /// <summary>The parties let the plan go on past its agreed end.</summary>
    public const string PlanProlonged = "plan.prolonged";

    public const string PlanEnded = "plan.ended";

    /// <summary>What the plan came to has been counted.</summary>
    public const string PlanEvaluated = "plan.evaluated";
}
