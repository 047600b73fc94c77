using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Why there is no connection.</summary>
/// <param name="Reason">A short code.</param>
/// <param name="Detail">For whoever sets it up: the key that was shown, or what the library says. Never stored.</param>
internal sealed record SftpAway(string Reason, string Detail)
{
    public const string NoConnection = "no-connection";
    public const string HostKey = "host-key";
    public const string SignIn = "sign-in";
    public const string KeyFile = "key-file";
}

/// <summary>A connection to the SFTP server whose host key is the agreed one. Several requests may be on their way over it at once.</summary>
internal sealed class SftpConnection : IDisposable
{
    private readonly SftpClient client;
    private readonly PrivateKeyFile? key;
    private readonly ConcurrentDictionary<string, bool> folders = new(StringComparer.Ordinal);
    private bool renamesPlainly;

    private SftpConnection(SftpClient client, PrivateKeyFile? key) => (this.client, this.key) = (client, key);

    public bool IsAlive => client.IsConnected;

    /// <summary>One of the two is null.</summary>
    public static async Task<(SftpConnection? Connection, SftpAway? Away)> Open(SftpOptions options, CancellationToken stopping)
    {
        if (options.UserName.Length == 0)
            return (null, new SftpAway(SftpAway.SignIn, "UserName"));
        PrivateKeyFile? key = null;
        try
        {
            if (options.KeyFile is { Length: > 0 } file)
                key = new PrivateKeyFile(file, options.KeyPassphrase);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or SshException or FormatException or CryptographicException
            or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return (null, new SftpAway(SftpAway.KeyFile, unread.Message));
        }

        var client = Client(options, key);
        string? stranger = null;
        client.HostKeyReceived += (_, shown) =>
        {
            shown.CanTrust = $"SHA256:{shown.FingerPrintSHA256}" == options.HostKey;
            stranger = shown.CanTrust ? null : $"SHA256:{shown.FingerPrintSHA256} ({shown.HostKeyName})";
        };
        var connection = new SftpConnection(client, key);
        try
        {
            await Task.Run(() => client.ConnectAsync(stopping), stopping); // parts of a sign-in wait in place
            return (connection, null);
        }
        catch (Exception away) when (stranger is not null || IsOfTheLine(away) || away is SshException)
        {
            connection.Dispose();
            stopping.ThrowIfCancellationRequested();
            return (null, stranger is not null ? new SftpAway(SftpAway.HostKey, stranger)
                : new SftpAway(away is SshAuthenticationException ? SftpAway.SignIn : SftpAway.NoConnection, away.Message));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Task<bool> Has(string path, CancellationToken stopping) => client.ExistsAsync(path, stopping);

    /// <summary>Writes a whole file, over one that is there, and makes the two folders it lies in: those above are the server's own.</summary>
    public async Task Write(string path, byte[] content, CancellationToken stopping)
    {
        var folder = path[..path.LastIndexOf('/')];
        if (!folders.ContainsKey(folder))
        {
            await Make(folder[..folder.LastIndexOf('/')], stopping);
            await Make(folder, stopping);
            folders[folder] = true;
        }

        using var stream = new MemoryStream(content, writable: false);
        try
        {
            await client.UploadFileAsync(stream, path, canOverride: true, cancellationToken: stopping);
        }
        catch (SftpPathNotFoundException)
        {
            folders.Clear(); // somebody tidied up at the other end
            throw;
        }
    }

    /// <summary>Not to be stopped half way: whoever stops hears how it went first.</summary>
    public Task Rename(string from, string to) => Task.Run(() =>
    {
        try
        {
            client.RenameFile(from, to, isPosix: !renamesPlainly);
        }
        catch (NotSupportedException) when (!renamesPlainly)
        {
            renamesPlainly = true;
            client.RenameFile(from, to);
        }
    });

    /// <summary>Whether this is about the connection and not about a file.</summary>
    public static bool IsOfTheLine(Exception exception) => exception is not SftpException
        && exception is SshException or SocketException or IOException or ObjectDisposedException or TimeoutException;

    public void Dispose()
    {
        client.Dispose();
        key?.Dispose();
    }

    private async Task Make(string folder, CancellationToken stopping)
    {
        if (await client.ExistsAsync(folder, stopping))
            return;
        try
        {
            await client.CreateDirectoryAsync(folder, stopping);
        }
        catch (SftpException)
        {
            if (!await client.ExistsAsync(folder, stopping)) // or another letter has just made it
                throw;
        }
    }

    private static SftpClient Client(SftpOptions options, PrivateKeyFile? key)
    {
        AuthenticationMethod?[] methods =
        [
            key is null ? null : new PrivateKeyAuthenticationMethod(options.UserName, key),
            string.IsNullOrEmpty(options.Password) ? null : new PasswordAuthenticationMethod(options.UserName, options.Password),
        ];
        var patience = TimeSpan.FromSeconds(options.TimeoutSeconds);
        AuthenticationMethod[] given = [.. methods.OfType<AuthenticationMethod>()];
        // With neither, the server is asked to let us in as we are; it says no, and the letters wait.
        return new SftpClient(new ConnectionInfo(options.Host, options.Port, options.UserName, given.Length > 0 ? given : [new NoneAuthenticationMethod(options.UserName)]) { Timeout = patience })
        {
            OperationTimeout = patience,
        };
    }
}
