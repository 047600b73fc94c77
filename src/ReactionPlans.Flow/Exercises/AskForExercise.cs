using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Exercises;

/// <summary>One row of list-exercises.sql.</summary>
public sealed record ExerciseRow
{
    public string AreaCode { get; init; } = "";
    public string AreaName { get; init; } = "";
    public string CriterionId { get; init; } = "";
    public string StartedBy { get; init; } = "";
    public DateTimeOffset StartedAt { get; init; }
    public string? EndedBy { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Starts and ends an exercise: a person says so here, <see cref="PlayExercise"/> lets the reports come in and takes them back.</summary>
public static class AskForExercise
{
    /// <returns>Null: started.</returns>
    public static async Task<Problem?> Start(Work work, AgreementBook book, Purpose purpose, string partnershipId, string? areaCode, string? criterionId, string personId)
    {
        if (!purpose.IsExercise)
            return Problems.ExerciseNotPrepared.With();
        var agreement = await AgreementVersions.InForce(work, book, partnershipId);
        if (agreement?.FindCriterion(criterionId ?? "") is not { Level: CriterionLevel.Activate, Rule.CountsReports: true })
            return Problems.ExerciseCriterionUnknown.With(criterionId);
        if ((await AreasOf(work, agreement)).All(area => area.Code != areaCode))
            return Problems.ExerciseAreaUnknown.With(areaCode);

        var id = Guid.CreateVersion7();
        var started = await work.Execute("Exercises/add-exercise.sql", new
        {
            id,
            partnership_id = partnershipId,
            area_level = agreement.Areas.Level,
            area_code = areaCode,
            criterion_id = criterionId,
            started_by = personId,
            now = work.Now,
        });
        if (started == 0)
            return Problems.ExerciseUnderWay.With();
        await work.Publish(new ExerciseAsked(id));
        await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.ExerciseStarted, partnershipId, "exercise", $"{id}"));
        return null;
    }

    /// <summary>What is over stays so.</summary>
    public static async Task End(Work work, string partnershipId, string personId)
    {
        foreach (var id in await work.Query<Guid>("Exercises/end-exercise.sql", new { partnership_id = partnershipId, ended_by = personId, now = work.Now }))
        {
            await work.Publish(new ExerciseOver(id));
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.ExerciseEnded, partnershipId, "exercise", $"{id}"));
        }
    }

    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<ExerciseRow>> Of(Work work, string partnershipId) =>
        work.Query<ExerciseRow>("Exercises/list-exercises.sql", new { partnership_id = partnershipId });

    /// <summary>Where an exercise can be held.</summary>
    public static Task<IReadOnlyList<ExerciseArea>> AreasOf(Work work, Agreement agreement) =>
        work.Query<ExerciseArea>("Exercises/list-areas.sql", new { level = agreement.Areas.Level, codes = agreement.Areas.Codes?.ToArray() });
}

public sealed record ExerciseArea(string Code, string Name);
