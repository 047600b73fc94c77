using System.CommandLine;
using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>keys show | rotate | lookup: what is sealed under which of the installation's keys, sealing it anew, and the key that finds residents. (Keys of systems that deliver reports: <see cref="KeyCommand"/>.)</summary>
internal static class KeysCommand
{
    public static Command Build()
    {
        var show = new Command("show", "Tell how much is sealed under which key") { Settings.DataOption };
        show.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), Show, stopping));
        var rotate = new Command("rotate", "Seal everything anew by the first key, while hosts run; safe to stop and to run again") { Settings.DataOption };
        rotate.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), Rotate, stopping));
        var lookup = new Command("lookup", "Print the key that finds residents (RecipientLookupKey): it stays when the key that it is made of is taken out") { Settings.DataOption };
        lookup.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, _) => Lookup(services), stopping));
        return new Command("keys", "The installation's own keys: what is sealed under which, and sealing it anew") { show, rotate, lookup };
    }

    private static async Task<int> Show(IServiceProvider services, CancellationToken stopping)
    {
        var ring = services.GetRequiredService<KeyRing>();
        var under = await services.GetRequiredService<RotateKeys>().Show(stopping);
        var table = new Table().AddColumn("Nøgle");
        foreach (var kind in SealedKind.All)
            table.AddColumn(new TableColumn(kind.Name).RightAligned());
        foreach (var key in ring.Keys)
            AddRow($"{key.Name}{(key == ring.Keys[0] ? ": forsegler" : "")}", one => one.Key == key && one.IsMarked);
        AddRow($"{ring.Unmarked.Name}, uden mærke", one => !one.IsMarked);
        var unknown = under.Where(one => one.Key is null).Sum(one => one.Count);
        if (unknown > 0)
            AddRow("ukendt nøgle", one => one.Key is null);
        AnsiConsole.Write(table);

        foreach (var key in ring.Keys.Skip(1).Where(key => under.All(one => one.Key != key)))
            Terminal.Say($"{key.Name} forsegler intet mere{(key == ring.Unmarked && !ring.IsLookupApart ? ", men finder beboerne: giv RecipientLookupKey ('keys lookup'), før den tages ud" : " og kan tages ud; links i beskeder fra dens tid virker så ikke længere")}.");
        return unknown == 0 ? ExitCode.Done : Terminal.Fail(Problems.KeysLeft.With(unknown, unknown));

        void AddRow(string name, Func<SealedUnder, bool> isOf) => table.AddRow(
            [Markup.Escape(name), .. SealedKind.All.Select(kind => under.Where(one => one.Kind == kind && isOf(one)).Sum(one => one.Count).ToString(CultureInfo.InvariantCulture))]);
    }

    private static async Task<int> Rotate(IServiceProvider services, CancellationToken stopping)
    {
        var ring = services.GetRequiredService<KeyRing>();
        if (!ring.Marks)
        {
            Terminal.Say($"Der er kun én nøgle (RecipientKey). Sæt RecipientKeys med den nye nøgle først og den gamle efter.");
            return ExitCode.Done;
        }

        var resealed = await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress =>
            {
                var bars = SealedKind.All.ToDictionary(kind => kind, kind => progress.AddTask(kind.Name, maxValue: 1));
                var told = new Progress<ResealProgress>(at => bars[at.Kind].Value = at.Total == 0 ? 1 : (double)at.Done / at.Total);
                return services.GetRequiredService<RotateKeys>().Run(told, Actor.Program, stopping);
            });
        foreach (var one in resealed)
            Terminal.Say($"{one.Done} {one.Kind.Name} er forseglet på ny med {ring.Keys[0].Name}.");
        var left = resealed.Sum(one => one.Left);
        return left == 0 ? ExitCode.Done : Terminal.Fail(Problems.KeysLeft.With(left, resealed.Sum(one => one.Unopened)));
    }

    private static Task<int> Lookup(IServiceProvider services)
    {
        System.Console.Out.WriteLine(Convert.ToBase64String(services.GetRequiredService<KeyRing>().LookupKey));
        return Task.FromResult(ExitCode.Done);
    }
}
