using System.Collections.Concurrent;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Web.Pages.SignIn;

/// <summary>Five wrong passwords for one user name, and it must wait until the first of them is five minutes old.</summary>
/// <remarks>Kept in memory: several web hosts each count for themselves.</remarks>
public sealed class SignInThrottle(TimeProvider clock)
{
    private const int MostFailures = 5;
    private const int MostNames = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset[]> failures = new();

    /// <summary>How long the name must wait; null: it may try.</summary>
    public TimeSpan? WaitOf(string userName)
    {
        var recent = Recent(failures.GetValueOrDefault(Accounts.Normal(userName)) ?? []);
        return recent.Length >= MostFailures ? recent[^MostFailures] + Window - clock.GetUtcNow() : null;
    }

    public void Failed(string userName)
    {
        if (failures.Count >= MostNames) // somebody tries names at random: forget the old ones
            foreach (var (name, times) in failures)
                if (Recent(times).Length == 0)
                    failures.TryRemove(name, out _);

        failures.AddOrUpdate(Accounts.Normal(userName), _ => [clock.GetUtcNow()], (_, times) => [.. Recent(times), clock.GetUtcNow()]);
    }

    public void Succeeded(string userName) => failures.TryRemove(Accounts.Normal(userName), out _);

    private DateTimeOffset[] Recent(DateTimeOffset[] times) => [.. times.Where(time => clock.GetUtcNow() - time < Window)];
}
