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
        "police-coordinator" => "Indbrudskoordinator, politiet",
        "police-duty" => "Vagthavende, politiet",
        "municipal-lead" => "Projektleder, kommunen",
        "joint-coordinator" => "Fælles koordinator",
        "national-secretariat" => "Det nationale sekretariat",
        "administrator" => "Administrator",
        "neighbour-friend" => "Naboven",
        _ => role,
    };

    /// <summary>An act of the audit in words.</summary>
    public static string Act(string action) => action switch
    {
        "signed-in" => "Loggede ind",
        "sign-in-failed" => "Forsøgte at logge ind",
        "signed-out" => "Loggede af",
        "partnership-chosen" => "Valgte partnerskabet",
        "account-added" => "Gav en konto adgang",
        "account-removed" => "Fjernede en konto",
        "password-reset" => "Gav en konto en ny adgangskode",
        "agreement-proposed" => "Foreslog en aftale",
        "agreement-accepted" => "Godkendte en aftale",
        "agreement-withdrawn" => "Trak en aftale tilbage",
        "backtest-shown" => "Så, hvad en aftale ville have gjort",
        "plan-corrected" => "Rettede en plan",
        "exercise-started" => "Startede en øvelse",
        "exercise-ended" => "Afsluttede en øvelse",
        "rehearsal-asked" => "Bad om at få en plan øvet",
        "rehearsal-cancelled" => "Afbrød øvelsen af en plan",
        "spike-approved" => "Godkendte en stigning",
        "spike-held" => "Satte en stigning i bero",
        "spike-dismissed" => "Afviste en stigning",
        "spike-returned" => "Stillede et spørgsmål om en stigning",
        "spike-replied" => "Svarede på et spørgsmål om en stigning",
        "task-done" => "Meldte en opgave udført",
        "task-not-possible" => "Meldte en opgave ikke mulig",
        "task-acknowledged" => "Tog en opgave",
        "end-closed" => "Lod en plan slutte ved den længste varighed",
        "end-extended" => "Ville forlænge en plan",
        "end-new-round" => "Ville tage en plan forfra",
        "gate-opened" => "Sendte politistationen ud",
        "gate-waits" => "Lod politistationen vente",
        "plan-stopped" => "Stoppede en plan",
        "station-confirmed" => "Bekræftede, hvor politistationen stod",
        "verdict-given" => "Bedømte en plan",
        "gate-otherwise" => "Valgte et andet sted til politistationen",
        "imported" => "Indlæste en fil",
        "register-left" => "Meldte sig fra beskeder",
        "register-paused" => "Satte sine beskeder på pause",
        "register-channel-stopped" => "Ville ikke have beskeder ad den vej",
        "quarantine-read" => "Så afviste rækker",
        "quarantine-exported" => "Hentede afviste rækker",
        "quarantine-fixed" => "Rettede afviste rækker",
        "quarantine-retried" => "Prøvede afviste rækker igen",
        "quarantine-given-up" => "Lod en afvist række blive ude",
        "api-key-made" => "Lavede en nøgle",
        "api-key-rotated" => "Skiftede en nøgle",
        "api-key-revoked" => "Trak en nøgle tilbage",
        "person-key-made" => "Gav en person en nøgle",
        "person-key-revoked" => "Trak en persons nøgle tilbage",
        "station-taken-out" => "Meldte en station ude",
        "station-back" => "Meldte en station tilbage",
        "webhook-added" => "Tilføjede en modtager af hændelser",
        "webhook-removed" => "Fjernede en modtager af hændelser",
        "webhook-resumed" => "Lod en opgivet modtager fortsætte",
        "deliveries-retried" => "Satte fastkørte breve og beskeder i gang igen",
        "messages-retried" => "Satte fastkørte beskeder mellem trin i gang igen",
        "audit-exported" => "Hentede listen over, hvem der gjorde hvad",
        _ => action,
    };

    public static string PartyOf(string party) => party == nameof(Party.Police) ? "Politiet" : "Kommunen";

    public static string Step(string reaction, string? task) => reaction switch
    {
        nameof(Reaction.Letter) => "Brev til beboerne",
        nameof(Reaction.NeighbourMessage) => "Besked til nabovenner",
        nameof(Reaction.MemberAlert) => "Besked til nabohjælpere",
        nameof(Reaction.LocalPost) => "Opslag i lokale grupper",
        nameof(Reaction.MobileStation) => "Mobil politistation",
        _ => string.IsNullOrEmpty(task) ? "Opgave" : char.ToUpper(task[0], Danish.Culture) + task[1..],
    };

    public static string Step(PlanStep step) => Step(step.Reaction.ToString(), step.TaskName);

    public static string TaskState(TaskRow task, DateTimeOffset now) => task.State switch
    {
        "Waiting" => "Venter",
        "Open" => task.StartsAt > now ? "Planlagt" : "I gang",
        "Done" => "Udført",
        "NotPossible" => "Ikke muligt",
        "Cancelled" => "Aflyst",
        _ => task.State,
    };

    /// <summary>"2 af 5 trin er gjort; 1 er forsinket."</summary>
    public static string Progress(ActivationFacts plan)
    {
        var counted = plan.Tasks.Where(task => task.Row.State != "Cancelled").ToList();
        var (done, notPossible, late) = (counted.Count(task => task.Row.State == "Done"), counted.Count(task => task.Row.State == "NotPossible"), counted.Count(task => task.IsLate));
        return $"{Danish.Number(done)} af {Danish.Number(counted.Count)} trin er gjort{(notPossible == 0 ? "" : $", {Danish.Number(notPossible)} var ikke muligt")}{(late == 0 ? "" : $"; {Danish.Number(late)} er forsinket")}.";
    }

    /// <summary>The program's own reasons in words; a person's as it was written.</summary>
    public static string TaskReason(string reason) => reason switch
    {
        "no-recipients" => "Der er ingen modtagere i området.",
        "no-channel" => "Ingen af modtagerne kan nås ad de aftalte veje.",
        "letter-budget" => "Alle modtagerne har fået det antal breve, der er aftalt.",
        "stopped" => "Planen blev stoppet.",
        "corrected" => "Taget ud ved en rettelse.",
        "ended" => "Planen sluttede.",
        "no-visit-placed" => "Ingen station havde tid.",
        _ => reason,
    };

    public static string RemarkLabel(TaskRow task) => task.Reaction == nameof(Reaction.LocalPost) ? "Link til opslaget, eller en bemærkning" : "Bemærkning";

    public static string RemarkHint(TaskRow task) =>
        (task.Reaction == nameof(Reaction.LocalPost) ? "Med linket kan de andre se opslaget. " : "") + "Skal udfyldes, når opgaven ikke er mulig.";

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
        "not-possible" => "Ikke muligt",
        "acknowledge" => "Jeg tager den",
        "stop" => "Stop planen",
        "fix" => "Ret og tag ind",
        "give-up" => "Lad den blive ude",
        "station out" => "Meld ude",
        _ => Enum.TryParse<QuestionState>(name, out var state) && state.ToString() == name ? State(state) : name,
    };

    public static string State(QuestionState state) => state switch
    {
        QuestionState.Open => "åben",
        QuestionState.Returned => "sendt tilbage med et spørgsmål",
        QuestionState.Held => "sat i bero",
        QuestionState.Approved => "godkendt",
        QuestionState.Dismissed => "afvist",
        _ => "bortfaldet",
    };

    public static string Delivery(string kind) => kind switch
    {
        "Letter" => "Breve til beboere",
        "NeighbourMessage" => "Beskeder til nabovenner",
        "MemberAlert" => "Beskeder til nabohjælpere",
        "Notice" => "Beskeder til parterne",
        "AllClear" => "Besked om, at tallet er faldet",
        "StillHigh" => "Besked om, at tallet stadig er højt",
        "Correction" => "Besked om, at indsatsen er stoppet",
        "Update" => "Rettelser undervejs",
        _ => kind,
    };

    public static string EndReason(string? reason) => reason switch
    {
        "fallen" => "tallet er faldet",
        "withdrawn" => "anmeldelser er trukket tilbage",
        "one-of-many" => "blandt så mange områder samme dag kan tallet være et tilfælde",
        "season-over" => "ugen er forbi",
        "overtaken" => "en plan for en stigning har afløst den",
        "rule-changed" => "kriteriet er ændret",
        "district-wide" => "stigningen gælder hele kredsen",
        "maximum" => "planens længste varighed er nået",
        "stopped" => "den blev stoppet",
        _ => "afsluttet",
    };

    public static string SiteKind(string kind) => kind switch
    {
        "supermarket" => "et supermarked",
        "school" => "en skole",
        "station" => "en station",
        "square" => "et torv",
        _ => kind,
    };

    public static string Choice(DecisionAction action) => action switch
    {
        DecisionAction.Approve => "Godkend",
        DecisionAction.Hold => "Sæt i bero",
        DecisionAction.Dismiss => "Afvis",
        DecisionAction.Return => "Stil et spørgsmål",
        _ => "Svar på spørgsmålet",
    };

    /// <summary>Told once the answer is stored.</summary>
    public static string Answered(DecisionAction action) => action switch
    {
        DecisionAction.Approve => "Din godkendelse er gemt. Er alle enige, går planen i gang om et øjeblik.",
        DecisionAction.Hold => "Stigningen er sat i bero. Der spørges igen, når tiden er gået. Kun politiet kan se hvorfor.",
        DecisionAction.Dismiss => "Stigningen er afvist. De, der blev spurgt, får besked.",
        DecisionAction.Return => "Dit spørgsmål er sendt til de andre i aftalen. Fristen står ved magt.",
        _ => "Dit svar er sendt til dem, der blev spurgt.",
    };

    /// <summary>Told once a task is taken on or reported.</summary>
    public static string Settled(string? outcome) => outcome switch
    {
        "acknowledge" => "Du har taget opgaven. Du bliver stadig mindet om den, til den er meldt.",
        "done" => "Opgaven er meldt udført.",
        _ => "Det er noteret, at opgaven ikke er mulig.",
    };

    public static string GateQuestion(TaskRow task) => task.Reaction == nameof(Reaction.MobileStation)
        ? "Skal politistationen ud nu?"
        : $"{Step(task.Reaction, task.TaskName)}: skal det begynde nu?";

    /// <summary>Told once the question of a gate is answered.</summary>
    public static string GateAnswered(string? answer) => answer switch
    {
        "open" => "Svaret er gemt: trinnet kan begynde.",
        "wait" => "Svaret er gemt: trinnet venter. Der spørges igen om et døgn.",
        _ => "Svaret er gemt: politistationen står et andet sted, som aftalt.",
    };

    /// <summary>Told once the question of a plan's end is answered.</summary>
    public static string EndAnswered(string? choice) => choice switch
    {
        "extend" => "Svaret er gemt: planen skal forlænges.",
        "new-round" => "Svaret er gemt: planens trin skal tages forfra.",
        _ => "Svaret er gemt: planen slutter.",
    };

    /// <summary>What the offer to answer several areas at once means.</summary>
    public static string Together(string areas) =>
        $"Antallet stiger samtidig i {areas}. Godkendes det samlet, går planerne i gang på samme tid, når alle har godkendt, og jeres senest, når jeres egen frist er gået.";

    /// <summary>Whose answer is missing when somebody has approved.</summary>
    public static string StillToCome(string? jointAreas) => jointAreas is null ? "Den anden part mangler." : "Der ventes på de andre, der er spurgt.";

    public static string Why(Evidence evidence, Criterion? criterion, string place) => EvidenceText.Sentence(evidence, place, criterion?.OffenceId);

    /// <summary>What has begun in an area: a rise, or the time of a plan that follows the calendar.</summary>
    public static string Begun(Evidence evidence) => evidence.Season is { } season ? $"Planens tid før og i uge {season.Week}" : "Stigningen";

    /// <summary>The same as a heading: "Stigning i 8240 Risskov".</summary>
    public static string Heading(Evidence evidence, string place) => evidence.Season is { } season ? $"Plan for uge {season.Week} i {place}" : $"Stigning i {place}";

    /// <summary>The first line of a log: what was found, and by what.</summary>
    public static string Found(Evidence evidence, string criterion) => evidence.Season is null ? $"Stigningen blev fundet ({criterion})." : $"Planens tid begyndte efter kalenderen ({criterion}).";

    /// <summary>"mindst 5 indbrud på 7 dage".</summary>
    public static string Rule(Criterion criterion, Offence offence) => RuleWords.Of(criterion.Rule, offence);

    public static string Level(CriterionLevel level) => level == CriterionLevel.Activate ? "sætter planen i gang" : "vises, men sætter intet i gang";

    public static string State(CriterionFacts facts) => facts.Standing switch
    {
        Standing.Rise when !facts.Criterion.Rule.CountsReports => $"Planens tid siden {Danish.Day(facts.Since!.Value)}",
        Standing.Rise => $"Stigning siden {Danish.Day(facts.Since!.Value)}",
        Standing.CoolingDown => $"Afkøling til og med {Danish.Day(facts.Until!.Value)}",
        Standing.NoData => "Ingen data",
        _ => "Rolig",
    };

    public static string Feed(FeedStanding feed) => feed.Verdict switch
    {
        FeedVerdict.Gap => $"Ingen data siden {Danish.Day(feed.NoDataSince!.Value)}",
        FeedVerdict.Unusual => "Usædvanligt stille",
        FeedVerdict.Learning => "For ny til at bedømme",
        FeedVerdict.Ended => "Ophørt",
        FeedVerdict.Expected => "Stille, som den plejer",
        _ => "Leverer",
    };

    /// <summary>"51 dage med anmeldelser, 3 stille, 2 uden data", for those who do not see the drawing.</summary>
    public static string FeedDays(IReadOnlyCollection<FeedDayShown> days)
    {
        var (reported, gaps) = (days.Count(day => day.Verdict == FeedVerdict.Reported), days.Count(day => day.Verdict == FeedVerdict.Gap));
        return $"{Danish.Count(reported, "dag", "dage")} med anmeldelser, {Danish.Number(days.Count - reported - gaps)} stille, {Danish.Number(gaps)} uden data";
    }
}
