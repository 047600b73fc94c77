using System.CommandLine;
using System.CommandLine.Parsing;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Host.Commands;

/// <summary>agreement check: whether agreements can be followed, and whether their own examples come out as written on given or stored reports.</summary>
internal static class AgreementCheckCommand
{
    private static readonly Option<string?> Areas = new("--areas") { Description = "The areas (GeoJSON): run the examples on the reports" };
    private static readonly Option<string?> Reports = new("--reports") { Description = "The reports to run the examples on (CSV, plain or .gz)" };
    private static readonly Option<bool> Stored = new("--stored") { Description = "Run the examples on the stored reports" };

    public static Command Build(Argument<string[]> files)
    {
        var command = new Command("check", "Say whether agreements can be followed, and whether their examples hold")
        {
            files, Areas, Reports, PastOptions.Map, PastOptions.ReportDays, PastOptions.SchoolHolidays, Stored, Settings.DataOption,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Areas) is null != result.GetResult(Reports) is null)
                result.AddError("--areas and --reports go together");
            else if (result.GetValue(Stored) && result.GetResult(Areas) is not null)
                result.AddError("--stored takes no --areas and --reports");
            foreach (var option in new Option[] { PastOptions.Map, PastOptions.ReportDays, PastOptions.SchoolHolidays })
            {
                if (result.GetResult(option) is not null && result.GetResult(Areas) is null)
                    result.AddError($"{option.Name} needs --areas and --reports");
            }
        });
        command.SetAction((parse, stopping) => Check(parse, parse.GetValue(files)!, stopping));
        return command;
    }

    private static async Task<int> Check(ParseResult parse, string[] files, CancellationToken stopping)
    {
        var (agreements, problems) = Read(files, Settings.Read(parse).Texts.LocalFolder);
        if (problems.Count > 0)
            return Terminal.Fail(problems);
        if (parse.GetValue(Areas) is { } areas)
            return await OnFiles(parse, agreements, areas, stopping);
        if (parse.GetValue(Stored))
            return await OneOff.Run(Settings.Read(parse), (services, token) => OnStored(services, agreements, token), stopping);

        var examples = agreements.Sum(one => one.Agreement.Examples.Count);
        if (examples > 0)
            Terminal.Fail(Problems.ExamplesNotTried.With(examples));
        Terminal.Say($"Aftalen kan følges.");
        return ExitCode.Done;
    }

    private static (IReadOnlyList<(string File, Agreement Agreement)> Agreements, IReadOnlyList<Problem> Problems) Read(string[] files, string? localTexts)
    {
        if (LocalTemplates.Check(localTexts) is { Count: > 0 } unusable)
            return ([], unusable);
        var templates = new TemplateBook(localTexts);
        var (agreements, problems) = (new List<(string, Agreement)>(), new List<Problem>());
        foreach (var file in files)
        {
            var (text, unreadable) = WholeText.Read(file);
            if (text is null)
            {
                problems.Add(unreadable!);
                continue;
            }

            var reading = AgreementYaml.Read(text, file);
            problems.AddRange(reading.Agreement is { } agreement
                ? TextCheck.OfAgreement(agreement, templates).Select(problem => problem with { Place = new Place(file) })
                : reading.Problems);
            if (reading.Agreement is not null)
                agreements.Add((file, reading.Agreement));
        }

        return (agreements, problems);
    }

    private static async Task<int> OnFiles(ParseResult parse, IReadOnlyList<(string File, Agreement Agreement)> agreements, string areas, CancellationToken stopping)
    {
        var (past, wrong) = PastOptions.ReadPast(parse, areas, parse.GetValue(Reports)!);
        if (past is null)
            return Terminal.Fail(wrong);
        var told = await Tell(agreements, agreement => Task.Run(() => Run(past, agreement, stopping), stopping));
        var rejected = RejectedRows.Tell(past.Rejected);
        return told == ExitCode.Done ? rejected : told;
    }

    private static ExamplesChecked Run(BacktestPast past, Agreement agreement, CancellationToken stopping)
    {
        var input = past.For(agreement, past.FirstDay, past.LastDay);
        return input.Areas.Count == 0 ? new ExamplesChecked(0, [Problems.NoAreaCovered.With(agreement.Areas.Level)], []) : CheckExamples.Run(input, stopping);
    }

    private static Task<int> OnStored(IServiceProvider services, IReadOnlyList<(string File, Agreement Agreement)> agreements, CancellationToken stopping) =>
        Tell(agreements, agreement => services.GetRequiredService<Database>().Do(work => services.GetRequiredService<StoredExamples>().Check(work, agreement), stopping));

    private static async Task<int> Tell(IReadOnlyList<(string File, Agreement Agreement)> agreements, Func<Agreement, Task<ExamplesChecked>> check)
    {
        var failed = false;
        foreach (var (file, agreement) in agreements)
        {
            var found = await check(agreement);
            Terminal.Fail(found.Failed.Concat(found.Notices).Select(problem => problem with { Place = new Place(file) }));
            failed |= found.Failed.Count > 0;
            if (found.Failed.Count == 0)
                Terminal.Say($"Aftalen kan følges. {found.Tried} af {agreement.Examples.Count} eksempler er prøvet og holder.");
        }

        return failed ? ExitCode.Failed : ExitCode.Done;
    }
}
