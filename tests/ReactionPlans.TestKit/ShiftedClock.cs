using System.Globalization;

namespace ReactionPlans.TestKit;

/// <summary>A clock of their own for programs that tests start (libfaketime, by a file): it goes on like the machine's, and jumps for all of them at once when told.</summary>
public sealed class ShiftedClock : IDisposable
{
    private const string File = "clock";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rp-clock-");
    private TimeSpan ahead;

    public ShiftedClock(DateTimeOffset begins) => Set(begins - TimeProvider.System.GetUtcNow());

    /// <summary>What the programs take for now.</summary>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + ahead;

    /// <summary>What a program is started with to go by it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library()!,
        ["FAKETIME_TIMESTAMP_FILE"] = Path.Combine(folder.FullName, File),
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1", // waits and timeouts are no affair of the clock on the wall
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0", // which it takes every timed wait for otherwise, and .NET waits by the monotonic clock
    };

    /// <summary>Why none can be had here, as a sentence for <c>Assert.Ignore</c>; <c>null</c> where one can.</summary>
    public static string? Missing() => Library() is null ? "skipped: libfaketime is not installed here (on Debian and Ubuntu: apt-get install libfaketime)" : null;

    public void Jump(TimeSpan by) => Set(ahead + by);

    public void Dispose() => folder.Delete(recursive: true);

    private void Set(TimeSpan to)
    {
        ahead = TimeSpan.FromSeconds(Math.Round(to.TotalSeconds));
        var beside = Path.Combine(folder.FullName, "next");
        System.IO.File.WriteAllText(beside, string.Create(CultureInfo.InvariantCulture, $"{ahead.TotalSeconds:+0;-0;+0}\n"));
        System.IO.File.Move(beside, Path.Combine(folder.FullName, File), overwrite: true); // never seen half written
    }

    private static string? Library() => Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Select(place => Path.Combine(place, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(System.IO.File.Exists)
        : null;
}
