using System.Collections.Concurrent;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>Twenty links or codes that are not ours from one address, and it must wait until the first of them is five minutes old. An address has many: a town hall is one address.</summary>
/// <remarks>Kept in memory, each web host for itself: nobody finds a link by trying, and a page that the whole town reads asks the database for nothing more.</remarks>
public sealed class LinkThrottle(TimeProvider clock)
{
    private const int MostFailures = 20;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset[]> failures = new();

    /// <summary>How long the address must wait; null: it may try.</summary>
    public TimeSpan? WaitOf(string address)
    {
        var recent = Recent(failures.GetValueOrDefault(address) ?? []);
        return recent.Length >= MostFailures ? recent[^MostFailures] + Window - clock.GetUtcNow() : null;
    }

    public void Failed(string address)
    {
        if (failures.Count >= MostAddresses) // somebody comes from everywhere: forget the old ones
            foreach (var (other, times) in failures)
                if (Recent(times).Length == 0)
                    failures.TryRemove(other, out _);

        failures.AddOrUpdate(address, _ => [clock.GetUtcNow()], (_, times) => [.. Recent(times), clock.GetUtcNow()]);
    }

    private DateTimeOffset[] Recent(DateTimeOffset[] times) => [.. times.Where(time => clock.GetUtcNow() - time < Window)];
}
