using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Detection;

/// <summary>A person says that a source delivers no more, so that its silence stops being a gap from the next night on.</summary>
public sealed class EndFeed(Database database)
{
    /// <returns>Null, or why it could not be done.</returns>
    public Task<Problem?> From(string source, DateOnly day, CancellationToken stopping) => database.Do(async work =>
        await work.Execute("Detection/end-feed.sql", new { source, ended_on = day }) == 1 ? null : Problems.FeedUnknown.With(source), stopping);
}
