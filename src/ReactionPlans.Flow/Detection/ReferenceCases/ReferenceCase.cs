using System.Text.Json;
using System.Text.Json.Nodes;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>One computation whose answer another program has given: a series or events, the detector's parameters, and its answer, in one JSON file.
/// Running it gives our answer in the same fields.</summary>
public static class ReferenceCase
{
    private static readonly Dictionary<string, Func<JsonElement, JsonObject>> Families = new(StringComparer.Ordinal)
    {
        ["bayes"] = BayesCase.Run,
        ["cusum"] = CusumCase.Run,
        ["ears"] = EarsCase.Run,
        ["farrington"] = FarringtonCase.Run,
        ["glr"] = GlrCase.Run,
        ["knox"] = KnoxCase.Run,
        ["nearrepeat"] = NearRepeatCase.Run,
        ["nowcast"] = NowcastCase.Run,
        ["stps"] = SpaceTimePermutationCase.Run,
    };

    /// <returns>The case's id and our answer; or why there is none.</returns>
    public static async Task<(string? Id, JsonObject? Result, Problem? Problem)> Run(string file, CancellationToken stopping)
    {
        var place = new Place(Path.GetFileName(file));
        try
        {
            await using var stream = File.OpenRead(file);
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: stopping);
            var root = document.RootElement;
            var family = root.Text("algorithmFamily");
            return Families.TryGetValue(family, out var run)
                ? (root.Text("id"), run(root), null)
                : (null, null, Problems.CaseFamilyUnknown.At(place, family, string.Join(", ", Families.Keys.Order(StringComparer.Ordinal))));
        }
        catch (Exception exception) when (exception is JsonException or CaseUnreadableException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return (null, null, Problems.CaseUnreadable.At(place, exception.Message));
        }
    }
}
