using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Web.Pages.Messages;

namespace ReactionPlans.Web.Pages.Answer;

/// <summary>
/// What the link at the foot of a message to a neighbour friend, member or association opens: what they get and why, three choices, and what has been written to them. A mail program's own button
/// posts to the same address (RFC 8058) and needs nothing but the address: no sign-in, no cookie, no question. It speaks for good, also when the plan is long over.
/// </summary>
/// <remarks>No form token is asked for: the address itself is the secret, so whoever could make somebody's browser post to it could post to it themselves.</remarks>
[AllowAnonymous]
[OpenedByLink]
[IgnoreAntiforgeryToken]
public sealed class NeighbourModel([SeenByPerson] ChooseContact chooseContact, [SeenByPerson] Database database, AgreementBook agreements, Wording wording, LinkThrottle throttle)
    : LinkPage<FriendLink>(throttle)
{
    public const string Stopped = "stopped";

    public ContactChoices Choices { get; private set; } = new(false, null, [], []);

    /// <summary>What has been written to them, the newest first.</summary>
    public IReadOnlyList<OwnMessage> Sent { get; private set; } = [];

    /// <summary>The ways there are to them; of somebody whom the register has no more, the one that the message came by.</summary>
    public IReadOnlyList<ContactWay> Ways => Choices.Ways.Count > 0 ? Choices.Ways : [new ContactWay(Channel, Choices.Stopped.Contains(Channel) ? Stopped : null)];

    /// <summary>As its reader knows those who write; null: their agreement is over.</summary>
    public string? Sender { get; private set; }

    public DateOnly Tomorrow { get; private set; }

    public string Channel => Link?.Channel ?? "";

    /// <summary>To leave: the page's own button, and a mail program's. Who presses that is done with all of it, so no text follows by another way.</summary>
    public Task OnPostAsync(CancellationToken stopping) => Answered(
        async link =>
        {
            await chooseContact.Leave(link, stopping);
            return null;
        }, T("Du er meldt fra og får ikke flere beskeder, heller ikke om noget, der er i gang."), null, stopping);

    /// <param name="channel">The way that is to be stopped; anything else: the one that the message came by.</param>
    public Task OnPostStopAsync(string? channel, CancellationToken stopping)
    {
        var stopped = channel is not null && ChooseContact.Channels.Contains(channel) ? channel : Channel;
        return Answered(
            async link =>
            {
                await chooseContact.StopChannel(link, stopped, stopping);
                return null;
            }, NoMore(stopped), null, stopping);
    }

    public static string Way(string channel) => channel switch
    {
        "sms" => T("Sms"),
        "push" => T("Besked i appen"),
        _ => T("Mail"),
    };

    public static string Stop(string channel) => channel switch
    {
        "sms" => T("Stop sms'er"),
        "push" => T("Stop beskeder i appen"),
        _ => T("Stop mails"),
    };

    public static string Stands(ContactWay way) => way.ShutBy switch
    {
        Stopped => T("du har sagt nej til den."),
        "bounced" => T("beskeder kommer retur, så vi bruger den ikke."),
        _ => T("åben."),
    };

    private static string NoMore(string channel) => channel switch
    {
        "sms" => T("Du får ikke flere sms'er. Har du også sagt ja til at få besked på en anden måde, bruger vi den."),
        "push" => T("Du får ikke flere beskeder i appen. Har du også sagt ja til at få besked på en anden måde, bruger vi den."),
        _ => T("Du får ikke flere mails. Har du også sagt ja til at få besked på en anden måde, bruger vi den."),
    };

    public Task OnPostPauseAsync(DateOnly? until, CancellationToken stopping) => Answered(
        link => chooseContact.Pause(link, until, stopping),
        until is { } day ? T($"Vi skriver ikke til dig før den {Written.Day(day)}.") : "", null, stopping);

    /// <summary>Who is in the register may have an account for something else: that changes nothing about what they want.</summary>
    protected override bool IsSignedInAsAnother(FriendLink link) => false;

    protected override async Task<Problem?> Read(FriendLink link, CancellationToken stopping)
    {
        Choices = await chooseContact.Show(link, stopping);
        await database.Do(async work =>
        {
            Tomorrow = work.Today.AddDays(1);
            Sent = await OwnMessage.Read(work, agreements, wording, link);
            Sender = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == link.PartnershipId)?.Sender.Name;
        }, stopping);
        return null;
    }
}
