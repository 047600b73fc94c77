using System.Globalization;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Detection.Backtest;

/// <summary>What became of an agreement's examples.</summary>
/// <param name="Tried">Examples that the rules were asked of.</param>
/// <param name="Failed">One problem for each that comes out otherwise than written, in the order of the agreement; with one of them it cannot be proposed.</param>
/// <param name="Notices">Of examples that come out as written and yet say little: their day lies outside the reports.</param>
public sealed record ExamplesChecked(int Tried, IReadOnlyList<Problem> Failed, IReadOnlyList<Problem> Notices)
{
    public static readonly ExamplesChecked None = new(0, [], []);
}

/// <summary>Runs the agreement's own examples, so that the parties see that the numbers mean what they meant. It is <see cref="CriterionRun"/> that answers, as live and in a backtest.</summary>
/// <remarks>An example asks the rule alone, as holdForDays does, in the criterion's season: minimumReports decides about firing. On a day without data no rule holds that counts reports. Examples that
/// name an unknown criterion or offence are <see cref="AgreementCheck"/>'s to refuse and are passed over here.</remarks>
public static class CheckExamples
{
    /// <param name="input">Its days, <see cref="BacktestInput.From"/> and <see cref="BacktestInput.To"/>, are not asked: an example has a day of its own.</param>
    /// <exception cref="OperationCanceledException">Stopped between two examples.</exception>
    public static ExamplesChecked Run(BacktestInput input, CancellationToken stopping)
    {
        var agreement = input.Agreement;
        var known = (From: FirstDay(input), To: input.Log.Count == 0 ? DateOnly.MinValue : input.Log.Max(revision => revision.KnownOn));
        var asked = agreement.Examples.Select((example, at) => (example, at, criterion: agreement.FindCriterion(example.CriterionId)))
            .Where(one => one.criterion is not null && agreement.Offences.ContainsKey(one.criterion.OffenceId)).ToList();
        var (failed, notices) = (new SortedDictionary<int, Problem>(), new SortedDictionary<int, Problem>());
        foreach (var sameReports in asked.GroupBy(one => one.criterion!.Counted))
        {
            var district = BacktestRun.District(input, sameReports.Key);
            var runs = new Dictionary<string, CriterionRun>();
            foreach (var (example, at, criterion) in sameReports.OrderBy(one => one.example.Day))
            {
                stopping.ThrowIfCancellationRequested();
                district.Known.AdvanceTo(example.Day);
                if (!runs.TryGetValue(example.CriterionId, out var run))
                    runs[example.CriterionId] = run = new CriterionRun(criterion!, district) { Calendar = input.Calendar };
                if (Judge(input, example, run) is { } problem)
                    failed[at] = problem;
                else if (criterion!.Rule.CountsReports && (example.Day < known.From || example.Day > known.To))
                    notices[at] = Problems.ExampleOutsideReports.With(Written(example.Day), example.AreaCode, example.CriterionId, Written(known.From), Written(known.To));
            }
        }

        return new ExamplesChecked(asked.Count, [.. failed.Values], [.. notices.Values]);
    }

    private static Problem? Judge(BacktestInput input, Example example, CriterionRun run)
    {
        var area = Enumerable.Range(0, input.Areas.Count).FirstOrDefault(number => input.Areas[number].Code == example.AreaCode, -1);
        if (area < 0)
            return Problems.ExampleAreaUnknown.With(Written(example.Day), example.AreaCode, example.CriterionId);
        if (run.Criterion.Rule.CountsReports && input.DaysWithData?.Contains(example.Day) == false)
            return example.Holds ? Problems.ExampleDayWithoutData.With(Written(example.Day), example.AreaCode, example.CriterionId) : null;

        var answer = run.Answer(area, example.Day);
        return answer.Holds == example.Holds ? null
            : Problems.ExampleFails.With(example.AreaCode, Written(example.Day), example.CriterionId, ExampleWords.Of(answer, run.Criterion, example.AreaCode));
    }

    private static DateOnly FirstDay(BacktestInput input) =>
        input.Since ?? (input.Log.Count == 0 ? DateOnly.MaxValue : input.Log.Min(revision => revision.ReportedDay));

    /// <summary>"-" where there is no report that has a day.</summary>
    private static string Written(DateOnly day) => day == DateOnly.MinValue || day == DateOnly.MaxValue ? "-" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
