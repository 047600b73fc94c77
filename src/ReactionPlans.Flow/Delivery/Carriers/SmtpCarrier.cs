using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Brings mails by SMTP over one connection that is kept while there is work.</summary>
/// <remarks>SMTP cannot say whether it has a mail. When the line breaks after the mail and before the answer, it is sent again under the
/// same Message-Id: at least once, and seen to be one.</remarks>
public sealed class SmtpCarrier(SmtpOptions options) : ILetterCarrier, IAsyncDisposable
{
    /// <summary>Servers hang up on silence; a fresh connection is cheaper than a mail put off.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private const string NoConnection = "no-connection";

    private readonly SemaphoreSlim turn = new(1);
    private SmtpClient? client;
    private long lastUsed;

    private bool IsKept => client is { IsConnected: true } && Environment.TickCount64 - lastUsed < Idle.TotalMilliseconds;

    public string Name => "smtp";

    public IReadOnlyList<string> Channels { get; } = ["mail"];

    /// <summary>One: the answer to each mail is stored before the next is sent.</summary>
    public int AtOnce => 1;

    public async Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping)
    {
        var answers = new List<CarrierAnswer>();
        await turn.WaitAsync(stopping);
        try
        {
            foreach (var message in messages)
                answers.Add(await Send(message, stopping));
        }
        finally
        {
            turn.Release();
        }

        return answers;
    }

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) =>
        Task.FromResult<IReadOnlyList<CarrierAnswer>>([.. messages.Select(message => new CarrierAnswer(message.DeliveryId, CarrierOutcome.Unknown))]);

    public async ValueTask DisposeAsync()
    {
        if (client is { IsConnected: true })
            await client.DisconnectAsync(quit: true);
        client?.Dispose();
        turn.Dispose();
    }

    private async Task<CarrierAnswer> Send(OutgoingMessage message, CancellationToken stopping)
    {
        using var mail = MailPage.Write(message, options.From);
        if (mail is null)
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Failed, "bad-address");

        // A kept line that has died is found out by using it: the mail leaves on a fresh one at once.
        var kept = IsKept;
        var answer = await Send(message, mail, stopping);
        return kept && answer.Reason == NoConnection ? await Send(message, mail, stopping) : answer;
    }

    private async Task<CarrierAnswer> Send(OutgoingMessage message, MimeMessage mail, CancellationToken stopping)
    {
        try
        {
            await (await Connected(stopping)).SendAsync(mail, stopping);
            lastUsed = Environment.TickCount64;
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Accepted);
        }
        catch (SmtpCommandException refused)
        {
            // What is said of the recipient or of the mail lasts; what is said of us, or of now, passes.
            var lasts = (int)refused.StatusCode >= 500 && refused.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);
            return new CarrierAnswer(
                message.DeliveryId, lasts ? CarrierOutcome.Failed : CarrierOutcome.NotNow, IsNobody(refused) ? "unknown-recipient" : $"smtp-{(int)refused.StatusCode}");
        }
        catch (Exception broken) when (ReasonOf(broken) is { } reason)
        {
            HangUp();
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.NotNow, reason);
        }
        catch
        {
            HangUp(); // stopped half way: the line stands in the middle of a mail
            throw;
        }
    }

    /// <summary>Whether it says of the address that nobody is there (5.1.x of RFC 3463); 5.7.x is a refusal of us by the same number.</summary>
    private static bool IsNobody(SmtpCommandException refused) =>
        refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted
        && refused.StatusCode is (SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed)
        && !refused.Message.Contains("5.7.", StringComparison.Ordinal);

    /// <summary>Null: none of what a server or the way to it can be the matter with.</summary>
    private static string? ReasonOf(Exception broken) => broken switch
    {
        AuthenticationException => "sign-in",
        SslHandshakeException or NotSupportedException => "tls", // it offers none, or nobody vouches for its certificate
        SocketException or IOException or ProtocolException or ServiceNotConnectedException or TimeoutException => NoConnection,
        _ => null,
    };

    private async Task<SmtpClient> Connected(CancellationToken stopping)
    {
        if (IsKept)
            return client!;

        HangUp();
        client = new SmtpClient { Timeout = options.TimeoutSeconds * 1000 };
        await client.ConnectAsync(options.Host, options.Port, options.Tls switch
        {
            SmtpTls.None => SecureSocketOptions.None,
            SmtpTls.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.SslOnConnect,
        }, stopping);
        if (options.UserName is { Length: > 0 } user)
            await client.AuthenticateAsync(user, options.Password ?? "", stopping);
        return client;
    }

    private void HangUp()
    {
        client?.Dispose();
        client = null;
    }
}
