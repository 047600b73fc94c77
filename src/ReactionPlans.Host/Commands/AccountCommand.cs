using System.CommandLine;
using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Web.Api;

namespace ReactionPlans.Host.Commands;

/// <summary>account add | list | reset | remove | key: who may sign in to the console, or answer through a system of their own; a password or key is shown once.</summary>
internal static class AccountCommand
{
    private static readonly Option<string?> Partnership = new("--partnership") { Description = "The partnership's id" };
    private static readonly Option<string?> Person = new("--person") { Description = "The person's id in the agreement" };
    private static readonly Option<string?> RoleOption = new("--role") { Description = $"Instead of a person: {string.Join(" | ", PersonRoles.WithoutPartnership)}" };
    private static readonly Option<string?> UserName = new("--user") { Description = "User name; the person's id, or the role, without it" };
    private static readonly Option<bool> Existing = new("--existing") { Description = "The account is there: it works for one more partnership, and keeps its password" };
    private static readonly Option<string?> Station = new("--station") { Description = "The key opens this mobile station's calendar and nothing else: the address to subscribe to is printed" };
    private static readonly Argument<string> Key = new("id") { Description = "The key's id, as it is listed" };
    private static readonly Argument<string> Account = new("user") { Description = "User name" };

    public static Command Build()
    {
        var add = new Command("add", "Give a person of an agreement, the secretariat or an administrator a way to sign in") { Partnership, Person, RoleOption, UserName, Existing, Settings.DataOption };
        add.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Add(services, parse, token), stopping));
        var list = new Command("list", "Say who may sign in, and as what") { Settings.DataOption };
        list.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), List, stopping));
        var reset = new Command("reset", "Give an account a new password") { Account, Settings.DataOption };
        reset.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Reset(services, parse.GetValue(Account)!, token), stopping));
        var remove = new Command("remove", "Remove an account; whoever is signed in with it is out at the next click") { Account, Settings.DataOption };
        remove.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Remove(services, parse.GetValue(Account)!, token), stopping));
        return new Command("account", "Who may sign in to the console") { add, list, reset, remove, BuildKey() };
    }

    private static Command BuildKey()
    {
        var list = new Command("list", "List people's keys: whose, last used, revoked") { Settings.DataOption };
        list.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), ListKeys, stopping));
        var revoke = new Command("revoke", "Stop a person's key at once") { Key, Settings.DataOption };
        revoke.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => RevokeKey(services, parse.GetValue(Key)!, token), stopping));
        var key = new Command("key", "Give a person of an agreement a key, with which their own system answers in their name over HTTP; or a calendar the address of a station's visits") { Partnership, Person, Station, Settings.DataOption, list, revoke };
        key.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => MakeKey(services, parse, token), stopping));
        return key;
    }

    private static async Task<int> MakeKey(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        if (parse.GetValue(Partnership) is not { } partnershipId || parse.GetValue(Person) is not { } personId)
        {
            Terminal.Fail(Problems.MembershipWrong.With("-"));
            return ExitCode.WrongUsage;
        }

        if (!await IsInAgreement(services, partnershipId, personId, stopping))
            return Terminal.Fail(Problems.PersonUnknown.With(personId));
        var stationId = parse.GetValue(Station);
        if (stationId is not null && await services.GetRequiredService<ReadStationCalendar>().Of(stationId, stopping) is null)
            return Terminal.Fail(Problems.StationUnknown.With(stationId));
        var key = await services.GetRequiredService<PersonKeys>().Create(partnershipId, personId, Actor.Program, stopping, stationId);
        if (stationId is null)
        {
            Terminal.Say($"Nøgle {key} for {personId} i {partnershipId} (vises kun nu)");
            return ExitCode.Done;
        }

        var address = $"{services.GetRequiredService<TextOptions>().ConsoleUrl.TrimEnd('/')}{StationsApi.CalendarOf(stationId)}?{CalendarKeyScheme.Parameter}={key}";
        Terminal.Say($"Kalenderens adresse for {personId} i {partnershipId} (vises kun nu, og hvem der har den, kan se kalenderen): {address}");
        return ExitCode.Done;
    }

    private static async Task<int> ListKeys(IServiceProvider services, CancellationToken stopping)
    {
        foreach (var key in await services.GetRequiredService<PersonKeys>().List(stopping))
            Terminal.Say($"{key.Id}: {key.PersonId} i {key.PartnershipId}{(key.StationId is { } station ? $", kun kalenderen for {station}" : "")}; {(key.RevokedAt is null ? "gælder" : "trukket tilbage")}; sidst brugt {Shown(key.LastUsedAt)}");
        return ExitCode.Done;
    }

    private static async Task<int> RevokeKey(IServiceProvider services, string id, CancellationToken stopping)
    {
        if (!await services.GetRequiredService<PersonKeys>().Revoke(id, Actor.Program, stopping))
            return Terminal.Fail(Problems.PersonKeyNotFound.With(id));
        Terminal.Say($"Nøglen {id} virker ikke mere.");
        return ExitCode.Done;
    }

    private static string Shown(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "aldrig";

    private static async Task<int> Add(IServiceProvider services, ParseResult parse, CancellationToken stopping)
    {
        var (partnershipId, personId, role) = (parse.GetValue(Partnership), parse.GetValue(Person), parse.GetValue(RoleOption));
        if (role is null ? partnershipId is null || personId is null : partnershipId is not null || personId is not null || !PersonRoles.WithoutPartnership.Contains(role))
        {
            Terminal.Fail(Problems.MembershipWrong.With(string.Join(" | ", PersonRoles.WithoutPartnership)));
            return ExitCode.WrongUsage;
        }

        if (role is null && !await IsInAgreement(services, partnershipId!, personId!, stopping))
            return Terminal.Fail(Problems.PersonUnknown.With(personId));

        var userName = parse.GetValue(UserName) ?? personId ?? role!;
        if (Accounts.IsVouchedFor(userName))
            return Terminal.Fail(Problems.AccountVouchedFor.With(userName));
        var membership = new Membership(userName, partnershipId, personId, role);
        var accounts = services.GetRequiredService<Accounts>();
        if (parse.GetValue(Existing))
        {
            if (!await accounts.AddMembership(membership, Actor.Program, stopping))
                return Terminal.Fail(Problems.AccountUnknown.With(userName));
            Terminal.Say($"Bruger {userName} kan nu også arbejde som {personId ?? role}.");
            return ExitCode.Done;
        }

        Terminal.Say($"Bruger {userName}, adgangskode {await accounts.Add(membership, Actor.Program, stopping)} (vises kun nu)");
        return ExitCode.Done;
    }

    private static Task<bool> IsInAgreement(IServiceProvider services, string partnershipId, string personId, CancellationToken stopping) =>
        services.GetRequiredService<Database>().Do(async work =>
            (await services.GetRequiredService<AgreementBook>().InForce(work, work.Today))
                .FirstOrDefault(agreement => agreement.Partnership.Id == partnershipId)?.FindPerson(personId) is not null, stopping);

    private static async Task<int> List(IServiceProvider services, CancellationToken stopping)
    {
        foreach (var membership in await services.GetRequiredService<Accounts>().List(stopping))
            Terminal.Say($"{membership.UserName}: {membership.Role ?? $"{membership.PersonId} i {membership.PartnershipId}"}");
        return ExitCode.Done;
    }

    private static async Task<int> Reset(IServiceProvider services, string userName, CancellationToken stopping)
    {
        if (await services.GetRequiredService<Accounts>().Reset(userName, Actor.Program, stopping) is not { } password)
            return Terminal.Fail(Problems.AccountUnknown.With(userName));
        Terminal.Say($"Bruger {userName}, adgangskode {password} (vises kun nu)");
        return ExitCode.Done;
    }

    private static async Task<int> Remove(IServiceProvider services, string userName, CancellationToken stopping)
    {
        if (!await services.GetRequiredService<Accounts>().Remove(userName, Actor.Program, stopping))
            return Terminal.Fail(Problems.AccountUnknown.With(userName));
        Terminal.Say($"Bruger {userName} er fjernet.");
        return ExitCode.Done;
    }
}
