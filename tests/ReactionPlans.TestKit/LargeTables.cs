namespace ReactionPlans.TestKit;

/// <summary>Tables that grow with the years or with the country: none is read from end to end, locked or rewritten while people work.</summary>
public static class LargeTables
{
    public static readonly IReadOnlyList<string> Names =
        ["intake.report", "intake.report_revision", "intake.report_area", "reactions.resident", "reactions.resident_area", "delivery.delivery"];
}
