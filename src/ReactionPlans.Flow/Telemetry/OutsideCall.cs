using System.Diagnostics;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Telemetry;

/// <summary>A call to somebody outside: a span and a duration, under our own name for them, and nothing of what was said.</summary>
internal static class OutsideCall
{
    public static async Task<T> Run<T>(string to, Func<Task<T>> call)
    {
        using var span = Tracing.Begin($"call {to}", ActivityKind.Client);
        var since = Stopwatch.GetTimestamp();
        var answered = false;
        try
        {
            var answer = await call();
            answered = true;
            return answer;
        }
        catch (Exception exception)
        {
            span?.Failed(exception);
            throw;
        }
        finally
        {
            FlowMeters.Called(to, Stopwatch.GetElapsedTime(since), answered);
        }
    }
}
