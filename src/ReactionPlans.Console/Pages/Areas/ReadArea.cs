using System.Text.Json;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;
using ReactionPlans.Web.Pages.Overview;

namespace ReactionPlans.Web.Pages.Areas;

/// <summary>Reads one area for one person. What the nights stored is told as stored; what they did not store is asked of the same rules again, as known then.</summary>
public sealed class ReadArea([SeenByPerson] Database database, AgreementBook agreements, AreaMap areas)
{
    /// <returns>Null: the agreement in force covers no such area.</returns>
    public Task<AreaShown?> Of(SignedIn person, string code, AreaAsked asked, CancellationToken stopping) => database.Do(async work =>
    {
        var agreement = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == person.PartnershipId);
        if (agreement is null)
            return null;
        var covered = await work.Query<AreaRow>("Intake/show-areas.sql", new { level = agreement.Areas.Level, codes = agreement.Areas.Codes?.ToArray() });
        return covered.FirstOrDefault(one => one.Code == code) is { } row ? await Read(work, person, agreement, row, asked) : null;
    }, stopping);

    private async Task<AreaShown> Read(Work work, SignedIn person, Agreement agreement, AreaRow row, AreaAsked asked)
    {
        var counting = agreement.Criteria.Where(one => one.Rule.CountsReports).ToList();
        var criterion = counting.Find(one => one.Id == asked.CriterionId) ?? counting.Find(one => one.Level == CriterionLevel.Activate) ?? counting.FirstOrDefault();
        var first = Weeks.MondayOf(work.Today.AddYears(AreaAsked.Choices.Contains(asked.Years) ? -asked.Years : -1));
        var key = new { partnership_id = agreement.Partnership.Id, area_id = row.Id, since = first };
        var withData = await DaysWithData(work, agreement, first);
        var days = new AreaDays(
            work.Today,
            await Counts(work, agreement, criterion, row, first, work.Today),
            withData.ToHashSet(),
            criterion is null ? [] : await ReadAreaCourse.Of(work, await areas.Current(work), agreement, criterion, row.Id, withData),
            await work.Query<AreaSpikeRow>("Detection/show-area-spikes.sql", key),
            await work.Query<AreaPlanRow>("Activation/show-area-plans.sql", key),
            new SchoolCalendar(await work.Query<SchoolHoliday>("Plumbing/list-school-holidays.sql", new { municipality = agreement.Partnership.Municipality })));
        return new AreaShown(
            work.Today,
            agreement,
            row,
            criterion,
            await Standings(work, agreement, row),
            days.Weeks(first),
            [.. days.Spikes.Select(spike => new AreaSpike(spike, JsonSerializer.Deserialize<Evidence>(spike.Evidence, JsonSerializerOptions.Web) ?? throw new JsonException("A spike has no evidence.")))],
            days.Plans,
            asked.Week is { } week && week <= work.Today ? await Reports(work, person, agreement, criterion, row, Weeks.MondayOf(week)) : null,
            await work.Scalar<DateOnly?>("Detection/show-judged-through.sql", new { partnership_id = agreement.Partnership.Id }));
    }

    private static async Task<IReadOnlyList<CriterionFacts>> Standings(Work work, Agreement agreement, AreaRow row)
    {
        var isSilent = (await FeedHealth.Read(work, agreement.Partnership.Id, agreement.Areas)).Any(feed => feed.NoDataSince is not null);
        var states = (await work.Query<StateRow>("Detection/show-criterion-states.sql", new { partnership_id = agreement.Partnership.Id }))
            .Where(state => state.AreaId == row.Id).ToDictionary(state => state.CriterionId);
        return [.. agreement.Criteria.Select(criterion => CriterionFacts.Of(criterion, states.GetValueOrDefault(criterion.Id), work.Today, isSilent))];
    }

    /// <summary>In order; those from before anything was known have none.</summary>
    private static async Task<IReadOnlyList<DateOnly>> DaysWithData(Work work, Agreement agreement, DateOnly first)
    {
        var since = await work.Scalar<DateOnly?>("Detection/read-known-since.sql", new { known_before = work.Now.UtcDateTime }) ?? DateOnly.MaxValue;
        var withData = await work.Query<DateOnly>("Detection/list-days-with-data.sql", new { partnership_id = agreement.Partnership.Id, from_day = first, day = work.Today.AddDays(-1) });
        return [.. withData.Where(day => day >= since).Order()];
    }

    private static async Task<WeekReports> Reports(Work work, SignedIn person, Agreement agreement, Criterion? criterion, AreaRow row, DateOnly monday)
    {
        var last = monday.AddDays(6) < work.Today ? monday.AddDays(6) : work.Today;
        var counts = await Counts(work, agreement, criterion, row, monday, last);
        var withData = (await DaysWithData(work, agreement, monday)).ToHashSet();
        return new WeekReports(
            monday,
            [.. Enumerable.Range(0, last.DayNumber - monday.DayNumber + 1).Select(monday.AddDays)
                .Select(day => (day, counts.GetValueOrDefault(day), day == work.Today || withData.Contains(day)))],
            person.May(Right.SeeReports) ? await work.Query<ReportRow>("Intake/show-area-reports.sql", Counted(work, agreement, criterion, row, monday, last)) : null);
    }

    private static async Task<IReadOnlyDictionary<DateOnly, int>> Counts(Work work, Agreement agreement, Criterion? criterion, AreaRow row, DateOnly first, DateOnly last) =>
        (await work.Query<DayRow>("Intake/show-area-days.sql", Counted(work, agreement, criterion, row, first, last))).ToDictionary(one => one.Day, one => one.Reports);

    /// <summary>The reports that the criterion counts; of every offence agreed where there is none.</summary>
    private static object Counted(Work work, Agreement agreement, Criterion? criterion, AreaRow row, DateOnly first, DateOnly last)
    {
        var offences = agreement.Offences.Values.Where(offence => criterion is null || offence.Id == criterion.OffenceId)
            .SelectMany(offence => offence.Codes, (offence, code) => (code, offence.Attempts)).ToList();
        return new
        {
            area_id = row.Id,
            offences = offences.Select(offence => offence.code).ToArray(),
            with_attempts = offences.Select(offence => offence.Attempts).ToArray(),
            first,
            last,
            now = work.Now,
        };
    }
}
