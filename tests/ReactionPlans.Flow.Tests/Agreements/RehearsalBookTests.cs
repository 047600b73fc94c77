using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>From asking for a rehearsal to its outcome in the record, with several hosts and people who change their minds.</summary>
public sealed class RehearsalBookTests
{
    private readonly AgreementBook book = new();
    private Village village = null!;
    private RehearsalBook rehearsals = null!;

    [SetUp]
    public async Task Begin()
    {
        village = await Village.Settle();
        rehearsals = new RehearsalBook(village.Database.Database);
    }

    [TearDown]
    public async Task End() => await village.DisposeAsync();

    private Task<Problem?> Ask(int version = 1) =>
        village.Database.Database.Do(work => AskForRehearsal.By(work, book, Village.Partnership, version, "coordinator"), CancellationToken.None);

    private async Task<RehearsalStanding?> Standing() =>
        (await village.Database.Database.Do(work => RehearsalBook.Of(work, Village.Partnership), CancellationToken.None)).GetValueOrDefault(1);

    [Test]
    public async Task Asked_for_twice_it_is_played_once_by_one_host()
    {
        Assert.That(await Standing(), Is.Null, "never rehearsed");
        Assert.That((await Ask(version: 7))!.Code, Is.EqualTo("RP" + Problems.AgreementUnknown.Number));

        await Ask();
        await Ask();
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rehearsals.Claim(CancellationToken.None)));

        Assert.That(claims.OfType<ClaimedRehearsal>().Count(), Is.EqualTo(1));
        Assert.That(await village.Database.Rows("access.audit_entry", "action = 'rehearsal-asked'"), Is.EqualTo(1));
        var mine = claims.OfType<ClaimedRehearsal>().Single();
        Assert.That(await rehearsals.Note(mine, 0.5, CancellationToken.None), Is.True);
        Assert.That(await Standing(), Has.Property("IsUnderWay").True.And.Property("Share").EqualTo(0.5));
        await rehearsals.Done(mine, "{}", violations: 0, findings: 2, CancellationToken.None);
        Assert.That(await Standing(), Has.Property("State").EqualTo("Done").And.Property("Findings").EqualTo(2));
    }

    [Test]
    public async Task Called_off_it_tells_its_host_and_leaves_no_outcome()
    {
        await Ask();
        var mine = (await rehearsals.Claim(CancellationToken.None))!;
        await village.Database.Database.Do(work => AskForRehearsal.Cancel(work, Village.Partnership, 1, "lead"), CancellationToken.None);

        Assert.That(await rehearsals.Note(mine, 0.5, CancellationToken.None), Is.False);
        await rehearsals.Done(mine, "{}", 0, 0, CancellationToken.None);
        Assert.That(await Standing(), Is.Null);
        Assert.That(await village.Database.Rows("access.audit_entry", "action = 'rehearsal-cancelled'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_host_that_falls_silent_loses_it_to_another()
    {
        await Ask();
        var silent = (await rehearsals.Claim(CancellationToken.None))!;
        village.Database.Clock.MoveTo(village.Database.Clock.GetUtcNow().AddMinutes(6));
        var other = (await rehearsals.Claim(CancellationToken.None))!;

        Assert.That(other.Id, Is.EqualTo(silent.Id));
        Assert.That(await rehearsals.Note(silent, 0.9, CancellationToken.None), Is.False);
        Assert.That(await rehearsals.Note(other, 0.1, CancellationToken.None), Is.True);
    }
}
