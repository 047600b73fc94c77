using System.ComponentModel.DataAnnotations;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Section "Carriers:Sftp": a server that takes letters as files.</summary>
public sealed record SftpOptions
{
    /// <summary>Empty: letters go to the folder.</summary>
    public string Host { get; init; } = "";

    [Range(1, 65535)]
    public int Port { get; init; } = 22;

    public string UserName { get; init; } = "";

    /// <summary>The private key that is signed in with, in OpenSSH's, PuTTY's or PEM's form.</summary>
    public string? KeyFile { get; init; }

    public string? KeyPassphrase { get; init; }

    /// <summary>Beside or instead of the key.</summary>
    public string? Password { get; init; }

    /// <summary>The server's host key as OpenSSH prints it (<c>SHA256:</c> and 43 characters). Letters with people's numbers in them are given to no other server.</summary>
    [RegularExpression("SHA256:[A-Za-z0-9+/]{43}")]
    public string HostKey { get; init; } = "";

    /// <summary>The folder on the server, which is there already; empty: where one lands on signing in.</summary>
    public string Path { get; init; } = "";

    /// <summary>A connection, or one letter's answer, that takes longer counts as lost.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Most letters on their way at once, all over one connection.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 8;

    /// <summary>What a server cannot be signed in to without.</summary>
    internal IEnumerable<Problem> Check()
    {
        if (Host.Length == 0)
            yield break;
        if (UserName.Length == 0)
            yield return Wrong(nameof(UserName), new Phrase("den mangler.", "it is missing."));
        if (HostKey.Length == 0)
            yield return Wrong(nameof(HostKey), new Phrase(
                "den mangler. Få serverens fingeraftryk (SHA256:...) af den, der driver den.", "it is missing. Ask whoever runs the server for its fingerprint (SHA256:...)."));
        if (string.IsNullOrEmpty(KeyFile) && string.IsNullOrEmpty(Password))
            yield return Wrong(nameof(KeyFile), new Phrase("der mangler en nøglefil eller en adgangskode (Password).", "a key file or a password (Password) is missing."));
    }

    internal static Problem Wrong(string setting, Phrase why) => Problems.SettingWrong.With($"Carriers:Sftp:{setting}", why);
}
