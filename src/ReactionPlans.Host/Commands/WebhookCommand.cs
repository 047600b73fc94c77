using System.CommandLine;
using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>webhook add | list | resume | remove: the addresses that a partnership's events are brought to; a secret is shown once.</summary>
internal static class WebhookCommand
{
    private static readonly Option<string> Partnership = new("--partnership") { Description = "The partnership's id", Required = true };
    private static readonly Option<string> Url = new("--url") { Description = "The address that events are posted to", Required = true };
    private static readonly Argument<string> Id = new("id") { Description = "The address's id, as it is listed" };

    public static Command Build()
    {
        var add = new Command("add", "Bring a partnership's events to an address from now on") { Partnership, Url, Settings.DataOption };
        add.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Add(services, parse, token), stopping));
        var list = new Command("list", "List the addresses: whose, what is waiting, what fails") { Settings.DataOption };
        list.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), List, stopping));
        var resume = new Command("resume", "Try an address that fails at once, from where it left off") { Id, Settings.DataOption };
        resume.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
            Told(await services.GetRequiredService<Webhooks>().Resume(parse.GetValue(Id)!, Actor.Program, token), parse, "får nu, hvad der venter."), stopping));
        var remove = new Command("remove", "Bring an address nothing more") { Id, Settings.DataOption };
        remove.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
            Told(await services.GetRequiredService<Webhooks>().Remove(parse.GetValue(Id)!, Actor.Program, token), parse, "får ikke mere."), stopping));
        return new Command("webhook", "Where the parties' own systems are told what happens to plans") { add, list, resume, remove };
    }

    private static async Task<int> Add(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var (id, secret, problem) = await services.GetRequiredService<Webhooks>().Add(parse.GetValue(Partnership)!, parse.GetValue(Url)!, Actor.Program, stopping);
        if (problem is not null)
            return Terminal.Fail(problem);
        Terminal.Say($"Modtager {id}. Hændelser underskrives med {secret} (vises kun nu)");
        return ExitCode.Done;
    }

    private static async Task<int> List(IServiceProvider services, CancellationToken stopping)
    {
        foreach (var webhook in await services.GetRequiredService<Webhooks>().List(stopping))
        {
            var state = webhook.StoppedAt is { } stopped ? $"opgivet {Shown(stopped)} ({webhook.LastFailure})"
                : webhook.FailingSince is { } since ? $"fejler siden {Shown(since)} ({webhook.LastFailure})" : "i orden";
            Terminal.Say($"{webhook.Id}: {webhook.PartnershipId}, {new Uri(webhook.Url).Host}; {state}; bekræftet til nr. {webhook.ConfirmedNumber}, {webhook.Waiting} venter");
        }

        return ExitCode.Done;
    }

    private static int Told(bool isDone, ParseResult parse, string what)
    {
        if (!isDone)
            return Terminal.Fail(Problems.WebhookNotFound.With(parse.GetValue(Id)!));
        Terminal.Say($"Modtager {parse.GetValue(Id)} {what}");
        return ExitCode.Done;
    }

    private static string Shown(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
