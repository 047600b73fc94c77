using System.CommandLine;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Host.Commands;

/// <summary>station out | back: a mobile station cannot be sent for a time, or can again; its visits are planned anew.</summary>
internal static class StationCommand
{
    private static readonly Option<string> Station = new("--station") { Description = "The station's id", Required = true };
    private static readonly Option<string> Partnership = new("--partnership") { Description = "The partnership's id", Required = true };
    private static readonly Option<string> Person = new("--person") { Description = "Who of the police says so, by the id in the agreement", Required = true };
    private static readonly Option<string> From = new("--from") { Description = "From when; a day alone is the whole day", Required = true };
    private static readonly Option<string> To = new("--to") { Description = "Until when; a day alone is the whole day", Required = true };
    private static readonly Option<string> Because = new("--because") { Description = "Why; told to the parties whose visits find no other place", Required = true };
    private static readonly Option<int?> Crews = new("--crews") { Description = "How many of its crews; all without it" };

    public static Command Build()
    {
        var take = new Command("out", "Say that a station, or some of its crews, cannot be sent for a time") { Station, From, To, Because, Crews, Partnership, Person, Settings.DataOption };
        take.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Take(services, parse, token), stopping));
        var back = new Command("back", "Say that it can be sent again") { Station, Partnership, Person, Settings.DataOption };
        back.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Return(services, parse, token), stopping));
        return new Command("station", "Mobile police stations that fall out") { take, back };
    }

    private static async Task<int> Take(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        if (Outage.Read(parse.GetValue(Station)!, parse.GetValue(From)!, parse.GetValue(To)!, parse.GetValue(Crews), parse.GetValue(Because)!) is not { } outage)
        {
            Terminal.Fail(Problems.OutageTimesWrong.With(TakeStationOut.LongestDays, Moment.Expected));
            return ExitCode.WrongUsage;
        }

        if (await services.GetRequiredService<TakeStationOut>().Take(outage, parse.GetValue(Partnership)!, parse.GetValue(Person)!, stopping) is { } problem)
            return Terminal.Fail(problem);
        Terminal.Say($"Stationen {outage.StationId} er meldt ude fra {DanishText.Moment(outage.From)} til {DanishText.Moment(outage.To)}. Besøgene i den tid lægges om, og de berørte får besked.");
        return ExitCode.Done;
    }

    private static async Task<int> Return(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var stationId = parse.GetValue(Station)!;
        if (await services.GetRequiredService<TakeStationOut>().Return(stationId, parse.GetValue(Partnership)!, parse.GetValue(Person)!, stopping) is { } problem)
            return Terminal.Fail(problem);
        Terminal.Say($"Stationen {stationId} kan sendes igen. Besøg, der mangler en plads, kan få en.");
        return ExitCode.Done;
    }
}
