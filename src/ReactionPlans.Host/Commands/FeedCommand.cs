using System.CommandLine;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Host.Commands;

/// <summary>feed end: says that a source delivers no more, so that its silence is no gap.</summary>
internal static class FeedCommand
{
    private static readonly Argument<string> Source = new("source") { Description = "The source as the reports name it" };

    public static Command Build()
    {
        var end = new Command("end", "Say that a source delivers no more: its silence is expected from now on") { Source, Settings.DataOption };
        end.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var source = parse.GetValue(Source)!;
            var today = DanishTime.DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
            if (await services.GetRequiredService<EndFeed>().From(source, today, token) is { } problem)
                return Terminal.Fail(problem);
            Terminal.Say($"Fra i nat ventes der intet fra kilden {source}. Leverer den igen, følges den igen.");
            return ExitCode.Done;
        }, stopping));
        return new Command("feed", "Where reports come from") { end };
    }
}
