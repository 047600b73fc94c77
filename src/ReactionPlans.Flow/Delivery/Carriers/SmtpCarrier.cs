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

    private readonly SemaphoreSlim turn = new(1);
    private SmtpClient? client;
    private long lastUsed;

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

        try
        {
            await (await Connected(stopping)).SendAsync(mail, stopping);
            lastUsed = Environment.TickCount64;
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Accepted);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500)
        {
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Failed, $"smtp-{(int)refused.StatusCode}");
        }
        catch (SmtpCommandException later)
        {
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.NotNow, $"smtp-{(int)later.StatusCode}");
        }
        catch (Exception broken) when (broken is SocketException or IOException or ProtocolException or AuthenticationException
            or SslHandshakeException or ServiceNotConnectedException or TimeoutException)
        {
            HangUp();
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.NotNow, broken.GetType().Name);
        }
    }

    private async Task<SmtpClient> Connected(CancellationToken stopping)
    {
        if (client is { IsConnected: true } && Environment.TickCount64 - lastUsed < Idle.TotalMilliseconds)
            return client;

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
