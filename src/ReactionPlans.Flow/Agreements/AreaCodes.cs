using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>Which areas a version covers, as row-level security reads it beside the YAML.</summary>
public static class AreaCodes
{
    /// <summary>Every area of the level. No area can be called so: a code is an id.</summary>
    public const string Every = "*";

    public static string[] Of(Agreement agreement) => agreement.Areas.Codes is { } codes ? [.. codes] : [Every];
}
