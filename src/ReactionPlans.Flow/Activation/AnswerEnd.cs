using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Flow.Activation;

/// <summary>A person of either party answers how to go on when the agreed time has passed and the number is still high.</summary>
public sealed class AnswerEnd(Database database, AgreementBook agreements)
{
    private sealed record Asked(int AgreementVersion, int EndQuestion);

    /// <param name="choice">close, extend or new-round.</param>
    public Task<Problem?> Answer(Guid activationId, string choice, string partnershipId, string personId, CancellationToken stopping) =>
        Answer(activationId, choice, partnershipId, personId, question: null, stopping);

    /// <summary>The same for the person whom a link in a notice was made for: its answer is to that question and to no later one.</summary>
    public Task<Problem?> Answer(EndLink link, string choice, CancellationToken stopping) =>
        Answer(link.ActivationId, choice, link.PartnershipId, link.PersonId, link.Question, stopping);

    /// <param name="question">Null: the one that is asked now.</param>
    private Task<Problem?> Answer(Guid activationId, string choice, string partnershipId, string personId, int? question, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (Read(choice) is not { } given)
                return Problems.ChoiceUnknown.With(choice);

            // Whoever watches the plans waits, or has ended this one already.
            await work.Execute("Activation/lock-watching.sql");
            var key = new { activation_id = activationId, partnership_id = partnershipId };
            if (await work.QueryOne<Asked>("Activation/lock-asked-end.sql", key) is not { } asked || (question ?? asked.EndQuestion) != asked.EndQuestion)
                return Problems.EndNotAsked.With();
            var person = (await agreements.Version(work, partnershipId, asked.AgreementVersion)).FindPerson(personId);
            if (person is null || !person.May(Right.StopPlan))
                return Problems.NotYourDecision.With(person?.Name ?? personId);

            var stored = await work.Execute("Activation/add-end-answer.sql", new
            {
                key.activation_id,
                end_question = asked.EndQuestion,
                person_id = personId,
                key.partnership_id,
                choice = given.ToString(),
                now = work.Now,
            });
            if (stored == 0)
                return Problems.EndAnsweredByThem.With(person.Name);
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(ActionOf(given), partnershipId, "activation", $"{activationId}"));
            await PlanEnds.Settle(work, agreements, activationId);
            return null;
        }, stopping);

    private static EndChoice? Read(string choice) => choice switch
    {
        "close" => EndChoice.Close,
        "extend" => EndChoice.Extend,
        "new-round" => EndChoice.NewRound,
        _ => null,
    };

    private static AuditAction ActionOf(EndChoice given) => given switch
    {
        EndChoice.Close => AuditAction.EndClosed,
        EndChoice.Extend => AuditAction.EndExtended,
        _ => AuditAction.EndNewRound,
    };
}
