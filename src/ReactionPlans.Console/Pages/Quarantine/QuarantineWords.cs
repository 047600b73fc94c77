using ReactionPlans.Flow.Intake;

namespace ReactionPlans.Web.Pages.Quarantine;

/// <summary>Reasons, fields and ends of the quarantine in the users' own words.</summary>
public static class QuarantineWords
{
    public static string Rows(int rows) => rows == 1 ? T("1 række") : T($"{Written.Number(rows)} rækker");

    /// <summary>Why a row could not be taken in, as stored in both languages.</summary>
    public static string Told(RejectedRow row) => ChosenLanguage.Now == Language.English ? row.English : row.Danish;

    public static string Told(RejectedGroup group) => ChosenLanguage.Now == Language.English ? group.English : group.Danish;

    /// <summary>A reason for a whole group; null: the rows' own words must do.</summary>
    public static string? Reason(int number) => number switch
    {
        1003 => T("Ukendte felter"),
        1005 => T("Et nødvendigt felt mangler"),
        1006 => T("Et felt kan ikke læses"),
        1007 => T("Den anmeldte dag ligger i fremtiden"),
        1008 => T("En rettelse siger ikke, hvornår den blev kendt"),
        1011 => T("Rækken kan ikke deles i felter"),
        1013 => T("Samme revision er modtaget med andet indhold"),
        1020 => T("Et felt er for langt"),
        _ => null,
    };

    public static string WhatToDo(int number) => number switch
    {
        1007 => T("Vent, til dagen er kommet, og prøv igen; eller ret dagen."),
        1011 => T("Skriv felterne, som de skulle være; det, der ikke skrives, er tomt."),
        1013 => T("Den første, der kom, tæller. Er denne rigtig, så giv den et højere revisionsnummer."),
        _ => T("Gælder det mange rækker, er det oftest kortfilen, der skal rettes: så læser driften dem alle igen på én gang."),
    };

    public static string Field(string field) => field switch
    {
        "reference" => T("Journalnummer"),
        "offence" => T("Gerningskode"),
        "reported_at" => T("Anmeldt"),
        "source" => T("Kilde"),
        "revision" => T("Revision"),
        "status" => T("Tilstand"),
        "known_at" => T("Kendt fra"),
        "attempt" => T("Forsøg"),
        "occurred_from" => T("Begået fra"),
        "occurred_to" => T("Begået til"),
        "latitude" => T("Breddegrad"),
        "longitude" => T("Længdegrad"),
        "easting" => T("Øst"),
        "northing" => T("Nord"),
        "area_code" => T("Område"),
        _ => field,
    };

    /// <summary>What can be written in a field; null: it goes without saying.</summary>
    public static string? Hint(string field) => field switch
    {
        "reported_at" or "known_at" or "occurred_from" or "occurred_to" => T("2026-03-04 eller 2026-03-04 13:30"),
        "revision" => T("1, 2, 3 …; tomt er 1"),
        "status" => T("reported eller withdrawn; tomt er reported"),
        "attempt" => T("0 eller 1; tomt er 0"),
        "latitude" or "longitude" => T("Grader, WGS 84"),
        "easting" or "northing" => T("Meter, EPSG:25832"),
        _ => null,
    };

    public static string End(RejectedRow row) => row.Settlement switch
    {
        "taken-in" => T("Taget ind"),
        "same" => T("Var modtaget i forvejen"),
        "given-up" => T("Bliver ude"),
        _ => row.CorrectedBy is null ? T("Venter") : T("Rettet, tages ind"),
    };
}
