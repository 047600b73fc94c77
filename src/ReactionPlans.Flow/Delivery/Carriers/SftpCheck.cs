using ReactionPlans.Rules;
using Renci.SshNet.Common;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Looks whether the SFTP server is there, is the agreed one, lets us in and has the folder; writes nothing.</summary>
public static class SftpCheck
{
    /// <summary>Null: letters can be brought there, or no server is named.</summary>
    public static async Task<Problem?> Run(SftpOptions options, CancellationToken stopping)
    {
        if (options.Host.Length == 0)
            return null;
        var (connection, away) = await SftpConnection.Open(options, stopping);
        if (away is not null)
            return Translate(away);
        using (connection)
        {
            try
            {
                return options.Path.Length == 0 || await connection!.Has(options.Path, stopping) ? null
                    : SftpOptions.Wrong(nameof(SftpOptions.Path), new Phrase("mappen findes ikke på serveren.", "the folder is not there on the server."));
            }
            catch (Exception trouble) when (trouble is SshException || SftpConnection.IsOfTheLine(trouble))
            {
                return SftpOptions.Wrong(nameof(SftpOptions.Path), new Phrase(trouble.Message, trouble.Message));
            }
        }
    }

    private static Problem Translate(SftpAway away) => away.Reason switch
    {
        SftpAway.HostKey => SftpOptions.Wrong(nameof(SftpOptions.HostKey), new Phrase(
            $"serveren viser {away.Detail}. Er det den rigtige server, så spørg den, der driver den, før nøglen skrives om.",
            $"the server shows {away.Detail}. If it is the right server, ask whoever runs it before the key is changed.")),
        SftpAway.KeyFile => SftpOptions.Wrong(nameof(SftpOptions.KeyFile), new Phrase(away.Detail, away.Detail)),
        SftpAway.SignIn => SftpOptions.Wrong(nameof(SftpOptions.UserName), new Phrase($"serveren lukker os ikke ind: {away.Detail}", $"the server does not let us in: {away.Detail}")),
        _ => SftpOptions.Wrong(nameof(SftpOptions.Host), new Phrase(away.Detail, away.Detail)),
    };
}
