using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ReactionPlans.Benchmarks;

/// <summary>What each SQL statement has cost while this was listening, as the program waited for it: the first thing to look at when a page or a replay is too slow.</summary>
internal sealed class StatementTimes : IDisposable
{
    private const int Told = 30, ToldLetters = 120;

    private readonly ConcurrentDictionary<string, (int Times, TimeSpan Taken)> statements = new(StringComparer.Ordinal);

    private readonly ActivityListener listener;

    private StatementTimes()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => statements.AddOrUpdate(
                activity.GetTagItem("db.query.text")?.ToString() ?? activity.DisplayName, (1, activity.Duration), (_, before) => (before.Times + 1, before.Taken + activity.Duration)),
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Null where it is not wanted: listening costs some microseconds a statement.</summary>
    public static StatementTimes? Listen(bool wanted) => wanted ? new() : null;

    /// <summary>Those that took most in total first.</summary>
    public void Tell()
    {
        var all = statements.OrderByDescending(one => one.Value.Taken).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Sum(one => one.Value.Times)} statements, {all.Sum(one => one.Value.Taken.TotalSeconds):0.0} s; total, times, mean, statement:"));
        foreach (var (statement, (times, taken)) in all.Take(Told))
        {
            var line = statement.ReplaceLineEndings(" ");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken.TotalMilliseconds,9:0} ms {times,6} {taken.TotalMilliseconds / times,7:0.0} ms  {line[..Math.Min(line.Length, ToldLetters)]}"));
        }
    }

    public void Dispose() => listener.Dispose();
}
