using System.CommandLine;
using System.Text.Json;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules;
using Serilog.Extensions.Logging;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>rehearse: an invented year for one or more agreements, on the virtual clock, with the real code and nobody written to.</summary>
internal static class RehearseCommand
{
    private const int MostDays = 3 * 366;

    private static readonly Argument<string[]> Files = new("agreement") { Description = "The agreements (YAML), each of a partnership of its own", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Areas = new("--areas") { Description = "The areas (GeoJSON); without it a few are invented for each agreement" };
    private static readonly Option<string?> PersonasFile = new("--personas") { Description = "How people answer (YAML); usually: approve after 1 hour, do tasks in time" };
    private static readonly Option<int> Days = new("--days") { Description = "How long, in days from the day the agreement holds", DefaultValueFactory = _ => 365 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Another number invents another year", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> SummaryFile = new("--summary") { Description = "Write what came out as JSON to this file" };

    public static Command Build()
    {
        Days.Validators.Add(result =>
        {
            if (result.GetValue(Days) is < 1 or > MostDays)
                result.AddError($"--days: 1-{MostDays}");
        });
        var command = new Command("rehearse", "Rehearse agreements: an invented year, the real code, nobody is written to") { Files, Areas, PersonasFile, Days, Seed, SummaryFile, Settings.DataOption };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parse, CancellationToken stopping)
    {
        var (personas, problems) = PersonasYaml.Read(parse.GetValue(PersonasFile));
        if (problems.Count > 0)
            return Terminal.Fail(problems);
        (var plans, problems) = RehearsalPlan.Read(parse.GetValue(Files)!);
        if (problems.Count > 0)
            return Terminal.Fail(problems);
        var drawn = parse.GetValue(Areas) is { } map ? AreasFile.Read(map, Mapping.None) : null;
        if (drawn?.Problems.Count > 0)
            return Terminal.Fail(drawn.Problems);

        var settings = Settings.Read(parse, inventsRecipients: true);
        var log = Logs.Create(settings, quiet: true);
        using var closing = (IDisposable)log;
        using var loggers = new SerilogLoggerProvider(log);
        var (home, unavailable) = await DatabaseHome.Open(settings, DatabaseHome.Rehearsal, loggers.CreateLogger("database"), stopping);
        if (home is null)
            return Terminal.Fail(unavailable!);

        await using (home)
        {
            var started = TimeProvider.System.GetTimestamp();
            var (outcomes, failed) = await Play(home, loggers, plans, drawn?.Areas, personas, parse.GetValue(Days), parse.GetValue(Seed), stopping);
            if (failed.Count > 0)
                return Terminal.Fail(failed);

            RehearsalTable.Show(outcomes, TimeProvider.System.GetElapsedTime(started));
            if (parse.GetValue(SummaryFile) is { } file)
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(outcomes, RehearsalOutcome.Json), stopping);
            return outcomes.Any(outcome => outcome.Violations.Count > 0) ? ExitCode.Failed : ExitCode.Done;
        }
    }

    private static Task<(IReadOnlyList<RehearsalOutcome> Outcomes, IReadOnlyList<Problem> Problems)> Play(
        DatabaseHome home, ILoggerProvider log, IReadOnlyList<RehearsalPlan> plans, IReadOnlyList<DrawnArea>? areas, PersonaList personas, int days, int seed, CancellationToken stopping) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync<(IReadOnlyList<RehearsalOutcome>, IReadOnlyList<Problem>)>(async progress =>
            {
                var bar = progress.AddTask("Opdigter et år", maxValue: 1);
                var told = new Progress<ReplayProgress>(at =>
                {
                    bar.Description = Markup.Escape(at.Doing);
                    bar.Value = at.Share ?? 0;
                });
                var town = RehearsalTown.Invent(plans, areas, days, seed);
                var (stages, problem) = await OpenStages(home, log, RehearsalStages.Wanted(town), stopping);
                return problem is null ? await new RehearsalStages(stages).Play(town, personas, seed, told, stopping) : ([], [problem]);
            });

    /// <summary>A database for each stage; where the login may make only the first, the parts are played one after the other in it.</summary>
    private static async Task<(IReadOnlyList<RehearsalStage> Stages, Problem? Problem)> OpenStages(DatabaseHome home, ILoggerProvider log, int wanted, CancellationToken stopping)
    {
        var stages = new List<RehearsalStage>();
        while (stages.Count < wanted)
        {
            var (place, unavailable) = await home.BesideForRehearsal(stages.Count + 1, stopping);
            if (place is null)
                return (stages, stages.Count == 0 ? unavailable : null);
            stages.Add(new RehearsalStage(place.Migrator, log));
        }

        return (stages, null);
    }
}
