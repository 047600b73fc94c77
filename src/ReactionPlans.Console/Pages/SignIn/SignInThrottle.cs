using System.Collections.Concurrent;
using ReactionPlans.Flow.Access;

namespace ReactionPlans.Web.Pages.SignIn;

/// <summary>
/// Five wrong passwords for one user name, or twenty from one address, and it must wait until the first of them is five minutes old.
/// An address has more: a town hall is one address.
/// </summary>
/// <remarks>Kept in memory: several web hosts each count for themselves.</remarks>
public sealed class SignInThrottle(TimeProvider clock)
{
    private const int MostFailures = 5;
    private const int MostFailuresOfAddress = 20;
    private const int MostNames = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset[]> failures = new();

    /// <summary>How long the name, or the address, must wait; null: it may try.</summary>
    public TimeSpan? WaitOf(string userName, string address = "")
    {
        var (name, place) = (Wait(NameKey(userName), MostFailures), address.Length == 0 ? null : Wait(AddressKey(address), MostFailuresOfAddress));
        return name is null || place > name ? place : name;
    }

    public void Failed(string userName, string address = "")
    {
        if (failures.Count >= MostNames) // somebody tries names at random: forget the old ones
            foreach (var (name, times) in failures)
                if (Recent(times).Length == 0)
                    failures.TryRemove(name, out _);

        Add(NameKey(userName));
        if (address.Length > 0)
            Add(AddressKey(address));
    }

    /// <summary>The name starts over; the address does not, or one good account would let it try all others.</summary>
    public void Succeeded(string userName) => failures.TryRemove(NameKey(userName), out _);

    /// <summary>How long an address that has tried twenty links that are not ours must wait; null: it may try.</summary>
    public TimeSpan? WaitOfLinks(string address) => Wait(LinkKey(address), MostFailuresOfAddress);

    public void FailedLink(string address) => Add(LinkKey(address));

    private static string LinkKey(string address) => "link " + address;

    private static string NameKey(string userName) => "name " + Accounts.Normal(userName);

    private static string AddressKey(string address) => "address " + address;

    private TimeSpan? Wait(string key, int most)
    {
        var recent = Recent(failures.GetValueOrDefault(key) ?? []);
        return recent.Length >= most ? recent[^most] + Window - clock.GetUtcNow() : null;
    }

    private void Add(string key) => failures.AddOrUpdate(key, _ => [clock.GetUtcNow()], (_, times) => [.. Recent(times), clock.GetUtcNow()]);

    private DateTimeOffset[] Recent(DateTimeOffset[] times) => [.. times.Where(time => clock.GetUtcNow() - time < Window)];
}
