using System.CommandLine;
using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>quarantine list | show | export | fix | retry | give-up: rows that could not be taken in.</summary>
internal static class QuarantineCommand
{
    private const int ShownRows = 100;

    private static readonly Argument<long> Id = new("id") { Description = "The row's number in the quarantine" };
    private static readonly Argument<string> OutputFile = new("file") { Description = "The list to write (CSV); it must not exist" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Only rows with this number: 1006 or RP1006" };
    private static readonly Option<string?> FromFile = new("--file") { Description = "Only rows of this file, by its name without the folder" };
    private static readonly Option<string?> Source = new("--source") { Description = "Only rows of this source" };
    private static readonly Option<bool> Settled = new("--settled") { Description = "Those that were taken in or given up" };
    private static readonly Option<string?> Map = new("--map") { Description = "Read the rows with this mapping file (YAML) and not with the one they came with" };
    private static readonly Option<string[]> Set = new("--set") { Description = "field=value: stands before the row's own; field= leaves it blank", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Because = new("--because") { Description = "Why; kept with the row" };

    public static Command Build()
    {
        Reason.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Number(result.Tokens[0].Value) is null)
                result.AddError("--reason 1006");
        });
        Set.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError("--set field=value");
        });
        return new Command("quarantine", "Rows that could not be taken in")
        {
            Sub("list", "Count them by reason, source and file; with --reason or --source name the newest of them too", List, Reason, Source, Settled),
            Sub("show", "Show one as it came, and what its fields are read as", Show, Id),
            Sub("export", "Write them to a list that can be corrected and imported as it is", Export, OutputFile, Reason, FromFile, Source),
            Sub("fix", "Correct one and take it in", Fix, Id, Set, Because),
            Sub("retry", "Read them again, with a corrected mapping or as they were", Retry, Reason, FromFile, Source, Map),
            Sub("give-up", "Say that one is to stay out", GiveUp, Id, Because),
        };
    }

    private static Command Sub(string name, string description, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> run, params Symbol[] symbols)
    {
        var command = new Command(name, description) { Settings.DataOption };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        command.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => run(services, parse, token), stopping));
        return command;
    }

    private static async Task<int> List(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var groups = await services.GetRequiredService<ShowRejected>().Groups(parse.GetValue(Settled), ChoiceOf(parse), stopping);
        foreach (var group in groups)
        {
            Terminal.Say($"{group.Rows,8} × RP{group.ProblemNumber}  {group.Source}  {group.File}  senest {group.LastReceivedAt:yyyy-MM-dd}");
            Terminal.Say($"           fx: {group.Danish}");
        }

        if (ChoiceOf(parse) is { } choice && (choice.Reason is not null || choice.Source is not null))
        {
            foreach (var row in await services.GetRequiredService<ShowRejected>().Rows(parse.GetValue(Settled), choice, before: null, ShownRows, stopping))
                Terminal.Say($"{row.Id,8}  {row.File}:{row.Line}  RP{row.ProblemNumber}  {row.Danish}");
        }

        Terminal.Say($"{groups.Sum(group => group.Rows)} rækker{(parse.GetValue(Settled) ? " er afsluttet" : " i karantæne")}.");
        return ExitCode.Done;
    }

    private static async Task<int> Show(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var id = parse.GetValue(Id);
        if (await services.GetRequiredService<ShowRejected>().One(id, Settler.Terminal, stopping) is not var (row, values))
            return Terminal.Fail(Problems.RejectedRowUnknown.With(id));
        Terminal.Say($"Række {row.Id}: {row.File}, linje {row.Line}, kilde {row.Source}, modtaget {row.ReceivedAt:yyyy-MM-dd HH:mm} UTC");
        Terminal.Say($"RP{row.ProblemNumber}: {row.Danish} / {row.English}");
        Terminal.Say($"{row.Raw}");
        foreach (var (field, value) in values.Where(pair => pair.Value.Length > 0))
            Terminal.Say($"  {field} = {value}");
        if (row.CorrectedBy is not null)
            Terminal.Say($"Rettet af {row.CorrectedBy}: {row.Corrections} ({row.CorrectedBecause})");
        if (row.SettledAt is { } settled)
            Terminal.Say($"Afsluttet {settled:yyyy-MM-dd HH:mm} UTC af {row.SettledBy}: {row.Settlement}{(row.SettledBecause is null ? "" : $" ({row.SettledBecause})")}");
        return ExitCode.Done;
    }

    private static async Task<int> Export(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var file = parse.GetValue(OutputFile)!;
        var (rows, problem) = await services.GetRequiredService<ExportRejected>().To(file, ChoiceOf(parse), stopping);
        if (problem is not null)
            return Terminal.Fail(problem);
        if (rows == 0)
            Terminal.Say($"Ingen rækker; der er ingen fil skrevet.");
        else
            Terminal.Say($"{rows} rækker er skrevet til {file}. Ret dem dér, og indlæs listen: reactionplans import reports {file}");
        return ExitCode.Done;
    }

    private static async Task<int> Fix(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var id = parse.GetValue(Id);
        var corrections = (parse.GetValue(Set) ?? []).Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0]).ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1]);
        if (await services.GetRequiredService<SettleRejected>().Correct(id, corrections, Settler.Terminal, parse.GetValue(Because), stopping) is { } problem)
            return Terminal.Fail(problem);
        return Tell(await services.GetRequiredService<RetryRejected>().Run(new RejectedChoice(Ids: [id]), null, null, stopping));
    }

    private static async Task<int> Retry(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        Mapping? mapping = null;
        if (parse.GetValue(Map) is { } map)
        {
            (mapping, var problems) = MappingFile.Read(map);
            if (mapping is null)
                return Terminal.Fail(problems);
        }

        var report = await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("Karantæne", maxValue: 1);
            var told = new Progress<RetryProgress>(at => bar.Value = at.Total == 0 ? 1 : (double)at.Read / at.Total);
            var done = await services.GetRequiredService<RetryRejected>().Run(ChoiceOf(parse), mapping, told, stopping);
            bar.Value = 1;
            return done;
        });
        await services.GetRequiredService<Database>().Do(work => Audit.Write(work, Actor.Program,
            new AuditEntry(AuditAction.QuarantineRetried, null, "rejected-row", null, new { rows = report.Read, takenIn = report.TakenIn })), stopping);
        return Tell(report);
    }

    private static async Task<int> GiveUp(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var id = parse.GetValue(Id);
        if (await services.GetRequiredService<SettleRejected>().GiveUp(id, Settler.Terminal, parse.GetValue(Because), stopping) is { } problem)
            return Terminal.Fail(problem);
        Terminal.Say($"Række {id} bliver ude.");
        return ExitCode.Done;
    }

    private static int Tell(RetryReport report)
    {
        Terminal.Say($"{report.Read} læst igen: {report.TakenIn} modtaget, {report.Same} set før, {report.Still} venter stadig.");
        if (report.FirstProblems.Count > 0)
            Terminal.Fail(report.FirstProblems);
        return report.Still > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    /// <summary>Of the options that the command has; a command without one gives null for it.</summary>
    private static RejectedChoice ChoiceOf(ParseResult parse) =>
        new(parse.GetValue(Reason) is { } reason ? Number(reason) : null, parse.GetValue(FromFile), parse.GetValue(Source));

    private static int? Number(string text) =>
        int.TryParse(text.StartsWith("RP", StringComparison.OrdinalIgnoreCase) ? text[2..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
