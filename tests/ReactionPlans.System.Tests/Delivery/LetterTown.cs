using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Delivery;

/// <summary>A town whose plan has just started and whose letters are all to be written.</summary>
internal static class LetterTown
{
    public static readonly byte[] RecipientKey = [.. Enumerable.Range(1, RecipientCipher.KeyBytes).Select(one => (byte)one)];

    public static readonly Guid ActivationId = Guid.CreateVersion7();

    private static readonly Guid SpikeId = Guid.CreateVersion7();

    /// <summary>One area, one plan whose only step is the letter, and the residents; all of them subscribed.</summary>
    public static async Task Settle(TestDatabase database, int residents)
    {
        var yaml = Repository.Read("examples/aarhus.yaml").Replace("localPosts: true", "localPosts: true, atNight: true", StringComparison.Ordinal);
        Assert.That(yaml, Does.Contain("atNight"));
        await database.Execute(
            """
            insert into intake.area (level, code, name, geometry, changed_at, shape_number) values ('postcode', '8240', 'Risskov', '{}', @now, 1);
            insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at) values ('eksempel', 1, @yaml, '2020-01-01', 'postcode', '{8240}', @now);
            insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence)
                values (@spike, 'eksempel', 1, 'burst', 'Activate', 1, @now::date, @now, '{"count": 5}');
            insert into activation.activation (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at, maximum_ends_at)
                values (@id, @spike, 'eksempel', 1, 'burst', 1, @now::date, date_trunc('month', @now)::date, @now, @now + interval '42 days');
            insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id) values (@id, 'eksempel', 1, @spike);
            insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, template, starts_at, due_at, remind_at, escalate_at, state)
                values (@id, 'eksempel', 'letters', 1, 'Municipality', 'lead', 'Letter', 'residents-burst', @now, @now + interval '1 day', @now + interval '1 day', @now + interval '2 days', 'Open')
            """,
            new { id = ActivationId, spike = SpikeId, yaml, now = DateTime.UtcNow });
        await Residents.MoveIn((statement, parameters) => database.Execute(statement, parameters), new RecipientCipher(RecipientKey), area_id: 1, first: 1, residents, DateTime.UtcNow);
    }
}
