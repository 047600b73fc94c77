using Microsoft.Extensions.Logging;
using MimeKit;

namespace ReactionPlans.Flow.Delivery;

/// <summary>
/// Reads the mailbox to which mails come back, a Maildir, and takes in what mail servers report as receipts. What people have answered is left there for people, unread.
/// </summary>
/// <remarks>A mail is moved from new to cur only when its receipt is stored; one that is read twice changes nothing.</remarks>
public sealed partial class TakeReturnedMails(ReceiveReceipts receive, CarrierOptions options, TimeProvider clock, ILogger<TakeReturnedMails> logger)
{
    private const int AtOnce = 200;

    /// <summary>A report brings at most the mail it is about; what is longer was written by a person.</summary>
    private const long MostBytes = 5_000_000;

    private const string Channel = "mail", Carrier = "smtp";

    // Maildir's marks behind the name: S is seen.
    private const string Seen = ":2,S", Unseen = ":2,";

    public async Task Run(CancellationToken stopping)
    {
        if (options.Smtp.Returns is not { } maildir)
            return;

        foreach (var files in Directory.EnumerateFiles(Path.Combine(maildir, "new")).Order(StringComparer.Ordinal).Chunk(AtOnce).ToList())
        {
            var read = files.Select(file => (File: file, Receipt: Read(file, stopping))).ToList();
            await receive.Take(Carrier, [.. read.Select(one => one.Receipt).OfType<Receipt>()], stopping);
            foreach (var (file, receipt) in read)
                File.Move(file, Path.Combine(maildir, "cur", Path.GetFileName(file) + (receipt is null ? Unseen : Seen)), overwrite: true);
            var reports = read.Count(one => one.Receipt is not null);
            LogTaken(reports, files.Length - reports);
        }
    }

    private Receipt? Read(string file, CancellationToken stopping)
    {
        using var bytes = File.OpenRead(file);
        if (bytes.Length > MostBytes)
            return null;
        try
        {
            using var mail = MimeMessage.Load(bytes, stopping);
            return ReturnedMail.Read(mail, Channel, clock.GetUtcNow());
        }
        catch (FormatException unreadable)
        {
            LogUnreadable(unreadable, Path.GetFileName(file)); // it stays in the mailbox like an answer
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reports} mails that came back were taken in; {Others} others wait in the mailbox for people")]
    private partial void LogTaken(int reports, int others);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail in {File} cannot be read; it stays in the mailbox")]
    private partial void LogUnreadable(Exception exception, string file);
}
