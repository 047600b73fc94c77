using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Telemetry;

namespace ReactionPlans.Flow.Delivery;

/// <summary>A carrier that keeps its receipts until they are fetched.</summary>
public interface IReceiptSource
{
    string Name { get; }

    /// <summary>The receipts after a point, oldest first.</summary>
    /// <param name="after">The last page's <see cref="ReceiptPage.Next"/>; null: from the first.</param>
    /// <exception cref="HttpRequestException">It cannot be reached, or does not answer as agreed.</exception>
    Task<ReceiptPage> Read(string? after, CancellationToken stopping);
}

/// <param name="Next">Where the next page begins; the same as before where there is nothing new.</param>
/// <param name="IsLast">Whether nothing more is waiting now.</param>
public sealed record ReceiptPage(IReadOnlyList<Receipt> Receipts, string Next, bool IsLast);

/// <summary>Fetches receipts from every carrier that keeps them. A page is taken in and the point after it noted in one transaction; a page read twice changes nothing.</summary>
public sealed class PollReceipts(Database database, ReceiveReceipts receive, IEnumerable<IReceiptSource> sources)
{
    public async Task Run(CancellationToken stopping)
    {
        foreach (var source in sources)
        {
            while (await Page(source, stopping))
                stopping.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Whether there may be more.</summary>
    private async Task<bool> Page(IReceiptSource source, CancellationToken stopping)
    {
        var after = (await database.Read<string>("Delivery/Receipts/read-receipt-cursor.sql", new { carrier = source.Name }, stopping)).SingleOrDefault();
        var page = await OutsideCall.Run(source.Name, () => source.Read(after, stopping)); // outside any transaction
        if (page.Next != after)
        {
            await database.Do(async work =>
            {
                await receive.Take(work, source.Name, page.Receipts);
                await work.Execute("Delivery/Receipts/save-receipt-cursor.sql", new { carrier = source.Name, cursor = page.Next, now = work.Now });
            }, stopping);
        }

        return !page.IsLast;
    }
}
