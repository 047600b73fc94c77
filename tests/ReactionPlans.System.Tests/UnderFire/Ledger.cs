using NUnit.Framework;

namespace ReactionPlans.System.Tests.UnderFire;

/// <summary>What the distributor's and the database's own records say in the end, held against each other: nothing lost, nothing twice, nothing out of order.</summary>
internal sealed class Ledger(ChaosTown town)
{
    /// <summary>A message to somebody, as the database has it.</summary>
    public sealed record Sent
    {
        public Guid Id { get; init; }
        public string PartnershipId { get; init; } = "";
        public Guid ActivationId { get; init; }
        public string Kind { get; init; } = "";
        public string Recipient { get; init; } = "";
        public string Channel { get; init; } = "";
        public string State { get; init; } = "";
        public string? Reason { get; init; }
        public int Attempts { get; init; }
        public DateTimeOffset? SendingAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
    }

    private static readonly string[] Alerts = ["Letter", "NeighbourMessage"], Ends = ["AllClear", "StillHigh", "Correction"];

    private readonly Dictionary<Guid, int> placeOf = [];
    private IReadOnlyList<Sent> sent = [];

    /// <summary>How many messages the distributor has taken so far.</summary>
    public int TakenSoFar => Taken().Count;

    public int Deliveries => sent.Count(one => one.State == "Accepted");

    public async Task Read()
    {
        sent = await town.Query<Sent>("""
            select delivery.id, delivery.partnership_id, delivery.activation_id, delivery.kind, delivery.recipient_kind || ' ' || delivery.recipient_id as recipient, delivery.channel, delivery.state,
                delivery.reason, delivery.attempts, delivery.sending_at, activation.ended_at
            from delivery.delivery left join activation.activation on activation.id = delivery.activation_id
            """);
        placeOf.Clear();
        foreach (var (id, place) in Taken().Select((id, place) => (id, place)))
            Assert.That(placeOf.TryAdd(id, place), $"the distributor has {id} twice");
        // Mails are files, in the order in which they came to lie there.
        foreach (var (id, place) in Mails().Select((id, place) => (id, place)))
            Assert.That(placeOf.TryAdd(id, place), $"{id} went two ways");
    }

    public async Task NothingIsLostOrTwice()
    {
        foreach (var village in town.Villages)
        {
            Assert.That(await Count("intake.report_revision as revision join intake.report as report on report.id = revision.report_id where report.reference like @Id || '-%'", village),
                Is.EqualTo(ChaosTown.ReportsEach), $"{village.Id}: each report once");
            Assert.That(await Count("detection.spike where partnership_id = @Id", village), Is.EqualTo(1), $"{village.Id}: one rise");
            var letters = sent.Where(one => one.PartnershipId == village.Id && one.Kind == "Letter").ToList();
            Assert.That(letters.Select(one => one.Recipient), Is.Unique, $"{village.Id}: one letter for each resident");
            if (village.Story != ChaosTown.Story.IsHeld)
            {
                Assert.That(await Count("activation.activation where partnership_id = @Id", village), Is.EqualTo(1), $"{village.Id}: one plan");
                Assert.That(letters, Has.Count.EqualTo(village.Residents), $"{village.Id}: a letter for each resident");
            }

            if (village.Story == ChaosTown.Story.RunsItsCourse)
            {
                Assert.That(Told(village, "Letter"), Is.EqualTo(village.Residents), $"{village.Id}: letters that arrived");
                Assert.That(Told(village, "NeighbourMessage"), Is.EqualTo(ChaosTown.FriendsEach), $"{village.Id}: neighbour friends who were told");
                Assert.That(await Count("reactions.visit_revision as visit join activation.activation on activation.id = visit.activation_id where activation.partnership_id = @Id and visit.state = 'Scheduled'", village),
                    Is.GreaterThanOrEqualTo(1), $"{village.Id}: the station comes");
            }
        }

        Assert.That(sent.Where(one => one.State is not ("Accepted" or "Skipped")).Select(one => $"{one.PartnershipId} {one.Kind} {one.Channel} {one.State} {one.Reason} after {one.Attempts}").Distinct(), Is.Empty,
            "every message has gone or was not to go any more");
        Assert.That(placeOf.Keys, Is.EquivalentTo(sent.Where(one => one.State == "Accepted").Select(one => one.Id)), "what we believe has gone is there, and nothing else is");
        Assert.That(await town.Query<string>("select consumer || ' ' || type || ': ' || error from plumbing.stuck_message"), Is.Empty, "no message is stuck");
        Assert.That(await town.Query<string>("select type from plumbing.outbox"), Is.Empty, "no message waits");
    }

    /// <param name="takenWhenStopped">Partnership to how many messages the distributor had when the stop was confirmed.</param>
    /// <param name="heldUntil">Partnership to when its question may be answered by time.</param>
    public async Task NothingIsOutOfOrder(IReadOnlyDictionary<string, int> takenWhenStopped, IReadOnlyDictionary<string, DateTimeOffset> heldUntil)
    {
        Assert.That(await town.Query<string>("""
            select task.partnership_id
            from reactions.visit_revision as visit
            join activation.task on task.activation_id = visit.activation_id and task.step_id = visit.step_id
            where visit.state = 'Scheduled' and (task.gate_opened_at is null or visit.starts_at < task.gate_opened_at)
            """), Is.Empty, "no visit of the station before its gate");
        Assert.That(await town.Query<string>("""
            select gated.partnership_id
            from activation.task as gated
            where gated.gate_opened_at is not null and gated.gate_informed_share > (
                select coalesce(count(*) filter (where letter.informed_at <= gated.gate_opened_at)::float / nullif(count(*), 0), 0)
                from delivery.delivery as letter where letter.activation_id = gated.activation_id and letter.kind = 'Letter')
            """), Is.Empty, "no gate before the agreed share of residents was informed");

        foreach (var (partnership, taken) in takenWhenStopped)
        {
            // A letter that was being handed over when the stop came arrives; no other. One whose worker died was asked after later, which its row shows as a later attempt.
            Assert.That(sent.Where(one => one.PartnershipId == partnership && one.Kind == "Letter" && one.State == "Accepted" && placeOf[one.Id] >= taken && one.Attempts == 1 && one.SendingAt > one.EndedAt)
                .Select(one => one.Id), Is.Empty, $"{partnership}: no letter after the stop");
            Assert.That(sent.Any(one => one.PartnershipId == partnership && one.Kind == "Letter" && one.State == "Skipped"), $"{partnership}: it was stopped half way");
        }

        foreach (var (partnership, until) in heldUntil)
            Assert.That(sent.Where(one => one.PartnershipId == partnership && Alerts.Contains(one.Kind) && one.State == "Accepted" && one.SendingAt < until).Select(one => one.Id), Is.Empty, $"{partnership}: nothing while it is held");

        var alerted = sent.Where(one => Alerts.Contains(one.Kind) && one.State == "Accepted").ToDictionary(one => (one.ActivationId, one.Recipient));
        var ends = sent.Where(one => Ends.Contains(one.Kind)).ToList();
        Assert.That(ends.Where(end => end.State == "Accepted" && (!alerted.TryGetValue((end.ActivationId, end.Recipient), out var alert) || placeOf[alert.Id] > placeOf[end.Id])).Select(end => end.Id), Is.Empty,
            "nobody hears of an end before what ends, or without it");
        Assert.That(ends.Where(end => end.State == "Accepted").Select(end => (end.ActivationId, end.Recipient)), Is.EquivalentTo(alerted.Where(one => one.Value.EndedAt is not null).Select(one => one.Key)),
            "whoever was told hears the end, once");
    }

    private int Told(ChaosTown.Village village, string kind) => sent.Count(one => one.PartnershipId == village.Id && one.Kind == kind && one.State == "Accepted");

    private async Task<int> Count(string what, ChaosTown.Village village) => (await town.Query<int>($"select count(*)::int from {what}", new { village.Id }))[0];

    private List<Guid> Taken() =>
        [.. (File.Exists(town.TakenList) ? File.ReadAllLines(town.TakenList) : []).Select(line => line.Split(',')).Where(parts => parts is [_, _, _, "."]).Select(parts => Guid.Parse(parts[1]))];

    private IEnumerable<Guid> Mails() => new DirectoryInfo(town.Outgoing).EnumerateFiles("*.eml", SearchOption.AllDirectories)
        .OrderBy(file => file.LastWriteTimeUtc).Select(file => Guid.Parse(Path.GetFileNameWithoutExtension(file.Name)));
}
