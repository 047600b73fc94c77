using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Detection;

/// <summary>One revision of one report, as detection needs it: when it counts, where, and from which day it was known.</summary>
/// <param name="Report">Which report, from 0: the same number in every revision of it, rising in the order of source and reference (ordinal),
/// so that whoever sums in this order sums alike everywhere.</param>
/// <param name="Reference">The case number, for evidence.</param>
/// <param name="Revision">From 1; of those known, the highest one holds.</param>
/// <param name="KnownOn">The Danish day on which this revision became known: it is in the judgement at that day's end.</param>
/// <param name="EastingMetres">UTM 32; NaN without coordinates.</param>
/// <param name="NorthingMetres">UTM 32; NaN without coordinates.</param>
/// <param name="Areas">The areas in which it lies, as numbers from 0, rising, each once.</param>
public sealed record LoggedReport(
    int Report,
    string Reference,
    int Revision,
    bool Withdrawn,
    DateOnly KnownOn,
    string Offence,
    bool Attempt,
    DateOnly ReportedDay,
    DateTimeOffset? OccurredFrom,
    DateTimeOffset? OccurredTo,
    double EastingMetres,
    double NorthingMetres,
    IReadOnlyList<int> Areas)
{
    /// <summary>UTM 32; NaN without coordinates, and then near nothing.</summary>
    public PlanePoint Place => new(EastingMetres, NorthingMetres);

    /// <summary>The number of each report among those given, however often it is given: one rule for files and database, since sums go by it.</summary>
    public static Dictionary<(string Source, string Reference), int> Number(IEnumerable<(string Source, string Reference)> reports) =>
        reports.Distinct().OrderBy(report => report.Source, StringComparer.Ordinal).ThenBy(report => report.Reference, StringComparer.Ordinal)
            .Select((report, number) => (report, number)).ToDictionary(one => one.report, one => one.number);

    /// <summary>A place in degrees as detection measures it; NaN without one.</summary>
    public static (double EastingMetres, double NorthingMetres) MetresOf(double? latitude, double? longitude) =>
        latitude is { } y && longitude is { } x ? Utm32.FromWgs84(y, x) : (double.NaN, double.NaN);

    /// <summary>The same, so many days later: what was known when, and how long it took to know it, moves along.</summary>
    public LoggedReport MovedBy(int days) => this with
    {
        KnownOn = KnownOn.AddDays(days),
        ReportedDay = ReportedDay.AddDays(days),
        OccurredFrom = Moved(OccurredFrom, days),
        OccurredTo = Moved(OccurredTo, days),
    };

    private static DateTimeOffset? Moved(DateTimeOffset? instant, int days) =>
        instant is { } known ? DanishTime.At(DanishTime.DayOf(known).AddDays(days), DanishTime.TimeOf(known)) : null;
}
