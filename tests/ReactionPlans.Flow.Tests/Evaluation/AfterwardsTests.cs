using NUnit.Framework;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Tests.Evaluation;

/// <summary>What people say when a plan is over: whether it was right, and whether the station was there.</summary>
public sealed class AfterwardsTests
{
    private Village village = null!;
    private Guid activation;

    [SetUp]
    public async Task StartAPlan()
    {
        village = await Village.Settle();
        await village.Report(3);
        await village.JudgeSoFar();
        await village.StartPlan();
        activation = await village.Database.Scalar<Guid>("select id from activation.activation");
    }

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task Each_party_has_one_verdict_and_the_latest_stands()
    {
        Assert.That((await Give("right", "lead"))!.Number, Is.EqualTo(Problems.ActivationNotEnded.Number), "it runs");
        await End();

        Assert.That(await Give("too-late", "coordinator"), Is.Null);
        Assert.That(await Give("right", "lead"), Is.Null);
        Assert.That(await Give("needless", "lead"), Is.Null);

        Assert.That(await village.Database.Query<string>("select party || ' ' || verdict || ' ' || given_by from evaluation.verdict order by party"),
            Is.EqualTo(["Municipality needless lead", "Police too-late coordinator"]));
        Assert.That(await village.Database.Rows("access.audit_entry", "action = 'verdict-given'"), Is.EqualTo(3));
    }

    [Test]
    public async Task Others_say_nothing_of_it()
    {
        await End();

        Assert.That((await Give("right", "duty"))!.Number, Is.EqualTo(Problems.MayNot.Number));
        Assert.That((await Give("right", "somebody"))!.Number, Is.EqualTo(Problems.MayNot.Number));
        Assert.That((await Give("good", "lead"))!.Number, Is.EqualTo(Problems.ChoiceUnknown.Number));
        Assert.That((await Give("right", "lead", "another"))!.Number, Is.EqualTo(Problems.ActivationNotEnded.Number));
        Assert.That(await village.Database.Rows("evaluation.verdict"), Is.Zero);
    }

    [Test]
    public async Task A_dose_has_the_time_and_place_that_the_police_say()
    {
        var planned = village.Database.Clock.GetUtcNow().AddHours(20);
        await AddVisit(planned);
        Assert.That((await Confirm(null, "duty"))!.Number, Is.EqualTo(Problems.VisitUnknown.Number), "it has not begun");
        village.Wait(TimeSpan.FromHours(24));

        Assert.That(await Confirm(null, "duty"), Is.Null);
        Assert.That(await Confirm(new Stood(planned.AddMinutes(10), planned.AddHours(2), " Torvet "), "coordinator"), Is.Null);

        var said = await village.Database.Scalar<string>("select stood || '|' || place || '|' || confirmed_by || '|' || extract(epoch from stood_to - stood_from)::int from evaluation.station_confirmation");
        Assert.That(said, Is.EqualTo("true|Torvet|coordinator|6600"));
        Assert.That(await village.Database.Rows("access.audit_entry", "action = 'station-confirmed'"), Is.EqualTo(2));
    }

    [Test]
    public async Task What_cannot_have_been_is_refused()
    {
        var planned = village.Database.Clock.GetUtcNow().AddHours(-3);
        await AddVisit(planned);

        Stood[] impossible =
        [
            new(planned, planned, "Torvet"), new(planned, planned.AddHours(-1), "Torvet"), new(planned, planned.AddHours(4), "Torvet"),
            new(planned.AddHours(-30), planned, "Torvet"), new(planned, planned.AddHours(1), " "),
        ];
        foreach (var stood in impossible)
            Assert.That((await Confirm(stood, "coordinator"))!.Number, Is.EqualTo(Problems.StoodTimesWrong.Number));
        Assert.That((await Confirm(null, "lead"))!.Number, Is.EqualTo(Problems.MayNot.Number), "the station is the police's");
        Assert.That(await village.Database.Rows("evaluation.station_confirmation"), Is.Zero);
    }

    private Task End() => village.Database.Execute(
        "update activation.activation set ended_at = @now, ended_on = fired_on, end_reason = 'fallen'", new { now = village.Database.Clock.GetUtcNow().UtcDateTime });

    private Task AddVisit(DateTimeOffset startsAt) => village.Database.Execute("""
        insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('s', 'Station', 'mon 10:00-12:00', 1, @at);
        insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, station_id, starts_at, ends_at, state, planned_at)
        values (@activation, @partnership, 'station', 1, 's', @at, @at::timestamptz + interval '3 hours', 'Scheduled', @at)
        """, new { activation, partnership = Village.Partnership, at = startsAt.UtcDateTime });

    private Task<Problem?> Give(string verdict, string person, string partnership = Village.Partnership) =>
        new GiveVerdict(village.Database.Database, village.Agreements).Give(activation, verdict, partnership, person, CancellationToken.None);

    private Task<Problem?> Confirm(Stood? stood, string person) =>
        new ConfirmStation(village.Database.Database, village.Agreements).Confirm(new VisitKey(activation, "station", 1), stood, Village.Partnership, person, CancellationToken.None);
}
