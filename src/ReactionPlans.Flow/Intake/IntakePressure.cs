using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>Says when the intake must wait because what comes after it is behind. Asked before every batch by HTTP, queue and folders.
/// A person who imports by hand is not held back.</summary>
public sealed class IntakePressure(Database database, IntakeOptions options, TimeProvider clock)
{
    /// <summary>What was counted holds so long: every batch asks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock counting = new();
    private (DateTimeOffset At, Task<Problem?> Answer)? last;

    private sealed record Behind(int Messages, int Areas);

    /// <summary>Why to wait; null: go on.</summary>
    public Task<Problem?> Now(CancellationToken stopping)
    {
        Task<Problem?> answer;
        lock (counting)
        {
            var now = clock.GetUtcNow();
            // A count that failed is no answer to the next one who asks.
            if (last is not { } known || now - known.At >= Pause || known.Answer.IsFaulted || known.Answer.IsCanceled)
                last = (now, Count());
            answer = last.Value.Answer;
        }

        return answer.WaitAsync(stopping);
    }

    /// <summary>Returns when there is room.</summary>
    public async Task WaitForRoom(CancellationToken stopping)
    {
        while (await Now(stopping) is not null)
            await Task.Delay(Pause, clock, stopping);
    }

    private async Task<Problem?> Count()
    {
        var behind = (await database.Read<Behind>("Intake/count-behind.sql", new { messages_at_most = options.MessagesBehindAtMost }, CancellationToken.None)).Single();
        return behind.Messages > options.MessagesBehindAtMost ? Problems.OutboxBehind.With(options.MessagesBehindAtMost)
            : behind.Areas > options.AreasBehindAtMost ? Problems.JudgingBehind.With(behind.Areas)
            : null;
    }
}
