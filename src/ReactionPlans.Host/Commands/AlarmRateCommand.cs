using System.CommandLine;
using System.Globalization;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Detection.Backtest;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>alarm-rate: from how often one is willing to be called, the numbers that an agreement's rules should have. No database.</summary>
internal static class AlarmRateCommand
{
    private const double MostPerYear = 26;
    private const int UsualHistories = 200;
    private const int MostHistories = 10_000;

    private static readonly (string Danish, string English)[] Columns =
        [("Område", "area"), ("Anmeldt/år", "reports/year"), ("Tal", "atLeast"), ("Kaldte/år", "had called"), ("Ventes/år", "ahead"), ("Breve/år", "letters")];

    private static readonly Option<double> PerYear = new("--per-year") { Description = "Activations a year and area that are wanted at the most, such as 0.5", Required = true };
    private static readonly Option<string?> Criterion = new("--criterion") { Description = "The id of one criterion; every criterion without it" };
    private static readonly Option<DateOnly?> From = new("--from") { Description = "First day to learn from; the first reported day without it" };
    private static readonly Option<DateOnly?> To = new("--to") { Description = "Last day to learn from; the last reported day without it" };
    private static readonly Option<int?> Histories = new("--histories") { Description = $"Redrawn histories behind each interval, at least 20; {UsualHistories} without it" };
    private static readonly Option<string?> Output = new("--output") { Description = "Write the proposal to this file: a row for each area where it ends in .csv, else JSON" };

    public static Command Build()
    {
        var command = new Command("alarm-rate", "Propose the numbers of an agreement's rules from how often one is willing to be called")
        {
            PastOptions.Agreement, PastOptions.Areas, PastOptions.Reports, PerYear, Criterion, From, To, PastOptions.Map, PastOptions.ReportDays, PastOptions.SchoolHolidays, Histories, Output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(PerYear) is not (> 0 and <= MostPerYear))
                result.AddError($"--per-year: above 0, and at most {MostPerYear}");
            if (result.GetValue(Histories) is < 20 or > MostHistories)
                result.AddError($"--histories: from 20 to {MostHistories}");
        });
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parse, CancellationToken stopping)
    {
        var (agreement, problems) = BacktestFiles.ReadAgreement(parse.GetValue(PastOptions.Agreement)!);
        if (agreement is null || problems.Count > 0)
            return Terminal.Fail(problems);
        var (past, wrong) = PastOptions.ReadPast(parse);
        if (past is null)
            return Terminal.Fail(wrong);

        var (from, to) = (parse.GetValue(From) ?? past.FirstDay, parse.GetValue(To) ?? past.LastDay);
        if (from > to)
            return Terminal.Fail(Problems.NoYearOfHistory.With(parse.GetValue(Criterion) ?? agreement.Criteria[0].Id, $"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}"));
        var input = past.For(agreement, from, to);
        if (input.Areas.Count == 0)
            return Terminal.Fail(Problems.NoAreaCovered.With(agreement.Areas.Level));

        var (report, told) = await Propose(input, past.NamesFor(agreement), parse, stopping);
        if (report is null)
            return Terminal.Fail(told);
        Show(report);
        Terminal.Fail(told);
        if (parse.GetValue(Output) is { } output)
        {
            await (output.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                ? report.WriteCsv(output, stopping) : File.WriteAllTextAsync(output, report.ToJson(), stopping));
        }

        return RejectedRows.Tell(past.Rejected);
    }

    private static Task<(AlarmRateReport? Report, IReadOnlyList<Problem> Problems)> Propose(
        BacktestInput input, IReadOnlyDictionary<string, string> names, ParseResult parse, CancellationToken stopping) =>
        AnsiConsole.Progress().StartAsync(async context =>
        {
            var bars = new Dictionary<string, ProgressTask>();
            return await Task.Run(
                () => AlarmRateReport.Propose(input, names, parse.GetValue(PerYear), parse.GetValue(Criterion), parse.GetValue(Histories) ?? UsualHistories, Tell, stopping), stopping);

            void Tell(string criterion, double share)
            {
                lock (bars)
                {
                    if (!bars.TryGetValue(criterion, out var bar))
                        bars[criterion] = bar = context.AddTask(Markup.Escape(criterion), maxValue: 1);
                    bar.Value = Math.Max(bar.Value, share);
                }
            }
        });

    private static void Show(AlarmRateReport report)
    {
        Terminal.Say($"{report.Partnership}, version {report.AgreementVersion}, {report.From:yyyy-MM-dd} .. {report.To:yyyy-MM-dd}: højst {report.PerYear} aktiveringer om året i hvert område / at most {report.PerYear} activations a year in each area");
        foreach (var criterion in report.Thresholds)
        {
            var table = new Table { Title = new TableTitle(Markup.Escape(criterion.Criterion)), Border = TableBorder.Minimal };
            foreach (var (danish, english) in Columns)
                table.AddColumn($"{danish}\n[grey]{english}[/]", column => column.NoWrap());
            foreach (var (name, number, letters) in criterion.Areas)
            {
                table.AddRow(Markup.Escape($"{number.Area} {name}"), Text(number.ReportsPerYear), $"{number.AtLeast} ({number.AtLeastLow}-{number.AtLeastHigh})",
                    Text(number.PerYear), $"{Text(number.Ahead.PerYear)} ({Text(number.Ahead.Low)}-{Text(number.Ahead.High)})", Text(letters));
            }

            AnsiConsole.Write(table);
            AnsiConsole.WriteLine($"{criterion.Yaml}\n");
        }

        foreach (var other in report.Others)
        {
            Terminal.Say($"{other.Criterion} ({other.Kind}): [bold]{other.Field}: {other.Number}[/]");
            Terminal.Say($"  {other.PerYear.PerYear:0.00} ({other.PerYear.Low:0.00}-{other.PerYear.High:0.00}) aktiveringer om året i hvert af {other.Areas} områder / activations a year in each of {other.Areas} areas");
        }

        Terminal.Say($"I parentes: hvad ni af ti omfordelte historikker viser ({report.Histories} for hvert område) / in brackets: what nine of ten redrawn histories show");

        static string Text(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
    }
}
