using System.CommandLine;
using System.Globalization;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>report month: what a partnership's meeting asks of the month gone by.</summary>
internal static class ReportCommand
{
    private static readonly Option<string> Partnership = new("--partnership") { Description = "The partnership's id", Required = true };
    private static readonly Option<string> Month = new("--month") { Description = "The month, as 2026-10", Required = true };
    private static readonly Option<string?> Output = new("--output") { Description = "Write it to this file: rows where it ends in .csv, else a page to print; without it the rows are told here" };

    public static Command Build()
    {
        var month = new Command("month", "List a month of one partnership: counts, spikes, decisions, what was done") { Partnership, Month, Output, Settings.DataOption };
        month.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            if (!DateOnly.TryParseExact(parse.GetValue(Month) + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
                return Terminal.Fail(Problems.MonthWrong.With(parse.GetValue(Month)));
            var (facts, problem) = await services.GetRequiredService<MonthReport>().Of(parse.GetValue(Partnership)!, first, token);
            if (facts is null)
                return Terminal.Fail(problem!);
            if (parse.GetValue(Output) is not { } output)
            {
                await System.Console.Out.WriteAsync(MonthText.Csv(facts));
                return ExitCode.Done;
            }

            await File.WriteAllTextAsync(output, output.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? MonthText.Csv(facts) : MonthText.Html(facts), token);
            Terminal.Say($"{output}");
            return ExitCode.Done;
        }, stopping));
        return new Command("report", "Lists for meetings") { month };
    }
}
