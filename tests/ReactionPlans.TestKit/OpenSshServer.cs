using System.Diagnostics;

namespace ReactionPlans.TestKit;

/// <summary>
/// OpenSSH's own server for tests: on loopback only, with its own port, configuration, host key and one user key, never the machine's own service. It serves
/// files (SFTP) to the user that runs the tests and nothing else.
/// </summary>
public sealed class OpenSshServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly LoopbackServer server;

    private OpenSshServer(string folder, int port)
    {
        (this.folder, Port) = (folder, port);
        server = new LoopbackServer(folder, port, "SSH-2.0-", [Program()!, "-D", "-e", "-f", Path.Combine(folder, "sshd_config")]);
    }

    public int Port { get; }

    public string UserName => Environment.UserName;

    /// <summary>The user's private key.</summary>
    public string KeyFile => Path.Combine(folder, "user_key");

    /// <summary>The host key's fingerprint as OpenSSH prints it.</summary>
    public string HostKey { get; private set; } = "";

    /// <summary>Why none can be started here, as a sentence for <c>Assert.Ignore</c>; <c>null</c> where one can.</summary>
    public static string? Missing() => Program() is null ? "skipped: OpenSSH's server is not installed here (on Debian and Ubuntu: apt-get install openssh-server)" : null;

    /// <summary>Starts a server and returns when it greets.</summary>
    public static async Task<OpenSshServer> Start(CancellationToken ct = default)
    {
        // Where root runs it, the server moves into this empty folder of its package's before anybody has signed in.
        if (Environment.IsPrivilegedProcess && !Directory.Exists("/run/sshd"))
            await Run("mkdir", ["-p", "-m", "755", "/run/sshd"], ct);
        var ssh = new OpenSshServer(Directory.CreateTempSubdirectory("rp-sshd-").FullName, FreePorts.Take(1)[0]);
        try
        {
            await ssh.MakeKeys(ct);
            await File.WriteAllTextAsync(Path.Combine(ssh.folder, "sshd_config"), ssh.Configuration(), ct);
            await ssh.server.Start(ct);
            return ssh;
        }
        catch
        {
            await ssh.DisposeAsync();
            throw;
        }
    }

    /// <summary>No warning: connections break.</summary>
    public Task Kill() => server.Kill();

    /// <summary>Starts it again after <see cref="Kill"/>, on the same port with the same host key.</summary>
    public Task Restart(CancellationToken ct = default) => server.Start(ct);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task MakeKeys(CancellationToken ct)
    {
        foreach (var name in new[] { "host_key", "user_key" })
            await Run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", Path.Combine(folder, name)], ct);
        File.Copy(KeyFile + ".pub", Path.Combine(folder, "authorized_keys"));
        HostKey = (await Run("ssh-keygen", ["-lf", Path.Combine(folder, "host_key.pub")], ct)).Split(' ')[1]; // "256 SHA256:... comment (ED25519)"
    }

    private string Configuration() => $"""
        ListenAddress 127.0.0.1
        Port {Port}
        HostKey {folder}/host_key
        PidFile {folder}/sshd.pid
        AuthorizedKeysFile {folder}/authorized_keys
        StrictModes no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        UsePAM no
        AllowUsers {UserName}
        DisableForwarding yes
        Subsystem sftp internal-sftp
        ForceCommand internal-sftp

        """;

    private static async Task<string> Run(string command, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{command} ended with {process.ExitCode}.");
    }

    /// <remarks>It starts itself again for each connection, and so asks for a whole path.</remarks>
    private static string? Program() => new[] { "/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd" }.FirstOrDefault(File.Exists);
}
