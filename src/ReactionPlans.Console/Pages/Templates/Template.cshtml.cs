using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Templates;

/// <summary>A text as its receivers see it.</summary>
/// <param name="PaperAddress">Where it is a PDF, as it comes on paper; null: it goes to nobody on paper, or is only tried.</param>
/// <param name="PictureAddress">Of the map that goes with a post; null: none does.</param>
public sealed record PreviewPart(TemplateFacts Facts, SentTemplate Sent, PreparedText Prepared, string? PaperAddress, string? PictureAddress);

/// <summary>
/// One text of the agreement in force: as its receiver sees it with made facts, as it is written, what it fills in, and what the lint finds and where. Other words can be tried; nothing
/// is kept, for a partnership's own texts are files that a host reads when it starts (<see cref="LocalTemplates"/>).
/// </summary>
[Authorize(nameof(Right.SeeAgreement))]
public sealed class TemplateModel(ReadTemplates reader, Wording wording, TextOptions options) : PageModel
{
    /// <summary>Of the library, such as residents-burst.</summary>
    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    public TemplateFacts Facts { get; private set; } = null!;

    public TemplateVariant Shown { get; private set; } = null!;

    /// <summary>Every language that the text has.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>What stands in the box: the text itself, until somebody has written in it.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>What was typed, as its receiver would see it; null: not tried, or it cannot be filled in.</summary>
    public PreparedText? Tried { get; private set; }

    /// <summary>Why what was typed cannot be filled in.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Where a file with one's own words goes below the folder of own texts.</summary>
    public string FileName => $"{Facts.Agreement.Partnership.Id}/{Shown.Language}/{Name}.liquid";

    /// <summary>Whether the host has a folder of own texts.</summary>
    public bool HasFolder => options.LocalFolder is not null;

    public PreviewPart ShownPart => new(Facts, Shown.Sent, Shown.Prepared, Shown.Sent.Audience == TextAudience.Residents ? Url.Page(null, "Paper", Asked) : null, Picture);

    public PreviewPart? TriedPart => Tried is null ? null : new PreviewPart(Facts, Shown.Sent, Tried, null, Picture);

    private object Asked => new { name = Name, language = Shown.Language, area = Facts.Area.Row.Code };

    private string? Picture => Shown.Sent.Audience != TextAudience.LocalGroups || Facts.Areas.Count == 0 ? null
        : Url.Page("/Agreements/WholePlan", Agreements.WholePlanModel.PictureHandler, new { version = Facts.Agreement.Version, area = Facts.Area.Row.Code });

    public async Task<IActionResult> OnGetAsync(string? area, string? language, CancellationToken stopping) => await Read(area, language, stopping) ? Page() : NotFound();

    /// <summary>Shows what was typed and what the lint finds in it, and stores nothing: the part of the page alone where the page itself asks for it.</summary>
    [Needs(Right.SeeAgreement)]
    public async Task<IActionResult> OnPostTryAsync(string? area, string? language, string? text, CancellationToken stopping)
    {
        if (!await Read(area, language, stopping))
            return NotFound();
        Typed = text ?? "";
        Problem = TriedText.Fault(Typed);
        if (Problem is null)
            Tried = reader.Tried(Facts, Shown.Sent, Shown.Language, Typed);
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_Tried", this) : Page();
    }

    /// <summary>The letter as it comes on paper.</summary>
    public async Task<IActionResult> OnGetPaperAsync(string? area, string? language, CancellationToken stopping)
    {
        if (!await Read(area, language, stopping) || Shown.Sent.Audience != TextAudience.Residents)
            return NotFound();
        return File(LetterPdf.Write(Shown.Prepared.Text, Facts.Agreement.Sender.Name, Facts.Now, wording.LogoOf(Facts.Made(Shown.Sent))), "application/pdf");
    }

    /// <summary>False: the agreement in force sends no such text.</summary>
    private async Task<bool> Read(string? area, string? language, CancellationToken stopping)
    {
        if (await reader.Of(SignedIn.From(User).PartnershipId, area, stopping) is not { } facts || facts.Find(Name) is not { } sent)
            return false;
        var variants = reader.Variants(facts, sent).ToList();
        (Facts, Languages) = (facts, [.. variants.Select(variant => variant.Language)]);
        Shown = variants.Find(variant => variant.Language == language) ?? variants[0];
        Typed = Shown.Source.Text;
        return true;
    }
}
