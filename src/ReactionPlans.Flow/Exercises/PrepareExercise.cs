using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Exercises;

/// <summary>What an exercise is prepared from: the files a live installation is set up with, and test recipients instead of the real ones.</summary>
/// <param name="Map">For areas of another shape; null: none.</param>
/// <param name="Stations">Null: the plan sends none, or finds none.</param>
public sealed record ExerciseFiles(string Agreement, string Areas, string? Map, string Residents, string NeighbourFriends, string? Stations, string? Sites);

/// <param name="Password">Told now and kept nowhere.</param>
public sealed record ExerciseSignIn(Person Person, string Password);

/// <summary>Fills an empty database made for exercises: map, test recipients, an ordinary past, the agreement with both parties' yes, and a way to sign in for its people.</summary>
public sealed class PrepareExercise(Database database, ImportFile importFile, ReceiveReports receiveReports, AgreeOnBehalf agree, Accounts accounts)
{
    /// <summary>Enough for everybody who practises, and far fewer than live in any area: the real residents' file does not pass.</summary>
    public const int MostRecipients = 200;

    public async Task<(IReadOnlyList<ExerciseSignIn> SignIns, IReadOnlyList<Problem> Problems)> From(
        ExerciseFiles files, IProgress<ReplayProgress> progress, CancellationToken stopping)
    {
        var (yaml, unreadable) = WholeText.Read(files.Agreement);
        if (yaml is null)
            return ([], [unreadable!]);
        var reading = AgreementYaml.Read(yaml, Path.GetFileName(files.Agreement));
        if (reading.Agreement is null)
            return ([], reading.Problems);

        foreach (var (kind, file, map) in new[]
        {
            (ImportKind.Areas, files.Areas, files.Map), (ImportKind.Residents, files.Residents, null), (ImportKind.NeighbourFriends, files.NeighbourFriends, null),
            (ImportKind.Stations, files.Stations, null), (ImportKind.Sites, files.Sites, null),
        })
        {
            if (file is null)
                continue;
            progress.Report(new ReplayProgress($"Indlæser {Path.GetFileName(file)}", null));
            var imported = await importFile.Run(kind, file, map, null, null, stopping);
            if (imported.FileProblem is not null || imported.Rejected > 0) // a test recipient who is left out would be missed in the middle of the exercise
                return ([], imported.FirstProblems);
            if (kind is ImportKind.Residents or ImportKind.NeighbourFriends && imported.Accepted > MostRecipients)
                return ([], [Problems.ExerciseTooManyRecipients.With(Path.GetFileName(file), imported.Accepted, MostRecipients)]);
        }

        var (practised, agreement) = await database.Do(work => Task.FromResult(ExerciseAgreement.From(reading.Agreement, work.Today)), stopping);
        progress.Report(new ReplayProgress("Opdigter tidligere anmeldelser", null));
        if (await database.Do(work => ExerciseTown.Of(work, agreement), stopping) is not { } town)
            return ([], [Problems.ExerciseAreaUnknown.With(agreement.Areas.Level)]);
        // Before the agreement is in: nothing judges them.
        foreach (var batch in town.Ordinary.Chunk(ReceiveReports.BatchRows))
            await receiveReports.Store(batch, stopping);

        if (await agree.On(practised, files.Agreement, stopping) is { Count: > 0 } problems)
            return ([], problems);
        var signIns = new List<ExerciseSignIn>();
        foreach (var person in agreement.People)
            signIns.Add(new ExerciseSignIn(person, await accounts.Create(person.Id, agreement.Partnership.Id, person.Id, stopping)));
        return (signIns, []);
    }
}
