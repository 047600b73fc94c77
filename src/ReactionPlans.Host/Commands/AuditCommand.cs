using System.CommandLine;
using ReactionPlans.Flow.Access;
using ReactionPlans.Rules;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>audit verify | export: is the account of who did what as it was written, and the account as a file.</summary>
internal static class AuditCommand
{
    private static readonly Option<string?> Partnership = new("--partnership") { Description = "The partnership's id" };
    private static readonly Option<bool> Installation = new("--installation") { Description = "What concerns the installation and no partnership: accounts, keys, sign-ins that failed" };
    private static readonly Option<string?> FromFile = new("--file") { Description = "A file from 'audit export'; no database is asked" };
    private static readonly Option<string?> Expect = new("--expect") { Description = "A hash that was written down outside: the chain must still lead through it" };
    private static readonly Option<string?> Output = new("--output") { Description = "The file to write (JSON, a line for each entry); it must not exist. The terminal without it" };

    public static Command Build()
    {
        var verify = new Command("verify", "Find what was changed, removed or added afterwards; every chain unless one is named") { Partnership, Installation, FromFile, Expect, Settings.DataOption };
        verify.SetAction(Verify);
        var export = new Command("export", "Write one chain, whole, so that it can be checked elsewhere") { Partnership, Installation, Output, Settings.DataOption };
        export.SetAction(Export);
        return new Command("audit", "Who did what, and that nobody has changed it") { verify, export };
    }

    private static async Task<int> Verify(ParseResult parse, CancellationToken stopping)
    {
        var file = parse.GetValue(FromFile);
        var chosen = Chosen(parse) + (file is null ? 0 : 1);
        if (chosen > 1)
            return Wrong(Problems.AuditChainNotNamed.With("--partnership, --installation, --file"));
        var expect = parse.GetValue(Expect);
        var expected = expect is null ? null : AuditFile.TryHash(expect);
        if (expect is not null && expected is null)
            return Wrong(Problems.AuditHashWrong.With(expect));
        if (expected is not null && chosen == 0)
            return Wrong(Problems.AuditExpectNeedsChain.With());

        if (file is not null)
            return Tell([await WithBar(told => AuditFile.Verify(file, expected, told, stopping))]);
        return await OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var chain = ChainOf(parse);
            var reports = await WithBar(told => services.GetRequiredService<AuditChains>().Verify(chain, expected, told, token));
            // A chain somebody asks for and a hash from it can be gone altogether; with nothing named, nothing is simply nothing.
            return reports.Count == 0 && chain is not null ? Terminal.Fail(Problems.AuditChainUnknown.With(AuditChains.NameOf(chain))) : Tell(reports);
        }, stopping);
    }

    private static Task<int> Export(ParseResult parse, CancellationToken stopping)
    {
        if (Chosen(parse) != 1)
            return Task.FromResult(Wrong(Problems.AuditChainNotNamed.With("--partnership, --installation")));
        var output = parse.GetValue(Output);
        if (output is not null && (File.Exists(output) || Directory.Exists(output)))
            return Task.FromResult(Terminal.Fail(Problems.FileExists.With(output)));
        return OneOff.Run(Settings.Read(parse), (services, token) => output is null
            ? ToTerminal(services.GetRequiredService<AuditChains>(), ChainOf(parse)!, token)
            : ToFile(services.GetRequiredService<AuditChains>(), ChainOf(parse)!, output, token), stopping);
    }

    private static async Task<int> ToTerminal(AuditChains chains, string chain, CancellationToken stopping)
    {
        await using var terminal = System.Console.OpenStandardOutput();
        var report = await chains.Export(chain, terminal, Actor.Program, null, stopping);
        return report.Problem is { } problem ? Terminal.Fail(problem) : ExitCode.Done;
    }

    /// <summary>Under another name until it is whole: a file that was cut short must not look like a chain that was.</summary>
    private static async Task<int> ToFile(AuditChains chains, string chain, string output, CancellationToken stopping)
    {
        var part = output + ".part";
        try
        {
            ChainReport report;
            await using (var stream = File.Create(part))
                report = await WithBar(told => chains.Export(chain, stream, Actor.Program, told, stopping));
            if (report.LastHash.Length > 0)
                File.Move(part, output);
            return Tell([report]);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static Task<T> WithBar<T>(Func<IProgress<AuditProgress>, Task<T>> body) =>
        AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask("Indførsler", maxValue: 1);
            var done = await body(new Progress<AuditProgress>(at => bar.Value = at.Total == 0 ? 1 : (double)at.Done / at.Total));
            bar.Value = 1;
            return done;
        });

    private static int Tell(IReadOnlyList<ChainReport> reports)
    {
        foreach (var report in reports)
        {
            if (report.Entries > 0)
            {
                var name = AuditChains.NameOf(report.Chain) is Phrase phrase ? phrase.Danish : report.Chain;
                Terminal.Say($"Kæden {name}: {report.Entries} indførsler er som skrevet{(report.ExpectedAt is { } at ? $" (den noterede hash er indførsel {at})" : "")}. Sidste hash:");
                Terminal.Say($"{report.LastHash}");
            }

            if (report.Problem is { } problem)
                Terminal.Fail(problem);
        }

        return reports.Any(report => report.Problem is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private static int Wrong(Problem problem)
    {
        Terminal.Fail(problem);
        return ExitCode.WrongUsage;
    }

    private static int Chosen(ParseResult parse) => (parse.GetValue(Partnership) is null ? 0 : 1) + (parse.GetValue(Installation) ? 1 : 0);

    /// <summary>Null: every chain.</summary>
    private static string? ChainOf(ParseResult parse) => parse.GetValue(Installation) ? AuditChains.Installation : parse.GetValue(Partnership);
}
