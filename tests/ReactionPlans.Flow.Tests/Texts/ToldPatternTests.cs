using MimeKit;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Texts;

/// <summary>What neighbour friends are told of when and how near one another a rise's burglaries were done.</summary>
public sealed class ToldPatternTests
{
    [Test]
    public async Task Neighbour_friends_are_told_the_pattern_of_the_reports_behind_the_spike_as_known_when_it_was_found()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddFriend("ane", "ane@example.dk");
        await scene.Database.Execute("""update detection.spike set evidence = evidence || '{"from": "2026-02-26", "to": "2026-03-04"}'""");
        foreach (var reference in new[] { "a", "b", "c", "d" })
            await Report(scene, reference, "2026-03-02T19:00+01", "2026-03-02T21:30+01");
        await Report(scene, "e", null, null);
        await Report(scene, "of another rise", "2026-03-02T01:00+01", "2026-03-02T02:00+01");
        // What was learnt afterwards is in no text: each reader of the plan gets the same.
        foreach (var reference in new[] { "a", "b", "c", "d" })
            await Report(scene, reference, "2026-03-02T08:00+01", "2026-03-02T09:00+01", revision: 2, known: TestDatabase.Start.AddHours(1));

        await TestDatabase.Deliver(scene.PlanNeighbourMessages, new ActivationStarted(Scene.ActivationId));
        await scene.Pump();

        using var mail = await MimeMessage.LoadAsync(scene.Files("mail").Single());
        Assert.That(mail.TextBody, Does.Contain("De fleste er sket om aftenen.").And.Contain("Næsten alle er sket på hverdage.").And.Contain("Nogle af dem ligger tæt på hinanden."));
    }

    private static Task Report(Scene scene, string reference, string? from, string? to, int revision = 1, DateTimeOffset? known = null) => scene.Database.Execute(
        """
        with added as (
            insert into intake.report (source, reference) values ('politi', @reference)
            on conflict (source, reference) do update set reference = excluded.reference returning id),
        told as (
            insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, occurred_from, occurred_to,
                latitude, longitude, content_hash)
            select id, @revision, false, @known, @known, '1320', false, '2026-03-03T09:00+01', '2026-03-03', @from::timestamptz, @to::timestamptz, 56.2, 10.23, '' from added
            returning report_id, revision)
        insert into intake.report_area (report_id, revision, area_id) select report_id, revision, 1 from told
        """, new { reference, revision, from, to, known = known ?? TestDatabase.Start.AddDays(-1) });
}
