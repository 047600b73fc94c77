using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Texts;
using ReactionPlans.Web.Pages.National;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.Reach;
using ReactionPlans.Web.Pages.Register;

namespace ReactionPlans.Web.Pages.Agreements;

/// <param name="People">How many, as the reader may see it.</param>
public sealed record ReceiverGroup(string Who, string Way, string People);

/// <summary>A whole plan in words: to whom, how many and when.</summary>
public static class WholePlanWords
{
    /// <summary>Stands where every receiver has a link of their own.</summary>
    private const string OwnLink = "[eget link]";

    public static string When(PlannedTask task, Agreement agreement)
    {
        var isSent = task.Step.Reaction is Reaction.Letter or Reaction.NeighbourMessage or Reaction.MemberAlert;
        var at = isSent && !agreement.Channels.AtNight ? SendWindow.NextAllowed(task.StartsAt) : task.StartsAt;
        var moment = Written.Moment(at);
        var begins = (isSent, HasGate: task.Gate is not null, Waits: at != task.StartsAt) switch
        {
            (true, false, false) => T($"Sendes {moment}."),
            (true, true, false) => T($"Sendes tidligst {moment}."),
            (true, false, true) => T($"Sendes {moment}, for der skrives ikke om natten."),
            (true, true, true) => T($"Sendes tidligst {moment}, for der skrives ikke om natten."),
            (false, false, _) => T($"Begynder {moment}."),
            (false, true, _) => T($"Begynder tidligst {moment}."),
        };
        return $"{begins} {T($"Færdig senest {Written.Moment(task.DueAt)}.")}";
    }

    /// <summary>What must be true before the step begins, and what is done else; empty: nothing.</summary>
    public static string Condition(PlannedTask task) => task switch
    {
        { OtherwiseFromStart: true, Step.Otherwise: { } otherwise } => T($"Beboerne nås ikke ved Digital Post, så det er ved {AgreementWords.Site(otherwise.SiteKind)}, når trin '{otherwise.WithStep}' er gjort."),
        { Gate: { } gate, Step.Otherwise: { } otherwise } => T($"Det begynder først når {Holds(gate)} (der spørges efter {AgreementWords.Hours(gate.AskAfterHours)}), ellers ved {AgreementWords.Site(otherwise.SiteKind)}, når trin '{otherwise.WithStep}' er gjort."),
        { Gate: { } gate } => T($"Det begynder først når {Holds(gate)} (der spørges efter {AgreementWords.Hours(gate.AskAfterHours)})."),
        _ => "",
    };

    /// <summary>The visits that a step asks for.</summary>
    public static string Wanted(StationWish wish) =>
        T($"Der ønskes {wish.Visits} besøg a {AgreementWords.Hours(wish.Hours)} inden for {Phrase.Days(wish.WithinDays)}. Den ansvarlige får besked om besøgene, når de er lagt.");

    private static string Holds(Gate gate) => gate.InformedShare is { } share
        ? T($"{RuleWords.Percent(share)} er informeret ved trin '{gate.StepId}'")
        : T($"trin '{gate.StepId}' er gjort");

    /// <summary>Every way that is agreed, also where it reaches nobody: a missing row would tell that a small number is none.</summary>
    public static IReadOnlyList<ReceiverGroup> ReceiversOf(PlannedTask task, Agreement agreement, PlanBeforehand plan, bool seesResidents, bool seesRegister) => task.Step.Reaction switch
    {
        Reaction.Letter => Residents(agreement.Channels, [.. plan.Letters.Where(row => row.StepId == task.Id)], number => Shown(number, seesResidents)),
        Reaction.NeighbourMessage => Neighbours(["neighbour-friend", "association"], agreement.Channels, [.. plan.Neighbours.Where(row => row.StepId == task.Id)], number => Shown(number, seesRegister)),
        Reaction.MemberAlert => Neighbours(["member"], agreement.Channels, [.. plan.Neighbours.Where(row => row.StepId == task.Id)], number => Shown(number, seesRegister)),
        _ => [],
    };

    /// <summary>What a telephone shows of a message, by each agreed channel that is a telephone's.</summary>
    public static IEnumerable<(string Way, string Text)> OnTelephones(TextAudience audience, RenderedText text, Agreement agreement)
    {
        var (sender, subject) = (agreement.Sender, text.Subject);
        return audience switch
        {
            TextAudience.NeighbourFriends or TextAudience.Members => agreement.Channels.NeighbourFriends.Where(channel => channel is "sms" or "push").Select(channel => (ReachWords.Channel(channel), channel == "sms"
                ? SmsText.Of(sender.Name, subject, text.PublicPage ?? "", sender.PolicePhone, OwnLink)
                : SmsText.OfPush(subject, sender.PolicePhone))),
            TextAudience.Residents when agreement.Channels.NemSms => [(ReachWords.Channel("nemsms"), SmsText.NemSms(sender.Name, subject, text.PublicPage, sender.PolicePhone))],
            _ => [],
        };
    }

    /// <summary>A text's name beside others of its step.</summary>
    public static string Named(string what, PreparedText prepared) => prepared.Language switch
    {
        TextLanguage.English => T($"{what}, til dem, der læser engelsk"),
        TextLanguage.EasyDanish => T($"{what}, letlæst"),
        _ => what,
    };

    private static List<ReceiverGroup> Residents(Channels channels, IReadOnlyList<LetterReachRow> rows, Func<int, string> shown)
    {
        var who = T("Beboere");
        int People(Func<LetterReachRow, bool> which) => rows.Where(which).Sum(row => row.People);
        var groups = new List<ReceiverGroup>();
        if (channels.DigitalPost)
            groups.Add(new ReceiverGroup(who, ReachWords.Channel("digital-post"), shown(People(row => row is { Reason: null, Channel: "digital-post" }))));
        if (channels.Print)
            groups.Add(new ReceiverGroup(who, ReachWords.Channel("print"), shown(People(row => row is { Reason: null, Channel: "print" }))));
        groups.Add(new ReceiverGroup(T("Heraf med beskyttet adresse"), "–", shown(rows.Where(row => row.Reason is null).Sum(row => row.Protected))));
        if (channels.LettersPer == LettersPer.Household)
            groups.Add(new ReceiverGroup(who, ReachWords.Reason("household"), shown(People(row => row.Reason == "household"))));
        if (channels.LetterBudget is not null)
            groups.Add(new ReceiverGroup(who, ReachWords.Reason("letter-budget"), shown(People(row => row.Reason == "letter-budget"))));
        groups.Add(new ReceiverGroup(who, channels.LocalPosts ? T("Kun lokale opslag når dem") : ReachWords.Reason("no-channel"), shown(People(row => row.Reason == "no-channel"))));
        return groups;
    }

    private static List<ReceiverGroup> Neighbours(string[] roles, Channels channels, IReadOnlyList<NeighbourReachRow> rows, Func<int, string> shown)
    {
        var groups = new List<ReceiverGroup>();
        foreach (var role in roles)
        {
            var own = rows.Where(row => row.Role == role).ToList();
            groups.AddRange(channels.NeighbourFriends.Select(channel => new ReceiverGroup(
                RegisterModel.Role(role), ReachWords.Channel(channel), shown(own.Where(row => row.Reason is null && row.Channel == channel).Sum(row => row.People)))));
            groups.Add(new ReceiverGroup(RegisterModel.Role(role), T("Får ingen: pause, meldt fra eller ingen åben vej"), shown(own.Where(row => row.Reason is not null).Sum(row => row.People))));
        }

        return groups;
    }

    private static string Shown(int number, bool seesAll) => seesAll ? Written.Number(number) : NationalModel.Shown(number);
}
