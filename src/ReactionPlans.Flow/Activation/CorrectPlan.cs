using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Activation;

/// <summary>A person of either party corrects a running plan at once: steps that are wrong are taken out of it, and whoever was told of the rise is told
/// what was wrong. The rest goes on.</summary>
public sealed class CorrectPlan(Database database, AgreementBook agreements, Wording wording)
{
    /// <summary>Shorter says nothing, longer is another letter.</summary>
    public const int LeastLetters = 10, MostLetters = 600;

    /// <param name="words">Sent to residents and neighbours as they are; line breaks become spaces.</param>
    /// <param name="stepIds">Steps that are taken out; none: only the words were wrong.</param>
    public Task<Problem?> Correct(Guid activationId, string partnershipId, string personId, string? words, IReadOnlyCollection<string> stepIds, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var said = string.Join(' ', (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (said.Length is < LeastLetters or > MostLetters)
                return Problems.CorrectionLength.With(LeastLetters, MostLetters);

            if (await RunningPlan.Hold(work, agreements, activationId, partnershipId, personId) is { } refused)
                return refused;
            if (await Harm(work, activationId, personId, said) is { } harm)
                return harm;

            var tasks = (await PlanTasks.Lock(work, [activationId]))[activationId].ToDictionary(task => task.StepId);
            var takenOut = new List<(Guid, TaskInMotion)>();
            foreach (var stepId in stepIds.Distinct())
            {
                if (!tasks.TryGetValue(stepId, out var task) || PlanMotion.TakeOut(task, personId, work.Now) is not { } without)
                    return Problems.StepNotInMotion.With(stepId);
                takenOut.Add((activationId, without));
            }

            await PlanTasks.Save(work, takenOut);
            var number = await work.Scalar<int>("Activation/add-correction.sql", new
            {
                activation_id = activationId,
                partnership_id = partnershipId,
                person_id = personId,
                words = said,
                taken_out = takenOut.Select(one => one.Item2.StepId).ToArray(),
                now = work.Now,
            });
            await work.Publish(new PlanCorrected(activationId, number));
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.PlanCorrected, partnershipId, "activation", $"{activationId}"));
            return null;
        }, stopping);

    /// <summary>Why the words must not reach residents; null: they may.</summary>
    private async Task<Problem?> Harm(Work work, Guid activationId, string personId, string said)
    {
        var facts = (await TextFacts.Read(work, agreements, [activationId]))[activationId] with { Corrections = [new CorrectionRow { Number = 1, PersonId = personId, Words = said }] };
        return wording.WriteChecked(TextReceiver.Update, "update", facts, Wording.UpdatePrefix + 1).Faults.FirstOrDefault(TextLint.Harms);
    }
}
