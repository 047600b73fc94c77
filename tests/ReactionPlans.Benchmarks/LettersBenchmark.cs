using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Benchmarks;

/// <summary>Letters a second from a started activation to accepted, planned, rendered and written, beside writing the same bytes to the same disk.</summary>
internal static class LettersBenchmark
{
    private const string Unit = "letters/s";

    /// <summary>All of the demo town: 6,000 residents.</summary>
    private const int Areas = 9;

    /// <summary>13:00 in Denmark: letters do not leave at night.</summary>
    private static readonly DateTimeOffset Daytime = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<Comparison>> Run(Repetitions plan, CancellationToken stopping)
    {
        await using var database = await MeasuringDatabase.Start(stopping);
        var folder = Directory.CreateTempSubdirectory("rp-letters-").FullName;
        try
        {
            var key = RandomNumberGenerator.GetBytes(32);
            using (var host = FlowHost(database, folder, waitForDisk: false, key))
                await LetterTown.Import(host.Services, Path.Combine(folder, "town"), stopping);
            var town = new LetterTown(database);
            return
            [
                await Compare("letters, waiting for the disk", true),
                await Compare("letters, not waiting for the disk", false),
            ];

            async Task<Comparison> Compare(string name, bool waitForDisk)
            {
                using var host = FlowHost(database, folder, waitForDisk, key);
                await host.StartAsync(stopping);
                await Ours(host, town, folder, Math.Max(1, plan.Of(Areas)), stopping);
                var letters = Directory.EnumerateFiles(OutgoingOf(folder), "*.xml", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToArray();
                var comparison = await Comparison.Measure(name, Unit, plan,
                    ("temporary file and rename", () => Task.Run(() => Raw(letters, Path.Combine(folder, "raw"), waitForDisk), stopping)),
                    () => Ours(host, town, folder, Math.Max(1, plan.Of(Areas)), stopping));
                await host.StopAsync(stopping);
                return comparison;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Raw(byte[][] letters, string folder, bool waitForDisk)
    {
        Empty(folder);
        var watch = Stopwatch.StartNew();
        // As many at once as the hop that sends.
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Hops.All.Single(hop => hop.Queue == SendBatch.Queue).Concurrency };
        Parallel.For(0, letters.Length, atOnce, index =>
        {
            var path = Path.Combine(folder, $"{index}.html");
            using (var file = new FileStream(path + ".tmp", FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(letters[index]);
                file.Flush(waitForDisk);
            }
            File.Move(path + ".tmp", path);
        });
        return letters.Length / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Ours(IHost host, LetterTown town, string folder, int areas, CancellationToken stopping)
    {
        Empty(OutgoingOf(folder));
        var watch = Stopwatch.StartNew();
        var accepted = await town.SendLetters(host, areas, stopping);
        var seconds = watch.Elapsed.TotalSeconds;

        await town.EndActivations(stopping);
        var written = Directory.EnumerateFiles(OutgoingOf(folder), "*.xml", SearchOption.AllDirectories).Count();
        return written == accepted ? accepted / seconds : throw new InvalidOperationException($"{accepted} letters were accepted and {written} written.");
    }

    private static IHost FlowHost(MeasuringDatabase database, string folder, bool waitForDisk, byte[] key)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton<TimeProvider>(new VirtualClock(Daytime));
        builder.Services.AddFlow(new FlowFooting(
            database.SuperuserConnectionString, new TransportOptions(),
            new CarrierOptions { Folder = new FolderOptions { Path = OutgoingOf(folder), WaitForDisk = waitForDisk } },
            new TextOptions(), Enum.GetValues<Role>(), key));
        return builder.Build();
    }

    private static string OutgoingOf(string folder) => Path.Combine(folder, "outgoing");

    private static void Empty(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }
}
