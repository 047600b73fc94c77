using System.CommandLine;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>import KIND FILE: bulk load, with a list of what could not be taken in.</summary>
internal static class ImportCommand
{
    private static readonly Dictionary<string, ImportKind> Kinds = new()
    {
        ["areas"] = ImportKind.Areas,
        ["reports"] = ImportKind.Reports,
        ["residents"] = ImportKind.Residents,
        ["neighbour-friends"] = ImportKind.NeighbourFriends,
        ["stations"] = ImportKind.Stations,
        ["sites"] = ImportKind.Sites,
        ["school-holidays"] = ImportKind.SchoolHolidays,
    };

    /// <summary>A calendar, and not a table.</summary>
    private const string Bookings = "bookings";

    private static readonly Argument<string> Kind = new("kind") { Description = string.Join(" | ", [.. Kinds.Keys, Bookings]) };
    private static readonly Argument<string> FileName = new("file") { Description = "The file; areas are GeoJSON, bookings a calendar (.ics), the rest CSV, plain or .gz" };
    private static readonly Option<string?> Map = new("--map") { Description = "Names and values of files from elsewhere (YAML)" };
    private static readonly Option<string?> Encoding = new("--encoding") { Description = "For example windows-1252; UTF-8 without it" };

    private static readonly Option<string?> Station = new("--station") { Description = "With bookings: the mobile station whose calendar it is" };

    public static Command Build()
    {
        Kind.AcceptOnlyFromAmong([.. Kinds.Keys, Bookings]);
        var command = new Command("import", "Load areas, reports, residents, neighbour friends, stations, sites, school holidays or a station's bookings") { Kind, FileName, Map, Encoding, Station, Settings.DataOption };
        command.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Run(services, parse, token), stopping));
        return command;
    }

    private static async Task<int> Run(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var file = parse.GetValue(FileName)!;
        if (parse.GetValue(Kind) == Bookings != parse.GetValue(Station) is not null)
        {
            Terminal.Fail(Problems.StationOption.With());
            return ExitCode.WrongUsage;
        }

        if (parse.GetValue(Station) is { } stationId)
            return Tell(await services.GetRequiredService<ImportCalendar>().Run(file, stationId, stopping));
        var report = await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(Path.GetFileName(file)), maxValue: 1);
            var told = new Progress<ImportProgress>(at => bar.Value = at.Share);
            var done = await services.GetRequiredService<ImportFile>().Run(
                Kinds[parse.GetValue(Kind)!], file, parse.GetValue(Map), parse.GetValue(Encoding), told, stopping);
            bar.Value = 1;
            return done;
        });
        return Tell(report);
    }

    private static int Tell(ImportReport report)
    {
        Terminal.Say($"{report.Read} læst: {report.Accepted} modtaget (heraf {report.Withdrawn} tilbagetrækninger, {report.Unplaced} uden område), {report.Same} set før, {report.Rejected} afvist{(report.Skipped > 0 ? $", {report.Skipped} sprunget over" : "")}.");
        if (report.FirstProblems.Count > 0)
            Terminal.Fail(report.FirstProblems);
        if (report.RejectedFile is not null)
            Terminal.Say($"De afviste rækker med begrundelse: {report.RejectedFile}");
        if (report.NotesFile is not null)
            Terminal.Say($"{report.Notes} bemærkninger: {report.NotesFile}");
        return report.FileProblem is not null ? ExitCode.Failed : report.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }
}
