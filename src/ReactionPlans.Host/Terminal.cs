using System.Globalization;
using ReactionPlans.Rules;
using Spectre.Console;

namespace ReactionPlans.Host;

/// <summary>What a command says to the person at the terminal: the result on standard output, troubles on standard error.</summary>
internal static class Terminal
{
    private static readonly IAnsiConsole Errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });

    public static int Fail(params IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Errors.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{problem.Code}[/]{(problem.Place is null ? "" : $" {problem.Place}")}");
            Errors.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {problem.Danish}");
            Errors.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [grey]{problem.English}[/]");
        }

        return ExitCode.Failed;
    }

    public static void Say(FormattableString line) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, line);
}
