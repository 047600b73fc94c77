using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.PersonalData;

/// <summary>Something that is kept sealed, and by which statements of its stage it is counted, read and sealed anew.</summary>
/// <param name="Purpose">What it is sealed for.</param>
/// <param name="BeforeAll">Less than any id.</param>
public sealed record SealedKind(string Name, string Purpose, string BeforeAll, string Count, string List, string Reseal)
{
    /// <summary>The data keys of extracts: files and no rows, so no statement knows them.</summary>
    public static readonly SealedKind DataKeys = new("nøgler til udtræk", Plumbing.DataKeys.Purpose, "", "", "", "");

    /// <summary>All there are in the database: a test looks for sealed columns that none of them knows.</summary>
    public static readonly IReadOnlyList<SealedKind> All =
    [
        new("numre på beboere", RecipientCipher.Purpose, Guid.Empty.ToString(),
            "Reactions/count-sealed-numbers.sql", "Reactions/list-numbers-to-reseal.sql", "Reactions/reseal-numbers.sql"),
        new("grunde til at vente", SealedReasons.Purpose, "0",
            "Decision/count-sealed-reasons.sql", "Decision/list-reasons-to-reseal.sql", "Decision/reseal-reasons.sql"),
        new("modtageres hemmeligheder", WebhookSeal.Purpose, "",
            "Outward/count-sealed-secrets.sql", "Outward/list-secrets-to-reseal.sql", "Outward/reseal-secrets.sql"),
    ];
}
