using System.CommandLine;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Exercises;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>exercise prepare | run: people practise a plan for real, in a database, with carriers and with recipients that are for that alone.</summary>
internal static class ExerciseCommand
{
    private static readonly Option<string> AgreementFile = new("--agreement") { Description = "The agreement that is practised (YAML)", Required = true };
    private static readonly Option<string> Areas = new("--areas") { Description = "Its areas (GeoJSON)", Required = true };
    private static readonly Option<string?> Map = new("--map") { Description = "Names of areas from elsewhere (YAML)" };
    private static readonly Option<string> Residents = new("--residents") { Description = $"Test recipients of letters (CSV), at most {PrepareExercise.MostRecipients}", Required = true };
    private static readonly Option<string> NeighbourFriends = new("--neighbour-friends") { Description = $"Test recipients of messages (CSV), at most {PrepareExercise.MostRecipients}", Required = true };
    private static readonly Option<string?> Stations = new("--stations") { Description = "Mobile stations (CSV)" };
    private static readonly Option<string?> Sites = new("--sites") { Description = "Where they can stand (CSV)" };

    public static Command Build()
    {
        var prepare = new Command("prepare", "Fill a database of its own with an agreement, its map and test recipients; what an earlier exercise left gives way")
        {
            AgreementFile, Areas, Map, Residents, NeighbourFriends, Stations, Sites, Settings.DataOption,
        };
        prepare.SetAction((parse, stopping) => Prepare(Settings.Read(parse).ForExercise(), parse, stopping));
        var run = new Command("run", "Serve the exercise: the console says everywhere that it is one") { Settings.DataOption };
        run.SetAction((parse, stopping) => Run(Settings.Read(parse).ForExercise(), stopping));
        return new Command("exercise", "Practise a plan with real people and test recipients, apart from the live installation") { prepare, run };
    }

    private static Task<int> Prepare(Settings settings, ParseResult parse, CancellationToken stopping) =>
        OneOff.In(settings, DatabaseHome.Exercise, async (home, keys) =>
        {
            if (await Purpose.MakeExercise(home.Migrator, TimeProvider.System, stopping) is { } refused)
                return Terminal.Fail(refused);
            var files = new ExerciseFiles(
                parse.GetValue(AgreementFile)!, parse.GetValue(Areas)!, parse.GetValue(Map), parse.GetValue(Residents)!, parse.GetValue(NeighbourFriends)!,
                parse.GetValue(Stations), parse.GetValue(Sites));
            await using var provider = OneOff.Services(settings, home, keys);
            var (signIns, problems) = await AnsiConsole.Status().StartAsync("Gør klar", status =>
                provider.GetRequiredService<PrepareExercise>().From(files, new Progress<ReplayProgress>(at => status.Status(Markup.Escape(at.Doing))), stopping));
            if (problems.Count > 0)
                return Terminal.Fail(problems);
            await Purpose.MarkReady(home.Migrator, stopping);

            var table = new Table().AddColumns("Bruger", "Adgangskode (vises kun nu)", "Navn");
            foreach (var (person, password) in signIns)
                table.AddRow(Markup.Escape(person.Id), Markup.Escape(password), Markup.Escape(person.Name));
            AnsiConsole.Write(table);
            Terminal.Say($"Øvelsen er klar. Start den med 'exercise run', log ind, og vælg 'Øvelse'.");
            return ExitCode.Done;
        }, stopping);

    private static Task<int> Run(Settings settings, CancellationToken stopping) =>
        RunCommand.Serve(settings, DatabaseHome.Exercise, Enum.GetValues<Role>(), settings.ExerciseAddress, stopping);
}
