using System.CommandLine;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>backtest: what an agreement's criteria would have done on given data, as known then. No database.</summary>
internal static class BacktestCommand
{
    private const int MostShown = 20;

    private static readonly Option<string?> Compare = new("--compare") { Description = "Another agreement to compare with (YAML)" };
    private static readonly Option<string?> Output = new("--output") { Description = "Write what it found as JSON to this file" };
    private static readonly Option<string?> Alarms = new("--alarms") { Description = "Write each day on which a rule of level activate held as CSV to this file" };

    public static Command Build()
    {
        var command = new Command("backtest", "Say what an agreement's criteria would have done")
        {
            PastOptions.Agreement, PastOptions.Areas, PastOptions.Reports, PastOptions.From, PastOptions.To, PastOptions.Map, PastOptions.ReportDays, Compare, Output, Alarms,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(PastOptions.To) < result.GetValue(PastOptions.From))
                result.AddError("--to lies before --from");
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
        var files = new BacktestFiles(parse.GetValue(PastOptions.Areas)!, parse.GetValue(PastOptions.Reports)!, parse.GetValue(PastOptions.Map), parse.GetValue(PastOptions.ReportDays));
        var (past, wrong) = files.Read(TimeProvider.System);
        if (past is null)
            return Terminal.Fail(wrong);

        var (result, report) = await Judge(past, first!, from, to, stopping);
        if (report is null)
            return Terminal.Fail(Problems.NoAreaCovered.With(first!.Areas.Level));
        var compared = second is null ? null : (await Judge(past, second, from, to, stopping)).Report;
        if (second is not null && compared is null)
            return Terminal.Fail(Problems.NoAreaCovered.With(second.Areas.Level));

        Show(report);
        if (compared is not null)
            Show(compared, BacktestDifference.Of(report, compared));
        if (parse.GetValue(Output) is { } output)
            await File.WriteAllTextAsync(output, BacktestReport.ToJson(report, compared), stopping);
        if (parse.GetValue(Alarms) is { } alarms)
            await BacktestReport.WriteAlarms(alarms, result!.Alarms, stopping);
        return TellRejected(past.Rejected);
    }

    /// <summary>Null: the agreement covers no area of the map.</summary>
    private static Task<(BacktestResult? Result, BacktestReport? Report)> Judge(BacktestPast past, Agreement agreement, DateOnly from, DateOnly to, CancellationToken stopping) =>
        AnsiConsole.Progress().StartAsync(async context =>
        {
            var input = past.For(agreement, from, to);
            if (input.Areas.Count == 0)
                return (null, null);
            var bar = context.AddTask(Markup.Escape($"{agreement.Partnership.Id}, version {agreement.Version}"), maxValue: 1);
            var told = new Progress<double>(share => bar.Value = share);
            var result = await Task.Run(() => BacktestRun.Run(input, told, stopping), stopping);
            bar.Value = 1;
            return ((BacktestResult?)result, (BacktestReport?)BacktestReport.Of(agreement, result));
        });

    private static void Show(BacktestReport report, BacktestDifference? difference = null)
    {
        var table = new Table { Title = new TableTitle($"{report.Partnership}, version {report.AgreementVersion}: {report.Areas} områder, {report.Days} dage, heraf {report.GapDays} uden data") }
            .AddColumns("Kriterium", "Stigninger", "pr. område og år", "Områder");
        foreach (var criterion in report.Criteria)
            table.AddRow(Markup.Escape(criterion.Id) + (criterion.Level == "watch" ? " (kun vist)" : ""), $"{criterion.Spikes}", $"{criterion.PerAreaYear:0.00}", $"{criterion.AreasWithSpikes}");
        table.AddRow("[bold]Aktiveringer i alt[/]", $"[bold]{report.ActivationCount}[/]", $"[bold]{report.ActivationsPerAreaYear:0.00}[/]", $"{report.Activations.Select(activation => activation.Area).Distinct().Count()}");
        AnsiConsole.Write(table);
        Terminal.Say($"Det ville have kostet breve til et område {report.Cost.LetterRounds} gange og {report.Cost.StationVisits} besøg af den mobile politistation ({report.Cost.StationHours:0} timer).");
        if (difference is not null)
            Terminal.Say($"{difference.InBoth} aktiveringer falder sammen; {difference.OnlyInFirst.Count} er der kun efter den første aftale, {difference.OnlyInSecond.Count} kun efter den anden.");
    }

    private static int TellRejected(IReadOnlyList<Problem> rejected)
    {
        if (rejected.Count == 0)
            return ExitCode.Done;
        Terminal.Fail(rejected.Take(MostShown));
        Terminal.Say($"{rejected.Count} rækker er afvist{(rejected.Count > MostShown ? $"; de første {MostShown} er vist" : "")}.");
        return ExitCode.SomeRejected;
    }
}
