using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>backtest: what an agreement's criteria would have done on given data, as known then. No database.</summary>
internal static class BacktestCommand
{
    /// <summary>The fewest redrawn histories that show nine of ten.</summary>
    private const int UsualHistories = 20;

    private const int MostHistories = 1000;

    private const int Seed = 1;

    private static readonly Option<string?> Compare = new("--compare") { Description = "Another agreement to compare with (YAML)" };
    private static readonly Option<string?> Output = new("--output") { Description = "Write what it found to this file: a row for each activation where it ends in .csv, else JSON" };
    private static readonly Option<string?> Alarms = new("--alarms") { Description = "Write each day on which a rule of level activate held as CSV to this file" };

    private static readonly Option<int?> FalseAlarmsOption = new("--false-alarms")
    {
        Description = $"Estimate how often they would have called without any outbreak, from so many redrawn histories ({UsualHistories} without a number)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Build()
    {
        var command = new Command("backtest", "Say what an agreement's criteria would have done")
        {
            PastOptions.Agreement, PastOptions.Areas, PastOptions.Reports, PastOptions.From, PastOptions.To, PastOptions.Map, PastOptions.ReportDays, PastOptions.SchoolHolidays, Compare, FalseAlarmsOption, Output, Alarms,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(PastOptions.To) < result.GetValue(PastOptions.From))
                result.AddError("--to lies before --from");
            if (Histories(result) is { } histories and (< 1 or > MostHistories))
                result.AddError($"--false-alarms {histories}: from 1 to {MostHistories}");
        });
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parse, CancellationToken stopping)
    {
        var (first, problems) = BacktestFiles.ReadAgreement(parse.GetValue(PastOptions.Agreement)!);
        var (second, otherProblems) = parse.GetValue(Compare) is { } other ? BacktestFiles.ReadAgreement(other) : (null, []);
        if (problems.Count + otherProblems.Count > 0)
            return Terminal.Fail([.. problems, .. otherProblems]);

        var (from, to) = (parse.GetValue(PastOptions.From), parse.GetValue(PastOptions.To));
        var (past, wrong) = PastOptions.ReadPast(parse);
        if (past is null)
            return Terminal.Fail(wrong);

        var histories = Histories(parse.CommandResult);
        var (result, report) = await Judge(past, first!, from, to, histories, stopping);
        if (report is null)
            return Terminal.Fail(Problems.NoAreaCovered.With(first!.Areas.Level));
        var compared = second is null ? null : (await Judge(past, second, from, to, histories, stopping)).Report;
        if (second is not null && compared is null)
            return Terminal.Fail(Problems.NoAreaCovered.With(second.Areas.Level));

        Terminal.Fail(result!.NotJudged.Select(one => one.First));
        Show(report);
        if (compared is not null)
            Show(compared, BacktestDifference.Of(report, compared));
        if (parse.GetValue(Output) is { } output)
            await Write(output, report, compared, past.NamesFor(first!), second is null ? null : past.NamesFor(second), stopping);
        if (parse.GetValue(Alarms) is { } alarms)
            await BacktestCsv.WriteAlarms(alarms, result!.Alarms, stopping);
        return RejectedRows.Tell(past.Rejected);
    }

    /// <summary>Null: it is not asked.</summary>
    private static int? Histories(CommandResult result) =>
        result.GetResult(FalseAlarmsOption) is not { } asked ? null : asked.Tokens.Count == 0 ? UsualHistories : result.GetValue(FalseAlarmsOption);

    /// <summary>Null: the agreement covers no area of the map.</summary>
    private static Task<(BacktestResult? Result, BacktestReport? Report)> Judge(
        BacktestPast past, Agreement agreement, DateOnly from, DateOnly to, int? histories, CancellationToken stopping) =>
        AnsiConsole.Progress().StartAsync(async context =>
        {
            var input = past.For(agreement, from, to);
            if (input.Areas.Count == 0)
                return (null, null);
            var name = $"{agreement.Partnership.Id}, version {agreement.Version}";
            var result = await Follow(name, told => BacktestRun.Run(input, told, stopping));
            var falseAlarms = histories is not { } asked ? null : await Follow($"{name}: falske alarmer", told => FalseAlarms.Estimate(input, asked, Seed, told, stopping));
            return ((BacktestResult?)result, (BacktestReport?)BacktestReport.Of(agreement, result, falseAlarms));

            async Task<T> Follow<T>(string what, Func<IProgress<double>, T> work)
            {
                var bar = context.AddTask(Markup.Escape(what), maxValue: 1);
                var done = await Task.Run(() => work(new Progress<double>(share => bar.Value = Math.Max(bar.Value, share))), stopping);
                bar.Value = 1;
                return done;
            }
        });

    private static Task Write(
        string output, BacktestReport report, BacktestReport? compared, IReadOnlyDictionary<string, string> names, IReadOnlyDictionary<string, string>? comparedNames, CancellationToken stopping) =>
        output.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? BacktestCsv.WriteActivations(output, compared is null ? [(report, names)] : [(report, names), (compared, comparedNames!)], stopping)
            : File.WriteAllTextAsync(output, BacktestReport.ToJson(report, compared), stopping);

    private static void Show(BacktestReport report, BacktestDifference? difference = null)
    {
        var table = new Table { Title = new TableTitle($"{report.Partnership}, version {report.AgreementVersion}: {report.Areas} områder, {report.Days} dage, heraf {report.GapDays} uden data") }
            .AddColumns("Kriterium", "Stigninger", "heraf falske", "pr. område og år", "Områder", "Breve", "Besøg");
        foreach (var one in report.Criteria.Where(one => one.DaysNotJudged > 0))
            Terminal.Say($"Kriteriet {one.Id} kunne ikke bedømmes på {one.DaysNotJudged} af dagene.");
        foreach (var one in report.Criteria)
            Row(Markup.Escape(one.Id) + (one.IsByCalendar ? " (efter kalenderen)" : "") + (one.Level == "watch" ? " (kun vist)" : ""), one.Spikes, one.PerAreaYear, one.FalseAlarms, one.AreasWithSpikes, one.Cost, "{0}");
        Row("Aktiveringer i alt", report.ActivationCount, report.ActivationsPerAreaYear, report.FalseAlarms,
            report.Activations.Select(activation => activation.Area).Distinct().Count(), report.Cost, "[bold]{0}[/]");
        AnsiConsole.Write(table);
        Terminal.Say($"Det ville have kostet breve til et område {report.Cost.LetterRounds} gange og {report.Cost.StationVisits} besøg af den mobile politistation ({report.Cost.StationDays} dage, {report.Cost.StationHours:0} timer).");
        if (report.FalseAlarms is not null)
            Terminal.Say($"Falske: så mange ville der komme uden ét eneste udbrud, efter {report.FalseAlarmHistories} omfordelte historikker; i parentes hvad ni af ti af dem viser.");
        if (difference is not null)
            Terminal.Say($"{difference.InBoth} aktiveringer falder sammen; {difference.OnlyInFirst.Count} er der kun efter den første aftale, {difference.OnlyInSecond.Count} kun efter den anden.");

        void Row(string name, int spikes, double rate, EstimatedRate? ofThem, int areas, BacktestCost cost, string format) => table.AddRow([.. new[]
        {
            name, $"{spikes}", ofThem is null ? "-" : $"{ofThem.PerYear * report.AreaYears:0} ({ofThem.Low * report.AreaYears:0}-{ofThem.High * report.AreaYears:0})", $"{rate:0.00}", $"{areas}",
            $"{cost.LetterRounds}", $"{cost.StationVisits}",
        }.Select(cell => string.Format(CultureInfo.InvariantCulture, format, cell))]);
    }
}
