using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ReactionPlans.Flow.Detection.ReferenceCases;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Detection;

/// <summary>Every answer that another program gave to a reference case is ours too, within the tolerance that the case states.</summary>
[Category("RealData")]
public sealed class ReferenceCaseTests
{
    private static readonly Dictionary<string, (int Met, int Of)> Figures = [];

    private static IEnumerable<string> Cases()
    {
        if (SharedData.TryFind("oracles") is not { } folder)
            return [""];
        return Directory.GetDirectories(folder).Where(family => Path.GetFileName(family) != "benchmark")
            .SelectMany(family => Directory.GetFiles(family, "*.json"))
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Answers_as_the_reference_does(string name)
    {
        var file = SharedData.Find("oracles", name);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var reference = document.RootElement;
        var family = reference.GetProperty("algorithmFamily").GetString()!;
        Figures[family] = (Figures.GetValueOrDefault(family).Met, Figures.GetValueOrDefault(family).Of + 1);

        var (_, result, problem) = await ReferenceCase.Run(file, CancellationToken.None);

        Assert.That(problem, Is.Null);
        var differences = new List<string>();
        var tolerance = reference.GetProperty("tolerance");
        new Comparison(tolerance.GetProperty("absolute").GetDouble(), tolerance.GetProperty("relative").GetDouble(), differences)
            .Compare("", reference.GetProperty("expected"), JsonSerializer.SerializeToElement(result));
        CompareRandom(family, reference, result!, differences);
        Assert.That(differences, Is.Empty);
        Figures[family] = (Figures[family].Met + 1, Figures[family].Of);
    }

    [OneTimeTearDown]
    public void Tell()
    {
        foreach (var (family, (met, of)) in Figures.OrderBy(figure => figure.Key, StringComparer.Ordinal))
            TestContext.Progress.WriteLine($"reference cases, {family}: {met} of {of}");
    }

    /// <summary>What came of a random stream of theirs is compared loosely, as the case says.</summary>
    private static void CompareRandom(string family, JsonElement reference, JsonObject result, List<string> differences)
    {
        if (family == "knox" && reference.TryGetProperty("monteCarlo", out var random) && random.ValueKind == JsonValueKind.Object)
        {
            var loose = new Comparison(random.GetProperty("tolerancePvalueAbsolute").GetDouble(), 0, differences);
            loose.Compare("pvalue", random.GetProperty("pvalue"), JsonSerializer.SerializeToElement(result["pvalue"]));
        }

        if (family == "stps")
        {
            var within = reference.GetProperty("tolerance").GetProperty("pvalueAbsolute").GetDouble();
            var theirs = reference.GetProperty("expected").GetProperty("clusters")[0].GetProperty("pvalueMonteCarlo").GetDouble();
            var ours = result["clusters"]![0]!["pvalueMonteCarlo"]!.GetValue<double>();
            if (Math.Abs(theirs - ours) > within)
                differences.Add($"pvalueMonteCarlo: {theirs}, ours {ours}");
        }
    }

    /// <summary>Same shape, same flags and texts, numbers within absolute + relative x reference.</summary>
    private sealed record Comparison(double Absolute, double Relative, List<string> Differences)
    {
        /// <summary>Of a space-time cluster: drawn at random, or no more than a name.</summary>
        private static readonly string[] NotDeterministic = ["pvalueMonteCarlo", "recurrenceIntervalDays", "centre"];

        /// <summary>Of a space-time cluster: printed with two decimals, of which a last zero is lost.</summary>
        private static readonly string[] TwoDecimals = [".clusters[0].radius", ".clusters[0].expected", ".clusters[0].observedOverExpected"];

        public void Compare(string path, JsonElement theirs, JsonElement ours)
        {
            switch (theirs.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var field in theirs.EnumerateObject().Where(field => !NotDeterministic.Contains(field.Name)))
                    {
                        if (ours.ValueKind != JsonValueKind.Object || !ours.TryGetProperty(field.Name, out var value))
                            Differences.Add($"{path}.{field.Name} is missing");
                        else if (field.Name == "clusters")
                            Compare($"{path}.clusters[0]", field.Value[0], value[0]); // the others depend on the order of ties
                        else
                            Compare($"{path}.{field.Name}", field.Value, value, SensitiveOf(theirs, field.Name));
                    }

                    break;
                case JsonValueKind.Array when ours.ValueKind == JsonValueKind.Array && ours.GetArrayLength() == theirs.GetArrayLength():
                    Compare(path, theirs, ours, []);
                    break;
                case JsonValueKind.Number when ours.ValueKind == JsonValueKind.Number:
                    if (!(Math.Abs(theirs.GetDouble() - ours.GetDouble()) <= Absolute + Relative * Math.Abs(theirs.GetDouble()) + Unprinted(path)))
                        Differences.Add($"{path}: {theirs}, ours {ours}");
                    break;
                default:
                    if (theirs.ToString() != ours.ToString() || theirs.ValueKind != ours.ValueKind)
                        Differences.Add($"{path}: {theirs}, ours {ours}");
                    break;
            }
        }

        /// <summary>Half of the last decimal is the most that rounding hides, and the least that can be asked.</summary>
        private static double Unprinted(string path) => TwoDecimals.Contains(path) ? 0.005 : 0;

        private void Compare(string path, JsonElement theirs, JsonElement ours, HashSet<int> leftOut)
        {
            if (theirs.ValueKind != JsonValueKind.Array)
            {
                Compare(path, theirs, ours);
                return;
            }

            if (ours.ValueKind != JsonValueKind.Array || ours.GetArrayLength() != theirs.GetArrayLength())
            {
                Differences.Add($"{path} has another length");
                return;
            }

            for (var index = 0; index < theirs.GetArrayLength(); index++)
            {
                if (!leftOut.Contains(index))
                    Compare($"{path}[{index}]", theirs[index], ours[index]);
            }
        }

        /// <summary>Where a Farrington value depends on when the iteration stops, only the alarm is compared.</summary>
        private static HashSet<int> SensitiveOf(JsonElement expected, string field) =>
            field != "alarm" && expected.TryGetProperty("irlsSensitive", out var sensitive)
                ? sensitive.EnumerateArray().Select((flag, index) => (flag, index)).Where(one => one.flag.GetBoolean()).Select(one => one.index).ToHashSet()
                : [];
    }
}
