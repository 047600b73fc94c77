using System.Globalization;
using Google.OrTools.Sat;
using Google.OrTools.Util;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Reactions;

/// <summary>The plan of some wishes as a constraint model for CP-SAT. Times are quarters of an hour since the first year.</summary>
/// <remarks>Each visit takes one option (a crew at a site) or none, and a start that the option allows. What is in the calendars already is cut out of
/// the allowed starts, so only the free visits meet in constraints. Long for one file, because a constraint is understood beside the others and beside the cost it serves.</remarks>
internal sealed class StationModel
{
    /// <summary>One worker and a fixed seed, so that the answer is always the same. What presolve is spared costs more than it brings on models this small;
    /// the full linear relaxation brings more than it costs.</summary>
    private const string Parameters = "num_workers:1,random_seed:1,cp_model_probing_level:0,symmetry_level:0,linearization_level:2";

    private sealed record Option(StationCrew Crew, SiteChoice Choice, long[] Starts, BoolVar Taken);

    private sealed record Visit(VisitWish Wish, int Number, IntVar Start, long First, long Last, BoolVar Nowhere, List<Option> Options)
    {
        public Dictionary<StationCrew, BoolVar> Crews { get; } = [];
        public Dictionary<string, BoolVar> Sites { get; } = [];
    }

    private readonly CpModel model = new();
    private readonly LinearExprBuilder cost = LinearExpr.NewBuilder();
    private readonly List<Visit> visits = [];
    private readonly IReadOnlyList<PlacedVisit> known;

    /// <param name="demand">All of it, for the shares of the partnerships.</param>
    /// <param name="free">The wishes to plan.</param>
    /// <param name="settled">The visits of all other wishes.</param>
    /// <param name="known">A plan of the free wishes; only plans that are as cheap are looked for.</param>
    public StationModel(StationDemand demand, IReadOnlyList<VisitWish> free, IReadOnlyList<PlacedVisit> settled, IReadOnlyList<PlacedVisit> known)
    {
        this.known = known;
        var wishes = demand.Wishes.ToDictionary(wish => wish.Id);
        var starts = new StationStarts(
            demand.Stations, [.. demand.Booked, .. settled.Where(visit => visit.IsPlaced).Select(visit => visit.In(wishes[visit.WishId])!)], free.Sum(wish => wish.Visits));
        var bounds = free.Select(wish => new StationBound(wish, starts.Of(wish))).ToList();
        var slack = StationCost.Of(demand, [.. settled, .. known]) - StationCost.Of(demand with { Wishes = [.. demand.Wishes.Except(free)] }, settled) - bounds.Sum(bound => bound.Total);
        foreach (var (wish, bound) in free.Zip(bounds))
        {
            var own = Enumerable.Range(1, wish.Visits).Select(number => AddVisit(wish, number, bound.Within(number, slack))).ToList();
            AddSpread(own);
            if (wish.Announced.Count == 0)
                AddOrder(own);
        }

        foreach (var station in demand.Stations)
            KeepCrewsOfBookings(starts, station);
        for (var one = 0; one < visits.Count; one++)
        {
            for (var other = one + 1; other < visits.Count; other++)
                KeepApart(visits[one], visits[other]);
        }

        AddFairness(demand, settled);
        model.Minimize(cost);
    }

    /// <summary>The best plan found within the solver's count of steps; null: none better than nothing.</summary>
    /// <param name="effort">In the solver's own deterministic seconds: a count of its work, some times as much on the clock.</param>
    public IReadOnlyList<PlacedVisit>? Solve(double effort)
    {
        foreach (var visit in visits)
        {
            var hint = known.First(placed => placed.WishId == visit.Wish.Id && placed.Number == visit.Number);
            model.AddHint(visit.Nowhere, !hint.IsPlaced);
            model.AddHint(visit.Start, hint.IsPlaced ? StationStarts.QuarterOf(hint.StartsAt!.Value) : visit.First);
        }

        var solver = new CpSolver { StringParameters = string.Create(CultureInfo.InvariantCulture, $"{Parameters},max_deterministic_time:{effort}") };
        return solver.Solve(model) is CpSolverStatus.Optimal or CpSolverStatus.Feasible
            ? [.. visits.GroupBy(visit => visit.Wish).SelectMany(group => Read(solver, group.Key, group))]
            : null;
    }

    private static IEnumerable<PlacedVisit> Read(CpSolver solver, VisitWish wish, IEnumerable<Visit> own)
    {
        var read = own.Select(visit =>
        {
            if (visit.Options.FirstOrDefault(option => solver.BooleanValue(option.Taken)) is not { } option)
                return PlacedVisit.Nowhere(wish.Id, visit.Number);
            var start = StationStarts.InstantOf(solver.Value(visit.Start));
            return new PlacedVisit(wish.Id, visit.Number, option.Crew.StationId, option.Choice.Site.Id, start, start + wish.Length);
        });
        return wish.Announced.Count > 0 ? read : StationVisits.Numbered(read);
    }

    private Visit AddVisit(VisitWish wish, int number, IReadOnlyList<StationOption> options)
    {
        var all = options.SelectMany(option => option.Starts).Distinct().ToArray();
        var first = all.Length == 0 ? StationStarts.QuarterOf(StationCost.OnGrid(wish.From)) : all.Min();
        var (start, nowhere) = (model.NewIntVarFromDomain(Domain.FromValues(all.Length == 0 ? [first] : all), ""), model.NewBoolVar(""));
        model.Add(start == first).OnlyEnforceIf(nowhere);
        var visit = new Visit(wish, number, start, first, all.Length == 0 ? first : all.Max(), nowhere, []);
        foreach (var (crew, choice, starts) in options)
        {
            var taken = model.NewBoolVar("");
            if (starts.Length < all.Length)
                model.AddLinearExpressionInDomain(start, Domain.FromValues(starts)).OnlyEnforceIf(taken);
            visit.Options.Add(new Option(crew, choice, starts, taken));
            cost.AddTerm(taken, StationCost.OfSite(choice));
        }

        model.AddExactlyOne(visit.Options.Select(option => option.Taken).Append(nowhere));
        foreach (var group in visit.Options.GroupBy(option => option.Crew))
            visit.Crews[group.Key] = AnyOf([.. group.Select(option => option.Taken)]);
        foreach (var group in visit.Options.GroupBy(option => option.Choice.Site.Id))
            visit.Sites[group.Key] = AnyOf([.. group.Select(option => option.Taken)]);

        // Waiting, which a visit without a place does not.
        var least = first - StationStarts.QuarterOf(StationCost.OnGrid(wish.From));
        cost.AddTerm(start, 1).Add(least - first).AddTerm(nowhere, StationCost.Unplaced - least);
        AddChange(visit);
        visits.Add(visit);
        return visit;
    }

    private void AddChange(Visit visit)
    {
        if (visit.Wish.Announced.FirstOrDefault(told => told.Number == visit.Number) is not { IsPlaced: true } told)
            return;
        var stays = model.NewBoolVar("");
        var same = visit.Options.Where(option => option.Crew.StationId == told.StationId && option.Choice.Site.Id == told.SiteId).Select(option => (ILiteral)option.Taken).ToList();
        model.AddBoolOr(same.Append(stays.Not()));
        model.Add(visit.Start == StationStarts.QuarterOf(told.StartsAt!.Value)).OnlyEnforceIf(stays);
        model.AddAtMostOne([stays, visit.Nowhere]);
        cost.Add(StationCost.Moved).AddTerm(stays, -StationCost.Moved).AddTerm(visit.Nowhere, StationCost.Dropped - StationCost.Moved);
    }

    /// <summary>Placed visits less the days they have, and less the sites they have.</summary>
    private void AddSpread(List<Visit> own)
    {
        if (own.Count == 1)
            return;
        var days = new Dictionary<DateOnly, List<ILiteral>>();
        foreach (var visit in own)
        {
            var literals = new List<ILiteral> { visit.Nowhere };
            for (var day = DanishTime.DayOf(StationStarts.InstantOf(visit.First)); day <= DanishTime.DayOf(StationStarts.InstantOf(visit.Last)); day = day.AddDays(1))
            {
                var onDay = model.NewBoolVar("");
                model.AddLinearConstraint(visit.Start, StationStarts.QuarterOf(DanishTime.StartOf(day)), StationStarts.QuarterOf(DanishTime.EndOf(day)) - 1).OnlyEnforceIf(onDay);
                literals.Add(onDay);
                days.TryAdd(day, []);
                days[day].Add(onDay);
            }

            model.AddExactlyOne(literals);
            cost.Add(StationCost.SameDay + StationCost.SameSite).AddTerm(visit.Nowhere, -StationCost.SameDay - StationCost.SameSite);
        }

        foreach (var onDay in days.Values)
            RewardUse(onDay, StationCost.SameDay);
        foreach (var site in own.SelectMany(visit => visit.Sites.Keys).Distinct())
            RewardUse([.. own.Where(visit => visit.Sites.ContainsKey(site)).Select(visit => visit.Sites[site])], StationCost.SameSite);
    }

    private void RewardUse(List<ILiteral> users, long reward)
    {
        var used = model.NewBoolVar("");
        model.AddBoolOr(users.Append(used.Not()));
        cost.AddTerm(used, -reward);
    }

    /// <summary>Visits nobody has heard of can change numbers: only one of their orders is looked at, the earlier first and those without a place last.</summary>
    private void AddOrder(List<Visit> own)
    {
        foreach (var (visit, next) in own.Zip(own.Skip(1)))
        {
            model.AddImplication(visit.Nowhere, next.Nowhere);
            model.Add(visit.Start <= next.Start).OnlyEnforceIf(next.Nowhere.Not());
        }
    }

    /// <summary>Of two visits of one crew the later waits for the gap, of two at one site for the other to be over.</summary>
    private void KeepApart(Visit one, Visit other)
    {
        var crews = one.Crews.Keys.Where(other.Crews.ContainsKey).ToList();
        var sites = one.Sites.Keys.Where(other.Sites.ContainsKey).ToList();
        if (crews.Count == 0 && sites.Count == 0)
            return;

        var first = model.NewBoolVar(""); // one before the other
        var together = model.NewBoolVar("");
        foreach (var crew in crews)
            model.AddBoolOr([one.Crews[crew].Not(), other.Crews[crew].Not(), together]);
        var ways = (from here in one.Wish.Sites
                    from there in other.Wish.Sites
                    where one.Sites.ContainsKey(here.Site.Id) && other.Sites.ContainsKey(there.Site.Id)
                    select (Here: here.Site, There: there.Site, Gap: StationCrews.Gap(At(here.Site), At(there.Site)))).ToList();
        foreach (var (earlier, later, order) in new[] { (one, other, (ILiteral)first), (other, one, first.Not()) })
        {
            var least = ways.Min(way => Quarters(earlier.Wish.Length + way.Gap));
            model.Add(later.Start >= earlier.Start + least).OnlyEnforceIf([together, order]);
            foreach (var (here, there, gap) in ways)
            {
                if (Quarters(earlier.Wish.Length + gap) is var needed && needed > least)
                    model.Add(later.Start >= earlier.Start + needed).OnlyEnforceIf([together, order, one.Sites[here.Id], other.Sites[there.Id]]);
            }

            foreach (var site in sites)
                model.Add(later.Start >= earlier.Start + Quarters(earlier.Wish.Length)).OnlyEnforceIf([order, one.Sites[site], other.Sites[site]]);
        }
    }

    /// <summary>Gives each booking of a station with more crews one of them, and keeps the visits of that crew clear of it.</summary>
    private void KeepCrewsOfBookings(StationStarts starts, MobileStation station)
    {
        var held = new List<(StationBooking Booking, Dictionary<StationCrew, BoolVar> Crews)>();
        foreach (var booking in starts.HoldingACrew(station))
        {
            var crews = starts.CrewsOf(station).ToDictionary(crew => crew, _ => model.NewBoolVar(""));
            model.AddExactlyOne(crews.Values);
            foreach (var (earlier, taken) in held.Where(other => !StationCrews.FitOneCrew(other.Booking, booking)))
            {
                foreach (var (crew, literal) in crews)
                    model.AddAtMostOne([taken[crew], literal]);
            }

            held.Add((booking, crews));
            foreach (var visit in visits)
            {
                foreach (var option in visit.Options.Where(option => option.Crew.StationId == station.Id))
                {
                    var clear = option.Starts.Where(start => StationCrews.FitOneCrew(StationStarts.VisitAt(visit.Wish, station.Id, option.Choice.Site, start), booking)).ToArray();
                    if (clear.Length == 0)
                        model.AddAtMostOne([option.Taken, crews[option.Crew]]);
                    else if (clear.Length < option.Starts.Length)
                        model.AddLinearExpressionInDomain(visit.Start, Domain.FromValues(clear)).OnlyEnforceIf([option.Taken, crews[option.Crew]]);
                }
            }
        }
    }

    private void AddFairness(StationDemand demand, IReadOnlyList<PlacedVisit> settled)
    {
        var nowhere = visits.ToLookup(visit => visit.Wish.PartnershipId, visit => visit.Nowhere);
        var unplaced = settled.Where(visit => !visit.IsPlaced).Select(visit => visit.WishId).ToList();
        var largest = model.NewIntVar(0, 1000, "");
        foreach (var group in demand.Wishes.GroupBy(wish => wish.PartnershipId))
        {
            var without = unplaced.Count(id => group.Any(wish => wish.Id == id));
            model.Add(largest * group.Sum(wish => wish.Visits) >= (LinearExpr.Sum(nowhere[group.Key]) * 1000) + (1000 * without));
        }

        cost.AddTerm(largest, StationCost.UnfairThousandth);
    }

    /// <summary>A literal that is true where one of at most one literals is.</summary>
    private BoolVar AnyOf(List<BoolVar> literals)
    {
        if (literals.Count == 1)
            return literals[0];
        var any = model.NewBoolVar("");
        model.Add(LinearExpr.Sum(literals) == any);
        return any;
    }

    private static StationBooking At(StationSite site) => new("", default, default, site.Id, site.Latitude, site.Longitude);

    private static long Quarters(TimeSpan time) => (time.Ticks + StationRules.Grid.Ticks - 1) / StationRules.Grid.Ticks;
}
