using ReactionPlans.Flow.Intake;

namespace ReactionPlans.Web.Pages.Quarantine;

/// <summary>Reasons, fields and ends of the quarantine in the users' own words.</summary>
public static class QuarantineWords
{
    /// <summary>A reason for a whole group; null: the rows' own words must do.</summary>
    public static string? Reason(int number) => number switch
    {
        1003 => "Ukendte felter",
        1005 => "Et nødvendigt felt mangler",
        1006 => "Et felt kan ikke læses",
        1007 => "Den anmeldte dag ligger i fremtiden",
        1008 => "En rettelse siger ikke, hvornår den blev kendt",
        1011 => "Rækken kan ikke deles i felter",
        1013 => "Samme revision er modtaget med andet indhold",
        1020 => "Et felt er for langt",
        _ => null,
    };

    public static string WhatToDo(int number) => number switch
    {
        1007 => "Vent, til dagen er kommet, og prøv igen; eller ret dagen.",
        1011 => "Skriv felterne, som de skulle være; det, der ikke skrives, er tomt.",
        1013 => "Den første, der kom, tæller. Er denne rigtig, så giv den et højere revisionsnummer.",
        _ => "Gælder det mange rækker, er det oftest kortfilen, der skal rettes: så læser driften dem alle igen på én gang.",
    };

    public static string Field(string field) => field switch
    {
        "reference" => "Journalnummer",
        "offence" => "Gerningskode",
        "reported_at" => "Anmeldt",
        "source" => "Kilde",
        "revision" => "Revision",
        "status" => "Tilstand",
        "known_at" => "Kendt fra",
        "attempt" => "Forsøg",
        "occurred_from" => "Begået fra",
        "occurred_to" => "Begået til",
        "latitude" => "Breddegrad",
        "longitude" => "Længdegrad",
        "easting" => "Øst",
        "northing" => "Nord",
        "area_code" => "Område",
        _ => field,
    };

    /// <summary>What can be written in a field; null: it goes without saying.</summary>
    public static string? Hint(string field) => field switch
    {
        "reported_at" or "known_at" or "occurred_from" or "occurred_to" => "2026-03-04 eller 2026-03-04 13:30",
        "revision" => "1, 2, 3 …; tomt er 1",
        "status" => "reported eller withdrawn; tomt er reported",
        "attempt" => "0 eller 1; tomt er 0",
        "latitude" or "longitude" => "Grader, WGS 84",
        "easting" or "northing" => "Meter, EPSG:25832",
        _ => null,
    };

    public static string End(RejectedRow row) => row.Settlement switch
    {
        "taken-in" => "Taget ind",
        "same" => "Var modtaget i forvejen",
        "given-up" => "Bliver ude",
        _ => row.CorrectedBy is null ? "Venter" : "Rettet, tages ind",
    };
}
