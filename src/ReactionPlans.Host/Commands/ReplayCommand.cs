using System.CommandLine;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>replay: the whole service on given data, day by day on a virtual clock.</summary>
internal static class ReplayCommand
{
    private const int ResidentsPerArea = 200;

    /// <summary>The same areas get the same invented people in every run.</summary>
    private const int Seed = 1;

    private static readonly Option<string?> Residents = new("--residents") { Description = "Residents (CSV); without it 200 synthetic people for each area" };
    private static readonly Option<string?> NeighbourFriends = new("--neighbour-friends") { Description = "Neighbour friends (CSV); synthetic ones without it" };
    private static readonly Option<string?> Stations = new("--stations") { Description = "Mobile police stations (CSV); invented ones without it" };
    private static readonly Option<string?> Sites = new("--sites") { Description = "Places a station can stand (CSV); invented ones without it" };
    private static readonly Option<string?> PersonasFile = new("--personas") { Description = "How people answer (YAML); usually: approve after 1 hour, do tasks in time" };
    private static readonly Option<string?> SummaryFile = new("--summary") { Description = "Write the summary as JSON to this file" };

    public static Command Build()
    {
        var command = new Command("replay", "Replay given data through the real pipeline, day by day on a virtual clock")
        {
            PastOptions.Agreement, PastOptions.Areas, PastOptions.Reports, PastOptions.From, PastOptions.To, PastOptions.Map, PastOptions.ReportDays, Residents, NeighbourFriends, Stations, Sites, PersonasFile, SummaryFile, Settings.DataOption,
        };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parse, CancellationToken stopping)
    {
        var settings = Settings.Read(parse, inventsRecipients: true);
        var (personas, problems) = PersonasYaml.Read(parse.GetValue(PersonasFile));
        if (problems.Count > 0)
            return Terminal.Fail(problems);

        var (people, wrong) = Invent(settings, parse);
        if (people is null)
            return Terminal.Fail(wrong);

        var input = new ReplayInput(
            parse.GetValue(PastOptions.Agreement)!, parse.GetValue(PastOptions.Areas)!, parse.GetValue(PastOptions.Reports)!, parse.GetValue(PastOptions.Map), parse.GetValue(PastOptions.ReportDays),
            parse.GetValue(Residents) ?? people.Residents, parse.GetValue(NeighbourFriends) ?? people.NeighbourFriends,
            parse.GetValue(Stations) ?? people.Stations, parse.GetValue(Sites) ?? people.Sites, parse.GetValue(PastOptions.From), parse.GetValue(PastOptions.To));

        var roles = Enum.GetValues<Role>().Where(role => role != Role.Web).ToArray();
        var (session, problem) = await ReplaySession.Open(settings, DatabaseHome.Replay, input, personas, roles, Startup.NoAddress, stopping);
        if (session is null)
            return Terminal.Fail(problem!);

        await using (session)
        {
            await session.Host.StartAsync(stopping);
            var (summary, failed) = await session.Run(input, stopping);
            if (summary is null)
                return Terminal.Fail(failed);

            SummaryTable.Show(summary);
            if (parse.GetValue(SummaryFile) is { } file)
                await File.WriteAllTextAsync(file, summary.ToJson(), stopping);
            await session.Host.StopAsync(stopping);
            return summary.Violations.Count > 0 ? ExitCode.Failed : summary.Reports.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
        }
    }

    /// <summary>Nobody's real residents may be used for practice, yet every step of a plan needs someone to reach.</summary>
    private static (ReplayPeopleFiles? People, IReadOnlyList<Problem> Problems) Invent(Settings settings, ParseResult parse)
    {
        var (mapping, problems) = parse.GetValue(PastOptions.Map) is { } map ? MappingFile.Read(map) : (Mapping.None, []);
        if (mapping is null)
            return (null, problems);
        var drawn = AreasFile.Read(parse.GetValue(PastOptions.Areas)!, mapping);
        if (drawn.Problems.Count > 0)
            return (null, drawn.Problems);

        var folder = Path.Combine(settings.DataFolder, DatabaseHome.Replay, "invented");
        return (ReplayPeople.Write(folder, [.. drawn.Areas.Select(area => (area.Code, area.Name, area.Geometry))], ResidentsPerArea, parse.GetValue(PastOptions.From), Seed), []);
    }
}
