using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Templates;

/// <summary>Every text that the agreement in force can send: to whom, when, in whose words, how long and how hard to read, and what the lint finds.</summary>
[Authorize(nameof(Right.SeeAgreement))]
public sealed class TemplatesModel(ReadTemplates reader) : PageModel
{
    /// <summary>Null: no version is in force.</summary>
    public TemplateFacts? Facts { get; private set; }

    public IReadOnlyList<IGrouping<TextAudience, TemplateVariant>> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stopping)
    {
        Facts = await reader.Of(SignedIn.From(User).PartnershipId, null, stopping);
        if (Facts is { } facts)
            Groups = [.. facts.Sent.SelectMany(sent => reader.Variants(facts, sent)).GroupBy(variant => variant.Sent.Audience)];
    }
}
