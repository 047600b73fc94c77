using System.Text.Json.Serialization;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Detection;

/// <summary>How a criterion stood in an area at the end of a day.</summary>
/// <param name="State">calm, fired or cooling-down.</param>
/// <param name="Since">The day it fired; null unless fired.</param>
/// <param name="Until">The last day of the cool-down; null unless cooling down.</param>
/// <param name="SpikeId">The spike that is open, or that opened on the day.</param>
public sealed record CriterionStood(string State, DateOnly? Since, DateOnly? Until, Guid? SpikeId);

/// <summary>Why a criterion fired in an area on a day, or why not.</summary>
/// <param name="Counted">Reports that decided, as known then: those of a cluster or an outbreak where the rule finds one; a fraction where they are weighed.</param>
/// <param name="Held">Reports in the rule's own window of <paramref name="HeldDays"/> days: what <c>minimumReports</c> is held against.</param>
/// <param name="Needed">Fewest reports that the rule asks for; null where it asks for no number.</param>
/// <param name="IsEnough">Whether there were <paramref name="Needed"/>, counted as the rule counts them; true where it asks for no number.</param>
/// <param name="Bound">Where the rule draws its line, in reports; null for rules that draw it elsewhere.</param>
/// <param name="RecurrenceWeeks">Weeks from one such count to the next if it is luck.</param>
/// <param name="RecurrenceDays">Days from one so strong cluster, anywhere in the agreement's areas, to the next if it is luck; null for rules that do not look at them as one.</param>
/// <param name="IsNear">The counted reports lie near one another, and <paramref name="Expected"/> is of that place.</param>
/// <param name="RadiusMetres">Of the circle in which the counted reports lie; null for rules that draw none.</param>
/// <param name="OutbreakChance">Chance that an outbreak has begun, 0-1; null for rules that do not ask it.</param>
/// <param name="HeldBefore">Whether the rule held on the days before that the criterion asks for.</param>
/// <param name="OneOfMany">The rule holds by itself, but luck explains it among all the areas of the day.</param>
/// <param name="DistrictWide">The rise is the whole district's, and the criterion fires in no single area.</param>
/// <param name="TooLate">Reports of the window's days that came in too late to count for this criterion; null where they count however late.</param>
/// <param name="StillToCome">Burglaries of the window's days expected to be reported later, in reports; in no count. Null where not known.</param>
/// <param name="Told">All of it.</param>
public sealed record CriterionExplained(
    string Partnership, int AgreementVersion, string Criterion, string Level, string Rule, bool NoData, bool Holds, double Counted, int WindowDays,
    double Held, int HeldDays, int? Needed, bool IsEnough, double? Bound,
    double? Expected, double? Luck, double? RecurrenceWeeks, double? RecurrenceDays, bool IsNear, double? RadiusMetres, double? OutbreakChance, bool HeldBefore, bool OneOfMany, bool DistrictWide, int? TooLate, double? StillToCome, CriterionStood Stood, [property: JsonIgnore] Phrase Told)
{
    /// <summary>All of it in Danish, for systems and the terminal.</summary>
    public string Sentence => Told.Danish;

    /// <summary>The criterion's season, where the day lies outside it; null: it lies inside, or the criterion has none.</summary>
    public string? OutOfSeason { get; init; }

    /// <summary>Why the criterion was not judged on the day, in Danish; null: it was.</summary>
    public string? WhyNotJudged { get; init; }
}

/// <param name="KnownBefore">It holds what was known before this instant.</param>
public sealed record DayExplained(string Area, DateOnly Day, DateTimeOffset KnownBefore, IReadOnlyList<CriterionExplained> Criteria);

/// <summary>Says of any area and day why a criterion fired, or why not: from the log as known then, and the spikes that were opened. Changes nothing.</summary>
public sealed class ExplainDay(Database database, AgreementBook agreements, AreaMap areas)
{
    private sealed record SpikeRow(Guid Id, string CriterionId, DateOnly FiredOn, DateOnly? EndedOn, string? EndReason);

    /// <param name="criterionId">Null: every criterion of every agreement that covers the area.</param>
    public Task<(DayExplained? Explained, Problem? Problem)> Of(string areaCode, DateOnly day, string? criterionId, CancellationToken stopping) =>
        database.Do<(DayExplained?, Problem?)>(async work =>
        {
            if (day > work.Today)
                return (null, Problems.DayNotBegun.With($"{day:yyyy-MM-dd}"));
            var (end, soFar) = (DanishTime.EndOf(day), await DayLog.KnownSoFar(work));
            var knownBefore = soFar < end ? soFar : end;
            var explained = new List<CriterionExplained>();
            foreach (var agreement in await agreements.InForce(work, day))
                explained.AddRange(await Explain(work, agreement, areaCode, day, knownBefore, criterionId));
            return explained.Count == 0
                ? (null, criterionId is null ? Problems.NotJudged.With(areaCode, $"{day:yyyy-MM-dd}") : Problems.CriterionNotJudged.With(areaCode, $"{day:yyyy-MM-dd}", criterionId))
                : (new DayExplained(areaCode, day, knownBefore, explained), null);
        }, stopping);

    private async Task<List<CriterionExplained>> Explain(Work work, Agreement agreement, string areaCode, DateOnly day, DateTimeOffset knownBefore, string? criterionId)
    {
        var criteria = agreement.Criteria.Where(criterion => criterionId is null || criterion.Id == criterionId).ToList();
        if (criteria.Count == 0 || agreement.Areas.Codes?.Contains(areaCode) == false)
            return [];
        var map = await areas.Current(work);
        var on = await DayLog.Read(work, map, agreement, day, knownBefore, onlyAreas: null);
        var log = on.Log;
        var number = log.Areas.ToList().FindIndex(area => area.Code == areaCode);
        if (number < 0)
            return [];

        var spikes = await work.Query<SpikeRow>("Detection/list-spikes-of-area.sql", new { partnership_id = agreement.Partnership.Id, area_id = log.Areas[number].Id, day });
        var lately = new LatelyKnown(work, map, agreement, day, knownBefore);
        var explained = new List<CriterionExplained>();
        foreach (var sameReports in criteria.GroupBy(criterion => criterion.Counted))
        {
            var offence = agreement.Offences[sameReports.Key.OffenceId];
            var known = on.Known(offence, sameReports.Key);
            var district = new KnownDistrict(known, log.Judged);
            var runs = sameReports.Select(criterion => new CriterionRun(criterion, district) { Calendar = on.Calendar }).ToList();
            on.LookBack(known, runs);
            var stillToCome = ExpectedStillToCome.Of(await lately.Of(offence), number);
            explained.AddRange(runs.Select(run => Explain(agreement, run, number, log.Areas[number], day, on.IsGap, Stood(run.Criterion, spikes, day), stillToCome)));
        }

        return explained;
    }

    private static CriterionExplained Explain(
        Agreement agreement, CriterionRun run, int number, CoveredArea area, DateOnly day, bool isGap, CriterionStood stood, IReadOnlyList<DayStillToCome> lastDays)
    {
        var (criterion, answer) = (run.Criterion, run.Answer(number, day));
        isGap &= criterion.Rule.CountsReports;
        var windowDays = answer.DaysTold(criterion.Rule);
        var needed = Needed(criterion.Rule, answer, area.Code);
        var counted = double.IsNaN(answer.Seen) ? answer.Count : answer.Seen;
        var (luck, recurrenceDays) = (RuleAnswer.Known(answer.Luck), RuleAnswer.Known(answer.RecurrenceDays));
        var told = lastDays.Where(one => criterion.Rule.CountsReports && one.Day > day.AddDays(-windowDays) && double.IsFinite(one.StillToCome)).ToList();
        var explained = new CriterionExplained(
            agreement.Partnership.Id, agreement.Version, criterion.Id, criterion.Level.ToString().ToLowerInvariant(), criterion.Rule.Kind, isGap, answer.Holds,
            counted, windowDays, answer.Count, criterion.Rule.WindowDays ?? windowDays, needed,
            needed is not { } fewest || Threshold.Holds(CountsWholeWindow(criterion.Rule) ? answer.Count : counted, fewest), RuleAnswer.Known(answer.Bound),
            RuleAnswer.Known(answer.Expected), luck, recurrenceDays is null && luck is > 0 and <= 1 ? Recurrence.Weeks(luck.Value, windowDays) : null,
            recurrenceDays, answer.IsNear, RuleAnswer.Known(answer.RadiusMetres), RuleAnswer.Known(answer.OutbreakChance), run.HeldBefore(number), answer.IsOneOfMany, run.YieldsToDistrict(), TooLate(run, number, day, windowDays), told.Count > 0 ? Math.Round(told.Sum(one => one.StillToCome), 2) : null, stood, Phrase.None)
        { OutOfSeason = answer.IsOutOfSeason ? criterion.Season!.ToString() : null, WhyNotJudged = run.WhyNotJudged?.Danish };
        return explained with { Told = ExplainText.Sentence(explained, criterion, agreement.Offences[criterion.OffenceId], day, area.Code, run.WhyNotJudged) };
    }

    /// <summary>Reports of a window that came in too late to count; null where they count however late.</summary>
    internal static int? TooLate(CriterionRun run, int area, DateOnly day, int windowDays) =>
        run.Criterion.MaximumReportingDelayDays is null ? null : run.Known.CountTooLate(area, day.AddDays(1 - windowDays), day);

    /// <summary>The fewest reports that would do, where the rule says so.</summary>
    private static int? Needed(Rule rule, RuleAnswer answer, string areaCode) => rule switch
    {
        ThresholdRule threshold => threshold.AtLeastIn(areaCode),
        NearRepeatRule near => near.AtLeast,
        PooledRule pooled => pooled.AtLeast,
        LocalScanRule scan => scan.AtLeast,
        PermutationScanRule scan => scan.AtLeast,
        OutbreakRule outbreak => outbreak.AtLeast,
        RatioRule when double.IsFinite(answer.Bound) => (int)Math.Ceiling(answer.Bound),
        FarringtonRule when double.IsFinite(answer.Bound) => (int)Math.Floor(answer.Bound) + 1,
        _ => null,
    };

    /// <summary>Whether the number is asked of the whole window, and not of the reports that decided.</summary>
    internal static bool CountsWholeWindow(Rule rule) => rule is ThresholdRule or OutbreakRule;

    /// <summary>From the spikes that were opened: only one that fell leaves a cool-down behind.</summary>
    private static CriterionStood Stood(Criterion criterion, IEnumerable<SpikeRow> spikes, DateOnly day)
    {
        var latest = spikes.Where(spike => spike.CriterionId == criterion.Id).MaxBy(spike => spike.FiredOn);
        if (latest is null)
            return new CriterionStood("calm", null, null, null);
        if (latest.EndedOn is not { } ended || ended > day)
            return new CriterionStood("fired", latest.FiredOn, null, latest.Id);
        var until = ended.AddDays(criterion.CooldownDays);
        return latest.EndReason == "fallen" && day <= until ? new CriterionStood("cooling-down", null, until, null) : new CriterionStood("calm", null, null, null);
    }
}
