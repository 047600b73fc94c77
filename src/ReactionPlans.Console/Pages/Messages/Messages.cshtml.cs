using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Messages;

/// <summary>What has been written to neighbour friends, members and associations, plan by plan: when, why, in which areas, by which channel, how many it reached and why not the others, word for
/// word; and the texts of running plans that are there to be shared. In numbers, like the register itself: who may see it may not see who is in it.</summary>
[Authorize(nameof(Right.SeeRegister))]
public sealed class MessagesModel(ReadMessages reader) : PageModel
{
    /// <summary>Plans on a page.</summary>
    public const int Most = 10;

    /// <summary>Further back there is nothing that anybody looks for, and a number that is too large is no error.</summary>
    private const int LastPage = 10_000;

    public MessagesFacts Facts { get; private set; } = null!;

    /// <summary>From 1, the newest.</summary>
    public int Number { get; private set; } = 1;

    public async Task OnGetAsync(int? number, CancellationToken stopping)
    {
        Number = Math.Clamp(number ?? 1, 1, LastPage);
        Facts = await reader.Of(SignedIn.From(User).PartnershipId, (Number - 1) * Most, Most, stopping);
    }

    /// <summary>Why the plan was: what its messages tell of.</summary>
    public static string Why(TextFacts facts) => facts.Season is { } season
        ? T($"Planen fulgte kalenderen: uge {season.Week}.")
        : T($"{Written.Number(facts.Activation.Count)} {facts.Offence.InWords(facts.Activation.Count)} på {Written.Count(facts.WindowDays, T("dag"), T("dage"))} frem til den {Written.Day(facts.Activation.FiredOn)}.");
}
