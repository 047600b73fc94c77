using System.CommandLine;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Host.Commands;

/// <summary>counts: reports by area and reported day, as known at the end of any past day and in the areas as they were drawn then. CSV to the terminal.</summary>
internal static class CountsCommand
{
    private static readonly Option<string> Level = new("--level") { Description = "municipality, police-district, postcode, parish or your own", Required = true };
    private static readonly Option<DateOnly> From = new("--from") { Description = "First reported day", Required = true };
    private static readonly Option<DateOnly> To = new("--to") { Description = "Last reported day", Required = true };
    private static readonly Option<DateOnly?> AsKnown = new("--as-known") { Description = "As known at the end of that day; now without it" };
    private static readonly Option<string[]> Offence = new("--offence") { Description = "Offence codes that count, attempts included; every report without it" };

    public static Command Build()
    {
        var command = new Command("counts", "Reports by area and day, as known then and in the areas as drawn then") { Level, From, To, AsKnown, Offence, Settings.DataOption };
        command.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var knownBefore = parse.GetValue(AsKnown) is { } day ? DanishTime.EndOf(day) : services.GetRequiredService<TimeProvider>().GetUtcNow().AddMicroseconds(1);
            var offence = parse.GetValue(Offence) is { Length: > 0 } codes ? new Offence("counted", codes, Attempts: true) : null;
            var counts = await services.GetRequiredService<CountsAsKnown>().On(knownBefore, parse.GetValue(Level)!, offence, parse.GetValue(From), parse.GetValue(To), token);
            Terminal.Say($"area,day,reports");
            foreach (var one in counts)
                Terminal.Say($"{one.AreaCode},{one.Day:yyyy-MM-dd},{one.Reports}");
            return ExitCode.Done;
        }, stopping));
        return command;
    }
}
