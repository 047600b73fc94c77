using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>Rows that could not be taken in are kept whole, each with its numbered reason, until they are taken in or given up; and then too.</summary>
internal static class Quarantine
{
    /// <summary>Settlements as they are stored.</summary>
    public const string TakenIn = "taken-in", Same = "same", GivenUp = "given-up";

    private sealed record Waiting(long Id, int Line, string Raw);

    /// <summary>Keeps the rejected rows of a batch. The same record of the same file again is the same row.</summary>
    public static async Task Keep(Work work, IReadOnlyList<FileLine<ReportRow>> lines, RowOrigin origin, IReadOnlyList<LineProblem> problems)
    {
        var rejected = problems.Where(problem => problem.Rejected).ToList();
        if (rejected.Count == 0)
            return;
        await work.Execute("Intake/add-rejected-rows.sql", new
        {
            sources = rejected.Select(problem => lines[problem.Index].Source).ToArray(),
            file = origin.Name,
            origin_id = await KeepOrigin(work, origin),
            lines = rejected.Select(problem => lines[problem.Index].Line).ToArray(),
            problem_numbers = rejected.Select(problem => problem.Problem.Number).ToArray(),
            danish = rejected.Select(problem => Storable(problem.Problem.Danish)).ToArray(),
            english = rejected.Select(problem => Storable(problem.Problem.English)).ToArray(),
            raw = rejected.Select(problem => Storable(lines[problem.Index].Raw)).ToArray(),
            now = work.Now,
        });
    }

    /// <summary>Rows that waited and came again: the same record of the same file, or a row of a list that was exported from here.
    /// What was stored now is settled; a record that is still rejected, perhaps in another way, has its newest reason.</summary>
    public static async Task Meet(Work work, IReadOnlyList<FileLine<ReportRow>> lines, RowOrigin origin, TakenBatch taken)
    {
        if (origin.Reading is null || lines.Count == 0)
            return;
        var settled = new Dictionary<long, string>();
        var told = new List<(long, FileLine<ReportRow>, Problem)>();
        var waiting = await work.Query<Waiting>("Intake/meet-records.sql", new { file = origin.Name, first = lines.Min(line => line.Line), last = lines.Max(line => line.Line) });
        // By what waits, which is mostly nothing, and not by the lines, which are thousands.
        var byLine = waiting.ToLookup(row => row.Line);
        for (var index = 0; index < lines.Count && waiting.Count > 0; index++)
        {
            foreach (var row in byLine[lines[index].Line].Where(row => row.Raw == Storable(lines[index].Raw)))
            {
                if (taken.Rejections.TryGetValue(index, out var why))
                    told.Add((row.Id, lines[index], why));
                else
                    settled[row.Id] = taken.Same.Contains(index) ? Same : TakenIn;
            }
        }

        var exported = lines.Select((line, index) => (line.QuarantineId, index))
            .Where(pair => pair.QuarantineId is not null && !taken.Rejections.ContainsKey(pair.index))
            .GroupBy(pair => pair.QuarantineId!.Value).ToDictionary(group => group.Key, group => group.First().index);
        if (exported.Count > 0)
        {
            foreach (var id in await work.Query<long>("Intake/meet-exported.sql", new { ids = exported.Keys.ToArray() }))
                settled[id] = taken.Same.Contains(exported[id]) ? Same : TakenIn;
        }

        await Settle(work, settled, Access.Actor.Program.Id, because: null);
        await Tell(work, told, told.Count == 0 ? null : await KeepOrigin(work, origin));
    }

    /// <summary>Closes rows that are open and locked by this transaction.</summary>
    public static async Task Settle(Work work, IReadOnlyDictionary<long, string> settlements, string by, string? because)
    {
        if (settlements.Count > 0)
        {
            await work.Execute("Intake/settle-rejected-rows.sql", new
            {
                ids = settlements.Keys.ToArray(),
                settlements = settlements.Values.ToArray(),
                by,
                because = because is null ? null : Storable(because),
                now = work.Now,
            });
        }
    }

    /// <summary>Says why rows still cannot be taken in, and how they were read to say so.</summary>
    public static async Task Tell(Work work, IReadOnlyCollection<(long Id, FileLine<ReportRow> Line, Problem Why)> rows, int? originId)
    {
        if (rows.Count > 0)
        {
            await work.Execute("Intake/tell-rejected-rows.sql", new
            {
                ids = rows.Select(row => row.Id).ToArray(),
                // A row that does not say whose it is stays with those who see it.
                sources = rows.Select(row => row.Line.Source == ReadReport.SourceWhenNoneIsNamed ? null : row.Line.Source).ToArray(),
                problem_numbers = rows.Select(row => row.Why.Number).ToArray(),
                danish = rows.Select(row => Storable(row.Why.Danish)).ToArray(),
                english = rows.Select(row => Storable(row.Why.English)).ToArray(),
                origin_id = originId,
            });
        }
    }

    /// <summary>The number of a way of reading; null: nothing is known of it.</summary>
    public static async Task<int?> KeepOrigin(Work work, RowOrigin origin)
    {
        if (KeptOrigin.Of(origin) is not { } kept)
            return null;
        var digest = kept.Digest();
        await work.Execute("Intake/add-row-origin.sql", new { kept.Name, kept.Kind, kept.Header, kept.Separator, kept.Mapping, digest });
        return await work.Scalar<int>("Intake/find-row-origin.sql", new { digest });
    }

    /// <summary>PostgreSQL's text takes every character but one.</summary>
    public static string Storable(string text) => text.Replace('\0', '\uFFFD');
}
