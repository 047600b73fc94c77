using NetTopologySuite.IO;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.Rules.Geography;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.PersonalData;

/// <summary>What is kept no longer than agreed: residents after a plan's end, and exact places.</summary>
public sealed class RetentionTests
{
    private const string Risskov = "POLYGON((10.2 56.18,10.26 56.18,10.26 56.22,10.2 56.22,10.2 56.18))";
    private const string West = "POLYGON((10.2 56.18,10.23 56.18,10.23 56.22,10.2 56.22,10.2 56.18))";
    private const string East = "POLYGON((10.23 56.18,10.26 56.18,10.26 56.22,10.23 56.22,10.23 56.18))";

    private Scene scene = null!;

    private TestDatabase Database => scene.Database;

    private DateTimeOffset Now => Database.Clock.GetUtcNow();

    [SetUp]
    public async Task Settle() => scene = await Scene.Create();

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [TestCase(29, 3)]
    [TestCase(31, 1)]
    public async Task Residents_are_taken_out_thirty_days_after_the_plans_end_and_invented_ones_stay(int days, int left)
    {
        await GivenResidents("010190-1234", "020290-1234");
        await scene.AddResidents(1);
        await EndPlan();

        await Forget(days);

        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(left));
        Assert.That(await Database.Rows("reactions.resident_area"), Is.EqualTo(left));
    }

    [TestCase(8, 1)]
    [TestCase(10, 0)]
    public async Task As_many_days_as_are_agreed(int days, int left)
    {
        await Agree("retention: { residentsDays: 9 }");
        await GivenResidents("010190-1234");
        await EndPlan();

        await Forget(days);

        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(left));
    }

    [Test]
    public async Task Nobody_is_taken_out_where_no_plan_has_ended()
    {
        await GivenResidents("010190-1234");
        await scene.Activate();

        await Forget(400);

        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_extract_after_the_plans_end_is_for_the_next_plan_though_it_says_the_same()
    {
        await GivenResidents("010190-1234", "020290-1234");
        await EndPlan();
        Database.Clock.MoveTo(Now.AddDays(2));
        await GivenResidents("020290-1234");

        await Forget(40);

        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_lives_in_an_area_of_another_plan_stays_until_that_is_over_too()
    {
        await GivenResidents("010190-1234");
        await EndPlan();
        await scene.ActivateAnother();

        await Forget(40);

        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(1));
    }

    [Test]
    public async Task While_a_question_about_the_area_is_open_its_residents_may_still_have_to_be_written_to()
    {
        await GivenResidents("010190-1234");
        await EndPlan();
        await Database.Execute("""
            insert into decision.question (spike_id, partnership_id, agreement_version, mode, state, asked_at, round, asked_people, round_asked_at)
            values (@spike, 'eksempel', 1, 'Police', 'Open', @now, 1, '{duty}', @now)
            """, new { spike = Scene.SpikeId, now = Now });

        await Forget(40);
        Assert.That(await Database.Rows("reactions.resident"), Is.EqualTo(1));

        await Database.Execute("update decision.question set state = 'Dismissed'");
        await Forget(0);
        Assert.That(await Database.Rows("reactions.resident"), Is.Zero);
    }

    [Test]
    public async Task What_was_done_is_kept_and_the_same_person_of_a_later_extract_still_has_had_their_letters()
    {
        await GivenResidents("010190-1234");
        await scene.Activate();
        await TestDatabase.Deliver(scene.PlanLetters, new ActivationStarted(Scene.ActivationId));
        await scene.End("fallen");
        await Database.Execute("update activation.covered_area set ended_at = @now; update delivery.delivery set state = 'Accepted'", new { now = Now });

        await Forget(40);
        Assert.That(await Database.Rows("reactions.resident"), Is.Zero);
        Assert.That(await scene.States(), Is.EqualTo(["Accepted"]));

        await GivenResidents("010190-1234");
        Assert.That(await Database.Scalar<bool>("select exists (select from delivery.delivery join reactions.resident on resident.id::text = delivery.recipient_id)"), Is.True);
    }

    [Test]
    public async Task Of_reports_older_than_three_years_the_square_kilometre_is_kept_and_the_area()
    {
        await GivenReports(("new", Now.AddYears(-3).AddDays(1)), ("old", Now.AddYears(-3).AddDays(-1)), ("oldest", Now.AddYears(-9)));

        Assert.That(await Coarsen(), Is.EqualTo(2));
        Assert.That(await Coarsen(), Is.Zero, "once");

        var (latitude, longitude) = SquareKilometre.MiddleOf(56.2012345, 10.2212345);
        Assert.That(await Places(), Is.EqualTo([("new", 56.2012345, 10.2212345), ("old", latitude, longitude), ("oldest", latitude, longitude)]));
        Assert.That(await Database.Rows("intake.report_area"), Is.EqualTo(3));
    }

    [Test]
    public async Task Where_parties_keep_places_longer_they_stay_and_elsewhere_they_go()
    {
        await Agree("retention: { coordinateYears: 5 }");
        await GivenReports(("four", Now.AddYears(-4)), ("six", Now.AddYears(-6)));
        await Store(Report("elsewhere", Now.AddYears(-4)) with { Latitude = 55.5 });

        Assert.That(await Coarsen(), Is.EqualTo(2));

        Assert.That((await Database.Query<string>("select reference from intake.report join intake.report_revision on report_id = id where coarsened_at is null")), Is.EqualTo(["four"]));
    }

    [Test]
    public async Task The_same_report_again_is_the_same_and_does_not_bring_its_place_back()
    {
        var old = Report("old", Now.AddYears(-4)) with { OccurredFrom = Now.AddYears(-4).AddTicks(-1234567), OccurredTo = Now.AddYears(-4) };
        await Store(old);
        await Coarsen();

        var again = await Store(old);

        Assert.That((again.Accepted, again.Same, again.Rejected), Is.EqualTo((0, 1, 0)));
        Assert.That((await Places()).Single().Latitude, Is.Not.EqualTo(56.2012345));
        Assert.That((await Store(old with { Latitude = 56.21 })).Rejected, Is.EqualTo(1), "another square kilometre is another place");
    }

    [Test]
    public async Task No_digest_is_left_by_which_the_exact_place_could_be_tried_out()
    {
        var old = Report("old", Now.AddYears(-4));
        await Store(old);
        var before = await Database.Scalar<byte[]>("select content_hash from intake.report_revision");

        await Coarsen();

        var after = await Database.Scalar<byte[]>("select content_hash from intake.report_revision");
        Assert.That(after, Is.Not.EqualTo(before));
        await using var other = await TestDatabase.Create();
        await new ReceiveReports(other.Database, new AreaMap()).Store([old with { Latitude = old.Latitude + 0.0001, Longitude = old.Longitude - 0.0001 }], CancellationToken.None);
        await new CoarsenPlaces(other.Database, new AreaMap(), scene.Agreements).Run(CancellationToken.None);
        Assert.That(after, Is.EqualTo(await other.Scalar<byte[]>("select content_hash from intake.report_revision")), "whatever home of the square kilometre it was");
    }

    [Test]
    public async Task When_areas_are_drawn_anew_what_was_found_by_the_exact_place_stays_and_a_new_level_goes_by_the_square_kilometre()
    {
        await GivenReports(("old", Now.AddYears(-4)));
        await Coarsen();

        await Draw(("postcode", "8240", East), ("postcode", "8250", West), ("parish", "west", West));

        Assert.That(await Database.Query<string>("select area.code from intake.report_area join intake.area on area.id = area_id order by 1"), Is.EqualTo(["8240", "west"]));
    }

    private async Task EndPlan()
    {
        await scene.Activate();
        await scene.End("fallen");
        await Database.Execute("update activation.covered_area set ended_at = @now", new { now = Now });
    }

    private async Task Forget(int daysLater)
    {
        Database.Clock.MoveTo(Now.AddDays(daysLater));
        await new ForgetResidents(Database.Database, scene.Agreements).Run(CancellationToken.None);
    }

    private Task<int> Coarsen() => new CoarsenPlaces(Database.Database, new AreaMap(), scene.Agreements).Run(CancellationToken.None);

    private async Task GivenResidents(params string[] numbers)
    {
        var file = Path.Combine(scene.Folder.FullName, "residents.csv");
        await File.WriteAllLinesAsync(file, ["recipient_id_type,recipient_id,address_id,household,latitude,longitude,digital_post,protected,language",
            .. numbers.Select(number => $"cpr,{number},a,h,56.2,10.22,subscribed,0,da")]);
        var imported = await new ImportFile(Database.Database, new AreaMap(), new RecipientCipher(new byte[32]), Database.Clock).Run(ImportKind.Residents, file, null, null, null, CancellationToken.None);
        Assert.That((imported.FileProblem, imported.Rejected), Is.EqualTo((default(Rules.Problem), 0)));
    }

    private Task Agree(string more) => Database.Execute(
        "update agreements.version set yaml = yaml || E'\\n' || @more, accepted_by_police = 'coordinator', accepted_by_municipality = 'lead'", new { more });

    private async Task GivenReports(params (string Reference, DateTimeOffset At)[] reports)
    {
        foreach (var (reference, at) in reports)
            await Store(Report(reference, at));
    }

    private static ReportRow Report(string reference, DateTimeOffset at) => new("feed", reference, 1, false, at, "1320", false, at, DateOnly.FromDateTime(at.UtcDateTime), null, null, 56.2012345, 10.2212345, null);

    private Task<IntakeCount> Store(ReportRow row) => new ReceiveReports(Database.Database, new AreaMap()).Store([row], CancellationToken.None);

    private async Task<IReadOnlyList<(string Reference, double Latitude, double Longitude)>> Places() =>
        await Database.Query<(string, double, double)>("select reference, latitude, longitude from intake.report join intake.report_revision on report_id = id order by 1");

    private Task Draw(params (string Level, string Code, string Shape)[] areas) =>
        new ImportAreas(Database.Database).Store([.. areas.Select(area => new DrawnArea(area.Level, area.Code, area.Code, new WKTReader().Read(area.Shape)))], CancellationToken.None);
}
