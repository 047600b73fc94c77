using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Host;

/// <summary>What a host or a command makes sure of before it does anything: that residents are found by the key they were found by, and that whoever was erased is not back with an older database.</summary>
internal static class PeopleFirst
{
    public static async Task<Problem?> Check(IServiceProvider services, CancellationToken stopping)
    {
        if (await services.GetRequiredService<LookupMark>().Check(stopping) is { } otherKey)
            return otherKey;
        var (again, problem) = await services.GetRequiredService<PersonBook>().EraseAgain(stopping);
        if (again > 0)
            Terminal.Say($"Databasen er ældre end listen over slettede: {again} personer er slettet igen.");
        return problem;
    }

    /// <summary>The same of a host that sends letters: that it can open the numbers, or says which it cannot.</summary>
    public static async Task<Problem?> CheckKeys(IServiceProvider services, CancellationToken stopping)
    {
        var keys = services.GetRequiredService<ExtractKeys>();
        if (await keys.CheckFolder(stopping) is { } otherFolder)
            return otherFolder;
        if (await keys.Count(stopping) is { Unreadable: > 0 } count)
            Terminal.Say($"{Problems.DataKeyGone.With(count.Unreadable)}");
        return null;
    }
}
