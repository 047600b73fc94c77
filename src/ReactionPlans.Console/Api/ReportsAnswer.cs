using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Api;

/// <summary>What came of a request. The first problems are told by row; every rejected row is in the quarantine.</summary>
/// <param name="ProblemsLeftOut">How many more there are.</param>
public sealed record ReportsAnswer(int Read, int Accepted, int Same, int Rejected, int Withdrawn, int Unplaced, IReadOnlyList<RowProblem> Problems, int ProblemsLeftOut);

/// <param name="Index">The report's place in what was sent, from 0.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Rejected">False: the report was stored all the same.</param>
public sealed record RowProblem(int Index, int Line, string Reference, string Code, string Danish, string English, bool Rejected);

/// <summary>Adds up what batches came to.</summary>
internal sealed class ReportsCount
{
    private const int ToldProblems = 1_000;

    private readonly List<RowProblem> problems = [];
    private IntakeCount count = IntakeCount.None;
    private int leftOut;

    public int Read { get; private set; }

    public ReportsAnswer Answer => new(Read, count.Accepted, count.Same, count.Rejected, count.Withdrawn, count.Unplaced, problems, leftOut);

    public void Add<T>(IReadOnlyList<FileLine<T>> batch, IntakeCount found) where T : class
    {
        foreach (var (index, problem, rejected) in found.Problems.Concat(batch.SelectMany((line, index) => line.Notes.Select(note => new LineProblem(index, note, Rejected: false))))
            .OrderBy(problem => problem.Index))
        {
            if (problems.Count < ToldProblems)
                problems.Add(new RowProblem(Read + index, batch[index].Line, batch[index].Key, problem.Code, problem.Danish, problem.English, rejected));
            else
                leftOut++;
        }

        Read += batch.Count;
        count += found with { Problems = [] };
    }
}

/// <summary>Refusals as RFC 9457 problem details, with our number as their code.</summary>
public static class Refusal
{
    private static readonly TimeSpan AfterProviderOutage = TimeSpan.FromSeconds(30);

    /// <summary>A token may be good: it can be sent again when the provider can be asked.</summary>
    public static Task ProviderSilent(HttpContext context) => Write(context, StatusCodes.Status503ServiceUnavailable, Problems.ProviderSilent.With(), AfterProviderOutage);

    /// <param name="stored">What was stored before it came to this.</param>
    public static Task Write(HttpContext context, int status, Problem problem, TimeSpan? retryAfter = null, ReportsAnswer? stored = null)
    {
        if (retryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        var details = new ProblemDetails
        {
            Status = status,
            Type = $"urn:reactionplans:problem:{problem.Code}",
            Title = problem.English,
            Detail = problem.Danish,
            Extensions = { ["code"] = problem.Code, ["danish"] = problem.Danish, ["english"] = problem.English },
        };
        if (problem.Place?.Line is { } line)
            details.Extensions["line"] = line;
        if (stored is not null)
            details.Extensions["stored"] = stored;
        return Results.Problem(details).ExecuteAsync(context);
    }
}
