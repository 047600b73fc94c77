using System.CommandLine;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Host.Commands;

/// <summary>agreement check | import | accept, and the versions beside one another: what the parties agree on, from file to force.</summary>
internal static class AgreementCommand
{
    private static readonly Argument<string[]> Files = new("file") { Description = "The agreement (YAML)", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string> Partnership = new("partnership") { Description = "The partnership's id" };
    private static readonly Argument<int> Version = new("version") { Description = "The proposed version" };
    private static readonly Option<Party> PartyOption = new("--party") { Description = "police or municipality", Required = true };
    private static readonly Option<string> Person = new("--person") { Description = "Who accepts, by id in the agreement", Required = true };

    public static Command Build()
    {
        var import = new Command("import", "Propose agreements as the next version, unless one of their examples fails on the stored reports") { Files, Settings.DataOption };
        import.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => Import(services, parse.GetValue(Files)!, token), stopping));

        var accept = new Command("accept", "Accept a proposed version for one party; it holds when both have") { Partnership, Version, PartyOption, Person, Settings.DataOption };
        accept.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var problem = await services.GetRequiredService<Database>().Do(work => AcceptAgreement.By(
                work, services.GetRequiredService<AgreementBook>(), parse.GetValue(Partnership)!, parse.GetValue(Version), parse.GetValue(PartyOption), parse.GetValue(Person)!), token);
            if (problem is not null)
                return Terminal.Fail(problem);
            Terminal.Say($"Godkendt for {parse.GetValue(PartyOption)}.");
            return ExitCode.Done;
        }, stopping));

        var command = new Command("agreement", "What the parties have agreed on") { AgreementCheckCommand.Build(Files), import, accept };
        foreach (var other in AgreementVersionsCommand.Build())
            command.Add(other);
        return command;
    }

    private static async Task<int> Import(IServiceProvider services, string[] files, CancellationToken stopping)
    {
        foreach (var file in files)
        {
            var (yaml, problem) = WholeText.Read(file);
            if (yaml is null)
                return Terminal.Fail(problem!);
            var reading = await services.GetRequiredService<Database>().Do(
                work => ImportAgreement.Propose(work, yaml, file, services.GetRequiredService<TemplateBook>(), services.GetRequiredService<StoredExamples>().Failed), stopping);
            if (reading.Agreement is not { } agreement)
                return Terminal.Fail(reading.Problems);
            Terminal.Say($"{agreement.Partnership.Id} version {agreement.Version} er foreslået; begge parter skal godkende den.");
        }

        return ExitCode.Done;
    }
}
