using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Stuck;

/// <summary>What does not get on, by reason, and a button for what trying again can help.</summary>
[Authorize(nameof(Right.SeeOperation))]
public sealed class StuckModel(ReadStuck reader, [SeenByPerson] RetryDeliveries retryDeliveries, StuckMessages messages, StuckWebhooks webhooks) : PageModel
{
    private SignedIn? person;

    /// <summary>Told once, after what was asked for has been done.</summary>
    [TempData]
    public string? Done { get; set; }

    public StuckFacts Facts { get; private set; } = null!;

    public bool SeesDeliveries => Person.May(Right.SeeCounts);

    public bool MayRetryDeliveries => Person.May(Right.RetryDeliveries);

    public bool MayRetryMessages => Person.May(Right.RetryMessages);

    private SignedIn Person => person ??= SignedIn.From(User);

    /// <summary>An administrator belongs to no agreement and is known by the account.</summary>
    private Actor Account => Actor.Account(Person.Account);

    public async Task OnGetAsync(CancellationToken stopping) => Facts = await reader.For(Person, stopping);

    /// <param name="reason">Empty: those that were handed on and have no answer.</param>
    [Needs(Right.RetryDeliveries)]
    public async Task<IActionResult> OnPostDeliveriesAsync(string channel, string? reason, CancellationToken stopping) =>
        Told(StuckWords.Retried(await retryDeliveries.Retry(channel ?? "", string.IsNullOrEmpty(reason) ? null : reason, Person.PartnershipId, Person.PersonId, stopping)));

    [Needs(Right.RetryMessages)]
    public async Task<IActionResult> OnPostMessagesAsync(string queue, string type, string error, CancellationToken stopping) =>
        Told(StuckWords.RetriedMessages(await messages.Retry(queue ?? "", type ?? "", error ?? "", Account, stopping)));

    [Needs(Right.RetryMessages)]
    public async Task<IActionResult> OnPostParkedAsync(string type, CancellationToken stopping) =>
        Told(StuckWords.RetriedMessages(await messages.Release(type ?? "", Account, stopping)));

    [Needs(Right.RetryMessages)]
    public async Task<IActionResult> OnPostWebhookAsync(string webhook, CancellationToken stopping) =>
        Told(StuckWords.Resumed(await webhooks.Resume(webhook ?? "", Account, stopping)));

    private RedirectToPageResult Told(string done)
    {
        Done = done;
        return RedirectToPage();
    }
}
