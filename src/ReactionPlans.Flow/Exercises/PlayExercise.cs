using MassTransit;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Exercises;

/// <summary>Lets the reports of an exercise come in, by the same door as every other, and takes them back when it is over. Everything after is the flow's own.</summary>
/// <remarks>Only a database made for exercises has an exercise in it (add-exercise.sql), so a live one never hears of any.</remarks>
public sealed class PlayExercise(Database database, AgreementBook agreements, ReceiveReports receiveReports)
    : IConsumer<ExerciseAsked>, IConsumer<ExerciseOver>
{
    public const string Queue = "play-exercise";

    private sealed record Exercise(string PartnershipId, string AreaCode, string CriterionId, bool IsOver);

    private sealed record Stored
    {
        public string Source { get; init; } = "";
        public string Reference { get; init; } = "";
        public int Revision { get; init; }
        public string Offence { get; init; } = "";
        public bool Attempt { get; init; }
        public DateTimeOffset ReportedAt { get; init; }
        public DateOnly ReportedDay { get; init; }
        public DateTimeOffset? OccurredFrom { get; init; }
        public DateTimeOffset? OccurredTo { get; init; }
        public double? Latitude { get; init; }
        public double? Longitude { get; init; }
        public string? AreaCode { get; init; }

        public ReportRow WithdrawnAt(DateTimeOffset now) => new(
            Source, Reference, Revision + 1, Withdrawn: true, now, Offence, Attempt, ReportedAt, ReportedDay, OccurredFrom, OccurredTo, Latitude, Longitude, AreaCode);
    }

    public Task Consume(ConsumeContext<ExerciseAsked> context) =>
        database.Once(context, Queue, async work =>
        {
            var exercise = await Find(work, context.Message.ExerciseId);
            if (exercise.IsOver) // called off before it began: its reports would have nobody to take them back
                return;
            var agreement = await AgreementVersions.InForce(work, agreements, exercise.PartnershipId)
                ?? throw new InvalidOperationException($"{exercise.PartnershipId} holds an exercise and has no agreement in force.");
            var criterion = agreement.FindCriterion(exercise.CriterionId)
                ?? throw new InvalidOperationException($"There is no criterion {exercise.CriterionId}.");
            var town = await ExerciseTown.Of(work, agreement)
                ?? throw new InvalidOperationException($"None of {exercise.PartnershipId}'s areas is drawn.");
            await receiveReports.Store(work, town.Wave(context.Message.ExerciseId, criterion, exercise.AreaCode, work.Today, work.Now));
        });

    public Task Consume(ConsumeContext<ExerciseOver> context) =>
        database.Once(context, Queue, async work =>
        {
            var reports = await work.Query<Stored>("Exercises/list-reports.sql", new { source = ExerciseTown.Source, references = ExerciseTown.ReferencesOf(context.Message.ExerciseId) });
            await receiveReports.Store(work, [.. reports.Select(report => report.WithdrawnAt(work.Now))]);
        });

    private static async Task<Exercise> Find(Work work, Guid exerciseId) =>
        await work.QueryOne<Exercise>("Exercises/read-exercise.sql", new { exercise_id = exerciseId })
            ?? throw new InvalidOperationException($"There is no exercise {exerciseId}.");
}
