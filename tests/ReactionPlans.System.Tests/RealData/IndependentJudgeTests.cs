using System.Globalization;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.RealData;

/// <summary>The second computation itself, checked against what people noticed and against the data's own placement.</summary>
[Category("RealData")]
public sealed class IndependentJudgeTests
{
    private static readonly IndependentCriterion Burst =
        new(AtLeast: 5, WithinDays: 7, MinimumReports: 3, ClearAfterDays: 14, CooldownDays: 14);

    private static readonly DateOnly From = new(2018, 12, 14), To = new(2022, 12, 31);

    private HashSet<IndependentSpike>? spikes;

    [TestCase("8240", "2020-02-10")]
    [TestCase("8260", "2020-10-12")]
    [TestCase("8920", "2022-04-18")]
    [TestCase("8355", "2022-07-11")]
    [TestCase("8530", "2022-11-07")]
    public void A_wave_that_people_noticed_fires_within_14_days(string area, string noticed)
    {
        var day = DateOnly.Parse(noticed, CultureInfo.InvariantCulture);

        var fired = Spikes().Where(spike => spike.Area == area).Select(spike => spike.FiredOn).ToArray();

        Assert.That(fired.Select(firedOn => Math.Abs(firedOn.DayNumber - day.DayNumber)), Has.Some.LessThanOrEqualTo(14),
            $"{area} fired on {string.Join(", ", fired)}");
    }

    [Test]
    public void Every_spike_ends_after_it_fired_and_the_cool_down_is_kept()
    {
        foreach (var area in Spikes().GroupBy(spike => spike.Area))
        {
            var inOrder = area.OrderBy(spike => spike.FiredOn).ToArray();
            for (var index = 0; index < inOrder.Length; index++)
            {
                if (inOrder[index].SpikeEndedOn is { } ended)
                    Assert.That(ended, Is.GreaterThanOrEqualTo(inOrder[index].FiredOn.AddDays(Burst.ClearAfterDays)));
                if (index > 0)
                    Assert.That(inOrder[index].FiredOn, Is.GreaterThan(inOrder[index - 1].SpikeEndedOn!.Value.AddDays(Burst.CooldownDays)));
            }
        }
    }

    [Test]
    public void Ray_casting_places_reports_where_the_data_says()
    {
        var areas = Areas();
        int same = 0, different = 0, bothNone = 0;
        foreach (var row in IndependentReading.Rows(Csv()).Where(row => row["lat"].Length > 0))
        {
            var codes = IndependentReading.Place(areas, double.Parse(row["lat"], CultureInfo.InvariantCulture), double.Parse(row["lon"], CultureInfo.InvariantCulture));
            Assert.That(codes, Has.Count.LessThanOrEqualTo(1), $"postcodes overlap at {row["id"]}");
            if (codes.Count == 0 && row["postnr"].Length == 0)
                bothNone++;
            else if (codes.Count == 1 && codes[0] == row["postnr"])
                same++;
            else
                different++;
        }
        TestContext.Out.WriteLine($"same {same}, in no area both ways {bothNone}, different {different}");

        Assert.That(different, Is.Zero);
    }

    [Test]
    public void Reports_are_counted_once_each()
    {
        var reports = IndependentReading.Oestjylland(Csv(), Areas());

        Assert.That(reports, Has.Count.EqualTo(IndependentReading.Rows(Csv()).Count()));
        Assert.That(reports.Select(report => report.Reference).Distinct().Count(), Is.EqualTo(reports.Count));
    }

    private static IReadOnlyList<IndependentReading.Area> Areas() =>
        IndependentReading.Areas(SharedData.Find("data", "dk-geo", "postnumre.geojson"), "kode");

    private static string Csv() => SharedData.Find("data", "oestjylland", "burglaries_2018-12_2022-12.csv.gz");

    /// <summary>Four years of recounting every day take seconds, so they are counted once for all tests.</summary>
    private HashSet<IndependentSpike> Spikes()
    {
        spikes ??= IndependentJudge.Run(IndependentReading.Oestjylland(Csv(), Areas()), Burst, From, To);
        TestContext.Out.WriteLine($"{spikes.Count} spikes in {spikes.Select(spike => spike.Area).Distinct().Count()} areas, {spikes.Count(spike => spike.SpikeEndedOn is null)} open at the end");
        return spikes;
    }
}
