using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Web.Pages.Messages;

/// <summary>One message to one person of the register, as that person may see it: it is their own.</summary>
/// <param name="At">When it was sent or settled, or is to be sent.</param>
public sealed record OwnMessage(DateTimeOffset At, string Channel, string Became, RenderedText Text)
{
    /// <summary>More is no help to anybody, and each is written anew.</summary>
    public const int Most = 20;

    /// <summary>A row of show-friend-messages.sql.</summary>
    private sealed record Row
    {
        public Guid ActivationId { get; init; }
        public string StepId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Template { get; init; } = "";
        public string Language { get; init; } = "";
        public string Channel { get; init; } = "";
        public string State { get; init; } = "";
        public bool IsDelivered { get; init; }
        public bool IsRead { get; init; }
        public string? Reason { get; init; }
        public DateTimeOffset At { get; init; }

        public DeliveryStanding Standing => DeliveryStandings.Of(
            Enum.Parse<DeliveryState>(State), new Heard(IsDelivered ? default(DateTimeOffset) : null, IsRead ? default(DateTimeOffset) : null, null));
    }

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<OwnMessage>> Read(Work work, AgreementBook agreements, Wording wording, FriendLink link)
    {
        var rows = await work.Query<Row>("Delivery/show-friend-messages.sql", new { friend_id = link.FriendId, partnership_id = link.PartnershipId, most = Most });
        var facts = await TextFacts.Read(work, agreements, [.. rows.Select(row => row.ActivationId).Distinct()]);
        return [.. rows.Select(row => new OwnMessage(
            row.At, row.Channel, Told(row), PreparedTexts.AsSent(wording, facts[row.ActivationId], row.Kind, row.Template, row.StepId, row.Language).Text))];
    }

    private static string Told(Row row) => row.Standing switch
    {
        DeliveryStanding.Planned or DeliveryStanding.Sending => T("På vej"),
        DeliveryStanding.Accepted => T("Sendt"),
        DeliveryStanding.Delivered => T("Nået frem"),
        DeliveryStanding.Read => T("Åbnet"),
        DeliveryStanding.Returned => T("Kom retur til os"),
        DeliveryStanding.Failed => T("Kunne ikke sendes"),
        _ => row.Reason switch
        {
            "left" => T("Ikke sendt: du havde meldt dig fra"),
            "paused" => T("Ikke sendt: du holdt pause"),
            "stopped" => T("Ikke sendt: du ville ikke skrives til ad de veje, vi har til dig"),
            "bounced" => T("Ikke sendt: beskeder til dig var kommet retur"),
            "no-channel" => T("Ikke sendt: vi har ingen af de aftalte veje til dig"),
            _ => T("Ikke sendt: den nåede at blive forældet"),
        },
    };
}
