using System.CommandLine;
using System.Text.Json;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Host.Commands;

/// <summary>why: why a criterion fired in an area on a day, or why not, as known then.</summary>
internal static class WhyCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Option<string> Area = new("--area") { Description = "The area's code", Required = true };
    private static readonly Option<DateOnly> Day = new("--day") { Description = "The judged day", Required = true };
    private static readonly Option<string?> Criterion = new("--criterion") { Description = "One criterion; every one without it" };
    private static readonly Option<string?> Output = new("--output") { Description = "Write it as JSON to this file too" };

    public static Command Build()
    {
        var command = new Command("why", "Say why a criterion fired in an area on a day, or why not") { Area, Day, Criterion, Output, Settings.DataOption };
        command.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var (explained, problem) = await services.GetRequiredService<ExplainDay>().Of(parse.GetValue(Area)!, parse.GetValue(Day), parse.GetValue(Criterion), token);
            if (explained is null)
                return Terminal.Fail(problem!);
            Terminal.Say($"{explained.Area}, {DanishText.Day(explained.Day)}, som kendt før {DanishText.Moment(explained.KnownBefore)}");
            foreach (var one in explained.Criteria)
            {
                Terminal.Say($"{one.Criterion} ({one.Partnership}, version {one.AgreementVersion}): {one.Sentence}");
                if (one.Stood.SpikeId is { } spike)
                    Terminal.Say($"  Ark: reactionplans sheet --spike {spike} --output FIL.html");
            }

            if (parse.GetValue(Output) is { } output)
                await File.WriteAllTextAsync(output, JsonSerializer.Serialize(explained, Indented) + "\n", token);
            return ExitCode.Done;
        }, stopping));
        return command;
    }
}
