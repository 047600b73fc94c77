using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Web.Pages.Reach;

namespace ReactionPlans.Web.Pages.Stuck;

/// <summary>What is stuck, why, and what to do about it, in the users' own words.</summary>
public static class StuckWords
{
    public static string Heading(DeliveryGroup group) => group.Cause switch
    {
        StuckCause.NotHandedOn => T("Skulle være sendt, men venter stadig"),
        StuckCause.UnderWay => T("Givet videre, men der er ikke kommet svar"),
        StuckCause.CarrierAway => T("Den, der bringer dem, var ude af drift for længe"),
        StuckCause.AnswerLost => T("Svaret udeblev: de kan være nået frem"),
        StuckCause.Restored => T("Databasen er genskabt: de kan være sendt før det"),
        StuckCause.TextRefused => T($"Teksten må ikke sendes (RP{group.Reason![StuckDelivery.TextPrefix.Length..]})"),
        StuckCause.Recipient => T($"Modtageren kan ikke nås: {ReachWords.Reason(group.Reason!)}"),
        _ => T($"Afvist af den, der bringer dem ({group.Reason})"),
    };

    public static string WhatToDo(DeliveryGroup group) => group.Cause switch
    {
        StuckCause.NotHandedOn => T("Den del af programmet, der sender, står stille, eller et tidligere brev til de samme er ikke afgjort. Driften ser efter, at rollerne clock og reactions kører; så bliver de sendt af sig selv."),
        StuckCause.UnderWay when IsMail(group) => T("Prøv igen, når mailserveren svarer. Den kan ikke spørges, hvad den allerede har: højst én mail kan komme to gange."),
        StuckCause.UnderWay => T("Prøv igen, når den, der bringer dem, svarer. Den bliver først spurgt, hvad den allerede har, så ingen får det samme to gange."),
        StuckCause.CarrierAway => T("Prøv igen, når den, der bringer dem, svarer igen. Driften kan se efter med «reactionplans doctor»."),
        StuckCause.AnswerLost when IsMail(group) => T("En mailserver kan ikke spørges, hvad den har, så de bliver ikke sendt igen: ingen skal have det samme to gange. Spørg modtagerne ad en anden vej."),
        StuckCause.AnswerLost => T("Prøv igen, når den, der bringer dem, svarer. Den bliver spurgt, hvad den allerede har, og får kun resten."),
        StuckCause.Restored => T("Driften ser i mailserverens log, om de er sendt. Er de ikke, så prøv igen. Er de, så lad dem stå: ingen skal have det samme to gange."),
        StuckCause.TextRefused => T("Ret partnerskabets egen tekst, så prøven slipper den igennem, og prøv igen."),
        StuckCause.Recipient => T("At prøve igen hjælper ikke. Kommunens folk ser på planens side, hvem der mangler, og når dem på en anden måde."),
        _ => T("Driften spørger den, der bringer dem, hvorfor. Prøv igen, når det er rettet."),
    };

    /// <summary>"4. marts 2026 kl. 11.00 (for 2 timer siden)".</summary>
    public static string Since(DateTimeOffset since, DateTimeOffset now) =>
        now - since < TimeSpan.FromMinutes(1) ? Written.Instant(since) : $"{Written.Instant(since)} ({Written.Until(since, now)})";

    /// <summary>What did not happen, by the hop that could not do it.</summary>
    public static string Undone(string queue) => queue switch
    {
        "retry-corrected" => T("En rettet række blev ikke taget ind"),
        "play-exercise" => T("En øvelse gik ikke videre"),
        "judge-areas" => T("Områder blev ikke bedømt"),
        "open-decision" => T("En stigning førte hverken til et spørgsmål eller til en plan"),
        "lapse-question" => T("Et spørgsmål, der er forbi, blev ikke lukket"),
        "offer-joint-decision" => T("Områder, der stiger samtidig, blev ikke tilbudt samlet"),
        "settle-joint-decision" => T("En samlet beslutning blev ikke gennemført"),
        "start-activation" => T("En plan gik ikke i gang"),
        "plan-letters" => T("Breve til beboere blev ikke gjort klar"),
        "plan-neighbour-messages" => T("Beskeder til nabovenner blev ikke gjort klar"),
        "plan-local-posts" => T("Opslag blev ikke gjort klar"),
        "notify-parties" => T("Parterne fik ikke besked"),
        "release-due" => T("Breve og beskeder blev ikke givet videre"),
        "send-deliveries" => T("Breve og beskeder blev ikke sendt"),
        "plan-mobile-station" => T("Besøg af politistationen blev ikke planlagt"),
        "replan-visits" => T("Besøg af politistationen blev ikke flyttet"),
        "watch-activation" => T("Porte, frister og slutninger blev ikke fulgt"),
        "plan-update" => T("En rettelse blev ikke gjort klar"),
        "plan-all-clear" => T("Beskeden om planens slutning blev ikke gjort klar"),
        "evaluate" => T("En plan blev ikke gjort op"),
        "publish-outward" => T("Parternes egne systemer fik ikke at vide, hvad der skete"),
        "push-events" => T("Hændelser blev ikke bragt til parternes egne systemer"),
        _ => T($"Køen {queue} kunne ikke behandle dem"),
    };

    public static string Why(StuckGroup group) =>
        group.IsUnreadable ? T("De kunne ikke læses: de er ikke skrevet af programmet.")
        : IsOfDatabase(group.Error) ? T("Databasen var væk eller overbelastet.")
        : IsOfTheLine(group.Error) ? T("Noget uden for programmet svarede ikke.")
        : T("Programmet kunne ikke behandle dem; loggen har fejlen.");

    public static string WhatToDo(StuckGroup group) =>
        group.IsUnreadable ? T("Find ud af, hvem der skriver til køen. De kan ikke prøves igen her.")
        : IsOfDatabase(group.Error) || IsOfTheLine(group.Error) ? T("Prøv igen, når det svarer. Driften kan se efter med «reactionplans doctor».")
        : T("Send fejlen fra loggen til dem, der vedligeholder programmet. Prøv igen, når den er rettet.");

    public static string Standing(Webhook webhook) =>
        T($"{Written.Count(webhook.Waiting, T("hændelse"), T("hændelser"))} er ikke bekræftet.") + " "
        + (webhook.StoppedAt is { } stopped ? T($"Opgivet {Written.Instant(stopped)}.") : T("Der prøves stadig igen, med længere og længere mellemrum.")) + " "
        + T($"Seneste svar: {webhook.LastFailure}.");

    public static string Deliveries(int deliveries) => Written.Count(deliveries, T("brev eller besked"), T("breve og beskeder"));

    public static string Messages(int messages) => Written.Count(messages, T("besked"), T("beskeder"));

    /// <summary>Told once, after a group has been set going again.</summary>
    public static string Retried(int deliveries) => deliveries == 0
        ? Gone
        : T($"{Deliveries(deliveries)} er sat i gang igen. Det, der kun må sendes om dagen, venter til da. Står de her igen om lidt, er årsagen der stadig.");

    public static string RetriedMessages(int messages) => messages == 0
        ? Gone
        : T($"{Messages(messages)} mellem trin er sat i gang igen. Står de her igen om lidt, er årsagen der stadig.");

    public static string Resumed(bool isResumed) => isResumed ? T("Modtageren bliver prøvet igen inden for et minut, fra hvor den slap.") : Gone;

    private static string Gone => T("Intet er sat i gang: det er her ikke mere, eller en anden har allerede gjort det.");

    private static bool IsMail(DeliveryGroup group) => group.Channel == "mail";

    /// <summary>PostgreSQL's classes for connections, resources and an operator's doing, and two that met.</summary>
    private static bool IsOfDatabase(string error) =>
        error is "NpgsqlException" or "40001" or "40P01" || (error.Length == 5 && error[..2] is ("08" or "53" or "57"));

    private static bool IsOfTheLine(string error) => error is "HttpRequestException" or "TimeoutException" or "IOException" or "SocketException" or "OperationCanceledException" or "TaskCanceledException";
}
