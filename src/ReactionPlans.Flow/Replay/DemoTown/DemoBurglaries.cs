namespace ReactionPlans.Flow.Replay;

/// <summary>A burglary as it happened, in Danish wall-clock time.</summary>
/// <param name="Story">Part of a planned burst, and so reported promptly and never changed by chance.</param>
internal sealed record DemoBurglary(
    DemoArea Area, Place Place, DateTime OccurredFrom, DateTime OccurredTo, DateTime ReportedAt, bool Attempt, bool Story = false)
{
    public DateOnly ReportedDay => DateOnly.FromDateTime(ReportedAt);
}

/// <summary>Three years of burglaries: a thin everyday background, five short bursts, and one wave near the end.</summary>
/// <remarks>A demonstration must tell a readable story whatever the seed, so chance alone never reaches the agreed number:
/// a background burglary that would bring any seven days of an area to <see cref="AgreedNumber"/> is left out.</remarks>
internal sealed class DemoBurglaries
{
    /// <summary>Reports within <see cref="WindowDays"/> that the demo agreement calls a spike.</summary>
    public const int AgreedNumber = 4;
    public const int WindowDays = 7;

    private const double NearRepeatShare = 0.15;
    private const double NearRepeatMetres = 200;

    /// <summary>After the wave its area stays so calm that the spike clears before the last day.</summary>
    private const int CalmDays = 50;

    /// <summary>Days from the wave's first day on which its burglaries are reported: the agreed number is met on the third day.</summary>
    private static readonly int[] WaveDays = [0, 0, 1, 2, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10];

    private static readonly DateOnly[] BurstStarts =
        [new(2023, 10, 14), new(2023, 12, 26), new(2024, 2, 5), new(2024, 11, 18), new(2025, 2, 10)];

    private readonly SeededDice dice;
    private readonly Dictionary<string, Place[]> homes;
    private readonly List<DemoBurglary> all = [];

    /// <param name="homes">Where people live, by area code: burglaries happen there.</param>
    public DemoBurglaries(IReadOnlyList<DemoArea> areas, Dictionary<string, Place[]> homes, int seed)
    {
        this.homes = homes;
        dice = SeededDice.For(seed, "burglaries");
        var bySize = areas.OrderByDescending(area => area.Residents).ThenBy(area => area.Code, StringComparer.Ordinal).ToArray();
        WaveArea = bySize[dice.Below(3)];
        WaveStart = new DateOnly(2025, 11, 3).AddDays(dice.Below(4));
        AddBurst(WaveArea, WaveStart, WaveDays);
        var others = dice.Shuffled(areas.Where(area => area != WaveArea));
        foreach (var (start, area) in BurstStarts.Zip(others))
            AddBurst(area, start.AddDays(dice.Below(4)), [0, 1, dice.Between(1, 2), dice.Between(2, 4), dice.Between(3, 5)]);
        for (var day = DemoTown.FirstDay; day <= DemoTown.LastDay; day = day.AddDays(1))
            foreach (var area in areas)
                if (dice.Chance(area.BurglariesPerMille / 1000.0 * Season.WeightOf(day)))
                    AddBackground(area, day, Pick(area));
    }

    public DemoArea WaveArea { get; }

    public DateOnly WaveStart { get; }

    public DateOnly WaveEnd => WaveStart.AddDays(WaveDays[^1]);

    /// <summary>In the order of reporting.</summary>
    public IReadOnlyList<DemoBurglary> All =>
        [.. all.OrderBy(burglary => burglary.ReportedAt).ThenBy(burglary => burglary.Area.Code, StringComparer.Ordinal).ThenBy(burglary => burglary.Place.Latitude)];

    private void AddBurst(DemoArea area, DateOnly start, int[] days)
    {
        var place = Pick(area);
        foreach (var day in days)
        {
            var returned = start.AddDays(day).ToDateTime(new TimeOnly(dice.Between(14, 19), dice.Below(60)));
            all.Add(new DemoBurglary(area, place, returned.AddMinutes(-dice.Between(120, 540)), returned,
                returned.AddMinutes(dice.Between(10, 150)), dice.Chance(0.18), Story: true));
            place = NearTo(place, area);
        }
    }

    private void AddBackground(DemoArea area, DateOnly day, Place place)
    {
        var burglary = Happen(area, day, place);
        if (burglary.ReportedDay <= DemoTown.LastDay && LeavesCalm(burglary))
            all.Add(burglary);
        if (dice.Chance(NearRepeatShare) && day.AddDays(dice.Between(1, 6)) is var next && next <= DemoTown.LastDay)
            AddBackground(area, next, NearTo(place, area));
    }

    private DemoBurglary Happen(DemoArea area, DateOnly day, Place place)
    {
        var atNight = dice.Chance(0.10);
        var returned = day.ToDateTime(new TimeOnly(atNight ? 6 : dice.Between(13, 22), dice.Below(60)));
        var left = Season.IsHoliday(day) && dice.Chance(0.4)
            ? returned.AddDays(-dice.Between(2, 7)).AddMinutes(-dice.Below(240))
            : returned.AddMinutes(-dice.Between(90, 600));
        var reported = dice.Weighted([72, 18, 10]) switch
        {
            0 => returned.AddMinutes(dice.Between(10, 120)),
            1 => returned.Date.AddDays(1).AddMinutes(dice.Between(8 * 60, 16 * 60)),
            _ => returned.Date.AddDays(dice.Between(2, 9)).AddMinutes(dice.Between(8 * 60, 16 * 60)),
        };
        return new DemoBurglary(area, place, left, returned, reported, dice.Chance(0.18));
    }

    /// <summary>Every window that holds this report lies within <see cref="WindowDays"/> - 1 days either side of it.</summary>
    private bool LeavesCalm(DemoBurglary burglary)
    {
        var around = all.Count(other => other.Area == burglary.Area
            && Math.Abs(other.ReportedDay.DayNumber - burglary.ReportedDay.DayNumber) < WindowDays);
        var afterWave = burglary.Area == WaveArea && burglary.ReportedDay > WaveEnd && burglary.ReportedDay <= WaveEnd.AddDays(CalmDays);
        return around + 1 < (afterWave ? AgreedNumber / 2 : AgreedNumber);
    }

    private Place Pick(DemoArea area) => homes[area.Code][dice.Below(homes[area.Code].Length)];

    private Place NearTo(Place place, DemoArea area)
    {
        var near = homes[area.Code].Where(home => home != place && home.IsWithin(NearRepeatMetres, place)).ToArray();
        return near.Length == 0 ? Pick(area) : near[dice.Below(near.Length)];
    }
}
