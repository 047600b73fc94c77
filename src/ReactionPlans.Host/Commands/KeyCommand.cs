using System.CommandLine;
using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>key create | list | rotate | revoke: which systems may deliver reports over HTTP; a key is shown once.</summary>
internal static class KeyCommand
{
    private const int UsualOverlapHours = 72;

    private static readonly Option<string> Name = new("--name") { Description = "The system that delivers", Required = true };
    private static readonly Option<string[]> Sources = new("--source") { Description = "A source whose reports it may deliver; may be given several times", Required = true };
    private static readonly Option<int> OverlapHours = new("--overlap-hours") { Description = "How long the old key works beside the new one", DefaultValueFactory = _ => UsualOverlapHours };
    private static readonly Argument<string> Id = new("id") { Description = "The key's id, as it is listed" };

    public static Command Build()
    {
        var create = new Command("create", "Make a key") { Name, Sources, Settings.DataOption };
        create.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Create(services, parse, token), stopping));
        var list = new Command("list", "List the keys: whose, for what, last used, ended") { Settings.DataOption };
        list.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), List, stopping));
        OverlapHours.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 8_760)
                result.AddError("--overlap-hours: 0-8760");
        });
        var rotate = new Command("rotate", "Make a new key for the same sources; the old one works for a while beside it") { Id, OverlapHours, Settings.DataOption };
        rotate.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Rotate(services, parse, token), stopping));
        var revoke = new Command("revoke", "Stop a key at once") { Id, Settings.DataOption };
        revoke.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Revoke(services, parse.GetValue(Id)!, token), stopping));
        return new Command("key", "Which systems may deliver reports over HTTP") { create, list, rotate, revoke };
    }

    private static async Task<int> Create(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var (key, problem) = await services.GetRequiredService<ApiKeys>().Create(parse.GetValue(Name)!, parse.GetValue(Sources)!, Actor.Program, stopping);
        if (problem is not null)
            return Terminal.Fail(problem);
        Terminal.Say($"Nøgle {key} (vises kun nu)");
        return ExitCode.Done;
    }

    private static async Task<int> List(IServiceProvider services, CancellationToken stopping)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var key in await services.GetRequiredService<ApiKeys>().List(stopping))
        {
            var state = key.HoldsAt(now) ? key.EndsAt is { } end ? $"gælder til {Shown(end)}" : "gælder" : $"ophørt {Shown(key.RevokedAt ?? key.EndsAt)}";
            Terminal.Say($"{key.Id}: {key.Name}, {string.Join(", ", key.Sources)}; {state}; sidst brugt {Shown(key.LastUsedAt)}");
        }

        return ExitCode.Done;
    }

    private static async Task<int> Rotate(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var (id, hours) = (parse.GetValue(Id)!, parse.GetValue(OverlapHours));
        if (await services.GetRequiredService<ApiKeys>().Rotate(id, TimeSpan.FromHours(hours), Actor.Program, stopping) is not { } key)
            return Terminal.Fail(Problems.KeyNotFound.With(id));
        Terminal.Say($"Nøgle {key} (vises kun nu). Nøglen {id} virker {hours} timer endnu.");
        return ExitCode.Done;
    }

    private static async Task<int> Revoke(IServiceProvider services, string id, CancellationToken stopping)
    {
        if (!await services.GetRequiredService<ApiKeys>().Revoke(id, Actor.Program, stopping))
            return Terminal.Fail(Problems.KeyNotFound.With(id));
        Terminal.Say($"Nøglen {id} virker ikke mere.");
        return ExitCode.Done;
    }

    private static string Shown(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "aldrig";
}
