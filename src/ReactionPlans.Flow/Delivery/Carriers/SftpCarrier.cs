using System.Globalization;
using Renci.SshNet.Common;

namespace ReactionPlans.Flow.Delivery;

/// <summary>
/// Brings letters as files on an SFTP server, under the same names as <see cref="FolderCarrier"/>: channel/month/delivery-id.xml. One connection is kept while there is work.
/// </summary>
/// <remarks>A file is whole or not there (written beside, then renamed), and one that is there is never written again: the name is the memory, so whoever fetches letters leaves them where they are.</remarks>
public sealed class SftpCarrier(SftpOptions options, MessageFiles files) : ILetterCarrier, IDisposable
{
    /// <summary>Firewalls forget a silent connection without a word; a fresh one is cheaper than letters put off.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private const string NoConnection = SftpAway.NoConnection;

    private readonly SemaphoreSlim turn = new(1);
    private SftpConnection? connection;
    private long lastUsed;

    public string Name => "sftp";

    public IReadOnlyList<string> Channels { get; } = ["digital-post", "print", "nemsms"];

    public int AtOnce => 250;

    public Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => Each(messages, Send, stopping);

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) => Each(messages, Ask, stopping);

    public void Dispose()
    {
        HangUp();
        turn.Dispose();
    }

    /// <summary>One caller at a time has the connection, and its messages share it.</summary>
    private async Task<IReadOnlyList<CarrierAnswer>> Each(
        IReadOnlyList<OutgoingMessage> messages, Func<SftpConnection, OutgoingMessage, CancellationToken, Task<CarrierAnswer>> one, CancellationToken stopping)
    {
        await turn.WaitAsync(stopping);
        try
        {
            if (await Connect(stopping) is { } away)
                return [.. messages.Select(message => new CarrierAnswer(message.DeliveryId, CarrierOutcome.NotNow, away.Reason))];

            var answers = new CarrierAnswer[messages.Count];
            using var line = new CancellationTokenSource(); // when it breaks, nobody waits for it in turn
            await Parallel.ForAsync(0, messages.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = stopping }, async (index, token) =>
            {
                answers[index] = line.IsCancellationRequested
                    ? new CarrierAnswer(messages[index].DeliveryId, CarrierOutcome.NotNow, NoConnection)
                    : await one(connection!, messages[index], token);
                if (answers[index].Reason is NoConnection or CarrierAnswer.NoAnswer)
                    await line.CancelAsync();
            });
            lastUsed = Environment.TickCount64;
            if (line.IsCancellationRequested)
                HangUp();
            return answers;
        }
        catch
        {
            HangUp(); // answers to what was stopped half way may still be under way on it
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<CarrierAnswer> Send(SftpConnection line, OutgoingMessage message, CancellationToken stopping)
    {
        var (path, renaming) = (PathOf(message), false);
        using var patience = Patience(stopping);
        try
        {
            if (await line.Has(path, patience.Token))
                return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Accepted);
            if (files.Write(message) is not { } letter)
                return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Failed, "bad-address");

            // One name for each delivery: what a killed host left half written is written over when the delivery is tried again.
            var beside = path + ".tmp";
            await line.Write(beside, letter, patience.Token);
            renaming = true;
            await line.Rename(beside, path);
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Accepted);
        }
        catch (Exception trouble) when (ReasonOf(trouble, stopping) is { } reason)
        {
            // Until the renaming is asked for, nothing of this attempt can be there under its own name.
            return renaming && reason == NoConnection
                ? new CarrierAnswer(message.DeliveryId, CarrierOutcome.Unknown, CarrierAnswer.NoAnswer)
                : new CarrierAnswer(message.DeliveryId, CarrierOutcome.NotNow, reason);
        }
    }

    private async Task<CarrierAnswer> Ask(SftpConnection line, OutgoingMessage message, CancellationToken stopping)
    {
        using var patience = Patience(stopping);
        try
        {
            return new CarrierAnswer(message.DeliveryId, await line.Has(PathOf(message), patience.Token) ? CarrierOutcome.Accepted : CarrierOutcome.Unknown);
        }
        catch (Exception trouble) when (ReasonOf(trouble, stopping) is { } reason)
        {
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.NotNow, reason);
        }
    }

    /// <summary>Null: there is a connection now.</summary>
    private async Task<SftpAway?> Connect(CancellationToken stopping)
    {
        if (connection is { IsAlive: true } && Environment.TickCount64 - lastUsed < Idle.TotalMilliseconds)
            return null;
        HangUp();
        (connection, var away) = await SftpConnection.Open(options, stopping);
        return away;
    }

    private void HangUp()
    {
        connection?.Dispose();
        connection = null;
    }

    private CancellationTokenSource Patience(CancellationToken stopping)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        return patience;
    }

    /// <summary>What passes: a line that breaks or is silent, a right that is lacking, a folder that is gone, a disk that is full. Null: none of these.</summary>
    private static string? ReasonOf(Exception trouble, CancellationToken stopping) => trouble switch
    {
        SftpPermissionDeniedException => "permission",
        SftpPathNotFoundException => "path",
        SftpException refused => $"sftp-{(int)refused.StatusCode}", // 4 is any failure, a full disk too
        OperationCanceledException => stopping.IsCancellationRequested ? null : NoConnection,
        _ => SftpConnection.IsOfTheLine(trouble) ? NoConnection : null,
    };

    private string PathOf(OutgoingMessage message)
    {
        var path = $"{message.Channel}/{message.FiredMonth.ToString("yyyy-MM", CultureInfo.InvariantCulture)}/{MessageFiles.NameOf(message)}";
        return options.Path.Length == 0 ? path : $"{options.Path.TrimEnd('/')}/{path}";
    }
}
