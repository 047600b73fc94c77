using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>The school holidays of an agreement's municipality, for its seasons.</summary>
public static class SchoolCalendars
{
    /// <summary>Asks nothing where the agreement has no season. Every version, with when it became known: which of them a day goes by is <see cref="SchoolCalendar"/>'s to say.</summary>
    public static async Task<SchoolCalendar> Of(Work work, Agreement agreement) =>
        agreement.HasSeasons
            ? new SchoolCalendar(await work.Query<SchoolHoliday>("Plumbing/list-school-holidays.sql", new { municipality = agreement.Partnership.Municipality }))
            : SchoolCalendar.Empty;
}
