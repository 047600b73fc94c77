using System.Globalization;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Replay;

/// <summary>Invents one agreement's reports: an ordinary level before and in the rehearsed year, and waves on top of it.</summary>
internal sealed class RehearsalBurglaries
{
    /// <summary>Chance of a report in an area on an ordinary day: about twelve a year.</summary>
    private const double OrdinaryChance = 0.033;

    /// <summary>A near repeat is within a few hundred metres; 0.001 degrees are about a hundred.</summary>
    private const double NearDegrees = 0.001;

    private readonly Agreement agreement;
    private readonly SeededDice dice;
    private readonly PointsWithin[] places;
    private readonly List<ReportRow> reports = [];

    public RehearsalBurglaries(Agreement agreement, IReadOnlyList<DrawnArea> areas, int seed)
    {
        this.agreement = agreement;
        dice = SeededDice.For(seed, "rehearsal " + agreement.Partnership.Id);
        places = [.. areas.Select(area => new PointsWithin(area.Geometry))];
    }

    public SeededDice Dice => dice;

    /// <summary>What has been added, in no order.</summary>
    public IReadOnlyList<ReportRow> All => reports;

    public void AddOrdinary(DateOnly from, DateOnly to)
    {
        foreach (var offence in Counted())
            for (var day = from; day <= to; day = day.AddDays(1))
                foreach (var area in places)
                    if (dice.Chance(OrdinaryChance * Season.WeightOf(day)))
                        reports.Add(Report(offence.Codes[0], day, area.Draw(dice)));
    }

    /// <summary>A wave in one area, round one place, as many each day as makes <paramref name="size"/> in any <paramref name="withinDays"/>; not added.</summary>
    public IReadOnlyList<ReportRow> Wave(string offenceId, int area, DateOnly first, int days, int withinDays, int size)
    {
        var middle = places[area].Draw(dice);
        var wave = new List<ReportRow>();
        for (var day = 0; day < days; day++)
        {
            var today = (size * (day % withinDays + 1) / withinDays) - (size * (day % withinDays) / withinDays);
            for (var number = 0; number < today; number++)
                wave.Add(Report(agreement.Offences[offenceId].Codes[0], first.AddDays(day), Near(middle)));
        }

        return wave;
    }

    /// <summary>The partnership that a report was invented for.</summary>
    public static string OwnerOf(ReportRow report) => report.Reference[..report.Reference.LastIndexOf('-')];

    public void Add(IReadOnlyList<ReportRow> wave) => reports.AddRange(wave);

    private IEnumerable<Offence> Counted() => agreement.Criteria.Select(criterion => criterion.OffenceId).Distinct().Select(id => agreement.Offences[id]);

    private Place Near(Place middle) => new(
        Math.Round(middle.Latitude + NearDegrees * (dice.Share() - 0.5), 6), Math.Round(middle.Longitude + NearDegrees * (dice.Share() - 0.5), 6));

    private int written;

    private ReportRow Report(string offence, DateOnly day, Place place)
    {
        var at = DanishTime.At(day, new TimeOnly(dice.Between(12, 22), dice.Below(60)));
        return new ReportRow(
            "rehearsal", string.Create(CultureInfo.InvariantCulture, $"{agreement.Partnership.Id}-{++written:00000}"), 1, false, at, offence, false, at, day,
            at.AddHours(-dice.Between(3, 10)), at.AddHours(-1), place.Latitude, place.Longitude, null);
    }
}
