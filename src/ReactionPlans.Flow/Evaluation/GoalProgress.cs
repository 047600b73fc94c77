using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Evaluation;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>How far the agreement's goals are, in its own year.</summary>
/// <param name="ThisYear">Reports of each day of the year that is over, in order.</param>
/// <param name="Baseline">Reports of each day of the year before the agreement; null: nothing was stored then.</param>
/// <param name="Friends">Neighbour friends and members now.</param>
/// <param name="FriendsLately">Of those, the ones of the year.</param>
public sealed record GoalFacts(Goals Goals, GoalYear Year, IReadOnlyList<int> ThisYear, IReadOnlyList<int>? Baseline, int Friends, int FriendsLately, string Offences)
{
    public int Reports => ThisYear.Sum();

    /// <summary>The same days of the year before the agreement.</summary>
    public int? ReportsThen => Baseline?.Take(Year.BaselineBefore.DayNumber - Year.BaselineFrom.DayNumber).Sum();

    /// <summary>"Fra 1. januar 2026 til nu er der anmeldt 41 indbrud mod 50 i de samme dage i året før aftalen: 18 % færre. Målet er 10 % færre."</summary>
    public string? Burglaries => Goals.BurglaryReductionPercent is not { } goal ? null
        : ReportsThen is not { } then
            ? $"Siden {DanishText.Day(Year.From)} er der anmeldt {DanishText.Number(Reports)} {Offences}. Målet er {DanishText.Number(goal, 1)} % færre end i året før aftalen, men derfra er ingen anmeldelser gemt, så det kan ikke følges her."
            : $"Siden {DanishText.Day(Year.From)} er der anmeldt {DanishText.Number(Reports)} {Offences} mod {DanishText.Number(then)} i de samme dage i året før aftalen{Change(then)}. Målet er {DanishText.Number(goal, 1)} % færre. Tallet siger ikke hvorfor.";

    /// <summary>"1.234 nabovenner og nabohjælpere bor i aftalens områder, 34 flere siden 1. januar 2026. Målet er 2.000."</summary>
    public string? NeighbourFriends => Goals.NeighbourFriends is not { } goal ? null
        : $"{DanishText.Number(Friends)} nabovenner og nabohjælpere er med i aftalens områder; {DanishText.Number(FriendsLately)} af dem er kommet til siden {DanishText.Day(Year.From)}. Målet er {DanishText.Number(goal)}.";

    private string Change(int then) => then == 0 ? "" : (100.0 * (Reports - then) / then) switch
    {
        < -0.5 and var fewer => $": {DanishText.Number(-fewer)} % færre",
        > 0.5 and var more => $": {DanishText.Number(more)} % flere",
        _ => ": lige så mange",
    };
}

/// <summary>Follows the goals of an agreement over its year. Reads only.</summary>
public static class GoalProgress
{
    private sealed record DayRow(DateOnly Day, int Reports);

    private sealed record FriendsRow(int Friends, int Lately);

    /// <returns>Null: the agreement has no goals, or no day of it is over.</returns>
    public static async Task<GoalFacts?> Of(Work work, Agreement agreement)
    {
        if (agreement.Goals is not { } goals || (goals.BurglaryReductionPercent is null && goals.NeighbourFriends is null))
            return null;
        var accepted = (await AgreementVersions.Of(work, agreement.Partnership.Id))
            .Where(version => version.Row.AcceptedByPolice is not null && version.Row.AcceptedByMunicipality is not null).Select(version => version.Row.HoldsFrom);
        if (GoalYear.Of(accepted.Append(agreement.HoldsFrom).Min(), work.Today) is not { } year)
            return null;

        var codes = agreement.Offences.Values.SelectMany(offence => offence.Codes, (offence, code) => (code, offence.Attempts)).ToList();
        var asked = new
        {
            level = agreement.Areas.Level,
            codes = agreement.Areas.Codes?.ToArray(),
            baseline_from = year.BaselineFrom,
            baseline_end = year.BaselineEnd,
            from = year.From,
            before = year.Before,
            offences = codes.Select(one => one.code).ToArray(),
            with_attempts = codes.Select(one => one.Attempts).ToArray(),
            since = DanishTime.StartOf(year.From).UtcDateTime,
            now = work.Now,
        };
        var days = (await work.Query<DayRow>("Evaluation/count-goal-days.sql", asked)).ToDictionary(row => row.Day, row => row.Reports);
        var known = await work.Scalar<bool>("Evaluation/has-reports-before.sql", new { day = year.BaselineFrom.AddDays(31) });
        var friends = await work.QueryOne<FriendsRow>("Evaluation/count-goal-friends.sql", asked) ?? new FriendsRow(0, 0);
        return new GoalFacts(goals, year, Days(year.From, year.Before), known ? Days(year.BaselineFrom, year.BaselineEnd) : null,
            friends.Friends, friends.Lately, agreement.Offences.Values.First().Several);

        List<int> Days(DateOnly from, DateOnly before) =>
            [.. Enumerable.Range(0, before.DayNumber - from.DayNumber).Select(day => days.GetValueOrDefault(from.AddDays(day)))];
    }
}
