using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>
/// What the link at the foot of a message to a neighbour friend, member or association opens: what they get and why, and three choices. A mail program's own button
/// posts to the same address (RFC 8058) and needs nothing but the address: no sign-in, no cookie, no question. It speaks for good, also when the plan is long over.
/// </summary>
/// <remarks>No form token is asked for: the address itself is the secret, so whoever could make somebody's browser post to it could post to it themselves.</remarks>
[AllowAnonymous]
[OpenedByLink]
[IgnoreAntiforgeryToken]
public sealed class NeighbourModel([SeenByPerson] ChooseContact chooseContact, [SeenByPerson] Database database, AgreementBook agreements, SignInThrottle throttle)
    : LinkPage<FriendLink>(throttle)
{
    public ContactChoices Choices { get; private set; } = new(false, null, []);

    /// <summary>As its reader knows those who write; null: their agreement is over.</summary>
    public string? Sender { get; private set; }

    public DateOnly Tomorrow { get; private set; }

    public string Channel => Link?.Channel ?? "";

    /// <summary>"mails", "sms'er": what the reader gets by this channel.</summary>
    public string Messages => Channel switch
    {
        "sms" => "sms'er",
        "push" => "beskeder i appen",
        _ => "mails",
    };

    /// <summary>To leave: the page's own button, and a mail program's. Who presses that is done with all of it, so no text follows by another way.</summary>
    public Task OnPostAsync(CancellationToken stopping) => Answered(
        async link =>
        {
            await chooseContact.Leave(link, stopping);
            return null;
        }, "Du er meldt fra og får ikke flere beskeder, heller ikke om noget, der er i gang.", null, stopping);

    public Task OnPostStopAsync(CancellationToken stopping) => Answered(
        async link =>
        {
            await chooseContact.StopChannel(link, stopping);
            return null;
        }, $"Du får ikke flere {Messages}. Har du også sagt ja til at få besked på en anden måde, bruger vi den.", null, stopping);

    public Task OnPostPauseAsync(DateOnly? until, CancellationToken stopping) => Answered(
        link => chooseContact.Pause(link, until, stopping),
        until is { } day ? $"Vi skriver ikke til dig før den {Written.Day(day)}." : "", null, stopping);

    /// <summary>Who is in the register may have an account for something else: that changes nothing about what they want.</summary>
    protected override bool IsSignedInAsAnother(FriendLink link) => false;

    protected override async Task<Problem?> Read(FriendLink link, CancellationToken stopping)
    {
        Choices = await chooseContact.Show(link, stopping);
        await database.Do(async work =>
        {
            Tomorrow = work.Today.AddDays(1);
            Sender = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == link.PartnershipId)?.Sender.Name;
        }, stopping);
        return null;
    }
}
