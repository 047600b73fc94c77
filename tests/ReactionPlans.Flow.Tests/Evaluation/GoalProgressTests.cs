using NUnit.Framework;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Tests.Evaluation;

/// <summary>The agreement began on 1 January 2020; it is 4 March 2026.</summary>
public sealed class GoalProgressTests
{
    private Village village = null!;

    [SetUp]
    public async Task Settle() => village = await Village.Settle(areas: """["1", "2"]""");

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    [Test]
    public async Task The_year_is_held_against_the_same_days_of_the_year_before_the_agreement()
    {
        await village.Report(5, reportedDay: new(2019, 1, 10), prefix: "then");
        await village.Report(3, reportedDay: new(2019, 11, 10), prefix: "later-then");
        await village.Report(4, reportedDay: new(2026, 2, 1), area: "2");
        await village.Report(2, reportedDay: new(2026, 2, 1), area: "3", prefix: "elsewhere");
        await village.Report(1, reportedDay: new(2025, 6, 1), prefix: "last-year");
        await village.Report(1, reportedDay: new(2026, 2, 1), offence: "9999", prefix: "other");

        var goals = await Goals(new Goals(10, null));

        Assert.That(goals!.Burglaries!.Danish, Is.EqualTo("Siden 1. januar 2026 er der anmeldt 4 indbrud mod 5 i de samme dage i året før aftalen: 20 % færre. Målet er 10 % færre. Tallet siger ikke hvorfor."));
        Assert.That((goals.Baseline!.Sum(), goals.ThisYear.Count, goals.NeighbourFriends), Is.EqualTo((8, 62, (Phrase?)null)));
    }

    [Test]
    public async Task Without_reports_of_that_year_it_says_so()
    {
        await village.Report(4, reportedDay: new(2026, 2, 1));

        Assert.That((await Goals(new Goals(10, null)))!.Burglaries!.Danish, Does.Contain("4 indbrud").And.Contain("kan ikke følges her"));
    }

    [Test]
    public async Task Neighbour_friends_of_the_areas_are_counted_once()
    {
        await village.Database.Execute("""
            insert into reactions.neighbour_friend (id, name, role, language, consent_at, imported_at)
            values ('a', 'A', 'neighbour-friend', 'da', '2024-01-01', '2026-01-01'), ('b', 'B', 'member', 'da', '2026-02-01', '2026-02-01'),
                ('c', 'C', 'association', 'da', '2024-01-01', '2026-01-01'), ('d', 'D', 'member', 'da', '2024-01-01', '2026-01-01');
            insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id)
            select friend, id from intake.area join (values ('a', '1'), ('a', '2'), ('b', '1'), ('c', '1'), ('d', '3')) as place (friend, code) using (code)
            """);

        Assert.That((await Goals(new Goals(null, 2000)))!.NeighbourFriends!.Danish,
            Is.EqualTo("2 nabovenner og nabohjælpere er med i aftalens områder; 1 af dem er kommet til siden 1. januar 2026. Målet er 2.000."));
    }

    [Test]
    public async Task An_agreement_may_have_no_goals()
    {
        Assert.That(await Goals(null), Is.Null);
        Assert.That(await Goals(new Goals(null, null)), Is.Null);
    }

    private Task<GoalFacts?> Goals(Goals? goals) => village.Database.Database.Do(async work =>
        await GoalProgress.Of(work, (await village.Agreements.Version(work, Village.Partnership, 1)) with { Goals = goals }), CancellationToken.None);
}
