using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Intake;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Host.Commands;

/// <summary>doctor's look at the sources: last report, data age, rhythm, verdict, and what to do about a silence.</summary>
internal static class DoctorFeeds
{
    /// <summary>Days that may wait to be decided: yesterday's is, in the first minutes after midnight.</summary>
    private const int DaysThatMayWait = 2;

    public static async Task Check(NpgsqlDataSource app, Action<string, Problem?, string> tell, CancellationToken stopping)
    {
        var database = new Database(app, TimeProvider.System, new MessageRoutes(inProcess: true, Hops.All));
        await database.Do(async work =>
        {
            var feeds = await FeedHealth.Read(work, FeedDays.Everything, areas: null);
            if (feeds.Count == 0)
                tell("Kilder", null, "ingen dag er bedømt endnu; rytmen læres, når der er kommet anmeldelser og gået en nat");
            foreach (var feed in feeds)
                tell($"Kilde {feed.Source}", ProblemOf(feed, work.Today), Standing(feed, work.Today));
        }, stopping);
    }

    private static Problem? ProblemOf(FeedStanding feed, DateOnly today) =>
        feed.NoDataSince is { } since ? Problems.FeedSilent.With(DanishText.Day(since), RhythmWords.Of(feed.Rhythm), feed.Source)
            : feed.Days[^1].Day < today.AddDays(-DaysThatMayWait) ? Problems.FeedsNotDecided.With(DanishText.Day(feed.Days[^1].Day))
            : null;

    private static string Standing(FeedStanding feed, DateOnly today) =>
        $"seneste anmeldelse {DanishText.Day(feed.LastReportDay)} ({Age(today.DayNumber - feed.LastReportDay.DayNumber)}); {RhythmWords.Of(feed.Rhythm).Danish}; " + feed.Verdict switch
        {
            FeedVerdict.Ended => "ophørt, der ventes intet",
            FeedVerdict.Unusual => "usædvanligt stille, men ikke længere end tilfældet kan gøre",
            FeedVerdict.Learning => "for ny til at bedømme",
            FeedVerdict.Expected => "stille, som den plejer",
            _ => "som ventet",
        };

    private static string Age(int days) => days switch
    {
        <= 0 => "i dag",
        1 => "i går",
        _ => $"for {days} dage siden",
    };
}
