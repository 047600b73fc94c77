using PdfSharp.Fonts;

namespace ReactionPlans.Flow.Delivery;

/// <summary>The typeface of paper letters. It comes with the program, so a letter looks the same on every machine, and a server without fonts writes it too.</summary>
internal sealed class LetterFonts : IFontResolver
{
    public const string Family = "letter";

    private const string Folder = "Delivery/Letters/Fonts/";

    /// <summary>The library has one resolver for the whole process.</summary>
    public static void Install() => GlobalFontSettings.FontResolver ??= new LetterFonts();

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "DejaVuSerif-Bold" : "DejaVuSerif");

    public byte[]? GetFont(string faceName)
    {
        using var font = typeof(LetterFonts).Assembly.GetManifestResourceStream($"{Folder}{faceName}.ttf") ?? throw new InvalidOperationException($"The program lacks its font '{faceName}'.");
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return bytes;
    }
}
