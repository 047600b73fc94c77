using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ReactionPlans.TestKit;

/// <summary>
/// A real SMTP server for tests (aiosmtpd, as its own process): on loopback only, with its own port and folder. It refuses who writes from stranger@ and to
/// nobody@ with 550, puts greylisted@ off once with 451, and keeps every other mail. STARTTLS is offered with a certificate that nobody vouches for.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    /// <summary>Debian's own, which sees Debian's packages; another one may stand before it in PATH.</summary>
    private const string Python = "/usr/bin/python3";

    private readonly string folder;
    private readonly LoopbackServer server;

    private SmtpServer(string folder, int port)
    {
        (this.folder, Port) = (folder, port);
        server = new LoopbackServer(folder, port, "220 ",
        [
            Python, "-m", "aiosmtpd", "--nosetuid", "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
            "--tlscert", Path.Combine(folder, "certificate.pem"), "--tlskey", Path.Combine(folder, "key.pem"), "--no-requiretls",
            "--class", "smtp_postbox.Postbox", folder,
        ]);
    }

    public int Port { get; }

    private string Mails => Path.Combine(folder, "mails");

    private string Seen => Path.Combine(folder, "seen");

    /// <summary>Why none can be started here, as a sentence for <c>Assert.Ignore</c>; <c>null</c> where one can.</summary>
    public static string? Missing()
    {
        const string Sentence = "skipped: aiosmtpd is not installed here (on Debian and Ubuntu: apt-get install python3-aiosmtpd)";
        if (!File.Exists(Python))
            return Sentence;
        using var asked = Process.Start(new ProcessStartInfo(Python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!;
        asked.WaitForExit();
        return asked.ExitCode == 0 ? null : Sentence;
    }

    /// <summary>Starts a server and returns when it greets.</summary>
    public static async Task<SmtpServer> Start(CancellationToken ct = default)
    {
        var smtp = new SmtpServer(Directory.CreateTempSubdirectory("rp-smtp-").FullName, FreePorts.Take(1)[0]);
        try
        {
            smtp.Empty();
            await smtp.MakeCertificate(ct);
            await using (var source = typeof(SmtpServer).Assembly.GetManifestResourceStream("smtp_postbox.py")!)
            await using (var copy = File.Create(Path.Combine(smtp.folder, "smtp_postbox.py"))) // -m looks in the working folder first
                await source.CopyToAsync(copy, ct);
            await smtp.server.Start(ct);
            return smtp;
        }
        catch
        {
            await smtp.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every mail it has taken, as it came, in order.</summary>
    public IReadOnlyList<byte[]> Taken() => [.. Directory.GetFiles(Mails, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>Forgets every mail and whom it has put off.</summary>
    public void Empty()
    {
        foreach (var kept in new[] { Mails, Seen })
        {
            if (Directory.Exists(kept))
                Directory.Delete(kept, recursive: true);
            Directory.CreateDirectory(kept);
        }
    }

    /// <summary>No warning: connections break.</summary>
    public Task Kill() => server.Kill();

    /// <summary>Starts it again after <see cref="Kill"/>, on the same port with what it had taken.</summary>
    public Task Restart(CancellationToken ct = default) => server.Start(ct);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task MakeCertificate(CancellationToken ct)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem(), ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem(), ct);
    }
}
