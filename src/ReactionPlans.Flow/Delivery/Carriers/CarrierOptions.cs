using System.ComponentModel.DataAnnotations;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Section "Carriers": who brings what.</summary>
public sealed record CarrierOptions
{
    /// <summary>Fewer characters could be guessed by who tries long enough.</summary>
    private const int ShortestReceiptKey = 20;

    public FolderOptions Folder { get; init; } = new();

    public DigitalPostOptions DigitalPost { get; init; } = new();

    public PrintOptions Print { get; init; } = new();

    public SmtpOptions Smtp { get; init; } = new();

    public RestOptions Rest { get; init; } = new();

    public SftpOptions Sftp { get; init; } = new();

    public WebhookOptions Sms { get; init; } = new();

    public WebhookOptions Push { get; init; } = new();

    /// <summary>Carrier name to the key with which it brings its receipts to POST /api/v1/receipts.</summary>
    public IReadOnlyDictionary<string, string> ReceiptKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Time from a passing failure to the second attempt; each further wait is twice as long.</summary>
    [Range(1, 3600)]
    public int FirstRetrySeconds { get; init; } = 300;

    /// <summary>What is wrong with the settings, each with its name.</summary>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        foreach (var (section, options) in new (string, object)[]
            { ("Carriers", this), ("Carriers:Folder", Folder), ("Carriers:Print", Print), ("Carriers:Smtp", Smtp), ("Carriers:Rest", Rest), ("Carriers:Sftp", Sftp),
            ("Carriers:Sms", Sms), ("Carriers:Push", Push) })
        {
            var results = new List<ValidationResult>();
            Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
            problems.AddRange(results.Select(result => Problems.SettingWrong.With($"{section}:{result.MemberNames.FirstOrDefault()}", result.ErrorMessage)));
        }

        problems.AddRange(Smtp.Check());
        problems.AddRange(Sftp.Check());
        problems.AddRange(Sms.Check("Carriers:Sms"));
        problems.AddRange(Push.Check("Carriers:Push"));
        problems.AddRange(ReceiptKeys.Where(key => key.Value.Length < ShortestReceiptKey).Select(key => Problems.SettingWrong.With(
            $"Carriers:ReceiptKeys:{key.Key}", new Phrase($"nøglen skal have mindst {ShortestReceiptKey} tegn.", $"the key needs at least {ShortestReceiptKey} characters."))));
        return problems;
    }
}

/// <summary>A distributor of letters, which keeps their receipts too.</summary>
public sealed record RestOptions : HttpOptions
{
    /// <summary>Sent as a bearer token.</summary>
    public string? Key { get; init; }
}

public sealed record DigitalPostOptions
{
    /// <summary>Municipality code (four digits) to the CVR number (eight digits) under which it sends Digital Post.</summary>
    public IReadOnlyDictionary<string, string> SenderCvr { get; init; } = new Dictionary<string, string>();
}

public sealed record FolderOptions
{
    /// <summary>Folder for letters, and for mails while no SMTP server is named.</summary>
    [Required]
    public string Path { get; init; } = "outgoing";

    /// <summary>Waits for the disk before a letter counts as accepted, so that a power cut loses none. Costs about nine tenths of the pace.</summary>
    public bool WaitForDisk { get; init; } = true;
}

public sealed record PrintOptions
{
    /// <summary>The number under which the municipality's letters of this kind are agreed with the remote-print provider; null: the provider's usual.</summary>
    [Range(1, int.MaxValue)]
    public int? ShipmentType { get; init; }

    /// <summary>The time of day from which the provider prints on its next weekday, as agreed; null: not agreed on.</summary>
    public TimeOnly? CutOff { get; init; }

    /// <summary>Weekdays from the provider's taking a letter to the letter box, as agreed.</summary>
    [Range(1, 30)]
    public int Weekdays { get; init; } = PaperMail.UsualWeekdays;

    public PaperMail Mail => new(Weekdays, CutOff);
}

public sealed record SmtpOptions
{
    /// <summary>Empty: mails are written to the folder.</summary>
    public string Host { get; init; } = "";

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>The address mails come from; the local concept's name stands beside it.</summary>
    [Required]
    public string From { get; init; } = "reaktionsplan@localhost";

    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    [Range(1, 600)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>The mailbox of <see cref="From"/> as a Maildir, to which mails come back; null: nobody reads it here.</summary>
    public string? Returns { get; init; }

    internal IReadOnlyList<Problem> Check() => Returns is null || (Directory.Exists(Path.Combine(Returns, "new")) && Directory.Exists(Path.Combine(Returns, "cur")))
        ? []
        : [Problems.SettingWrong.With("Carriers:Smtp:Returns", new Phrase($"'{Returns}' er ikke en Maildir med mapperne new og cur.", $"'{Returns}' is no Maildir with the folders new and cur."))];
}

public enum SmtpTls
{
    /// <summary>Clear text: only on the same machine or a closed net.</summary>
    None,
    StartTls,
    FromTheStart,
}
