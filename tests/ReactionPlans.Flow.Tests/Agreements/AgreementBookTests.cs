using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

public sealed class AgreementBookTests
{
    private readonly AgreementBook book = new();
    private TestDatabase database = null!;

    [SetUp]
    public async Task Begin() => database = await TestDatabase.Create();

    [TearDown]
    public async Task End() => await database.DisposeAsync();

    private static string Version(int version, string holdsFrom = "2020-01-01") =>
        Texts.Whole.Replace("version: 1", $"version: {version}", StringComparison.Ordinal)
            .Replace("holdsFrom: 2020-01-01", $"holdsFrom: {holdsFrom}", StringComparison.Ordinal)
            .Replace("reviewBy: 2021-01-01", "reviewBy: 2031-01-01", StringComparison.Ordinal);

    private Task<AgreementReading> Propose(string yaml) =>
        database.Database.Do(work => ImportAgreement.Propose(work, yaml, "aftale.yaml", new TemplateBook(), new StoredExamples(new AreaMap()).Failed), CancellationToken.None);

    private Task<Problem?> Accept(int version, Party party, string person) =>
        database.Database.Do(async work =>
        {
            await ShowBacktest.To(work, book, "eksempel", version, person, BacktestSeen.NothingStored);
            return await AcceptAgreement.By(work, book, "eksempel", version, party, person);
        }, CancellationToken.None);

    private async Task InForce(int version, string holdsFrom = "2020-01-01")
    {
        Assert.That((await Propose(Version(version, holdsFrom))).Problems, Is.Empty);
        Assert.That(await Accept(version, Party.Police, "coordinator"), Is.Null);
        Assert.That(await Accept(version, Party.Municipality, "lead"), Is.Null);
    }

    private async Task<IEnumerable<int>> VersionsOn(int year, int month, int day) =>
        (await database.Database.Do(work => book.InForce(work, new DateOnly(year, month, day)), CancellationToken.None))
        .Select(agreement => agreement.Version);

    [Test]
    public async Task A_version_is_in_force_when_both_parties_have_accepted_it()
    {
        await Propose(Version(1));
        Assert.That(await VersionsOn(2026, 3, 4), Is.Empty);

        await Accept(1, Party.Police, "coordinator");
        Assert.That(await VersionsOn(2026, 3, 4), Is.Empty);

        await Accept(1, Party.Municipality, "lead");
        Assert.That(await VersionsOn(2026, 3, 4), Is.EqualTo([1]));
    }

    [Test]
    public async Task A_version_is_in_force_from_its_day_and_until_the_next_ones()
    {
        await InForce(1, "2020-01-01");
        await InForce(2, "2020-06-01");

        Assert.That(await VersionsOn(2019, 12, 31), Is.Empty);
        Assert.That(await VersionsOn(2020, 1, 1), Is.EqualTo([1]));
        Assert.That(await VersionsOn(2020, 5, 31), Is.EqualTo([1]));
        Assert.That(await VersionsOn(2020, 6, 1), Is.EqualTo([2]));
    }

    [Test]
    public async Task A_proposed_version_leaves_the_accepted_one_in_force()
    {
        await InForce(1);
        await Propose(Version(2));

        Assert.That(await VersionsOn(2026, 3, 4), Is.EqualTo([1]));
    }

    [Test]
    public async Task An_earlier_version_can_still_be_read()
    {
        await InForce(1);
        await InForce(2);

        var first = await database.Database.Do(work => book.Version(work, "eksempel", 1), CancellationToken.None);

        Assert.That((first.Partnership.Id, first.Version), Is.EqualTo(("eksempel", 1)));
    }

    [Test]
    public async Task The_same_text_is_parsed_once()
    {
        await InForce(1);

        var one = await database.Database.Do(work => book.Version(work, "eksempel", 1), CancellationToken.None);
        var other = await database.Database.Do(work => book.InForce(work, one.HoldsFrom), CancellationToken.None);

        Assert.That(other.Single(), Is.SameAs(one));
    }

    [Test]
    public void A_version_that_was_never_stored_is_a_fault() =>
        Assert.That(
            () => database.Database.Do(work => book.Version(work, "eksempel", 7), CancellationToken.None),
            Throws.TypeOf<KeyNotFoundException>());

    [TestCase(2, 1)]
    [TestCase(7, 1)]
    public async Task The_first_version_is_1(int written, int next)
    {
        var reading = await Propose(Version(written));

        Assert.That(reading.Agreement, Is.Null);
        Assert.That(reading.Problems.Single(), Has.Property(nameof(Problem.Number)).EqualTo(3011));
        Assert.That(reading.Problems.Single().Values, Is.EqualTo(new object[] { written, next }));
        Assert.That(await database.Rows("agreements.version"), Is.Zero);
    }

    [Test]
    public async Task A_version_cannot_be_imported_again()
    {
        await Propose(Version(1));

        Assert.That((await Propose(Version(1))).Problems.Single().Number, Is.EqualTo(3011));
        Assert.That(await database.Rows("agreements.version"), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_two_imports_at_once_one_gets_the_number()
    {
        var readings = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Propose(Version(1))));

        Assert.That(readings.Count(reading => reading.Agreement is not null), Is.EqualTo(1));
        Assert.That(readings.SelectMany(reading => reading.Problems).Select(problem => problem.Number), Is.All.EqualTo(3011));
    }

    [Test]
    public async Task A_replay_takes_the_version_as_it_is_written_and_then_the_next()
    {
        Task<AgreementReading> ProposeAsWritten(int version) => database.Database.Do(
            work => ImportAgreement.ProposeAsWritten(work, Version(version), "aftale.yaml", new TemplateBook()), CancellationToken.None);

        Assert.That((await ProposeAsWritten(3)).Problems, Is.Empty);
        Assert.That((await ProposeAsWritten(3)).Problems.Single().Number, Is.EqualTo(3011));
        Assert.That((await ProposeAsWritten(4)).Problems, Is.Empty);
    }

    [Test]
    public async Task An_agreement_that_cannot_be_followed_is_not_stored()
    {
        var reading = await Propose(Version(1).Replace("responsible: lead, reaction: letter", "responsible: duty, reaction: letter", StringComparison.Ordinal));

        Assert.That(reading.Agreement, Is.Null);
        Assert.That(reading.Problems.Single().ToString(), Does.StartWith("RP3006 aftale.yaml: "));
        Assert.That(await database.Rows("agreements.version"), Is.Zero);
    }

    [Test]
    public async Task Only_a_person_of_the_party_accepts_for_it()
    {
        await Propose(Version(1));

        Assert.That((await Accept(1, Party.Police, "lead"))!.Number, Is.EqualTo(4004));
        Assert.That((await Accept(1, Party.Police, "nobody"))!.Number, Is.EqualTo(3005));
        Assert.That((await Accept(2, Party.Police, "coordinator"))!.Number, Is.EqualTo(3017));
        Assert.That(await database.Rows("agreements.version", "accepted_by_police is null and accepted_by_municipality is null"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_first_yes_of_a_party_stands()
    {
        await Propose(Version(1));
        await Accept(1, Party.Police, "coordinator");
        database.Clock.MoveTo(TestDatabase.Start.AddHours(1));

        Assert.That(await Accept(1, Party.Police, "duty"), Is.Null);
        Assert.That(await database.Scalar<string>("select accepted_by_police from agreements.version"), Is.EqualTo("coordinator"));
        Assert.That(await database.Rows("agreements.version", "accepted_by_police_at = imported_at"), Is.EqualTo(1));
    }
}
