using System.Globalization;
using System.Text.Json;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Flow.Backtest;

/// <summary>One area's row.</summary>
/// <param name="LetterRoundsPerYear">Times a year that its residents are to be reckoned written to.</param>
public sealed record AlarmRateRow(string Name, AreaNumber Number, double LetterRoundsPerYear);

/// <param name="Yaml">The numbers as the rule of the agreement takes them; null where no area has history.</param>
public sealed record AlarmRateOfCriterion(string Criterion, int Default, string? Yaml, IReadOnlyList<AlarmRateRow> Areas, IReadOnlyList<string> WithoutHistory);

/// <summary>What is proposed for an agreement's criteria, given how often one is willing to be called.</summary>
/// <param name="Histories">Redrawn histories behind each interval.</param>
/// <param name="Thresholds">A number for each area.</param>
/// <param name="Others">One number for the partnership.</param>
public sealed record AlarmRateReport(
    string Partnership, int AgreementVersion, DateOnly From, DateOnly To, double PerYear, int Histories, IReadOnlyList<AlarmRateOfCriterion> Thresholds, IReadOnlyList<DistrictNumber> Others)
{
    private const int Seed = 1;
    private const int MostNamed = 10;
    private const int PairsOnALine = 5;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file for people and scripts, not a page
    };

    /// <param name="only">The id of one criterion; null: all of them.</param>
    /// <param name="progress">Told which criterion is under way and the share of it, 0-1.</param>
    /// <returns>The report, null where there is nothing to propose; and what the reader should know of it.</returns>
    public static (AlarmRateReport? Report, IReadOnlyList<Problem> Problems) Propose(
        BacktestInput input, IReadOnlyDictionary<string, string> names, double perYear, string? only, int histories, Action<string, double>? progress, CancellationToken stopping)
    {
        var agreement = input.Agreement;
        var asked = agreement.Criteria.Where(criterion => only is null || criterion.Id == only).ToList();
        if (asked.Count == 0)
            return (null, [Problems.CriterionUnknown.With(only, string.Join(", ", agreement.Criteria.Select(criterion => criterion.Id)))]);

        var (thresholds, others, problems) = (new List<AlarmRateOfCriterion>(), new List<DistrictNumber>(), new List<Problem>());
        var letters = agreement.Plan.Count(step => step.Reaction == Reaction.Letter);
        foreach (var criterion in asked)
        {
            var told = progress is null ? null : new Told(share => progress(criterion.Id, share));
            if (criterion.Rule is ThresholdRule)
                Add(AlarmRate.Propose(input, criterion, perYear, histories, Seed, told, stopping));
            else if (!DistrictNumber.IsFor(criterion.Rule))
                problems.Add(Problems.NoNumberForRule.With(criterion.Id, criterion.Rule.Kind));
            else if (DistrictNumber.Propose(input, criterion, perYear, histories, Seed, told, stopping) is not { } number)
                problems.Add(NoHistory(criterion));
            else
            {
                others.Add(number);
                if (!number.KeepsRate)
                    problems.Add(Problems.RateNotKept.With(criterion.Id, $"{number.Field}: {number.Number.ToString(CultureInfo.InvariantCulture)}", perYear));
            }
        }

        return thresholds.Count + others.Count == 0 ? (null, problems)
            : (new AlarmRateReport(agreement.Partnership.Id, agreement.Version, input.From, input.To, perYear, histories, thresholds, others), problems);

        void Add(AlarmRateProposal proposal)
        {
            if (proposal.Areas.Count == 0)
            {
                problems.Add(NoHistory(agreement.FindCriterion(proposal.Criterion)!));
                return;
            }

            if (proposal.WithoutHistory.Count > 0)
                problems.Add(Problems.TooLittleHistory.With(proposal.Criterion, proposal.WithoutHistory.Count, Named(proposal.WithoutHistory), proposal.Default));
            thresholds.Add(new AlarmRateOfCriterion(
                proposal.Criterion, proposal.Default, Yaml(proposal),
                [.. proposal.Areas.Select(number => new AlarmRateRow(names.GetValueOrDefault(number.Area, ""), number, letters * number.Ahead.PerYear))], proposal.WithoutHistory));
        }

        Problem NoHistory(Criterion criterion) => Problems.NoYearOfHistory.With(criterion.Id, $"{input.From:yyyy-MM-dd}", $"{input.To:yyyy-MM-dd}");
    }

    public string ToJson() => JsonSerializer.Serialize(this, Indented) + "\n";

    /// <summary>A row for each area and threshold criterion; rules with one number for the partnership have no area.</summary>
    public Task WriteCsv(string path, CancellationToken stopping) => BacktestCsv.Write(
        path, "criterion,area,name,reportsPerYear,field,number,numberLow,numberHigh,activationsPerYear,aheadPerYear,aheadLow,aheadHigh,lettersPerYear",
        (from criterion in Thresholds
         from row in criterion.Areas
         let number = row.Number
         select (IReadOnlyList<object?>)
         [
             criterion.Criterion, number.Area, row.Name, number.ReportsPerYear, "atLeast", number.AtLeast, number.AtLeastLow, number.AtLeastHigh, number.PerYear,
             number.Ahead.PerYear, number.Ahead.Low, number.Ahead.High, row.LetterRoundsPerYear,
         ]).Concat(
            from other in Others
            select (IReadOnlyList<object?>)[other.Criterion, null, null, null, other.Field, other.Number, null, null, other.PerYear.PerYear, null, other.PerYear.Low, other.PerYear.High, null]),
        stopping);

    private static string Yaml(AlarmRateProposal proposal)
    {
        string[] pairs = [$"default: {proposal.Default}", .. proposal.Areas.Select(number => $"{JsonSerializer.Serialize(number.Area, Indented)}: {number.AtLeast}")];
        return $"atLeast: {{ {string.Join(",\n  ", pairs.Chunk(PairsOnALine).Select(line => string.Join(", ", line)))} }}";
    }

    private static string Named(IReadOnlyList<string> areas) =>
        string.Join(", ", areas.Take(MostNamed)) + (areas.Count > MostNamed ? ", ..." : "");

    /// <summary>Tells at once, on the thread that works: <see cref="Progress{T}"/> may tell after the work is done.</summary>
    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
