using NUnit.Framework;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class ShareKnownTests
{
    private static readonly DateOnly Today = new(2024, 6, 1);
    private static readonly Offence Burglary = new("burglary", ["1320"], Attempts: true);

    /// <summary>Half at once, a quarter after a week, a quarter after four: long delays weigh no more than they are.</summary>
    [Test]
    public void Delays_are_learnt_as_they_are()
    {
        int[] delays = [0, 0, 7, 27];
        var log = Enumerable.Range(0, 20_000).Select(number =>
        {
            var happened = Today.AddDays(-(number / 4 % 200));
            return Report(number, happened, happened, happened.AddDays(delays[number % 4]));
        });

        var share = Known(log);

        Assert.That(share, Has.Length.EqualTo(29));
        Assert.That((share[0], share[6], share[7], share[26], share[28]), Is.EqualTo((0.5, 0.5, 0.75, 0.75, 1.0)).Using<double>((one, other) => Math.Abs(one - other) < 0.005));
    }

    /// <summary>Two days away, told on coming home: on either day alike.</summary>
    [Test]
    public void A_burglary_whose_day_is_not_known_weighs_on_all_its_days() =>
        Assert.That(Known([Report(0, Today.AddDays(-41), Today.AddDays(-40), Today.AddDays(-40))])[..2], Is.EqualTo(new[] { 0.5, 1 }));

    [Test]
    public void Without_any_old_enough_all_are_taken_as_known() => Assert.That(Known([Report(0, Today, Today, Today)]), Is.All.EqualTo(1));

    private static double[] Known(IEnumerable<LoggedReport> log)
    {
        var district = new KnownDistrict(new KnownReports([.. log.Where(report => report.KnownOn <= Today)], Burglary, 1), [new JudgedArea("1", 4e6)]);
        district.Known.AdvanceTo(Today);
        return district.ShareKnown();
    }

    private static LoggedReport Report(int number, DateOnly from, DateOnly to, DateOnly reported) => new(
        number, $"R{number}", 1, Withdrawn: false, reported, "1320", Attempt: false, reported, DanishTime.StartOf(from), DanishTime.EndOf(to), 700_000, 6_170_000, [0]);
}
