using System.CommandLine;
using System.Globalization;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using Spectre.Console;

namespace ReactionPlans.Host.Commands;

/// <summary>keys show | rotate | lookup | drop-unreadable | take-folder: what is sealed under which of the installation's keys, sealing it anew, the key that finds residents, and the folder of data keys. (Keys of systems that deliver reports: <see cref="KeyCommand"/>.)</summary>
internal static class KeysCommand
{
    public static Command Build()
    {
        var show = new Command("show", "Tell how much is sealed under which key") { Settings.DataOption };
        show.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), Told(Show), stopping));
        var rotate = new Command("rotate", "Seal everything anew by the first key, while hosts run; safe to stop and to run again") { Settings.DataOption };
        rotate.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), Told(Rotate), stopping));
        var lookup = new Command("lookup", "Print the key that finds residents (RecipientLookupKey): it stays when the key that it is made of is taken out") { Settings.DataOption };
        lookup.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), (services, _) => Lookup(services), stopping));
        var drop = new Command("drop-unreadable", "Take out residents whose extract's key was thrown away: after an older database was restored") { Settings.DataOption };
        drop.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), DropUnreadable, stopping));
        var take = new Command("take-folder", "Take Keys:Folder for this database's, because the one it had is lost") { Settings.DataOption };
        take.SetAction((parse, stopping) => OneOff.Run(Settings.Read(parse), TakeFolder, stopping));
        return new Command("keys", "The installation's own keys: what is sealed under which, and sealing it anew") { show, rotate, lookup, drop, take };
    }

    private static IReadOnlyList<SealedKind> Kinds => [.. SealedKind.All, SealedKind.DataKeys];

    /// <summary>A folder of keys that is another's, or cannot be read, is told as such: what it lacks would count as sealed by no old key, and that key be taken out.</summary>
    private static Func<IServiceProvider, CancellationToken, Task<int>> Told(Func<IServiceProvider, CancellationToken, Task<int>> body) => async (services, stopping) =>
    {
        try
        {
            return await services.GetRequiredService<ExtractKeys>().CheckFolder(stopping) is { } otherFolder ? Terminal.Fail(otherFolder) : await body(services, stopping);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Terminal.Fail(Problems.DataKeysUnusable.With(services.GetRequiredService<DataKeys>().Place, exception.Message));
        }
    };

    private static async Task<int> DropUnreadable(IServiceProvider services, CancellationToken stopping)
    {
        var (dropped, problem) = await services.GetRequiredService<ExtractKeys>().DropUnreadable(stopping);
        if (problem is not null)
            return Terminal.Fail(problem);
        Terminal.Say($"{dropped} beboere er taget ud: nøglen til deres udtræk er smidt væk.");
        return ExitCode.Done;
    }

    private static async Task<int> TakeFolder(IServiceProvider services, CancellationToken stopping)
    {
        if (await services.GetRequiredService<ExtractKeys>().TakeFolder(stopping) is { } problem)
            return Terminal.Fail(problem);
        var place = services.GetRequiredService<DataKeys>().Place;
        Terminal.Say($"{place} er nu databasens mappe med nøgler. 'keys drop-unreadable' tager dem ud, der ikke kan læses med den.");
        return ExitCode.Done;
    }

    private static async Task<int> Show(IServiceProvider services, CancellationToken stopping)
    {
        var ring = services.GetRequiredService<KeyRing>();
        var under = await services.GetRequiredService<RotateKeys>().Show(stopping);
        var table = new Table().AddColumn("Nøgle");
        foreach (var kind in Kinds)
            table.AddColumn(new TableColumn(kind.Name).RightAligned());
        foreach (var key in ring.Keys)
            AddRow($"{key.Name}{(key == ring.Keys[0] ? ": forsegler" : "")}", one => one.Key == key && one.IsMarked);
        AddRow($"{ring.Unmarked.Name}, uden mærke", one => !one.IsMarked);
        var unknown = under.Where(one => one.Key is null).Sum(one => one.Count);
        if (unknown > 0)
            AddRow("ukendt nøgle", one => one.Key is null);
        AnsiConsole.Write(table);
        var (keys, residents, unreadable) = await services.GetRequiredService<ExtractKeys>().Count(stopping);
        if (keys > 0 || residents > 0)
            Terminal.Say($"{residents} numre på beboere ligger under {keys} nøgler til udtræk.");
        if (unreadable > 0)
            Terminal.Say($"{Problems.DataKeyGone.With(unreadable)}");

        foreach (var key in ring.Keys.Skip(1).Where(key => under.All(one => one.Key != key)))
            Terminal.Say($"{key.Name} forsegler intet mere{(key == ring.Unmarked && !ring.IsLookupApart ? ", men finder beboerne: giv RecipientLookupKey ('keys lookup'), før den tages ud" : " og kan tages ud; links i beskeder fra dens tid virker så ikke længere")}.");
        return unknown == 0 ? ExitCode.Done : Terminal.Fail(Problems.KeysLeft.With(unknown, unknown));

        void AddRow(string name, Func<SealedUnder, bool> isOf) => table.AddRow(
            [Markup.Escape(name), .. Kinds.Select(kind => under.Where(one => one.Kind == kind && isOf(one)).Sum(one => one.Count).ToString(CultureInfo.InvariantCulture))]);
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
                var bars = Kinds.ToDictionary(kind => kind, kind => progress.AddTask(kind.Name, maxValue: 1));
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
