namespace ReactionPlans.Flow.Files;

/// <summary>Every name a --map file can hold beside the names of fields; docs/schemas/mapping.schema.json says the same (a test compares).</summary>
public static class MappingNames
{
    /// <summary>Of a section.</summary>
    public static readonly IReadOnlyList<string> Section =
        ["columns", "constants", "defaults", "translate", "patterns", "others", "dates", "skip", "ignore", "ignoreOthers",
         "separator", "encoding", "decimal", "coordinates"];

    /// <summary>Of a field's column, where more than its name is told.</summary>
    public static readonly IReadOnlyList<string> Column = ["column", "optional", "join", "with"];

    /// <summary>Of a part of a composed field.</summary>
    public static readonly IReadOnlyList<string> Part = ["column", "optional", "default", "dates", "translate", "patterns", "others"];

    /// <summary>Of a rule that skips rows: a column and one of the conditions.</summary>
    public static readonly IReadOnlyList<string> Skip = ["column", .. SkipConditions];

    public static IReadOnlyList<string> SkipConditions => ["is", "isNot", "like", "notLike"];
}
