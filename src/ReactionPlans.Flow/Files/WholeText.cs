using System.Text;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>A text that a person wrote, an agreement or a mapping: small enough to be read whole, and in UTF-8.</summary>
public static class WholeText
{
    /// <summary>The largest agreements are a tenth of this.</summary>
    private const int MostMegabytes = 1;

    /// <summary>The text, or why there is none.</summary>
    public static (string? Text, Problem? Problem) Read(string path, int mostMegabytes = MostMegabytes)
    {
        if (Directory.Exists(path))
            return (null, Problems.FileIsFolder.With(path));
        if (!File.Exists(path))
            return (null, Problems.FileMissing.With(path));

        var place = new Place(Path.GetFileName(path));
        try
        {
            using var bytes = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (bytes.Length > (long)mostMegabytes << 20)
                return (null, Problems.FileTooLarge.At(place, mostMegabytes));
            using var reader = new StreamReader(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return (reader.ReadToEnd(), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, Problems.FileNotText.At(place, "utf-8", new Phrase("den rummer byte, der ikke er bogstaver.", "it holds bytes that are no letters.")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, Problems.FileUnreadable.At(place, exception.Message));
        }
    }
}
