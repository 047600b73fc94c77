namespace ReactionPlans.Flow.Texts;

/// <summary>What a template may say, under these names in snake_case: sender.name, window_days, ... Never an address, a victim or a recipient.</summary>
/// <param name="Count">Burglaries reported in the window that fired the criterion.</param>
/// <param name="FiredOn">As Danes write a day, like every other time here.</param>
/// <param name="EndsOn">The day on which the plan ends at the latest; "" before it has started.</param>
/// <param name="EndedOn">The day on which it ended; "" while it runs.</param>
/// <param name="PublicPage">Where everybody can see that a letter is genuine.</param>
/// <param name="Link">To the console's page about it, for the parties; or the reader's own link that answers once.</param>
/// <param name="OwnLink">Whether it is the reader's own.</param>
/// <param name="HasStation">Whether the plan sends a mobile police station, so that letters tell of it beforehand.</param>
/// <param name="Task">The task a notice is about; <see cref="TaskText.None"/> elsewhere.</param>
public sealed record TextModel(
    SenderText Sender,
    AreaText Area,
    int Count,
    int WindowDays,
    string FiredOn,
    string EndsOn,
    string EndedOn,
    string PublicPage,
    bool HasStation,
    string Link,
    bool OwnLink,
    DecisionText Decision,
    AnswerText Answer,
    TaskText Task,
    IReadOnlyList<TaskText> Tasks,
    IReadOnlyList<VisitText> Visits,
    InvitationText Invitation,
    FeedText Feed,
    DistrictText District,
    ReviewText Review,
    OffenceText Offence,
    JointText Joint,
    StopText Stop,
    CorrectionText Correction,
    EndText End,
    SeasonText Season,
    PatternText Pattern)
{
    /// <summary>Has every name, so that a template can be tried before there is anything to tell.</summary>
    public static readonly TextModel Specimen = new(
        new SenderText("Afsender", "kontakt@example.dk", "114"), new AreaText("Området", "0000"), 5, 7, "1. marts 2026", "12. april 2026", "20. marts 2026", "https://example.dk/p/0", HasStation: true,
        "https://example.dk", OwnLink: true, DecisionText.None, AnswerText.None, TaskText.None, [TaskText.None], [new VisitText(1, true, "", "", "", "", "", false)], InvitationText.None,
        FeedText.None, DistrictText.None, ReviewText.None, new OffenceText("indbrud", "indbrud", "indbrud"), JointText.None, StopText.None, CorrectionText.None, new EndText("", 0, 1, false), SeasonText.None,
        new PatternText("evening", "weekend", true));
}

public sealed record SenderText(string Name, string Contact, string PolicePhone);

public sealed record AreaText(string Name, string Code);

/// <param name="Deadline">"" where the question has none.</param>
/// <param name="Outcome">"", or in words what became of it.</param>
/// <param name="Reason">A person's own words for saying no; "" elsewhere.</param>
/// <param name="Silence">What happens at the deadline when nobody answers.</param>
public sealed record DecisionText(string Deadline, string Outcome, string Reason, string Silence)
{
    public static readonly DecisionText None = new("", "", "", "");
}

/// <summary>One answer, for the notice that tells of it.</summary>
/// <param name="Words">A question, or the answer to it, as written. Why the police hold is never here.</param>
/// <param name="Until">"", or the end of a hold.</param>
public sealed record AnswerText(string Who, string Words, string Until)
{
    public static readonly AnswerText None = new("", "", "");
}

/// <summary>The offer to answer several areas together.</summary>
/// <param name="Areas">All that are still in it; "" where there is no offer.</param>
/// <param name="Others">Those of them that are other partnerships'.</param>
/// <param name="About">The areas the notice is about: one that has left it, or those of a partnership that has approved.</param>
/// <param name="IsStanding">Whether there is still something to answer together.</param>
/// <param name="IsTogether">Whether all have approved, and this area with them.</param>
public sealed record JointText(string Areas, string Others, string About, bool IsStanding, bool IsTogether)
{
    public static readonly JointText None = new("", "", "", false, false);
}

/// <param name="Since">First silent day.</param>
/// <param name="Back">The day on which data came in again; "" while it is silent.</param>
/// <param name="Rhythm">How often it used to deliver, in words.</param>
public sealed record FeedText(string Source, string Since, string Back, string Rhythm)
{
    public static readonly FeedText None = new("", "", "", "");
}

/// <param name="Since">First day of the rise.</param>
/// <param name="Alarms">Areas, of <paramref name="Areas"/>, above what was agreed on that day.</param>
/// <param name="ByAlarms">So many areas are what made the rise the district's.</param>
/// <param name="LevelPercent">The district's latest reports in percent of what is usual; 0 where it was not reckoned.</param>
/// <param name="ByLevel">So high a level is.</param>
public sealed record DistrictText(string Since, string Criterion, int Areas, int Alarms, bool ByAlarms, int LevelPercent, bool ByLevel)
{
    public static readonly DistrictText None = new("", "", 0, 0, false, 0, false);
}

/// <param name="Due">The day by which the agreement was to be looked at again.</param>
/// <param name="ActsUntil">The last day on which it acts; then it only advises.</param>
public sealed record ReviewText(int Version, string Due, string ActsUntil, string Verdicts)
{
    public static readonly ReviewText None = new(0, "", "", "");
}

/// <summary>Who stopped the plan, and why in that person's words: for the parties alone.</summary>
public sealed record StopText(string Who, string Why)
{
    public static readonly StopText None = new("", "");
}

/// <summary>One correction of a running plan.</summary>
/// <param name="Words">For everybody who was told of the rise.</param>
/// <param name="Who">For the parties alone, like <paramref name="TakenOut"/>.</param>
/// <param name="TakenOut">The steps that were taken out; "" where none was.</param>
public sealed record CorrectionText(string Words, string Who, string TakenOut)
{
    public static readonly CorrectionText None = new("", "", "");
}

/// <param name="Word">The word that goes with the count: "1 butikstyveri", "5 butikstyverier".</param>
public sealed record OffenceText(string One, string Several, string Word);

/// <summary>How the burglaries lie in time and place; for neighbour friends.</summary>
/// <param name="Hours">night, morning, afternoon or evening: when in the day most were done; "" where none stands out.</param>
/// <param name="Days">weekend or weekdays, likewise.</param>
/// <param name="IsClose">Whether some lie close to one another.</param>
public sealed record PatternText(string Hours, string Days, bool IsClose)
{
    public bool IsKnown => Hours.Length > 0 || Days.Length > 0 || IsClose;
}

/// <param name="Who">The responsible person.</param>
/// <param name="TakenBy">Who has taken it on; "" while nobody has.</param>
/// <param name="Round">From 1; the later ones are of a plan that the parties wanted once more.</param>
/// <param name="Informed">Recipients of the gate's step who are informed, of <paramref name="Planned"/>.</param>
public sealed record TaskText(
    string Step, string What, string Who, string Deputy, string TakenBy, string Party, string Starts, string Due, int Round, string GateStep, int Informed, int Planned)
{
    public static readonly TaskText None = new("", "", "", "", "", "", "", "", 0, "", 0, 0);
}

/// <summary>The question at the end of the agreed time, for the parties.</summary>
/// <param name="Deadline">"" where nobody is asked.</param>
/// <param name="Days">How long the plan goes on if they want it to, in days.</param>
/// <param name="Round">The plan's latest round.</param>
/// <param name="NeedsBoth">Whether going on takes one of each party.</param>
public sealed record EndText(string Deadline, int Days, int Round, bool NeedsBoth);

/// <summary>Why a plan started, where the calendar did it and nothing was counted.</summary>
/// <param name="Week">ISO week; 0: it did not start by the calendar.</param>
/// <param name="Holiday">"efterårsferie"; "" where the calendar alone tells of none in that week.</param>
/// <param name="Begins">"14 dage før uge 42".</param>
/// <param name="Last">The week's Sunday.</param>
public sealed record SeasonText(int Week, string Holiday, string Begins, string Last)
{
    public static readonly SeasonText None = new(0, "", "", "");
}

/// <summary>One visit, for the mail that invites to it or calls it off.</summary>
/// <param name="Starts">Where it is called off: when it was to be.</param>
/// <param name="Moved">Whether it had another time, site or station before.</param>
/// <param name="Reason">Why it is called off, as a sentence; "" elsewhere.</param>
public sealed record InvitationText(int Number, string Station, string Site, string Starts, string Ends, bool Moved, string Reason)
{
    public static readonly InvitationText None = new(0, "", "", "", "", false, "");
}

/// <param name="Placed">False: no crew or site was to be had, and <paramref name="Reason"/> says why.</param>
public sealed record VisitText(int Number, bool Placed, string Station, string Site, string Starts, string Ends, string Reason, bool Moved);
