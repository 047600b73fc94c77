using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Evaluation;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>How far the agreement's goals are, in its own year.</summary>
/// <param name="ThisYear">Reports of each day of the year that is over, in order.</param>
/// <param name="Baseline">Reports of each day of the year before the agreement; null: nothing was stored then.</param>
/// <param name="Friends">Neighbour friends and members now.</param>
/// <param name="FriendsLately">Of those, the ones of the year.</param>
/// <param name="Offence">What the reports are called.</param>
public sealed record GoalFacts(Goals Goals, GoalYear Year, IReadOnlyList<int> ThisYear, IReadOnlyList<int>? Baseline, int Friends, int FriendsLately, Offence Offence)
{
    public int Reports => ThisYear.Sum();

    /// <summary>The same days of the year before the agreement.</summary>
    public int? ReportsThen => Baseline?.Take(Year.BaselineBefore.DayNumber - Year.BaselineFrom.DayNumber).Sum();

    /// <summary>"Siden 1. januar 2026 er der anmeldt 41 indbrud mod 50 i de samme dage i året før aftalen: 18 % færre. Målet er 10 % færre."</summary>
    public Phrase? Burglaries => Goals.BurglaryReductionPercent is { } goal ? OfBurglaries(Phrase.Number(goal, 1), Offence.InWords(2)) : null;

    /// <summary>"1.234 nabovenner og nabohjælpere er med i aftalens områder; 34 af dem er kommet til siden 1. januar 2026. Målet er 2.000."</summary>
    public Phrase? NeighbourFriends => Goals.NeighbourFriends is not { } goal ? null : Phrase.Of(
        $"{Friends} nabovenner og nabohjælpere er med i aftalens områder; {FriendsLately} af dem er kommet til siden {Year.From}. Målet er {goal}.",
        $"{Friends} neighbour friends and members are taking part in the agreement's areas; {FriendsLately} of them have joined since {Year.From}. The goal is {goal}.");

    private Phrase OfBurglaries(Phrase goal, Phrase several) => ReportsThen is { } then
        ? Phrase.Of(
            $"Siden {Year.From} er der anmeldt {Reports} {several} mod {then} i de samme dage i året før aftalen{Change(then)}. Målet er {goal} % færre. Tallet siger ikke hvorfor.",
            $"Since {Year.From}, {Reports} {several} have been reported against {then} on the same days of the year before the agreement{Change(then)}. The goal is {goal}% fewer. The number does not say why.")
        : Phrase.Of(
            $"Siden {Year.From} er der anmeldt {Reports} {several}. Målet er {goal} % færre end i året før aftalen, men derfra er ingen anmeldelser gemt, så det kan ikke følges her.",
            $"Since {Year.From}, {Reports} {several} have been reported. The goal is {goal}% fewer than in the year before the agreement, but no reports are stored from then, so it cannot be followed here.");

    private Phrase Change(int then) => then == 0 ? Phrase.None : (100.0 * (Reports - then) / then) switch
    {
        < -0.5 and var fewer => Phrase.Of($": {Phrase.Number(-fewer)} % færre", $": {Phrase.Number(-fewer)}% fewer"),
        > 0.5 and var more => Phrase.Of($": {Phrase.Number(more)} % flere", $": {Phrase.Number(more)}% more"),
        _ => new(": lige så mange", ": just as many"),
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
            friends.Friends, friends.Lately, agreement.Offences.Values.First());

        List<int> Days(DateOnly from, DateOnly before) =>
            [.. Enumerable.Range(0, before.DayNumber - from.DayNumber).Select(day => days.GetValueOrDefault(from.AddDays(day)))];
    }
}
