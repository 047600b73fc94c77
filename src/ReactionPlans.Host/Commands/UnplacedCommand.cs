using System.CommandLine;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Host.Commands;

/// <summary>unplaced: the reports that count in no area, each with why.</summary>
internal static class UnplacedCommand
{
    private static readonly Option<DateOnly?> From = new("--from") { Description = "First reported day; a year back without it" };
    private static readonly Option<DateOnly?> To = new("--to") { Description = "Last reported day; today without it" };

    private sealed record Unplaced(string Source, string Reference, DateOnly ReportedDay, bool HasCoordinates, string? AreaCode)
    {
        public Problem Why => HasCoordinates ? Problems.PlaceUnknown.With() : AreaCode is not null ? Problems.AreaCodeUnknown.With(AreaCode) : Problems.PlaceMissing.With();
    }

    public static Command Build()
    {
        var command = new Command("unplaced", "List the reports that count in no area, and why") { From, To, Settings.DataOption };
        command.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var today = DanishTime.DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
            var reports = await services.GetRequiredService<Database>().Read<Unplaced>("Intake/list-unplaced.sql",
                new { from_day = parse.GetValue(From) ?? today.AddYears(-1), to_day = parse.GetValue(To) ?? today }, token);
            foreach (var report in reports)
                Terminal.Say($"{report.Source} {report.Reference} {report.ReportedDay:yyyy-MM-dd} {report.Why.Code}: {report.Why.Danish}");
            Terminal.Say($"{reports.Count} uden område.");
            return ExitCode.Done;
        }, stopping));
        return command;
    }
}
