using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>Reports of the agreement's offences in one area in the month.</summary>
public sealed record MonthCount(string Code, string Name, int Reports);

/// <summary>One row of list-month-spikes.sql.</summary>
public sealed record MonthSpike
{
    public DateOnly FiredOn { get; init; }
    public string AreaCode { get; init; } = "";
    public string AreaName { get; init; } = "";
    public string CriterionId { get; init; } = "";
    public string Level { get; init; } = "";
    public int Count { get; init; }

    /// <summary>The week for which the plan begins by the calendar; null: reports were counted.</summary>
    public int? SeasonWeek { get; init; }
    public int AgreementVersion { get; init; }
    public DateOnly? EndedOn { get; init; }
    public string? Decision { get; init; }
    public string? Reason { get; init; }
    public bool Started { get; init; }
    public bool Joined { get; init; }
    public DateOnly? PlanEndedOn { get; init; }
    public int TasksDone { get; init; }
    public int TasksTotal { get; init; }
    public int Letters { get; init; }
    public int NeighbourMessages { get; init; }
    public int StationVisits { get; init; }
}

/// <summary>A month of one partnership, as its meetings ask: how many, where it rose, what was decided and what was done.</summary>
/// <param name="First">The month's first day.</param>
public sealed record MonthFacts(Agreement Agreement, DateOnly First, IReadOnlyList<MonthCount> Counts, IReadOnlyList<MonthSpike> Spikes);

/// <summary>Gathers a month from what is stored; a month that is over comes out the same but for what became known of its plans since.</summary>
public sealed class MonthReport(Database database, AgreementBook agreements)
{
    /// <param name="first">The month's first day.</param>
    public Task<(MonthFacts? Facts, Problem? Problem)> Of(string partnershipId, DateOnly first, CancellationToken stopping) =>
        database.Do<(MonthFacts?, Problem?)>(async work =>
        {
            var after = first.AddMonths(1);
            if (after.AddDays(-1) is var last && (await agreements.InForce(work, last)).SingleOrDefault(one => one.Partnership.Id == partnershipId) is not { } agreement)
                return (null, Problems.PartnershipWithoutAgreement.With(partnershipId));

            var codes = agreement.Offences.Values.SelectMany(offence => offence.Codes, (offence, code) => (code, offence.Attempts)).ToList();
            var counts = await work.Query<MonthCount>("Evaluation/count-month.sql", new
            {
                level = agreement.Areas.Level,
                codes = agreement.Areas.Codes?.ToArray(),
                first_day = first,
                after_last = after,
                known_before = DanishTime.StartOf(after).UtcDateTime,
                offences = codes.Select(one => one.code).ToArray(),
                with_attempts = codes.Select(one => one.Attempts).ToArray(),
            });
            var spikes = await work.Query<MonthSpike>("Evaluation/list-month-spikes.sql", new { partnership_id = partnershipId, first_day = first, after_last = after });
            return (new MonthFacts(agreement, first, counts, spikes), null);
        }, stopping);
}
