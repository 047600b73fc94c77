using Microsoft.Extensions.Caching.Memory;
using ReactionPlans.Rules.Detection.Backtest;

namespace ReactionPlans.Flow.Detection;

/// <summary>What was just read of a partnership's past, so that a proposal can be tried again at each key while it is written: at most two minutes old, and few of them at once.</summary>
public sealed class RecentPasts : IDisposable
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(2);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = 8 });

    /// <param name="partnershipId">Whose eyes it is read with: nobody else is given it.</param>
    internal async Task<(BacktestInput? Input, IReadOnlyDictionary<string, string> Names)> Of(
        string partnershipId, string asked, Func<Task<(BacktestInput?, IReadOnlyDictionary<string, string>)>> read)
    {
        if (kept.TryGetValue((partnershipId, asked), out (BacktestInput?, IReadOnlyDictionary<string, string>) known))
            return known;
        var past = await read();
        return kept.Set((partnershipId, asked), past, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lasting });
    }

    public void Dispose() => kept.Dispose();
}
