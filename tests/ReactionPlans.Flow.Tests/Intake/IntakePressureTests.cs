using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Intake;

public sealed class IntakePressureTests
{
    private TestDatabase database = null!;
    private IntakePressure pressure = null!;

    [SetUp]
    public async Task GivenRoomForTwoMessagesAndOneArea()
    {
        database = await TestDatabase.Create();
        pressure = new IntakePressure(database.Database, new IntakeOptions { MessagesBehindAtMost = 2, AreasBehindAtMost = 1 }, database.Clock);
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task Messages_that_are_not_handled_hold_the_intake_back_until_they_are()
    {
        await AddMessages(2);
        Assert.That(await Now(), Is.Null);

        await AddMessages(1);
        Assert.That(await Now(), Is.Null, "what was counted holds for a moment");
        Pass();
        Assert.That((await Now())!.Kind, Is.EqualTo(Problems.OutboxBehind));

        await database.Execute("update plumbing.outbox set parked_at = @now", new { now = TestDatabase.Start.UtcDateTime });
        Pass();
        Assert.That(await Now(), Is.Null, "what is parked waits for a person and not for time");
    }

    [Test]
    public async Task Areas_that_are_not_judged_hold_the_intake_back_until_every_partnership_has_judged_them()
    {
        await database.Execute("""
            insert into intake.area (level, code, name, geometry, changed_at, shape_number) values ('p', '1', '1', '{}', @now, 1), ('p', '2', '2', '{}', @now, 2);
            insert into intake.area_change (area_id, change_number) select id, 10 from intake.area
            """, new { now = TestDatabase.Start.UtcDateTime });
        Assert.That(await Now(), Is.Null, "nobody has an agreement about them");

        await database.Execute("insert into detection.judged (partnership_id, through_day) values ('alfa', '2026-03-03'), ('beta', '2026-03-03')");
        Pass();
        Assert.That((await Now())!.Kind, Is.EqualTo(Problems.JudgingBehind));

        await Judge("alfa", 10);
        await Judge("beta", 9);
        Pass();
        Assert.That((await Now())!.Kind, Is.EqualTo(Problems.JudgingBehind), "one of them judged what was there before");

        await database.Execute("update detection.judged_area set change_number = 10");
        Pass();
        Assert.That(await Now(), Is.Null);
    }

    private Task Judge(string partnership, long through) => database.Execute(
        "insert into detection.judged_area (partnership_id, area_id, change_number) select @partnership, id, @through from intake.area", new { partnership, through });

    private Task AddMessages(int count) => database.Execute(
        "insert into plumbing.outbox (message_id, type, body, created_at) select gen_random_uuid(), 'Test', '{}', @now from generate_series(1, @count)",
        new { now = TestDatabase.Start.UtcDateTime, count });

    private void Pass() => database.Clock.MoveTo(database.Clock.GetUtcNow() + IntakePressure.Pause);

    private Task<Problem?> Now() => pressure.Now(CancellationToken.None);
}
