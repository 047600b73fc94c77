using System.Security.Cryptography;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Delivery.Mailbox;

namespace ReactionPlans.Host;

/// <summary>The demo's distributor: a simulated mailbox over HTTP on this machine and on virtual time, with the failures and late receipts of a real one.</summary>
/// <remarks>It remembers in the letters' folder, so a demo that is killed and goes on finds it as it was.</remarks>
internal sealed class DemoMailbox : IAsyncDisposable
{
    /// <summary>Enough of each that a town of some thousand letters shows it.</summary>
    private static readonly MailboxHabits Habits = new(
        Transient: 0.02, Permanent: 0.005, LostAnswers: 0.005, Read: 0.6, Returned: 0.01, ReceiptAfter: TimeSpan.FromHours(4));

    private readonly WebApplication server;
    private readonly string key;

    private DemoMailbox(SimulatedMailbox mailbox, WebApplication server, string key) => (Mailbox, this.server, this.key) = (mailbox, server, key);

    public SimulatedMailbox Mailbox { get; }

    public RestOptions Address => new() { Url = server.Urls.First(), Key = key };

    public static async Task<DemoMailbox> Open(string folder, TimeProvider clock, CancellationToken stopping)
    {
        var key = RandomNumberGenerator.GetHexString(32); // nobody else on this machine fills it
        var mailbox = new SimulatedMailbox(Habits, clock, new MailboxFolder(folder));
        var server = MailboxServer.Build(mailbox, new MailboxSettings("http://127.0.0.1:0", key));
        await server.StartAsync(stopping);
        return new DemoMailbox(mailbox, server, key);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
