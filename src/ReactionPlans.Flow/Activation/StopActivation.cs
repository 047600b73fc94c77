using ReactionPlans.Contracts;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Activation;

/// <summary>A person of either party stops a running plan at once: what has not been sent stays, what has not begun is called off,
/// and whoever was told of the rise gets a correction.</summary>
/// <remarks>The spike goes on as the numbers say. It has been decided, so it starts nothing anew.</remarks>
public sealed class StopActivation(Database database, AgreementBook agreements)
{
    /// <param name="reason">Told to both parties; never to residents or neighbours.</param>
    /// <param name="through">The key or client that stops it in the person's name, for the audit; null: the person does.</param>
    public Task<Problem?> Stop(Guid activationId, string partnershipId, string personId, string? reason, CancellationToken stopping, string? through = null) =>
        database.Do(async work =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return Problems.ReasonMissing.With("stop");

            if (await RunningPlan.Hold(work, agreements, activationId, partnershipId, personId) is { } refused)
                return refused;

            var tasks = (await PlanTasks.Lock(work, [activationId]))[activationId];
            await work.Execute("Activation/stop-activation.sql",
                new { activation_id = activationId, stopped_by = personId, reason = reason.Trim(), today = work.Today, now = work.Now });
            await PlanTasks.CallOff(work, activationId, tasks);
            await work.Publish(new ActivationEnded(activationId));
            await Audit.Write(work, Actor.Person(personId), new AuditEntry(AuditAction.PlanStopped, partnershipId, "activation", $"{activationId}", through is null ? null : new { through }));
            return null;
        }, stopping);
}
