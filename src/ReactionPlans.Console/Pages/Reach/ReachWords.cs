using ReactionPlans.Rules.Reactions;

namespace ReactionPlans.Web.Pages.Reach;

/// <summary>Channels, standings and reasons in words.</summary>
public static class ReachWords
{
    /// <summary>"1 husstand", "12 husstande".</summary>
    public static string Households(int number) => Written.Count(number, T("husstand"), T("husstande"));

    public static string Channel(string channel) => channel switch
    {
        "digital-post" => T("Digital Post"),
        "print" => T("Brev på papir"),
        "nemsms" => T("NemSMS"),
        "mail" => T("Mail"),
        "sms" => T("Sms"),
        "push" => T("Besked i appen"),
        "none" => T("Ingen vej"),
        _ => channel,
    };

    public static string Standing(DeliveryStanding standing) => standing switch
    {
        DeliveryStanding.Planned => T("Planlagt"),
        DeliveryStanding.Sending => T("Sendes"),
        DeliveryStanding.Accepted => T("Modtaget af den, der bringer den"),
        DeliveryStanding.Delivered => T("Leveret"),
        DeliveryStanding.Read => T("Læst"),
        DeliveryStanding.Returned => T("Kommet retur"),
        DeliveryStanding.Failed => T("Fejlet"),
        _ => T("Sprunget over"),
    };

    /// <summary>Why a message did not arrive; a carrier's own code as it is.</summary>
    public static string Reason(string reason) => reason switch
    {
        "left" => T("har meldt sig fra"),
        "paused" => T("holder pause"),
        "stopped" => T("vil ikke skrives til ad de aftalte veje"),
        "bounced" => T("beskeder til adressen er kommet retur"),
        "no-channel" => T("kan ikke nås ad de aftalte veje"),
        "household" => T("en anden i husstanden får brevet"),
        "letter-budget" => T("har fået det aftalte antal breve"),
        "exempt" => T("er fritaget for Digital Post"),
        "no-mailbox" => T("har ingen digital postkasse"),
        "mailbox-closed" => T("postkassen er lukket"),
        "no-address" or "bad-address" => T("adressen kan ikke bruges"),
        "unknown-recipient" => T("modtageren kendes ikke"),
        "recipient-gone" => T("står ikke længere i udtrækket"),
        "key-gone" => T("nummeret kan ikke læses mere: nøglen til udtrækket er smidt væk (RP7070)"),
        "keys-away" => T("mappen med nøgler (Keys:Folder) kan ikke læses"),
        "transient" => T("den, der bringer den, var ude af drift for længe"),
        "no-answer" => T("svaret er udeblevet: den kan være nået frem"),
        "ended" => T("planen sluttede først"),
        "corrected" => T("trinnet blev taget ud ved en rettelse"),
        "not-alerted" => T("fik aldrig den første besked"),
        "returned" => T("kom retur"),
        "unknown" => T("ukendt"),
        _ when reason.StartsWith("text-", StringComparison.Ordinal) => T($"teksten må ikke sendes (RP{reason["text-".Length..]})"),
        _ => reason,
    };
}
