using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>What a rehearsal plays with, all of it invented: a few areas for each agreement, and a year of reports with waves in it.</summary>
/// <param name="Plans">On the rehearsed year's first day and their own areas.</param>
/// <param name="Reports">In order of reporting, history before <paramref name="From"/> included.</param>
/// <param name="IsDrawn">Its areas are a map's, not invented.</param>
public sealed record RehearsalTown(IReadOnlyList<RehearsalPlan> Plans, IReadOnlyList<DrawnArea> Areas, IReadOnlyList<ReportRow> Reports, DateOnly From, int Days, bool IsDrawn)
{
    public DateOnly To => From.AddDays(Days - 1);

    /// <param name="map">Drawn areas to use instead of invented ones; null: they are invented.</param>
    /// <param name="seed">The same seed and agreements give the same year.</param>
    public static RehearsalTown Invent(IReadOnlyList<RehearsalPlan> plans, IReadOnlyList<DrawnArea>? map, int days, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        var from = plans.Max(plan => plan.Agreement.HoldsFrom);
        var invented = new RehearsalAreas();
        var towns = plans.Select(plan => Invent(plan, map, invented, from, days, seed)).ToList();
        return new RehearsalTown(
            [.. towns.Select(town => town.Plan)],
            [.. towns.SelectMany(town => town.Areas).DistinctBy(area => (area.Level, area.Code))],
            [.. towns.SelectMany(town => town.Reports).OrderBy(report => report.KnownAt).ThenBy(report => report.Reference, StringComparer.Ordinal)],
            from, days, map is not null);
    }

    private static (RehearsalPlan Plan, IReadOnlyList<DrawnArea> Areas, IReadOnlyList<ReportRow> Reports) Invent(
        RehearsalPlan plan, IReadOnlyList<DrawnArea>? map, RehearsalAreas invented, DateOnly from, int days, int seed)
    {
        var codes = map is null ? RehearsalAreas.CodesOf(plan.Agreement) : null;
        var moved = plan.On(from, plan.Agreement.Areas.Codes is null ? codes : null);
        IReadOnlyList<DrawnArea> areas = map is null
            ? invented.Draw(plan.Agreement, codes!)
            : [.. map.Where(area => plan.Agreement.Areas.Covers(area.Level, area.Code)).OrderBy(area => area.Code, StringComparer.Ordinal).Take(RehearsalAreas.Most)];
        if (areas.Count == 0)
            return (moved, [], []);

        var burglaries = new RehearsalBurglaries(moved.Agreement, areas, seed);
        burglaries.AddOrdinary(from.AddDays(-RehearsalWave.HistoryDaysOf(moved.Agreement)), from.AddDays(days - 1));
        AddWaves(moved.Agreement, areas, burglaries, from, days);
        return (moved, areas, burglaries.All);
    }

    /// <summary>One wave for the criteria that count the same offence in the same season, as strong as they need: their own rules are asked.</summary>
    private static void AddWaves(Agreement agreement, IReadOnlyList<DrawnArea> areas, RehearsalBurglaries burglaries, DateOnly from, int days)
    {
        var groups = agreement.Criteria.Where(criterion => criterion is { Level: CriterionLevel.Activate, Rule.CountsReports: true }).GroupBy(criterion => (criterion.OffenceId, Season: criterion.Season?.ToString())).ToList();
        for (var number = 0; number < groups.Count; number++)
        {
            var criteria = groups[number].ToList();
            var length = Math.Min(days, RehearsalWave.DaysOf(criteria) + criteria.Max(criterion => criterion.HoldForDays));
            var first = FirstDay(criteria[0].Season, burglaries.Dice, from, days - length, (number + 1.0) / (groups.Count + 1.0));
            var area = burglaries.Dice.Below(areas.Count);
            burglaries.Add(RehearsalWave.ThatFires(agreement, areas, burglaries, criteria, area, first, length));
        }
    }

    /// <summary>Not in the first days, so that the year begins calm, and soon enough for the plan to run to its end; within the season where there is one.</summary>
    private static DateOnly FirstDay(Rules.Time.Season? season, SeededDice dice, DateOnly from, int lastStart, double share)
    {
        var day = from.AddDays(Math.Clamp((int)(lastStart * (0.15 + 0.6 * share)) + dice.Between(-10, 10), 0, Math.Max(0, lastStart)));
        if (season is null)
            return day;
        for (var ahead = 0; ahead <= lastStart; ahead++)
        {
            var other = from.AddDays((day.DayNumber - from.DayNumber + ahead) % (lastStart + 1));
            if (season.Contains(other, SchoolCalendar.Empty))
                return other;
        }

        return day;
    }
}
