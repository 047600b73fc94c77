using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ReactionPlans.TestKit;

/// <summary>A calendar as another program reads it (python-icalendar).</summary>
public sealed record ReadCalendar(string? Method, string? ProductId, string? Version, string? Name, int TimeZones, IReadOnlyList<ReadEvent> Events);

public sealed record ReadEvent(
    string Uid, int Sequence, string? Status, DateTimeOffset Starts, DateTimeOffset Ends, DateTimeOffset Stamp, string? Title, string? Place, string? Organizer, string? OrganizerName, string? Attendee);

/// <summary>Reads calendars with a parser of somebody else's making.</summary>
public static class OtherCalendarReader
{
    /// <summary>Debian's own, which sees Debian's packages; another one may stand before it in PATH.</summary>
    private const string Python = "/usr/bin/python3";

    /// <summary>Why there is none here, as a sentence for <c>Assert.Ignore</c>; <c>null</c> where there is one.</summary>
    public static string? Missing()
    {
        const string Sentence = "skipped: python-icalendar is not installed here (on Debian and Ubuntu: apt-get install python3-icalendar)";
        if (!File.Exists(Python))
            return Sentence;
        using var asked = Process.Start(new ProcessStartInfo(Python, ["-c", "import icalendar"]) { RedirectStandardError = true })!;
        asked.WaitForExit();
        return asked.ExitCode == 0 ? null : Sentence;
    }

    /// <exception cref="InvalidOperationException">It cannot be read; the parser's own words.</exception>
    public static async Task<ReadCalendar> Read(string calendar)
    {
        using var source = new StreamReader(typeof(OtherCalendarReader).Assembly.GetManifestResourceStream("read_calendar.py")!);
        using var reader = Process.Start(new ProcessStartInfo(Python, ["-c", await source.ReadToEndAsync()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await reader.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(calendar));
        reader.StandardInput.Close();
        var complaint = reader.StandardError.ReadToEndAsync();
        var said = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        return reader.ExitCode == 0
            ? JsonSerializer.Deserialize<ReadCalendar>(said, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException(await complaint);
    }
}
