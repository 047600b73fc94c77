using NUnit.Framework;
using ReactionPlans.Rules.Detection;

namespace ReactionPlans.Rules.Tests.Detection;

public sealed class OutbreakChanceTests
{
    private static readonly OutbreakParameters Rule = new();
    private static readonly PlanePoint Here = new(700_000, 6_170_000);
    private const double Area = 4_000_000;
    private const double Mean = 0.2;

    private static readonly double[] Expected = [.. Enumerable.Repeat(Mean, 28)];
    private static readonly double[] AllKnown = [.. Enumerable.Repeat(1.0, 28)];
    private static readonly double[] LateKnown = [.. Enumerable.Range(0, 28).Select(age => Math.Min(1, 0.5 + age * 0.1))];

    /// <summary>No history and no other burglary: what is usual is 0.9 x 0.2 a day, evenly over the area.</summary>
    [Test]
    public void A_single_burglary_today_has_the_figures_one_can_compute()
    {
        double[] weak = [0.3, 0.6, 1.2];
        const double Usual = 0.9 * Mean;
        var near = weak.Average(extra => Math.Exp(-extra)) / Usual;
        var (spread, weeks) = (0.0, 0.0);
        foreach (var (times, chance) in Rule.Busy)
        {
            var busy = chance * times * Math.Exp(-(times - 1) * 21 * Mean);
            weeks += busy;
            for (var began = 0; began < 21; began++)
                spread += busy * weak.Average(extra => Math.Exp(-extra * (began + 1)) * (1 + extra / (Usual * times)));
        }

        var statistic = 0.75 * near + 0.25 * spread / weeks;
        var found = Judge([At(0, 0, 0)])!.Value;
        Assert.That(Math.Exp(found.LogStatistic), Is.EqualTo(statistic).Within(1e-9));
        Assert.That(found.Chance, Is.EqualTo(statistic / 365.25 / (1 + statistic / 365.25)).Within(1e-12), "one outbreak a year: odds of the statistic in 365.25");
        Assert.That(found.Chance, Is.LessThan(0.02));
    }

    [Test]
    public void It_is_what_the_formulas_give_when_written_out([Range(1, 40)] int seed)
    {
        var dice = new Random(seed);
        PossibleBurglary[] recent = [.. Enumerable.Range(0, 1 + dice.Next(14)).Select(_ => Random(dice))];
        PlanePoint[] history = [.. Enumerable.Range(0, dice.Next(60)).Select(_ => At(dice.Next(-80, 80) * 12.5, dice.Next(-80, 80) * 12.5, 0).Place)];
        double[] expected = [.. Enumerable.Range(0, 28).Select(_ => 0.1 + dice.NextDouble())];

        var found = OutbreakChance.Judge(recent, history, Area, expected, LateKnown, Rule)!.Value;

        Assert.That(found.LogStatistic, Is.EqualTo(Math.Log(Plain(recent, history, expected))).Within(1e-5), "but for what the map leaves out of far houses");
    }

    [Test]
    public void Four_in_a_street_within_a_week_are_an_outbreak_and_four_over_the_area_are_not()
    {
        PossibleBurglary[] street = [At(0, 0, 6), At(60, 80, 4), At(0, 90, 1), At(50, 0, 0)];
        PossibleBurglary[] area = [At(0, 0, 6), At(900, 800, 4), At(-900, 90, 1), At(500, -900, 0)];

        var found = Judge([.. street, At(-800, 0, 3)])!.Value;
        Assert.That(found.Chance, Is.GreaterThan(0.8));
        Assert.That((found.IsNear, found.BeganDaysAgo, found.Members), Is.EqualTo((true, 6, (IReadOnlyList<int>)[0, 1, 2, 3])), "the fifth, elsewhere, is no part of it");
        Assert.That(found.Expected, Is.EqualTo(7 * Mean * Math.PI * (60 * 60 + 80 * 80) / Area).Within(1e-9), "seven days in the circle of 100 m round the first");
        Assert.That(Judge(area)!.Value.Chance, Is.LessThan(0.1));
        Assert.That(Judge([.. area, .. area.Select(one => one with { Place = new PlanePoint(one.Place.X + 300, one.Place.Y - 200) }), .. area.Select(one => one with { Place = new PlanePoint(one.Place.X - 350, one.Place.Y) })])!.Value,
            Has.Property(nameof(OutbreakFinding.IsNear)).False.And.Property(nameof(OutbreakFinding.Chance)).GreaterThan(0.9), "twelve in a week where 1.4 are usual, but not in one place");
    }

    [Test]
    public void Streets_that_always_have_burglaries_explain_more_of_them()
    {
        PossibleBurglary[] street = [At(0, 0, 6), At(60, 80, 4), At(0, 90, 0)];
        PlanePoint[] usual = [.. Enumerable.Range(0, 100).Select(number => new PlanePoint(Here.X + number % 10 * 20, Here.Y + number / 10 * 20))];
        Assert.That(OutbreakChance.Judge(street, usual, Area, Expected, AllKnown, Rule)!.Value.Chance, Is.LessThan(Judge(street)!.Value.Chance / 2));
    }

    /// <summary>Expectations are corrected for what is not known yet, counts are not: so few known of so young days weigh more.</summary>
    [Test]
    public void What_is_not_yet_known_does_not_speak_against_an_outbreak()
    {
        PossibleBurglary[] recent = [At(0, 0, 3), At(60, 80, 2), At(0, 90, 2)];
        Assert.That(Judge(recent, LateKnown)!.Value.Chance, Is.GreaterThan(Judge(recent)!.Value.Chance));
    }

    [Test]
    public void Neither_the_order_nor_the_origin_matters_and_one_more_near_burglary_only_adds([Range(1, 20)] int seed)
    {
        var dice = new Random(seed);
        PossibleBurglary[] recent = [.. Enumerable.Range(0, 10).Select(_ => Random(dice)), At(5, 5, 2)];
        var found = Judge(recent)!.Value;

        var shuffled = recent.ToArray();
        dice.Shuffle(shuffled);
        Assert.That(Judge(shuffled)!.Value.LogStatistic, Is.EqualTo(found.LogStatistic), "to the last bit");
        Assert.That(Judge(shuffled)!.Value.Members.Select(number => shuffled[number]), Is.EquivalentTo(found.Members.Select(number => recent[number])));
        var moved = Array.ConvertAll(recent, one => one with { Place = new PlanePoint(one.Place.X - 100_000, one.Place.Y + 50_000) });
        Assert.That(Judge(moved)!.Value.LogStatistic, Is.EqualTo(found.LogStatistic).Within(1e-6));
        Assert.That(Judge([.. recent, At(6, 30, 0)])!.Value.Chance, Is.GreaterThan(found.Chance));
    }

    /// <summary>Two thousand years without any outbreak, in which one of ten burglaries is repeated near by: the chance is seldom high. And a hundred outbreaks are found.</summary>
    [Test]
    public void Of_quiet_years_few_days_have_a_high_chance_and_of_outbreaks_most()
    {
        var dice = new Random(4);
        var quiet = Enumerable.Range(0, 4000).Count(_ => Judge(Weeks(dice, outbreak: false))!.Value.Chance > 0.3);
        var outbreaks = Enumerable.Range(0, 400).Count(_ => Judge(Weeks(dice, outbreak: true))!.Value.Chance > 0.3);

        Assert.That(quiet, Is.LessThan(4000 / 100), "days");
        Assert.That(outbreaks, Is.GreaterThan(400 * 8 / 10));
    }

    [Test]
    public void A_burglary_without_a_place_or_a_day_counts_as_far_as_it_can()
    {
        PossibleBurglary nowhere = new(new PlanePoint(double.NaN, double.NaN), 3, 1), someday = new(Here, 1500, 0);
        PossibleBurglary[] street = [At(0, 0, 6), At(60, 80, 4), At(0, 90, 1)];
        var without = Judge(street)!.Value;

        Assert.That(Judge([.. street, nowhere])!.Value.LogStatistic, Is.GreaterThan(without.LogStatistic), "one more somewhere in the area");
        Assert.That(Judge([.. street, someday])!.Value.LogStatistic, Is.EqualTo(without.LogStatistic).Within(0.05), "hardly one of these weeks");
        Assert.That(Judge([nowhere])!.Value.Members, Has.Count.LessThanOrEqualTo(1));
    }

    [Test]
    public void So_many_that_no_number_holds_their_likelihood_are_certain()
    {
        var found = Judge([.. Enumerable.Range(0, 500).Select(number => At(number % 25, number / 25, number % 7))])!.Value;
        Assert.That(found.Chance, Is.EqualTo(1));
        Assert.That(double.IsFinite(found.LogStatistic), Is.True);
    }

    [Test]
    public void Nothing_recent_or_nothing_known_of_the_usual_has_no_answer()
    {
        Assert.That(Judge([]), Is.Null);
        Assert.That(Judge([At(0, 0, 28)]), Is.Null, "before the window");
        Assert.That(OutbreakChance.Judge([At(0, 0, 0)], [], Area, [.. Enumerable.Repeat(double.NaN, 28)], AllKnown, Rule), Is.Null);
        Assert.That(OutbreakChance.Judge([At(0, 0, 0)], [], Area, new double[28], AllKnown, Rule), Is.Null);
    }

    [Test]
    public void What_cannot_be_is_refused()
    {
        Refused(() => OutbreakChance.Judge([At(0, 0, 0)], [], 0, Expected, AllKnown, Rule), "no size");
        Refused(() => OutbreakChance.Judge([At(0, 0, 0)], [], Area, [1], AllKnown, Rule), "28 days");
        Refused(() => OutbreakChance.Judge([At(0, 0, 0)], [], Area, [-1, .. Expected[1..]], AllKnown, Rule), "expected");
        Refused(() => OutbreakChance.Judge([At(0, 0, 0)], [], Area, Expected, [2, .. AllKnown[1..]], Rule), "no share");
        Refused(() => Judge([new PossibleBurglary(Here, 0, 1)]), "no time");
        Refused(() => Judge([new PossibleBurglary(Here, 0, -1)]), "no time");
        Refused(() => Judge([At(double.PositiveInfinity, 0, 0)]), "no place");
        Refused(() => OutbreakChance.Judge([At(0, 0, 0)], [new PlanePoint(double.NaN, 0)], Area, Expected, AllKnown, Rule), "no place");
        Refused(() => OutbreakChance.Judge([At(0, 0, 0)], [], Area, Expected, AllKnown, Rule with { NearShare = 1 }), "out of bounds");
        Refused(() => OutbreakChance.Judge([At(0, 0, 0)], [], Area, Expected, AllKnown, Rule with { BeginDays = 29 }), "out of bounds");
        Refused(() => OutbreakChance.Judge([At(0, 0, 0)], [], Area, Expected, AllKnown, Rule with { ExtraPerDay = [] }), "out of bounds");

        static void Refused(Func<object?> judge, string why) => Assert.That(() => judge(), Throws.ArgumentException.With.Message.Contains(why));
    }

    /// <summary>The statistic as its documentation has it, in plain sums and products.</summary>
    private static double Plain(PossibleBurglary[] given, PlanePoint[] history, double[] expected)
    {
        var all = given.Where(one => one.LatestAgeDays < 28)
            .OrderByDescending(one => one.EarliestAgeDays + one.LatestAgeDays).ThenByDescending(one => one.LatestAgeDays).ThenBy(one => one.Place.X).ThenBy(one => one.Place.Y).ToArray();
        double On(int age) => expected[27 - age];
        double Since(int age) => Enumerable.Range(0, age + 1).Sum(day => LateKnown[day]);
        double Metres(int one, int other) => all[one].Place.DistanceTo(all[other].Place);
        double Kernel(double metres) => metres > 1000 ? 0 : Math.Exp(-Math.Max(10, metres) / 100) / (2 * Math.PI * Math.Max(10, metres) * 100);
        int[] DaysOf(int one) => [.. Enumerable.Range(all[one].LatestAgeDays, all[one].EarliestAgeDays - all[one].LatestAgeDays + 1)];
        double Middle(int one) => DaysOf(one).Average();

        var usual = Enumerable.Range(0, all.Length).Select(one =>
        {
            var map = (history.Sum(place => Math.Exp(-Math.Pow(place.DistanceTo(all[one].Place), 2) / (2 * 300 * 300)) / (2 * Math.PI * 300 * 300)) + 50 / Area) / (history.Length + 50);
            var repeats = Enumerable.Range(0, one).Sum(earlier => Kernel(Metres(one, earlier)) * Math.Exp(-(Middle(earlier) - Middle(one)) / 10) / 10);
            return 0.9 * DaysOf(one).Where(age => age < 28).Average(On) * map + 0.1 * repeats;
        }).ToArray();

        var near = 0.0;
        for (var first = 0; first < all.Length; first++)
        {
            var began = (all[first].EarliestAgeDays + all[first].LatestAgeDays) / 2;
            foreach (var extra in began < 21 ? Rule.ExtraPerDay : [])
            {
                var part = new double[all.Length];
                part[first] = 1;
                var ratio = Math.Exp(-extra * Since(began)) / 3 / (usual[first] * Area);
                for (var other = 0; other < all.Length; other++)
                {
                    var after = (from age in DaysOf(other) from start in DaysOf(first) select age <= start ? 1.0 : 0).Average();
                    if (other == first || Metres(first, other) > 1000 || (other < first && after < 0.5))
                        continue;
                    var kernel = Enumerable.Range(0, all.Length).Sum(one => part[one] * Kernel(Metres(one, other))) / part.Sum();
                    var odds = extra * after * kernel / usual[other];
                    ratio *= 1 + odds;
                    part[other] = odds / (1 + odds);
                }

                near += ratio;
            }
        }

        var (spread, weeks) = (0.0, 0.0);
        foreach (var (times, chance) in Rule.Busy)
        {
            var busy = chance * Math.Pow(times, Enumerable.Range(0, all.Length).Sum(one => DaysOf(one).Average(age => age < 21 ? 1.0 : 0))) * Math.Exp(-(times - 1) * Enumerable.Range(0, 21).Sum(age => On(age) * LateKnown[age]));
            weeks += busy;
            for (var began = 0; began < 21; began++)
            {
                foreach (var extra in Rule.ExtraPerDay)
                {
                    var ratio = Math.Exp(-extra * Since(began)) / 3;
                    for (var one = 0; one < all.Length; one++)
                        ratio *= 1 + extra * DaysOf(one).Average(age => age <= began ? 1.0 : 0) / (usual[one] * Area * times);
                    spread += busy * ratio;
                }
            }
        }

        return 0.75 * near + 0.25 * spread / weeks;
    }

    /// <summary>Four weeks at the usual rate, a tenth of them repeats; with an outbreak of six near one another in the last week.</summary>
    private static PossibleBurglary[] Weeks(Random dice, bool outbreak)
    {
        var all = new List<PossibleBurglary>();
        for (var age = 27; age >= 0; age--)
        {
            if (dice.NextDouble() >= Mean)
                continue;
            all.Add(all.Count > 0 && dice.NextDouble() < 0.1 ? Near(all[^1].Place, age) : At(dice.Next(-1000, 1000), dice.Next(-1000, 1000), age));
        }

        var place = new PlanePoint(Here.X + dice.Next(-800, 800), Here.Y + dice.Next(-800, 800));
        for (var number = 0; outbreak && number < 6; number++)
            all.Add(Near(place, 6 - number));
        return all.Count == 0 ? [At(0, 0, 27)] : [.. all];

        PossibleBurglary Near(PlanePoint from, int age)
        {
            var (metres, angle) = (-100 * Math.Log(1 - dice.NextDouble()), dice.NextDouble() * 2 * Math.PI);
            return new PossibleBurglary(new PlanePoint(from.X + metres * Math.Cos(angle), from.Y + metres * Math.Sin(angle)), age, age);
        }
    }

    private static OutbreakFinding? Judge(PossibleBurglary[] burglaries, double[]? shareKnown = null) =>
        OutbreakChance.Judge(burglaries, [], Area, Expected, shareKnown ?? AllKnown, Rule);

    private static PossibleBurglary Random(Random dice)
    {
        var latest = dice.Next(30);
        return At(dice.Next(-80, 80) * 12.5, dice.Next(-80, 80) * 12.5, latest) with { EarliestAgeDays = latest + (dice.Next(3) == 0 ? dice.Next(12) : 0) };
    }

    private static PossibleBurglary At(double east, double north, int ageDays) => new(new PlanePoint(Here.X + east, Here.Y + north), ageDays, ageDays);
}
