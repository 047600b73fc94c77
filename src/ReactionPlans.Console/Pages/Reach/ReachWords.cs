using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Web.Pages.Reach;

/// <summary>Channels, standings and reasons in words.</summary>
public static class ReachWords
{
    public static string Channel(string channel) => channel switch
    {
        "digital-post" => "Digital Post",
        "print" => "Brev på papir",
        "nemsms" => "NemSMS",
        "mail" => "Mail",
        "sms" => "Sms",
        "push" => "Besked i appen",
        "none" => "Ingen vej",
        _ => channel,
    };

    public static string Standing(DeliveryStanding standing) => standing switch
    {
        DeliveryStanding.Planned => "Planlagt",
        DeliveryStanding.Sending => "Sendes",
        DeliveryStanding.Accepted => "Modtaget af den, der bringer den",
        DeliveryStanding.Delivered => "Leveret",
        DeliveryStanding.Read => "Læst",
        DeliveryStanding.Returned => "Kommet retur",
        DeliveryStanding.Failed => "Fejlet",
        _ => "Sprunget over",
    };

    /// <summary>Why a message did not arrive; a carrier's own code as it is.</summary>
    public static string Reason(string reason) => reason switch
    {
        "left" => "har meldt sig fra",
        "paused" => "holder pause",
        "stopped" => "vil ikke skrives til ad de aftalte veje",
        "bounced" => "beskeder til adressen er kommet retur",
        "no-channel" => "kan ikke nås ad de aftalte veje",
        "household" => "en anden i husstanden får brevet",
        "letter-budget" => "har fået det aftalte antal breve",
        "exempt" => "er fritaget for Digital Post",
        "no-mailbox" => "har ingen digital postkasse",
        "mailbox-closed" => "postkassen er lukket",
        "no-address" or "bad-address" => "adressen kan ikke bruges",
        "unknown-recipient" => "modtageren kendes ikke",
        "recipient-gone" => "står ikke længere i udtrækket",
        "transient" => "den, der bringer den, var ude af drift for længe",
        "no-answer" => "svaret er udeblevet: den kan være nået frem",
        "ended" => "planen sluttede først",
        "corrected" => "trinnet blev taget ud ved en rettelse",
        "not-alerted" => "fik aldrig den første besked",
        "returned" => "kom retur",
        "unknown" => "ukendt",
        _ when reason.StartsWith("text-", StringComparison.Ordinal) => $"teksten må ikke sendes (RP{reason["text-".Length..]})",
        _ => reason,
    };
}
