using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>person export | erase: what is held on one resident or one of the register. A number is read from standard input: a command line is kept and seen.</summary>
internal static class PersonCommand
{
    private static readonly string[] Types = ["cpr", "cvr", "synthetic"];
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Option<string?> Resident = new("--resident") { Description = $"A resident, by the type of the number: {string.Join(" | ", Types)}; the number itself is read from standard input" };
    private static readonly Option<string?> Friend = new("--neighbour-friend") { Description = "One of the register, by id" };
    private static readonly Option<string?> Mail = new("--mail") { Description = "One of the register, by mail address" };
    private static readonly Option<string?> Output = new("--output") { Description = "A new file for what is held; the terminal without it" };

    public static Command Build()
    {
        var export = new Command("export", "Tell all that is held on a person, as JSON") { Resident, Friend, Mail, Output, Settings.DataOption };
        export.SetAction((parse, stopping) => With(parse, (services, sought, token) => Export(services, sought, parse.GetValue(Output), token), stopping));
        var erase = new Command("erase", "Erase a person: what has not been sent to them is not; what was sent leads to nobody") { Resident, Friend, Mail, Settings.DataOption };
        erase.SetAction((parse, stopping) => With(parse, Erase, stopping));
        return new Command("person", "What is held on one resident or one of the register") { export, erase };
    }

    private static async Task<int> With(ParseResult parse, Func<IServiceProvider, SoughtPerson, CancellationToken, Task<int>> body, CancellationToken stopping)
    {
        var (type, friend, mail) = (parse.GetValue(Resident), parse.GetValue(Friend), parse.GetValue(Mail));
        if (new[] { type, friend, mail }.Count(way => way is not null) != 1 || (type is not null && !Types.Contains(type)))
        {
            Terminal.Fail(Problems.PersonChosenWrong.With(string.Join(" | ", Types)));
            return ExitCode.WrongUsage;
        }

        var sought = type is null ? new SoughtPerson(null, null, friend, mail) : SoughtPerson.Resident(type, (await System.Console.In.ReadLineAsync(stopping) ?? "").Trim());
        return await OneOff.Run(Settings.Read(parse), (services, token) => body(services, sought, token), stopping);
    }

    private static async Task<int> Export(IServiceProvider services, SoughtPerson sought, string? output, CancellationToken stopping)
    {
        var (held, problem) = await services.GetRequiredService<PersonBook>().Export(sought, Actor.Program, stopping);
        if (held is null)
            return Terminal.Fail(problem!);
        var text = held.ToJsonString(Readable);
        if (output is null)
        {
            await System.Console.Out.WriteLineAsync(text);
            return ExitCode.Done;
        }

        var readableByUs = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            readableByUs.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(output, readableByUs);
        await file.WriteLineAsync(text);
        Terminal.Say($"Det, der er gemt om personen, står i {output}.");
        return ExitCode.Done;
    }

    private static async Task<int> Erase(IServiceProvider services, SoughtPerson sought, CancellationToken stopping)
    {
        var (erased, problem) = await services.GetRequiredService<PersonBook>().Erase(sought, Actor.Program, stopping);
        if (erased is null)
            return Terminal.Fail(problem!);
        Terminal.Say($"Personen er slettet. {erased.TakenBack} breve og beskeder, der ventede, sendes ikke; {erased.Deliveries - erased.TakenBack} andre peger ikke længere på nogen.");
        Terminal.Say($"Det står på listen over slettede i {services.GetRequiredService<ErasureList>().Place}. Behold den længere end den ældste sikkerhedskopi, og et andet sted.");
        return ExitCode.Done;
    }
}
