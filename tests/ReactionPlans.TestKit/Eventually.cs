using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ReactionPlans.TestKit;

/// <summary>Waits for what another process or thread will make true.</summary>
public static class Eventually
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It did not become true in time; the message says what was waited for.</exception>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan within, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > within)
                throw new TimeoutException($"Not within {within.TotalSeconds} s: {what}");
            await Task.Delay(Glance);
        }
    }
}
