using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Replay;

/// <summary>Reads what a rehearsal came to from what is stored; nothing is taken from what the run believed it did.</summary>
public sealed class RehearsalReading(Database database, Promises promises)
{
    /// <summary>Properties instead of a constructor: Dapper knows an array by no closer type than Array.</summary>
    private sealed record SpikeRow
    {
        public Guid SpikeId { get; init; }
        public string PartnershipId { get; init; } = "";
        public string CriterionId { get; init; } = "";
        public string Level { get; init; } = "";
        public string AreaCode { get; init; } = "";
        public string AreaName { get; init; } = "";
        public DateOnly FiredOn { get; init; }
        public string? QuestionState { get; init; }
        public DateTimeOffset? AskedAt { get; init; }
        public DateTimeOffset? DecidedAt { get; init; }
        public string[] ApprovedBy { get; init; } = [];
        public Guid? ActivationId { get; init; }
        public DateTimeOffset? StartedAt { get; init; }
        public DateOnly? PlanEndedOn { get; init; }
        public string? EndReason { get; init; }
        public bool HasJoined { get; init; }
    }

    private sealed record TaskRow
    {
        public Guid ActivationId { get; init; }
        public string StepId { get; init; } = "";
        public string Party { get; init; } = "";
        public string Responsible { get; init; } = "";
        public string Reaction { get; init; } = "";
        public string? TaskName { get; init; }
        public DateTimeOffset StartsAt { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public string State { get; init; } = "";
        public DateTimeOffset? SettledAt { get; init; }
        public string? SettledBy { get; init; }
        public string? GateOpenedBy { get; init; }
        public string? GateStep { get; init; }
        public DateTimeOffset? GateAskedAt { get; init; }
        public DateTimeOffset? GateOpenedAt { get; init; }
        public string? Reason { get; init; }
    }

    private sealed record DeliveryRow(Guid ActivationId, string StepId, string Kind, int Planned, int Accepted, int Skipped, int Failed);

    private sealed record VisitRow
    {
        public Guid ActivationId { get; init; }
        public string StepId { get; init; } = "";
        public DateTimeOffset? StartsAt { get; init; }
        public string State { get; init; } = "";
        public string? SiteName { get; init; }
    }

    /// <summary>One outcome for each agreement of the town, in its order.</summary>
    public async Task<IReadOnlyList<RehearsalOutcome>> Of(RehearsalTown town, CancellationToken stopping)
    {
        var spikes = (await database.Read<SpikeRow>("Replay/Rehearsal/list-spikes.sql", null, stopping)).ToLookup(row => row.PartnershipId);
        var tasks = (await database.Read<TaskRow>("Replay/Rehearsal/list-tasks.sql", null, stopping)).ToLookup(row => row.ActivationId);
        var deliveries = (await database.Read<DeliveryRow>("Replay/Rehearsal/count-deliveries.sql", null, stopping)).ToLookup(row => row.ActivationId);
        var visits = (await database.Read<VisitRow>("Replay/Rehearsal/list-visits.sql", null, stopping)).ToLookup(row => (row.ActivationId, row.StepId));
        var broken = await promises.Broken(stopping);
        var stuck = (await database.Read<int>("Replay/Rehearsal/count-stuck.sql", null, stopping))[0];
        return [.. town.Plans.Select(plan => Outcome(plan.Agreement))];

        RehearsalOutcome Outcome(Agreement agreement)
        {
            var own = spikes[agreement.Partnership.Id].ToList();
            var activations = own.Where(row => row.ActivationId is not null).Select(row => (Row: row, Plan: Activation(row))).ToList();
            var fired = own.Select(row => row.CriterionId).ToHashSet();
            var ids = own.SelectMany(row => new[] { row.SpikeId, row.ActivationId }).OfType<Guid>().Select(id => id.ToString()).ToList();
            var others = spikes.Where(group => group.Key != agreement.Partnership.Id).SelectMany(group => group)
                .SelectMany(row => new[] { row.SpikeId, row.ActivationId }).OfType<Guid>().Select(id => id.ToString()).ToHashSet();
            return new RehearsalOutcome(
                agreement.Partnership.Id, agreement.Version, town.From, town.Days,
                town.Areas.Count(area => agreement.Areas.Covers(area.Level, area.Code)),
                town.Reports.Count(report => report.ReportedDay >= town.From && RehearsalBurglaries.OwnerOf(report) == agreement.Partnership.Id),
                [.. activations.Select(one => one.Plan)],
                [.. own.Where(row => row is { ActivationId: null, HasJoined: false, QuestionState: not null and not "Approved" })
                    .Select(row => new RehearsedSpike(row.AreaCode, row.CriterionId, row.FiredOn, row.QuestionState!))],
                RehearsalFindings.Of(agreement, town, fired, [.. activations.Select(one => one.Plan)], stuck),
                // A broken promise names what it is about; one that names nothing is everybody's.
                [.. broken.Where(sentence => ids.Exists(id => sentence.Contains(id, StringComparison.Ordinal)) || !others.Any(id => sentence.Contains(id, StringComparison.Ordinal)))]);
        }

        RehearsedActivation Activation(SpikeRow row)
        {
            var id = row.ActivationId!.Value;
            return new RehearsedActivation(
                row.AreaCode, row.AreaName, row.CriterionId, row.FiredOn, row.QuestionState ?? "Automatic", row.AskedAt, row.DecidedAt, row.ApprovedBy,
                row.StartedAt!.Value, row.PlanEndedOn, row.EndReason,
                Told("AllClear"), [.. tasks[id].Select(Step)])
            { StillHighs = Told("StillHigh"), Corrections = Told("Correction") };

            int Told(string kind) => deliveries[id].Where(one => one.Kind == kind).Sum(one => one.Accepted);
        }

        RehearsedStep Step(TaskRow row)
        {
            var written = deliveries[row.ActivationId].Where(one => one.StepId == row.StepId).ToList();
            return new RehearsedStep(
                row.StepId, row.Party, row.Responsible, row.Reaction, row.TaskName, row.StartsAt, row.DueAt, row.State, row.SettledAt, row.GateOpenedAt,
                written.Sum(one => one.Planned), written.Sum(one => one.Accepted), written.Sum(one => one.Skipped),
                [.. visits[(row.ActivationId, row.StepId)].Where(visit => visit.State != "Cancelled").Select(visit => new RehearsedVisit(visit.StartsAt, visit.SiteName))])
            { SettledBy = row.SettledBy, GateAskedAt = row.GateAskedAt, GateOpenedBy = row.GateOpenedBy };
        }
    }
}
