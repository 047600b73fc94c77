using System.Globalization;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Flow.Backtest;

/// <summary>What a backtest writes for a spreadsheet. Numbers have a full stop, days are ISO; what a rule does not say is blank.</summary>
public static class BacktestCsv
{
    /// <summary><c>area,date,criterion</c>: the days on which the rule of a criterion of level activate held.</summary>
    public static Task WriteAlarms(string path, IEnumerable<AlarmDay> alarms, CancellationToken stopping) =>
        Write(path, "area,date,criterion", alarms.Select(alarm => (IReadOnlyList<object?>)[alarm.Area, alarm.Day, alarm.Criterion]), stopping);

    /// <summary>A row for each activation, its criteria with the one that set it off first; <c>agreement</c> is 1, or 2 for the one compared with.</summary>
    /// <param name="reports">Each with the names of its areas.</param>
    public static Task WriteActivations(string path, IReadOnlyList<(BacktestReport Report, IReadOnlyDictionary<string, string> Names)> reports, CancellationToken stopping) =>
        Write(path, "area,name,firedOn,endedOn,criteria,count,expected,luck,letters,visits,agreement",
            from one in reports.Select((one, at) => (one.Report, one.Names, Number: at + 1))
            from activation in one.Report.Activations
            select (IReadOnlyList<object?>)
            [
                activation.Area, one.Names.GetValueOrDefault(activation.Area, ""), activation.FiredOn, activation.EndedOn, string.Join(' ', [activation.Criterion, .. activation.Joined]),
                activation.IsByCalendar ? null : activation.Count, activation.Expected, activation.Luck, one.Report.ActivationCost.LetterRounds, one.Report.ActivationCost.StationVisits, one.Number,
            ], stopping);

    internal static async Task Write(string path, string header, IEnumerable<IReadOnlyList<object?>> rows, CancellationToken stopping)
    {
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync(header.AsMemory(), stopping);
        foreach (var row in rows)
            await file.WriteLineAsync(string.Join(',', row.Select(Cell)).AsMemory(), stopping);
    }

    private static string Cell(object? value) => CsvCell.Write(value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    }, ',');
}
