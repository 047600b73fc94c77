using System.Globalization;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Exercises;

/// <summary>The reports of an exercise, all of them invented: an ordinary level before its agreement's first day, and a wave when people start one.</summary>
/// <remarks>The same agreement and areas give the same ordinary reports, so that a wave is measured against what is stored.</remarks>
internal sealed class ExerciseTown
{
    public const string Source = "exercise";

    private const int Seed = 1;

    private sealed record Drawn(string Code, string Name, string Geometry);

    private readonly Agreement agreement;
    private readonly IReadOnlyList<DrawnArea> areas;
    private readonly RehearsalBurglaries burglaries;

    private ExerciseTown(Agreement agreement, IReadOnlyList<DrawnArea> areas)
    {
        (this.agreement, this.areas) = (agreement, areas);
        burglaries = new RehearsalBurglaries(agreement, areas, Seed);
        burglaries.AddOrdinary(agreement.HoldsFrom.AddDays(-RehearsalWave.HistoryDaysOf(agreement)), agreement.HoldsFrom.AddDays(-1));
    }

    /// <summary>Null: none of the agreement's areas is drawn.</summary>
    public static async Task<ExerciseTown?> Of(Work work, Agreement agreement)
    {
        var drawn = await work.Query<Drawn>("Exercises/list-area-shapes.sql", new { level = agreement.Areas.Level, codes = agreement.Areas.Codes?.ToArray() });
        return drawn.Count == 0 ? null : new ExerciseTown(agreement, [.. drawn.Select(area => new DrawnArea(agreement.Areas.Level, area.Code, area.Name, AreaMap.Read(area.Geometry)))]);
    }

    public IReadOnlyList<ReportRow> Ordinary => [.. burglaries.All.Select(row => row with { Source = Source })];

    /// <summary>Reports of the last days up to now that make the criterion fire, all of them known now.</summary>
    /// <param name="exerciseId">Marks their references, so that they are found again when the exercise is over.</param>
    /// <param name="today">The Danish day of <paramref name="now"/>.</param>
    public IReadOnlyList<ReportRow> Wave(Guid exerciseId, Criterion criterion, string areaCode, DateOnly today, DateTimeOffset now)
    {
        var length = RehearsalWave.DaysOf([criterion]);
        var area = areas.Select(one => one.Code).ToList().IndexOf(areaCode);
        var wave = RehearsalWave.ThatFires(agreement, areas, burglaries, [criterion], area, today.AddDays(1 - length), length);
        return [.. wave.Select((row, number) => KnownAt(now, row) with
        {
            Source = Source,
            Reference = string.Create(CultureInfo.InvariantCulture, $"{ReferencesOf(exerciseId)}{number + 1:000}"),
        })];
    }

    /// <summary>What was invented for later today has been reported by now; when it happened is left out where that would still be to come.</summary>
    private static ReportRow KnownAt(DateTimeOffset now, ReportRow row)
    {
        var hasBegun = row.OccurredFrom < now;
        return row with
        {
            KnownAt = now,
            ReportedAt = Earlier(row.ReportedAt, now),
            OccurredFrom = hasBegun ? row.OccurredFrom : null,
            OccurredTo = hasBegun && row.OccurredTo is { } to ? Earlier(to, now) : null,
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>How the references of an exercise's reports begin.</summary>
    public static string ReferencesOf(Guid exerciseId) => $"{exerciseId:N}-";
}
