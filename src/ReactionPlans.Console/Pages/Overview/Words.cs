using Microsoft.AspNetCore.Html;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Decisions;
using ReactionPlans.Rules.Intake;

namespace ReactionPlans.Web.Pages.Overview;

/// <summary>The users' own words for what the code calls by name.</summary>
public static class Words
{
    public static string Role(string role) => role switch
    {
        "police-coordinator" => T("Indbrudskoordinator, politiet"),
        "police-duty" => T("Vagthavende, politiet"),
        "municipal-lead" => T("Projektleder, kommunen"),
        "joint-coordinator" => T("Fælles koordinator"),
        "national-secretariat" => T("Det nationale sekretariat"),
        "administrator" => T("Administrator"),
        "neighbour-friend" => T("Naboven"),
        _ => role,
    };

    /// <summary>An act of the audit in words.</summary>
    public static string Act(string action) => action switch
    {
        "signed-in" => T("Loggede ind"),
        "sign-in-failed" => T("Forsøgte at logge ind"),
        "signed-out" => T("Loggede af"),
        "partnership-chosen" => T("Valgte partnerskabet"),
        "account-added" => T("Gav en konto adgang"),
        "account-removed" => T("Fjernede en konto"),
        "password-reset" => T("Gav en konto en ny adgangskode"),
        "agreement-proposed" => T("Foreslog en aftale"),
        "agreement-accepted" => T("Godkendte en aftale"),
        "agreement-withdrawn" => T("Trak en aftale tilbage"),
        "backtest-shown" => T("Så, hvad en aftale ville have gjort"),
        "plan-corrected" => T("Rettede en plan"),
        "exercise-started" => T("Startede en øvelse"),
        "exercise-ended" => T("Afsluttede en øvelse"),
        "rehearsal-asked" => T("Bad om at få en plan øvet"),
        "rehearsal-cancelled" => T("Afbrød øvelsen af en plan"),
        "spike-approved" => T("Godkendte en stigning"),
        "spike-held" => T("Satte en stigning i bero"),
        "spike-dismissed" => T("Afviste en stigning"),
        "spike-returned" => T("Stillede et spørgsmål om en stigning"),
        "spike-replied" => T("Svarede på et spørgsmål om en stigning"),
        "task-done" => T("Meldte en opgave udført"),
        "task-not-possible" => T("Meldte en opgave ikke mulig"),
        "task-acknowledged" => T("Tog en opgave"),
        "end-closed" => T("Lod en plan slutte ved den længste varighed"),
        "end-extended" => T("Ville forlænge en plan"),
        "end-new-round" => T("Ville tage en plan forfra"),
        "gate-opened" => T("Sendte politistationen ud"),
        "gate-waits" => T("Lod politistationen vente"),
        "plan-stopped" => T("Stoppede en plan"),
        "station-confirmed" => T("Bekræftede, hvor politistationen stod"),
        "verdict-given" => T("Bedømte en plan"),
        "gate-otherwise" => T("Valgte et andet sted til politistationen"),
        "imported" => T("Indlæste en fil"),
        "register-left" => T("Meldte sig fra beskeder"),
        "register-paused" => T("Satte sine beskeder på pause"),
        "register-channel-stopped" => T("Ville ikke have beskeder ad den vej"),
        "quarantine-read" => T("Så afviste rækker"),
        "quarantine-exported" => T("Hentede afviste rækker"),
        "quarantine-fixed" => T("Rettede afviste rækker"),
        "quarantine-retried" => T("Prøvede afviste rækker igen"),
        "quarantine-given-up" => T("Lod en afvist række blive ude"),
        "api-key-made" => T("Lavede en nøgle"),
        "api-key-rotated" => T("Skiftede en nøgle"),
        "api-key-revoked" => T("Trak en nøgle tilbage"),
        "person-key-made" => T("Gav en person en nøgle"),
        "person-key-revoked" => T("Trak en persons nøgle tilbage"),
        "station-taken-out" => T("Meldte en station ude"),
        "station-back" => T("Meldte en station tilbage"),
        "visit-moved" => T("Flyttede et besøg af politistationen"),
        "person-exported" => T("Udleverede, hvad der er gemt om en person"),
        "person-erased" => T("Slettede en person"),
        "keys-rotated" => T("Forseglede på ny med en ny nøgle"),
        "membership-ended" => T("Mistede en adgang hos sin organisation"),
        "webhook-added" => T("Tilføjede en modtager af hændelser"),
        "webhook-removed" => T("Fjernede en modtager af hændelser"),
        "webhook-resumed" => T("Lod en opgivet modtager fortsætte"),
        "deliveries-retried" => T("Satte fastkørte breve og beskeder i gang igen"),
        "messages-retried" => T("Satte fastkørte beskeder mellem trin i gang igen"),
        "audit-exported" => T("Hentede listen over, hvem der gjorde hvad"),
        _ => action,
    };

    public static string PartyOf(string party) => party == nameof(Party.Police) ? T("Politiet") : T("Kommunen");

    public static string Step(string reaction, string? task) => reaction switch
    {
        nameof(Reaction.Letter) => T("Brev til beboerne"),
        nameof(Reaction.NeighbourMessage) => T("Besked til nabovenner"),
        nameof(Reaction.MemberAlert) => T("Besked til nabohjælpere"),
        nameof(Reaction.LocalPost) => T("Opslag i lokale grupper"),
        nameof(Reaction.MobileStation) => T("Mobil politistation"),
        _ => string.IsNullOrEmpty(task) ? T("Opgave") : char.ToUpper(task[0], Written.Culture) + task[1..],
    };

    public static string Step(PlanStep step) => Step(step.Reaction.ToString(), step.TaskName);

    public static string TaskState(TaskRow task, DateTimeOffset now) => task.State switch
    {
        "Waiting" => T("Venter"),
        "Open" => task.StartsAt > now ? T("Planlagt") : T("I gang"),
        "Done" => T("Udført"),
        "NotPossible" => T("Ikke muligt"),
        "Cancelled" => T("Aflyst"),
        _ => task.State,
    };

    /// <summary>"2 af 5 trin er gjort; 1 er forsinket."</summary>
    public static string Progress(ActivationFacts plan)
    {
        var counted = plan.Tasks.Where(task => task.Row.State != "Cancelled").ToList();
        var (done, notPossible, late) = (counted.Count(task => task.Row.State == "Done"), counted.Count(task => task.Row.State == "NotPossible"), counted.Count(task => task.IsLate));
        return (notPossible, late) switch
        {
            (0, 0) => T($"{done} af {counted.Count} trin er gjort."),
            (0, _) => T($"{done} af {counted.Count} trin er gjort; {late} er forsinket."),
            (_, 0) => T($"{done} af {counted.Count} trin er gjort, {notPossible} var ikke muligt."),
            _ => T($"{done} af {counted.Count} trin er gjort, {notPossible} var ikke muligt; {late} er forsinket."),
        };
    }

    /// <summary>The program's own reasons in words; a person's as it was written.</summary>
    public static string TaskReason(string reason) => reason switch
    {
        "no-recipients" => T("Der er ingen modtagere i området."),
        "no-channel" => T("Ingen af modtagerne kan nås ad de aftalte veje."),
        "letter-budget" => T("Alle modtagerne har fået det antal breve, der er aftalt."),
        "stopped" => T("Planen blev stoppet."),
        "corrected" => T("Taget ud ved en rettelse."),
        "ended" => T("Planen sluttede."),
        "no-visit-placed" => T("Ingen station havde tid."),
        _ => reason,
    };

    public static string RemarkLabel(TaskRow task) => task.Reaction == nameof(Reaction.LocalPost) ? T("Link til opslaget, eller en bemærkning") : T("Bemærkning");

    public static string RemarkHint(TaskRow task) =>
        (task.Reaction == nameof(Reaction.LocalPost) ? T("Med linket kan de andre se opslaget.") + " " : "") + T("Skal udfyldes, når opgaven ikke er mulig.");

    /// <summary>What a person wrote, where it is an address on the web and nothing else.</summary>
    public static Uri? AddressIn(string remark) => Uri.TryCreate(remark.Trim(), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;

    /// <summary>A problem as the page's own words have it: the stages quote the names that the forms send.</summary>
    public static Problem Of(Problem problem) => problem with { Values = [.. problem.Values.Select(value => value is string name ? Named(name) : value)] };

    private static string Named(string name) => name switch
    {
        "approve" => Choice(DecisionAction.Approve),
        "hold" => Choice(DecisionAction.Hold),
        "dismiss" => Choice(DecisionAction.Dismiss),
        "return" => Choice(DecisionAction.Return),
        "reply" => Choice(DecisionAction.Reply),
        "not-possible" => T("Ikke muligt"),
        "acknowledge" => T("Jeg tager den"),
        "stop" => T("Stop planen"),
        "fix" => T("Ret og tag ind"),
        "give-up" => T("Lad den blive ude"),
        "station out" => T("Meld ude"),
        _ => Enum.TryParse<QuestionState>(name, out var state) && state.ToString() == name ? State(state) : name,
    };

    public static string State(QuestionState state) => state switch
    {
        QuestionState.Open => T("åben"),
        QuestionState.Returned => T("sendt tilbage med et spørgsmål"),
        QuestionState.Held => T("sat i bero"),
        QuestionState.Approved => T("godkendt"),
        QuestionState.Dismissed => T("afvist"),
        _ => T("bortfaldet"),
    };

    public static string Delivery(string kind) => kind switch
    {
        "Letter" => T("Breve til beboere"),
        "NeighbourMessage" => T("Beskeder til nabovenner"),
        "MemberAlert" => T("Beskeder til nabohjælpere"),
        "Notice" => T("Beskeder til parterne"),
        "AllClear" => T("Besked om, at tallet er faldet"),
        "StillHigh" => T("Besked om, at tallet stadig er højt"),
        "Correction" => T("Besked om, at indsatsen er stoppet"),
        "Update" => T("Rettelser undervejs"),
        _ => kind,
    };

    public static string EndReason(string? reason) => reason switch
    {
        "fallen" => T("tallet er faldet"),
        "withdrawn" => T("anmeldelser er trukket tilbage"),
        "one-of-many" => T("blandt så mange områder samme dag kan tallet være et tilfælde"),
        "season-over" => T("ugen er forbi"),
        "overtaken" => T("en plan for en stigning har afløst den"),
        "rule-changed" => T("kriteriet er ændret"),
        "district-wide" => T("stigningen gælder hele kredsen"),
        "maximum" => T("planens længste varighed er nået"),
        "stopped" => T("den blev stoppet"),
        _ => T("afsluttet"),
    };

    /// <summary>How a plan ended, and by whom where a person ended it.</summary>
    public static string EndedBy(ActivationFacts plan) => plan.StoppedBy is { } stopper ? T($"den blev stoppet af {stopper}") : EndReason(plan.Row.EndReason);

    public static string Choice(DecisionAction action) => action switch
    {
        DecisionAction.Approve => T("Godkend"),
        DecisionAction.Hold => T("Sæt i bero"),
        DecisionAction.Dismiss => T("Afvis"),
        DecisionAction.Return => T("Stil et spørgsmål"),
        _ => T("Svar på spørgsmålet"),
    };

    /// <summary>Told once the answer is stored.</summary>
    public static string Answered(DecisionAction action) => action switch
    {
        DecisionAction.Approve => T("Din godkendelse er gemt. Er alle enige, går planen i gang om et øjeblik."),
        DecisionAction.Hold => T("Stigningen er sat i bero. Der spørges igen, når tiden er gået. Kun politiet kan se hvorfor."),
        DecisionAction.Dismiss => T("Stigningen er afvist. De, der blev spurgt, får besked."),
        DecisionAction.Return => T("Dit spørgsmål er sendt til de andre i aftalen. Fristen står ved magt."),
        _ => T("Dit svar er sendt til dem, der blev spurgt."),
    };

    /// <summary>Told once a task is taken on or reported.</summary>
    public static string Settled(string? outcome) => outcome switch
    {
        "acknowledge" => T("Du har taget opgaven. Du bliver stadig mindet om den, til den er meldt."),
        "done" => T("Opgaven er meldt udført."),
        _ => T("Det er noteret, at opgaven ikke er mulig."),
    };

    public static string GateQuestion(TaskRow task) => task.Reaction == nameof(Reaction.MobileStation)
        ? T("Skal politistationen ud nu?")
        : T($"{Step(task.Reaction, task.TaskName)}: skal det begynde nu?");

    /// <summary>Told once the question of a gate is answered.</summary>
    public static string GateAnswered(string? answer) => answer switch
    {
        "open" => T("Svaret er gemt: trinnet kan begynde."),
        "wait" => T("Svaret er gemt: trinnet venter. Der spørges igen om et døgn."),
        _ => T("Svaret er gemt: politistationen står et andet sted, som aftalt."),
    };

    /// <summary>Told once the question of a plan's end is answered.</summary>
    public static string EndAnswered(string? choice) => choice switch
    {
        "extend" => T("Svaret er gemt: planen skal forlænges."),
        "new-round" => T("Svaret er gemt: planens trin skal tages forfra."),
        _ => T("Svaret er gemt: planen slutter."),
    };

    /// <summary>What the offer to answer several areas at once means.</summary>
    public static string Together(string areas) =>
        T($"Antallet stiger samtidig i {areas}. Godkendes det samlet, går planerne i gang på samme tid, når alle har godkendt, og jeres senest, når jeres egen frist er gået.");

    /// <summary>Whose answer is missing when somebody has approved.</summary>
    public static string StillToCome(string? jointAreas) => jointAreas is null ? T("Den anden part mangler.") : T("Der ventes på de andre, der er spurgt.");

    public static string Why(Evidence evidence, Criterion? criterion, string place) => T(EvidenceText.Sentence(evidence, place, criterion?.OffenceId));

    /// <summary>By when the asked people are to answer, or when a held question is asked anew.</summary>
    public static IHtmlContent Deadline(bool isHeld, DateTimeOffset deadline, DateTimeOffset now) => isHeld
        ? H($"Der spørges igen <strong>{Written.Instant(deadline)}</strong> ({Written.Until(deadline, now)}).")
        : H($"Svar senest <strong>{Written.Instant(deadline)}</strong> ({Written.Until(deadline, now)}).");

    /// <summary>What a yes sets off.</summary>
    public static string IfApproved(Agreement agreement) =>
        T($"Godkendes den, går planen i gang: {Written.List([.. agreement.Plan.Select(step => Step(step).ToLower(Written.Culture))])}.");

    /// <summary>What has begun in an area, as a heading: "Stigning i 8240 Risskov", or the time of a plan that follows the calendar.</summary>
    public static string Heading(Evidence evidence, string place) => evidence.Season is { } season ? T($"Plan for uge {season.Week} i {place}") : T($"Stigning i {place}");

    /// <summary>The same when it has ended.</summary>
    public static string Over(Evidence evidence, DateOnly endedOn, string? reason) => evidence.Season is { } season
        ? T($"Planens tid før og i uge {season.Week} var forbi den {Written.Day(endedOn)}: {EndReason(reason)}.")
        : T($"Stigningen var forbi den {Written.Day(endedOn)}: {EndReason(reason)}.");

    /// <summary>The first line of a log: what was found, and by what.</summary>
    public static string Found(Evidence evidence, string criterion) => evidence.Season is null ? T($"Stigningen blev fundet ({criterion}).") : T($"Planens tid begyndte efter kalenderen ({criterion}).");

    /// <summary>"mindst 5 indbrud på 7 dage".</summary>
    public static string Rule(Criterion criterion, Offence offence) => T(RuleWords.Of(criterion.Rule, offence));

    public static string Level(CriterionLevel level) => level == CriterionLevel.Activate ? T("sætter planen i gang") : T("vises, men sætter intet i gang");

    public static string State(CriterionFacts facts) => facts.Standing switch
    {
        Standing.Rise when !facts.Criterion.Rule.CountsReports => T($"Planens tid siden {Written.Day(facts.Since!.Value)}"),
        Standing.Rise => T($"Stigning siden {Written.Day(facts.Since!.Value)}"),
        Standing.CoolingDown => T($"Afkøling til og med {Written.Day(facts.Until!.Value)}"),
        Standing.NoData => T("Ingen data"),
        _ => T("Rolig"),
    };

    public static string Feed(FeedStanding feed) => feed.Verdict switch
    {
        FeedVerdict.Gap => T($"Ingen data siden {Written.Day(feed.NoDataSince!.Value)}"),
        FeedVerdict.Unusual => T("Usædvanligt stille"),
        FeedVerdict.Learning => T("For ny til at bedømme"),
        FeedVerdict.Ended => T("Ophørt"),
        FeedVerdict.Expected => T("Stille, som den plejer"),
        _ => T("Leverer"),
    };

    /// <summary>"51 dage med anmeldelser, 3 stille, 2 uden data", for those who do not see the drawing.</summary>
    public static string FeedDays(IReadOnlyCollection<FeedDayShown> days)
    {
        var (reported, gaps) = (days.Count(day => day.Verdict == FeedVerdict.Reported), days.Count(day => day.Verdict == FeedVerdict.Gap));
        return T($"{Written.Count(reported, T("dag"), T("dage"))} med anmeldelser, {days.Count - reported - gaps} stille, {gaps} uden data");
    }
}
