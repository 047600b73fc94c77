using System.CommandLine;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>account add: lets a person of an agreement sign in to the console; the password is shown once.</summary>
internal static class AccountCommand
{
    private static readonly Option<string> Partnership = new("--partnership") { Description = "The partnership's id", Required = true };
    private static readonly Option<string> Person = new("--person") { Description = "The person's id in the agreement", Required = true };
    private static readonly Option<string?> UserName = new("--user") { Description = "User name; the person's id without it" };

    public static Command Build()
    {
        var add = new Command("add", "Give a person of an agreement a way to sign in, or a new password") { Partnership, Person, UserName, Settings.DataOption };
        add.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var (partnershipId, personId) = (parse.GetValue(Partnership)!, parse.GetValue(Person)!);
            var known = await services.GetRequiredService<Database>().Do(async work =>
                (await services.GetRequiredService<AgreementBook>().InForce(work, work.Today))
                    .FirstOrDefault(agreement => agreement.Partnership.Id == partnershipId)?.FindPerson(personId) is not null, token);
            if (!known)
                return Terminal.Fail(Problems.PersonUnknown.With(personId));

            var userName = parse.GetValue(UserName) ?? personId;
            var password = await services.GetRequiredService<Accounts>().Create(userName, partnershipId, personId, token);
            Terminal.Say($"Bruger {userName}, adgangskode {password} (vises kun nu)");
            return ExitCode.Done;
        }, stopping));
        return new Command("account", "Who may sign in to the console") { add };
    }
}
