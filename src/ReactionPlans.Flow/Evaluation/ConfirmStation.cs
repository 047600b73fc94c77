using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>Which visit, by its plan.</summary>
public sealed record VisitKey(Guid ActivationId, string StepId, int Number);

/// <summary>Where and when the station stood.</summary>
/// <param name="Place">A public place, as people call it.</param>
public sealed record Stood(DateTimeOffset From, DateTimeOffset To, string Place);

/// <summary>A person of the police says whether the mobile station really stood where it was planned, and from when to when. Without it a visit is a plan, not a dose.</summary>
public sealed class ConfirmStation(Database database, AgreementBook agreements)
{
    private const int LongestPlace = 200;

    private sealed record Visit(int AgreementVersion);

    /// <param name="stood">Null: it was not there.</param>
    public Task<Problem?> Confirm(VisitKey visit, Stood? stood, string partnershipId, string personId, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (stood is not null && !Possible(stood, work.Now))
                return Problems.StoodTimesWrong.With();
            var key = new { activation_id = visit.ActivationId, step_id = visit.StepId, visit_number = visit.Number, partnership_id = partnershipId, now = work.Now };
            if (await work.QueryOne<Visit>("Evaluation/find-visit.sql", key) is not { } found)
                return Problems.VisitUnknown.With();
            var person = (await agreements.Version(work, partnershipId, found.AgreementVersion)).FindPerson(personId);
            if (person is null || !person.May(Right.ConfirmStations) || !person.ActsFor(Party.Police))
                return Problems.MayNot.With();

            await work.Execute("Evaluation/save-confirmation.sql", new
            {
                key.activation_id,
                key.step_id,
                key.visit_number,
                key.partnership_id,
                stood = stood is not null,
                stood_from = stood?.From.UtcDateTime,
                stood_to = stood?.To.UtcDateTime,
                place = stood?.Place.Trim(),
                confirmed_by = personId,
                key.now,
            });
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(
                AuditAction.StationConfirmed, partnershipId, "visit", $"{visit.ActivationId}/{visit.StepId}/{visit.Number}", new { stood = stood is not null }));
            return null;
        }, stopping);

    private static bool Possible(Stood stood, DateTimeOffset now) =>
        stood.From < stood.To && stood.To - stood.From <= TimeSpan.FromDays(1) && stood.To <= now
        && !string.IsNullOrWhiteSpace(stood.Place) && stood.Place.Length <= LongestPlace;
}
