using System.CommandLine;
using System.Net.NetworkInformation;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>demo: the whole service at work in an invented town, from the first report to the all-clear.</summary>
internal static class DemoCommand
{
    private const int FirstPort = 5080, LastPort = 5099;

    private static readonly Option<bool> OnceOption = new("--once") { Description = "Stop after the replay instead of serving the console" };
    private static readonly Option<string?> SummaryOption = new("--summary") { Description = "Write the summary as JSON to this file" };

    public static Command Build()
    {
        var command = new Command("demo", "See the whole service at work in an invented town") { OnceOption, SummaryOption, Settings.DataOption };
        command.SetAction((parse, stopping) => Run(Settings.Read(parse, inventsRecipients: true), parse.GetValue(OnceOption), parse.GetValue(SummaryOption), stopping));
        return command;
    }

    private static async Task<int> Run(Settings settings, bool once, string? summaryFile, CancellationToken stopping)
    {
        var town = Path.Combine(settings.DataFolder, DatabaseHome.Demo, "town");
        DemoTown.Write(town);
        string In(string name) => Path.Combine(town, name);
        var input = new ReplayInput(
            In(DemoTown.Agreement), In(DemoTown.Areas), In(DemoTown.Reports), null, null,
            In(DemoTown.Residents), In(DemoTown.NeighbourFriends), In(DemoTown.Stations), In(DemoTown.Sites), DemoTown.FirstDay, DemoTown.LastDay);

        var roles = Enum.GetValues<Role>().Where(role => !once || role != Role.Web).ToArray();
        var (session, problem) = await ReplaySession.Open(settings, DatabaseHome.Demo, input, PersonaList.Default, roles, once ? Startup.NoAddress : settings.IsAddressConfigured ? null : FreeAddress(), stopping);
        if (session is null)
            return Terminal.Fail(problem!);

        await using (session)
        {
            await session.Host.StartAsync(stopping);
            Terminal.Say($"[bold]ReactionPlans[/] afspiller tre år i en opdigtet kommune{(session.IsFresh ? "" : " (fortsætter, hvor den slap)")}.");
            var (summary, problems) = await session.Run(input, stopping);
            if (summary is null)
                return Terminal.Fail(problems);

            SummaryTable.Show(summary);
            if (summaryFile is not null)
                await File.WriteAllTextAsync(summaryFile, summary.ToJson(), stopping);
            Terminal.Say($"Breve og beskeder ligger i {Path.Combine(settings.DataFolder, DatabaseHome.Demo, "letters")}: digital-post som MeMo og print som fjernprint med PDF, taget imod af en prøvepostkasse, der fejler og kvitterer sent; mail som .eml");
            if (!once)
                await Serve(session, stopping);
            await session.Host.StopAsync(stopping);
            return summary.Violations.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        }
    }

    /// <summary>The usual port, or the next that nobody has: two demos can be shown side by side.</summary>
    private static string FreeAddress()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        return $"http://127.0.0.1:{Enumerable.Range(FirstPort, LastPort - FirstPort).FirstOrDefault(port => !taken.Contains(port), LastPort)}";
    }

    private static async Task Serve(ReplaySession session, CancellationToken stopping)
    {
        var accounts = session.Host.Services.GetRequiredService<Accounts>();
        var people = await session.Host.Services.GetRequiredService<Database>().Do(async work =>
            (await session.Host.Services.GetRequiredService<AgreementBook>().InForce(work, work.Today))
                .SelectMany(agreement => agreement.People, (agreement, person) => (agreement.Partnership, person)).ToList(), stopping);

        var table = new Table().AddColumns("Bruger", "Adgangskode", "Rolle");
        foreach (var (partnership, person) in people)
            table.AddRow(Markup.Escape(person.Id), Markup.Escape(await accounts.Create(person.Id, partnership.Id, person.Id, stopping)), Markup.Escape(person.Name));
        AnsiConsole.Write(table);
        Terminal.Say($"Konsollen: [bold]{session.Host.Urls.First()}[/]  (Ctrl+C stopper)");
        await session.Host.WaitForShutdownAsync(stopping);
    }
}
