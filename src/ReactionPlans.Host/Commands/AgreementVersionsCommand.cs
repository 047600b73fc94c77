using System.CommandLine;
using System.CommandLine.Parsing;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection.Backtest;
using ReactionPlans.Rules.Time;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>agreement list | diff | show-backtest | withdraw | print: the versions of an agreement beside one another.</summary>
internal static class AgreementVersionsCommand
{
    private const int MostShown = 40;

    private static readonly Argument<string> Partnership = new("partnership") { Description = "The partnership's id" };
    private static readonly Argument<int> Version = new("version") { Description = "The version" };
    private static readonly Option<string> Person = new("--person") { Description = "The person, by id in the agreement", Required = true };

    private static readonly Argument<string> Printed = new("what") { Description = "A file, or a partnership whose agreement in force is printed" };
    private static readonly Option<string> Output = new("--output") { Description = "The HTML file to write", Required = true };

    private static readonly Argument<string[]> Compared = new("what") { Description = "Two files, or a partnership and two versions", Arity = new ArgumentArity(2, 3) };
    private static readonly Option<string?> Areas = new("--areas") { Description = "The areas (GeoJSON): tell the activations gained and lost too" };
    private static readonly Option<string?> Reports = new("--reports") { Description = "The reports to try both on (CSV, plain or .gz)" };
    private static readonly Option<DateOnly?> From = new("--from") { Description = "First day" };
    private static readonly Option<DateOnly?> To = new("--to") { Description = "Last day" };

    public static IEnumerable<Command> Build()
    {
        var list = new Command("list", "List the versions of a partnership's agreement") { Partnership, Settings.DataOption };
        list.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) => List(services, parse.GetValue(Partnership)!, token), stopping));

        var diff = new Command("diff", "Say in sentences what changes from one version to another") { Compared, Areas, Reports, From, To, PastOptions.Map, PastOptions.ReportDays, PastOptions.SchoolHolidays, Settings.DataOption };
        diff.Validators.Add(result =>
        {
            var given = new Option[] { Areas, Reports, From, To }.Count(option => result.GetResult(option) is not null);
            if (given is not (0 or 4))
                result.AddError("--areas, --reports, --from and --to go together");
            else if (given == 4 && result.GetValue(To) < result.GetValue(From))
                result.AddError("--to lies before --from");
            if (result.GetValue(Compared) is [_, var before, var after] && !(int.TryParse(before, out _) && int.TryParse(after, out _)))
                result.AddError("diff takes two files, or a partnership and two version numbers");
        });
        diff.SetAction(Diff);

        var show = new Command("show-backtest", "Show a person what a version would have done on the stored reports, as needed before accepting it") { Partnership, Version, Person, Settings.DataOption };
        show.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, token) =>
            ShowStored(services, parse.GetValue(Partnership)!, parse.GetValue(Version), parse.GetValue(Person)!, token), stopping));

        var withdraw = new Command("withdraw", "Take a proposed version back") { Partnership, Version, Person, Settings.DataOption };
        withdraw.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var problem = await services.GetRequiredService<Database>().Do(work => WithdrawAgreement.By(
                work, services.GetRequiredService<AgreementBook>(), parse.GetValue(Partnership)!, parse.GetValue(Version), parse.GetValue(Person)!), token);
            if (problem is not null)
                return Terminal.Fail(problem);
            Terminal.Say($"Version {parse.GetValue(Version)} er trukket tilbage.");
            return ExitCode.Done;
        }, stopping));
        var print = new Command("print", "Write an agreement as one page to print: who decides what by when") { Printed, Output, Settings.DataOption };
        print.SetAction((parse, stopping) => File.Exists(parse.GetValue(Printed)!)
            ? PrintFile(parse.GetValue(Printed)!, parse.GetValue(Output)!, stopping)
            : OneOff.Run(Settings.Read(parse), (services, token) => PrintInForce(services, parse.GetValue(Printed)!, parse.GetValue(Output)!, token), stopping));
        return [list, diff, show, withdraw, print];
    }

    private static async Task<int> PrintFile(string file, string output, CancellationToken stopping)
    {
        var (agreement, problems) = BacktestFiles.ReadAgreement(file);
        return agreement is null ? Terminal.Fail(problems) : await Print(agreement, output, stopping);
    }

    private static async Task<int> PrintInForce(IServiceProvider services, string partnership, string output, CancellationToken stopping)
    {
        var agreement = await services.GetRequiredService<Database>().Do(work => AgreementVersions.InForce(work, services.GetRequiredService<AgreementBook>(), partnership), stopping);
        return agreement is null ? Terminal.Fail(Problems.PartnershipWithoutAgreement.With(partnership)) : await Print(agreement, output, stopping);
    }

    private static async Task<int> Print(Agreement agreement, string output, CancellationToken stopping)
    {
        await File.WriteAllTextAsync(output, AgreementPrint.Write(agreement), stopping);
        Terminal.Say($"{output}");
        return ExitCode.Done;
    }

    private static async Task<int> List(IServiceProvider services, string partnership, CancellationToken stopping)
    {
        var versions = await services.GetRequiredService<Database>().Do(work => AgreementVersions.Of(work, partnership), stopping);
        if (versions.Count == 0)
            return Terminal.Fail(Problems.PartnershipWithoutAgreement.With(partnership));
        foreach (var version in versions)
        {
            var row = version.Row;
            Terminal.Say($"{row.Version}: {AgreementStates.Told(version.State).Danish}, gælder fra {DanishText.Day(row.HoldsFrom)}; foreslået af {row.ProposedBy ?? "kommandolinjen"}; politiet: {row.AcceptedByPolice ?? "-"}; kommunen: {row.AcceptedByMunicipality ?? "-"}");
        }

        return ExitCode.Done;
    }

    private static async Task<int> Diff(ParseResult parse, CancellationToken stopping)
    {
        var what = parse.GetValue(Compared)!;
        if (what is [var first, var second])
        {
            var (before, problems) = BacktestFiles.ReadAgreement(first);
            var (after, others) = BacktestFiles.ReadAgreement(second);
            return before is null || after is null ? Terminal.Fail([.. problems, .. others]) : await Tell(parse, before, after, stopping);
        }

        return await OneOff.Run(Settings.Read(parse), async (services, token) =>
        {
            var found = new List<Agreement>();
            foreach (var number in what[1..].Select(int.Parse))
            {
                if (await services.GetRequiredService<Database>().Do(work => services.GetRequiredService<AgreementBook>().Find(work, what[0], number), token) is not { } version)
                    return Terminal.Fail(Problems.AgreementUnknown.With(what[0], number));
                found.Add(version);
            }

            return await Tell(parse, found[0], found[1], token);
        }, stopping);
    }

    private static async Task<int> Tell(ParseResult parse, Agreement before, Agreement after, CancellationToken stopping)
    {
        var sentences = AgreementDifference.Between(before, after);
        foreach (var sentence in sentences)
            Terminal.Say($"{sentence}");
        if (sentences.Count == 0)
            Terminal.Say($"Der er ingen forskel.");
        if (parse.GetValue(Areas) is not { } areas)
            return ExitCode.Done;

        var (past, wrong) = PastOptions.ReadPast(parse, areas, parse.GetValue(Reports)!);
        if (past is null)
            return Terminal.Fail(wrong);
        var reports = new List<BacktestReport>();
        foreach (var agreement in new[] { before, after })
        {
            var input = past.For(agreement, parse.GetValue(From)!.Value, parse.GetValue(To)!.Value);
            if (input.Areas.Count == 0)
                return Terminal.Fail(Problems.NoAreaCovered.With(agreement.Areas.Level));
            reports.Add(BacktestReport.Of(agreement, await Task.Run(() => BacktestRun.Run(input, progress: null, stopping), stopping)));
        }

        Tell(BacktestDifference.Of(reports[0], reports[1]), past.NamesFor(before).Concat(past.NamesFor(after)).DistinctBy(pair => pair.Key).ToDictionary());
        return RejectedRows.Tell(past.Rejected);
    }

    private static async Task<int> ShowStored(IServiceProvider services, string partnership, int version, string person, CancellationToken stopping)
    {
        var (database, book) = (services.GetRequiredService<Database>(), services.GetRequiredService<AgreementBook>());
        if (await database.Do(work => book.Find(work, partnership, version), stopping) is null)
            return Terminal.Fail(Problems.AgreementUnknown.With(partnership, version));

        var history = await services.GetRequiredService<BacktestHistory>().Of(partnership, version, stopping);
        if (history is null)
        {
            Terminal.Say($"Der er ingen gemte anmeldelser at prøve version {version} på.");
        }
        else
        {
            Terminal.Say($"Version {version} ville have sat {history.Version.ActivationCount} planer i gang fra {DanishText.Day(history.Version.From)} til {DanishText.Day(history.Version.To)}.");
            if (history.Difference is { } difference)
                Tell(difference, history.Names);
            else
                Tell("Aktivering", history.Version.Activations, history.Names);
        }

        var problem = await database.Do(work => ShowBacktest.To(
            work, book, partnership, version, person, history is null ? BacktestSeen.NothingStored : BacktestSeen.Of(history.Version, history.InForce)), stopping);
        return problem is null ? ExitCode.Done : Terminal.Fail(problem);
    }

    private static void Tell(BacktestDifference difference, IReadOnlyDictionary<string, string> names)
    {
        Terminal.Say($"{difference.InBoth} aktiveringer er de samme; {difference.OnlyInFirst.Count} falder bort, og {difference.OnlyInSecond.Count} kommer til.");
        Tell("Falder bort", difference.OnlyInFirst, names);
        Tell("Kommer til", difference.OnlyInSecond, names);
    }

    private static void Tell(string what, IReadOnlyList<BacktestActivation> activations, IReadOnlyDictionary<string, string> names)
    {
        foreach (var one in activations.Take(MostShown))
            Terminal.Say($"{what}: {one.Area} {names.GetValueOrDefault(one.Area, "")}, {DanishText.Day(one.FiredOn)} ('{one.Criterion}', {(one.IsByCalendar ? "efter kalenderen" : $"{DanishText.Number(one.Count, 1)} anmeldelser")})");
        if (activations.Count > MostShown)
            AnsiConsole.WriteLine($"... og {activations.Count - MostShown} mere");
    }
}
