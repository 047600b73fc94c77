using System.Globalization;

namespace ReactionPlans.Flow.Delivery.Mailbox;

public sealed record KeptMessage(string Channel, Guid Id, DateTimeOffset TakenAt);

/// <summary>What a simulated mailbox has, in a folder: each message as CHANNEL/ID.xml, and their order with the instants in taken.csv.</summary>
/// <remarks>The file comes before its line, so a mailbox killed in between has not taken it and is handed it again. Not kept through a power cut.</remarks>
public sealed class MailboxFolder(string path)
{
    private const string List = "taken.csv";

    /// <summary>In the order they were taken.</summary>
    public IEnumerable<KeptMessage> Read()
    {
        var list = Path.Combine(path, List);
        if (!File.Exists(list))
            yield break;

        foreach (var line in File.ReadLines(list))
        {
            // A line cut short by a kill names nothing that was taken: its answer was never given.
            if (line.Split(',') is [var channel, var id, var at, "."])
                yield return new KeptMessage(channel, Guid.Parse(id), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
        }
    }

    public void Keep(KeptMessage message, ReadOnlySpan<byte> content)
    {
        var file = Path.Combine(path, message.Channel, $"{message.Id}.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        File.AppendAllText(Path.Combine(path, List), $"\n{message.Channel},{message.Id},{message.TakenAt:O},."); // a line cut short stays alone
    }
}
