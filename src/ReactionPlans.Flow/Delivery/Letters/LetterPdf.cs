using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Structure;
using PdfSharp.UniversalAccessibility;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A letter as a PDF for paper: A4, the window's place on the first page left to the printing machine's address, tagged so that it can be read aloud too.</summary>
/// <remarks>By PDFsharp and not by printing a page from a browser: a server that sends letters needs none then.</remarks>
public sealed class LetterPdf : IDisposable
{
    // In points, 72 to an inch.
    private const double Margin = 71, BodyTop = 270, Bottom = 771, Indent = 14, LineHeight = 1.35, AfterParagraph = 7, CodeSide = 71, LogoHeight = 57, LogoWidth = 142;

    /// <summary>The library keeps its fonts' measures for the whole process.</summary>
    private static readonly Lock OneAtATime = new();

    private static readonly XFont Body = Font(11, XFontStyleEx.Regular), Strong = Font(15, XFontStyleEx.Bold);

    private readonly PdfDocument document = new();
    private readonly StructureBuilder tags;
    private XGraphics? page;
    private double y;

    private LetterPdf(string title, DateTimeOffset at)
    {
        document.Info.Title = title;
        document.Info.CreationDate = at.UtcDateTime;
        var accessible = UAManager.ForDocument(document);
        accessible.SetDocumentLanguage("da-DK");
        tags = accessible.StructureBuilder;
        NewPage();
    }

    /// <param name="sender">Who writes, as residents know them.</param>
    /// <param name="logo">Theirs; null: they have none.</param>
    public static byte[] Write(RenderedText text, string sender, DateTimeOffset at, LogoImage? logo = null)
    {
        lock (OneAtATime)
            return Laid(text, sender, at, logo);
    }

    private static byte[] Laid(RenderedText text, string sender, DateTimeOffset at, LogoImage? logo)
    {
        using var letter = new LetterPdf(text.Subject, at);
        if (logo is not null)
            letter.Logo(logo);
        letter.y = Margin;
        letter.Paragraph(sender, Body);
        letter.y = BodyTop;
        letter.Paragraph(DanishText.Day(DanishTime.DayOf(at)), Body);
        letter.Heading(text.Subject);
        foreach (var paragraph in text.Text.TrimEnd().Split("\n\n"))
        {
            if (paragraph.StartsWith("- ", StringComparison.Ordinal))
                letter.List(paragraph.Split('\n').Select(line => line["- ".Length..]));
            else
                letter.Paragraph(paragraph, Body);
        }

        if (text.PublicPage is { } address)
            letter.Code(address);
        using var bytes = new MemoryStream();
        letter.document.Save(bytes, closeStream: false);
        return bytes.ToArray();
    }

    public void Dispose()
    {
        page?.Dispose();
        document.Dispose();
    }

    private void Heading(string text)
    {
        tags.BeginElement(PdfBlockLevelElementTag.Heading1);
        Lines(text, Strong, Margin);
        tags.End();
        y += AfterParagraph;
    }

    private void Paragraph(string text, XFont font)
    {
        tags.BeginElement(PdfBlockLevelElementTag.Paragraph);
        foreach (var line in text.Split('\n'))
            Lines(line, font, Margin);
        tags.End();
        y += AfterParagraph;
    }

    private void List(IEnumerable<string> points)
    {
        tags.BeginElement(PdfBlockLevelElementTag.List);
        foreach (var point in points)
        {
            tags.BeginElement(PdfBlockLevelElementTag.ListItem);
            tags.BeginElement(PdfBlockLevelElementTag.Label);
            MakeRoom(Body);
            page!.DrawString("•", Body, XBrushes.Black, Margin, y);
            tags.End();
            tags.BeginElement(PdfBlockLevelElementTag.ListBody);
            Lines(point, Body, Margin + Indent);
            tags.End();
            tags.End();
        }

        tags.End();
        y += AfterParagraph;
    }

    /// <summary>In the corner opposite the address, as large as there is room for, and never larger than it is.</summary>
    private void Logo(LogoImage logo)
    {
        using var bytes = new MemoryStream(logo.File.Png);
        using var picture = XImage.FromStream(bytes);
        var scale = Math.Min(1, Math.Min(LogoWidth / logo.File.WidthPixels, LogoHeight / logo.File.HeightPixels));
        var (width, height) = (logo.File.WidthPixels * scale, logo.File.HeightPixels * scale);
        var place = new XRect(page!.PageSize.Width - Margin - width, Margin / 2, width, height);
        tags.BeginElement(PdfIllustrationElementTag.Figure, logo.AltText, place);
        page.DrawImage(picture, place);
        tags.End();
    }

    /// <summary>The address as a QR code, told in words to who has the letter read aloud.</summary>
    private void Code(string address)
    {
        var dark = QrCode.DarkSquares(address, out var size);
        if (y + CodeSide > Bottom)
            NewPage();
        tags.BeginElement(PdfIllustrationElementTag.Figure, $"QR-kode til {address}", new XRect(Margin, y, CodeSide, CodeSide));
        var side = CodeSide / size;
        foreach (var (column, row) in dark)
            page!.DrawRectangle(XBrushes.Black, Margin + column * side, y + row * side, side, side);
        tags.End();
        y += CodeSide + AfterParagraph;
    }

    /// <summary>As many words to a line as it holds; a word that is longer than a line stands alone on one.</summary>
    private void Lines(string text, XFont font, double left)
    {
        var width = page!.PageSize.Width - left - Margin;
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && page!.MeasureString(longer, font).Width > width)
            {
                Line(line, font, left);
                longer = word;
            }

            line = longer;
        }

        Line(line, font, left);
    }

    private void Line(string line, XFont font, double left)
    {
        MakeRoom(font);
        page!.DrawString(line, font, XBrushes.Black, left, y);
        y += font.Size * LineHeight;
    }

    private void MakeRoom(XFont font)
    {
        if (y + font.Size > Bottom)
            NewPage();
    }

    private void NewPage()
    {
        var before = page;
        var fresh = document.AddPage(); // what is tagged is parted between the two pages now, so the one before still stands open
        fresh.Size = PageSize.A4;
        page = XGraphics.FromPdfPage(fresh);
        before?.Dispose();
        y = Margin;
    }

    private static XFont Font(double size, XFontStyleEx style)
    {
        LetterFonts.Install();
        return new XFont(LetterFonts.Family, size, style);
    }
}
