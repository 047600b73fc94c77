using System.Diagnostics;
using System.Globalization;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Benchmarks;

/// <summary>How long after a report that makes a rise the notice to the coordinator is with the carrier, while reports come in at a pace that no country has.</summary>
internal static class NoticeBenchmark
{
    private const int ReportsASecond = 50, Seconds = 60, Areas = 300, MakesARise = 3, Seed = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private sealed record Noticed(string Area, DateTime SettledAt);

    public static async Task<IReadOnlyList<Figure>> Run(Repetitions plan, CancellationToken stopping)
    {
        await using var installation = await Installation.Open(overRabbitMq: true, stopping);
        await installation.Settle("maalt", 1, Areas, MeasuredAreas.Agreement("mode: police, deadlineHours: 20, onDeadline: escalate", letters: false,
            $"id: burst, level: activate, rule: {{ kind: threshold, atLeast: {MakesARise}, withinDays: 7, countBy: reported }}"));
        var (_, address, _) = await installation.StartHost(null, new Dictionary<string, string> { ["Intake__Http__RequestsPerMinute"] = "100000" }, stopping);
        using var client = await installation.Reporter(address);
        await Report(client, area: 0, number: 0, stopping); // compiled, connected, in no area's count

        var (dice, reported, risen) = (new Random(Seed), new int[Areas + 1], new Dictionary<string, DateTime>());
        var posts = new List<Task<double>>();
        using (var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ReportsASecond)))
        {
            for (var number = 1; number <= ReportsASecond * Math.Max(5, plan.Of(Seconds)); number++)
            {
                await pace.WaitForNextTickAsync(stopping);
                var area = dice.Next(Areas) + 1;
                if (++reported[area] == MakesARise)
                    risen[MeasuredAreas.CodeOf(area)] = TimeProvider.System.GetUtcNow().UtcDateTime;
                posts.Add(Report(client, area, number, stopping));
            }
        }

        var answered = await Task.WhenAll(posts);
        var noticed = await Notices(installation, risen.Count, stopping);
        if (noticed.Count != risen.Count)
            throw new InvalidOperationException($"{risen.Count} rises and {noticed.Count} notices.");
        var waited = noticed.Select(one => (one.SettledAt - risen[one.Area]).TotalSeconds).ToList();
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{posts.Count} reports at {ReportsASecond} a second, {waited.Count} rises; half of the notices within {Figure.Percentile(waited, 50):0.00} s, all within {waited.Max():0.00} s"));
        return
        [
            new Figure("report to notice at 50 reports/s, 50 of 100 within", Figure.Percentile(waited, 50), "s", 1),
            new Figure("report to notice at 50 reports/s, 95 of 100 within", Figure.Percentile(waited, 95), "s", 1),
            new Figure("report to notice at 50 reports/s, 99 of 100 within", Figure.Percentile(waited, 99), "s", 2),
            new Figure("answer to a report at 50 a second, 95 of 100 within", Figure.Percentile(answered, 95) * 1000, "ms", 500),
        ];
    }

    /// <returns>Seconds until the answer.</returns>
    private static async Task<double> Report(HttpClient client, int area, int number, CancellationToken stopping)
    {
        var watch = Stopwatch.StartNew();
        await Installation.Report(client, [(area, string.Create(CultureInfo.InvariantCulture, $"N{number}"))], stopping);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<IReadOnlyList<Noticed>> Notices(Installation installation, int awaited, CancellationToken stopping)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var areas = (await installation.Query<(Guid SpikeId, string Area)>("select spike.id, area.code from detection.spike join intake.area on area.id = spike.area_id"))
                .ToDictionary(row => StableId.OfActivation(row.SpikeId), row => row.Area);
            var noticed = (await installation.Query<(Guid ActivationId, DateTime SettledAt)>("""
                select activation_id, min(settled_at) from delivery.delivery where kind = 'Notice' and state = 'Accepted' group by activation_id
                """)).Where(row => areas.ContainsKey(row.ActivationId)).Select(row => new Noticed(areas[row.ActivationId], row.SettledAt)).ToList();
            if (noticed.Count >= awaited || watch.Elapsed > Patience)
                return noticed;
            await Task.Delay(500, stopping);
        }
    }
}
