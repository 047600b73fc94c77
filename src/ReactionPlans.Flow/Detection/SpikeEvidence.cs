using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Detection;

/// <summary>What evidence is gathered from: one day as it is judged.</summary>
/// <param name="IsOver">False: the day so far.</param>
internal sealed record JudgedMoment(AreaIndex Map, Agreement Agreement, KnownLog Log, LatelyKnown Lately, DateOnly Day, bool IsOver, DateTimeOffset KnownBefore);

/// <summary>Gathers what an answer rests on, as known at the moment of judging.</summary>
internal static class SpikeEvidence
{
    public static async Task<Evidence> Gather(Work work, JudgedMoment moment, CriterionRun run, int number, RuleAnswer answer)
    {
        var (criterion, area) = (run.Criterion, moment.Log.Areas[number]);
        var offence = moment.Agreement.Offences[criterion.OffenceId];
        if ((criterion.Rule as SeasonRule)?.On(moment.Day) is { } season)
            return OfSeason(moment, criterion, area, offence, season);
        var windowDays = answer.DaysTold(criterion.Rule);
        var from = moment.Day.AddDays(1 - windowDays);
        var threshold = criterion.Rule as ThresholdRule;
        var counted = run.Grounds(number, moment.Day).OrderBy(report => report.Reference, StringComparer.Ordinal).ToList();
        double? weight = threshold?.CountBy == CountBy.Aoristic ? answer.Count : null;
        var usual = await Usual(work, moment, area, offence, windowDays);
        var lately = await moment.Lately.Of(offence);
        return new Evidence(
            counted.Count, threshold?.AtLeastIn(area.Code), windowDays, from, moment.Day, moment.KnownBefore, moment.IsOver, usual, [.. counted.Select(report => report.Reference)])
        {
            Criterion = criterion.Id,
            AgreementVersion = moment.Agreement.Version,
            Offence = offence.Id,
            OffenceOne = offence.Singular,
            OffenceSeveral = offence.Plural ?? offence.Singular,
            Place = PlaceOf(area),
            CountBy = threshold?.CountBy ?? CountBy.Reported,
            Weight = weight,
            Expected = RuleAnswer.Known(answer.Expected),
            Bound = RuleAnswer.Known(answer.Bound),
            Luck = RuleAnswer.Known(answer.Luck),
            IsNear = answer.IsNear,
            RadiusMetres = RuleAnswer.Known(answer.RadiusMetres),
            RecurrenceDays = RuleAnswer.Known(answer.RecurrenceDays),
            OutbreakChance = RuleAnswer.Known(answer.OutbreakChance),
            UsualLuck = usual > 0 && double.IsNaN(answer.Expected) && !answer.IsNear && weight is null && counted.Count > 0 ? PooledNegativeBinomial.UpperTail(counted.Count, usual.Value, KnownDistrict.Size) : null,
            Late = counted.Count(report => LateReports.IsLate(report, run.Known.FirstKnownOn(report.Report))),
            MaximumReportingDelayDays = criterion.MaximumReportingDelayDays,
            TooLate = ExplainDay.TooLate(run, number, moment.Day, windowDays),
            NewestReportAt = await work.Scalar<DateTime?>("Detection/read-newest-report.sql", new { area_id = area.Id, known_before = moment.KnownBefore.UtcDateTime }),
            Neighbours = Neighbours(moment, lately.Known, area, from),
            ReportedDays = [.. counted.Select(report => report.ReportedDay)],
            LastDays = [.. ExpectedStillToCome.Of(lately, number).Select(day => new EvidenceDay(day.Day, day.Known, RuleAnswer.Known(Math.Round(day.StillToCome, 2))))],
        };
    }

    /// <summary>The calendar is all that it rests on: a number beside it would read as its reason.</summary>
    private static Evidence OfSeason(JudgedMoment moment, Criterion criterion, CoveredArea area, Offence offence, SeasonWindow season) =>
        new(0, null, moment.Day.DayNumber - season.First.DayNumber + 1, season.First, moment.Day, moment.KnownBefore, moment.IsOver, null, [])
        {
            Criterion = criterion.Id,
            AgreementVersion = moment.Agreement.Version,
            Offence = offence.Id,
            OffenceOne = offence.Singular,
            OffenceSeveral = offence.Plural ?? offence.Singular,
            Place = PlaceOf(area),
            Season = season,
        };

    private static string PlaceOf(CoveredArea area) => area.Code == area.Name ? area.Code : $"{area.Code} {area.Name}";

    private static Task<double?> Usual(Work work, JudgedMoment moment, CoveredArea area, Offence offence, int windowDays) =>
        work.Scalar<double?>("Detection/count-usual.sql", new
        {
            area_id = area.Id,
            day = moment.Day,
            window_days = windowDays,
            known_before = moment.KnownBefore.UtcDateTime,
            offences = offence.Codes.ToArray(),
            attempts = offence.Attempts,
        });

    private static List<NeighbourCount> Neighbours(JudgedMoment moment, KnownReports known, CoveredArea area, DateOnly from)
    {
        var touching = moment.Map.Neighbours(area.Id);
        return [.. moment.Log.Areas.Select((other, number) => (other, number)).Where(one => touching.Contains(one.other.Id))
            .Select(one => new NeighbourCount(one.other.Code, known[one.number].CountReported(from, moment.Day)))];
    }
}
