using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Telemetry;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Telemetry;

/// <summary>The installation's figures, from what stands in the database.</summary>
[NonParallelizable]
public sealed class FiguresTests
{
    private TestDatabase database = null!;

    [SetUp]
    public async Task MakeDatabase() => database = await TestDatabase.Create();

    [TearDown]
    public async Task DropDatabase() => await database.DisposeAsync();

    [Test]
    public async Task They_tell_what_waits_how_long_and_what_is_past_its_time()
    {
        await database.Execute("""
            insert into plumbing.outbox (message_id, consumer, type, body, created_at, parked_at, error) values
                (gen_random_uuid(), 'plan-letters', 'T', '{}', @now - interval '90 s', null, null), (gen_random_uuid(), 'plan-letters', 'T', '{}', @now, null, null),
                (gen_random_uuid(), 'plan-letters', 'T', '{}', @now - interval '1 day', @now, 'e');
            insert into plumbing.stuck_message (message_id, consumer, type, body, error, stuck_at) values (gen_random_uuid(), 'q', 'T', '{}', 'E: e', @now);
            insert into intake.area (level, code, name, geometry, changed_at, shape_number) values ('postcode', '1', 'a', '{}', @now, 1), ('postcode', '2', 'b', '{}', @now, 2);
            insert into intake.area_change (area_id, change_number, changed_at) select id, 10, @now - interval '20 s' * id from intake.area;
            insert into detection.judged (partnership_id, through_day) values ('p', '2026-03-03');
            insert into detection.judged_area (partnership_id, area_id, change_number) select 'p', min(id), 10 from intake.area;
            insert into detection.feed_day (area_group, source, day, reports, verdict, silent_since, chance) values
                ('', 'a', '2026-03-01', 2, 'Reported', null, 1), ('', 'a', '2026-03-02', 0, 'Expected', '2026-03-02', 1), ('', 'a', '2026-03-03', 0, 'Gap', '2026-03-02', 0);
            insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, sending_at, batch_id, settled_at) values
                ('2026-03-01', gen_random_uuid(), @plan, 'p', 's', 'Notice', 'Person', 'p/a', 'mail', 't', 'da', 'Planned', @now - interval '10 min', false, null, null, null),
                ('2026-03-01', gen_random_uuid(), @plan, 'p', 's', 'Letter', 'Resident', @resident::text, 'print', 't', 'da', 'Planned', @now - interval '20 h', true, null, null, null),
                ('2026-03-01', gen_random_uuid(), @plan, 'p', 't', 'AllClear', 'Resident', @resident::text, 'print', 't', 'da', 'Planned', @now - interval '2 days', true, null, null, null),
                ('2026-03-01', gen_random_uuid(), @plan, 'p', 's', 'Letter', 'Resident', gen_random_uuid()::text, 'print', 't', 'da', 'Planned', @now + interval '2 days', true, null, null, null),
                ('2026-03-01', gen_random_uuid(), @plan, 'p', 's', 'Letter', 'Resident', gen_random_uuid()::text, 'print', 't', 'da', 'Failed', @now, true, null, null, @now - interval '1 h');
            """, new { now = TestDatabase.Start.UtcDateTime, plan = Guid.NewGuid(), resident = Guid.NewGuid() });

        var told = await Read(new FiguresOptions());

        Assert.Multiple(() =>
        {
            Assert.That(told["reactionplans.outbox.messages"], Is.EqualTo(2));
            Assert.That(told["reactionplans.outbox.oldest"], Is.EqualTo(90));
            Assert.That(told["reactionplans.outbox.parked"], Is.EqualTo(1));
            Assert.That(told["reactionplans.stuck.messages"], Is.EqualTo(1));
            Assert.That(told["reactionplans.queue.messages plan-letters"], Is.EqualTo(2));
            Assert.That(told["reactionplans.queue.messages judge-areas"], Is.Zero);
            Assert.That(told["reactionplans.judging.areas"], Is.EqualTo(1));
            Assert.That(told["reactionplans.judging.oldest"], Is.EqualTo(40));
            Assert.That(told["reactionplans.feed.age a"], Is.EqualTo(TimeSpan.FromHours(24 + 24 + 13).TotalSeconds), "since the end of 1 March");
            Assert.That(told["reactionplans.feed.silent a"], Is.EqualTo(1));
            Assert.That(told["reactionplans.deliveries print Planned"], Is.EqualTo(3));
            Assert.That(told["reactionplans.deliveries print Failed"], Is.EqualTo(1));
            Assert.That(told["reactionplans.deliveries.due"], Is.EqualTo(2), "the all-clear waits for the letter, and not for a time");
            Assert.That(told["reactionplans.deliveries.oldest_due"], Is.EqualTo(TimeSpan.FromHours(6).TotalSeconds), "the letter could go out at 7 in the morning");
            Assert.That(told["reactionplans.deadlines.missed question"], Is.Zero);
        });
    }

    [Test]
    public async Task Where_the_database_does_not_answer_there_are_none()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody");
        using var figures = FiguresOf(new FiguresOptions(), new Database(nowhere, TimeProvider.System, new MessageRoutes(inProcess: true, Hops.All)));
        await figures.Refresh(CancellationToken.None);

        Assert.That(Collect(), Is.Empty);
    }

    private async Task<Dictionary<string, double>> Read(FiguresOptions options)
    {
        using var figures = FiguresOf(options);
        await figures.Refresh(CancellationToken.None);
        return Collect();
    }

    private Figures FiguresOf(FiguresOptions options, Database? of = null) =>
        new(of ?? database.Database, new QueueDepths(new TransportOptions(), NullLogger<QueueDepths>.Instance), options, NullLogger<Figures>.Instance);

    private static Dictionary<string, double> Collect()
    {
        var told = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == FlowMeters.MeterName && instrument.IsObservable)
                listening.EnableMeasurementEvents(instrument);
        }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            told[string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}")])] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return told;
    }
}
