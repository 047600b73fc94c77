using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Geography;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Reads what the public alerts of a partnership's plans say, from the same facts as the letters.</summary>
public sealed class ReadAlerts(Database database, AgreementBook agreements)
{
    /// <summary>So long is the end of a plan told.</summary>
    public static readonly TimeSpan EndIsTold = TimeSpan.FromDays(30);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset MaximumEndsAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? EndReason { get; init; }
    }

    private sealed record ChangeRow(Guid ActivationId, DateTimeOffset ChangedAt);

    private sealed record AreaRow(Guid ActivationId, string Level, string Code, string Name, string Geometry);

    /// <summary>The plans that run, and those that ended lately.</summary>
    public Task<AlertBook> Of(string partnershipId, CancellationToken stopping) =>
        database.Do(async work =>
        {
            var agreement = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == partnershipId);
            return new AlertBook(
                partnershipId,
                agreement?.Partnership.Name ?? partnershipId,
                agreement is null ? DateTimeOffset.UnixEpoch : DanishTime.StartOf(agreement.HoldsFrom),
                await Read(work, partnershipId, only: null));
        }, stopping);

    /// <summary>One plan, however long ago it ended; null: the partnership has none by that id.</summary>
    public Task<AlertFacts?> Of(string partnershipId, Guid activationId, CancellationToken stopping) =>
        database.Do(async work => await Read(work, partnershipId, activationId) is [var alert] ? alert : null, stopping);

    private async Task<IReadOnlyList<AlertFacts>> Read(Work work, string partnershipId, Guid? only)
    {
        var rows = await work.Query<Row>("Delivery/list-alerts.sql",
            new { partnership_id = partnershipId, activation_id = only, ended_since = work.Now - EndIsTold });
        var ids = rows.Select(row => row.Id).ToArray();
        var changes = (await work.Query<ChangeRow>("Delivery/list-alert-changes.sql", new { activation_ids = ids })).ToLookup(row => row.ActivationId, row => row.ChangedAt);
        var areas = (await work.Query<AreaRow>("Delivery/list-alert-areas.sql", new { activation_ids = ids })).ToLookup(row => row.ActivationId, Drawn);
        var texts = await TextFacts.Read(work, agreements, ids);
        return [.. rows.Select(row => FactsOf(row, texts[row.Id], [.. changes[row.Id]], [.. areas[row.Id]]))];
    }

    private static AlertFacts FactsOf(Row row, TextFacts text, IReadOnlyList<DateTimeOffset> changedAt, IReadOnlyList<AlertArea> areas) => new()
    {
        ActivationId = row.Id,
        PartnershipId = text.Activation.PartnershipId,
        Sender = text.Agreement.Sender,
        Offence = text.Offence,
        Count = text.Activation.Count,
        WindowDays = text.WindowDays,
        Season = text.Season,
        StartedAt = row.StartedAt,
        LastDay = PlanEnd.LastDay(row.MaximumEndsAt),
        // A plan that is asked about at its agreed end goes on until the answer is due, and its alert with it.
        ExpiresAt = row.EndedAt + EndIsTold ?? (text.Season is null ? PlanEnd.Deadline(text.Agreement.Decision, row.MaximumEndsAt) : row.MaximumEndsAt),
        ChangedAt = changedAt,
        Correction = text.Corrections is [.., var latest] ? latest.Words : null,
        EndedAt = row.EndedAt,
        EndedOn = text.Activation.EndedOn,
        EndReason = row.EndReason,
        Areas = areas,
    };

    private static AlertArea Drawn(AreaRow row) => new(row.Level, row.Code, row.Name, AreaOutline.Of(AreaMap.Read(row.Geometry), CapAlert.MostCorners));
}
