using System.CommandLine;
using ReactionPlans.Flow.Detection;

namespace ReactionPlans.Host.Commands;

/// <summary>sheet: the frozen sheet of a spike as one HTML file, the same whenever it is asked for.</summary>
internal static class SheetCommand
{
    private static readonly Option<Guid> Spike = new("--spike") { Description = "The spike's id, as 'why' names it", Required = true };
    private static readonly Option<string> Output = new("--output") { Description = "The HTML file to write", Required = true };

    public static Command Build()
    {
        var command = new Command("sheet", "Write the frozen evidence of a spike as one HTML file") { Spike, Output, Settings.DataOption };
        command.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var (html, problem) = await services.GetRequiredService<SpikeSheet>().Of(parse.GetValue(Spike), token);
            if (html is null)
                return Terminal.Fail(problem!);
            await File.WriteAllTextAsync(parse.GetValue(Output)!, html, token);
            Terminal.Say($"{parse.GetValue(Output)}");
            return ExitCode.Done;
        }, stopping));
        return command;
    }
}
