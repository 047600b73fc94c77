using System.Globalization;

namespace ReactionPlans.Flow.Delivery;

/// <summary>
/// Brings messages by writing files that another program takes on: channel/month/delivery-id, .xml for letters (MeMo for Digital Post, a remote-print order for paper) 
/// .eml for mails and .json for telephones.
/// </summary>
/// <remarks>A file is whole or not there (written beside, then renamed), and one that is there is never written again: the name is the memory.</remarks>
public sealed class FolderCarrier(FolderOptions options, MessageFiles files) : ILetterCarrier
{
    public string Name => "folder";

    public IReadOnlyList<string> Channels { get; } = ["digital-post", "print", "nemsms", "mail", "sms", "push"];

    public int AtOnce => 500;

    public Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) =>
        // Files are written in place; the pool is told because it may take a while.
        Task.Run<IReadOnlyList<CarrierAnswer>>(() => [.. messages.Select(message => Send(message, stopping))], stopping);

    public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) =>
        Task.FromResult<IReadOnlyList<CarrierAnswer>>([.. messages.Select(message => new CarrierAnswer(
            message.DeliveryId, File.Exists(PathOf(message)) ? CarrierOutcome.Accepted : CarrierOutcome.Unknown))]);

    /// <summary>A disk that is full or away passes.</summary>
    private CarrierAnswer Send(OutgoingMessage message, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        try
        {
            return Write(message);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.NotNow, "disk");
        }
    }

    private CarrierAnswer Write(OutgoingMessage message)
    {
        var path = PathOf(message);
        if (File.Exists(path))
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Accepted);
        if (files.Write(message) is not { } content)
            return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Failed, "bad-address");

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // One name for each delivery: what a killed host left half written is written over when the delivery is tried again.
        var beside = path + ".tmp";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(options.WaitForDisk);
        }

        // A batch is sent by one host at a time (BatchLock), so nobody else writes this file now.
        File.Move(beside, path, overwrite: true);
        return new CarrierAnswer(message.DeliveryId, CarrierOutcome.Accepted);
    }

    private string PathOf(OutgoingMessage message) => Path.Combine(
        options.Path,
        message.Channel,
        message.FiredMonth.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        MessageFiles.NameOf(message));
}
