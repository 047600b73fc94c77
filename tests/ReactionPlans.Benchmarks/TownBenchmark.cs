using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.Benchmarks;

/// <summary>A whole town is written to: from the reports that make the rises to the last of 100,000 letters in the distributor's hands, each once, with one host and with two, beside what the distributor takes from a client that does nothing else.</summary>
internal static class TownBenchmark
{
    private const int Letters = 100_000, Areas = 20, WarmUpLetters = 500, ReportsForARise = 3, MostAtOnce = 16;

    /// <summary>About a letter's.</summary>
    private const int BareBytes = 8_192;

    private const string Key = "key of the distributor in this measurement", Unit = "letters/s";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private sealed record Taken(int Messages, int Repeats, int Refused);

    public static async Task<(IReadOnlyList<Comparison> Comparisons, IReadOnlyList<Figure> Figures)> Run(Repetitions plan, CancellationToken stopping)
    {
        var each = plan.Of(Letters) / Areas;
        var (letters, seconds, bare) = (each * Areas, new List<double>(), 0.0);
        foreach (var hosts in new[] { 1, 2 })
        {
            await using var installation = await Installation.Open(overRabbitMq: true, stopping);
            using var distributor = await StartDistributor(installation);
            bare = await Bare(distributor, letters, stopping);
            seconds.Add(await Write(installation, distributor, each, hosts, stopping));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{letters} letters, {hosts} hosts: {seconds[^1]:0.0} s; bare {bare:0} letters/s"));
        }

        return (
            [
                new Comparison("letters to a distributor, one host", Unit, "PUT of as many bytes", [bare], [letters / seconds[0]]),
                new Comparison("letters to a distributor, two hosts", Unit, "the same, one host", [letters / seconds[0]], [letters / seconds[1]]),
            ],
            [new Figure(string.Create(CultureInfo.InvariantCulture, $"{letters} letters, from the reports to the last one taken"), seconds[0], "s", 30)]);
    }

    private static async Task<HttpClient> StartDistributor(Installation installation)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = MostAtOnce }) { BaseAddress = await installation.StartDistributor(Key) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return client;
    }

    /// <returns>Letters a second that it takes.</returns>
    private static async Task<double> Bare(HttpClient distributor, int letters, CancellationToken stopping)
    {
        var body = new byte[BareBytes];
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, letters, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = stopping }, async (_, ct) =>
        {
            using var content = new ByteArrayContent(body);
            using var answer = await distributor.PutAsync(new Uri($"/messages/print/{Guid.CreateVersion7()}", UriKind.Relative), content, ct);
            answer.EnsureSuccessStatusCode();
        });
        return letters / watch.Elapsed.TotalSeconds;
    }

    /// <returns>Seconds, after one small village that is not counted.</returns>
    private static async Task<double> Write(Installation installation, HttpClient distributor, int each, int hosts, CancellationToken stopping)
    {
        await installation.Settle("maalt", 0, Areas + 1, MeasuredAreas.Agreement("mode: automatic, deadlineHours: 4, onDeadline: escalate", letters: true,
            $"id: burst, level: activate, rule: {{ kind: threshold, atLeast: {ReportsForARise}, withinDays: 7, countBy: reported }}"));
        for (var area = 0; area <= Areas; area++)
            await MoveIn(installation, area, area == 0 ? WarmUpLetters : each);
        var settings = new Dictionary<string, string> { ["Carriers__Rest__Url"] = distributor.BaseAddress!.ToString(), ["Carriers__Rest__Key"] = Key };
        var addresses = new List<Uri>();
        for (var host = 0; host < hosts; host++)
            addresses.Add((await installation.StartHost(null, settings, stopping)).Address);
        using var reporter = await installation.Reporter(addresses[0]);
        var before = await Count(distributor, stopping);
        await Burgle(reporter, 0, 0, stopping);
        await AllTaken(distributor, before.Messages + WarmUpLetters, stopping);

        var watch = Stopwatch.StartNew();
        await Burgle(reporter, 1, Areas, stopping);
        await AllTaken(distributor, before.Messages + WarmUpLetters + (each * Areas), stopping);
        var seconds = watch.Elapsed.TotalSeconds;

        var after = await Count(distributor, stopping);
        return after is { Repeats: 0, Refused: 0 } && after.Messages == before.Messages + WarmUpLetters + (each * Areas) ? seconds : throw new InvalidOperationException($"The distributor has {after}.");
    }

    private static async Task MoveIn(Installation installation, int area, int count)
    {
        var numbers = Enumerable.Range((area * 1_000_000) + 1, count).Select(one => $"S{one:D9}").ToArray();
        var cipher = installation.Cipher;
        await installation.Execute("""
            with added as (
                insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, protected, language, imported_at)
                select id, 'synthetic', key, number, id::text, '1', true, false, 'da', now() from unnest(@ids::uuid[], @keys::bytea[], @encrypted::bytea[]) as given (id, key, number)
                returning id)
            insert into reactions.resident_area (resident_id, area_id) select added.id, area.id from added, intake.area where area.code = to_char(@area, 'FM00000')
            """, new
        {
            area,
            ids = numbers.Select(StableId.Of).ToArray(),
            keys = numbers.Select(number => cipher.KeyedHash("synthetic", number)).ToArray(),
            encrypted = numbers.Select(cipher.Encrypt).ToArray(),
        });
    }

    private static Task Burgle(HttpClient reporter, int first, int last, CancellationToken stopping) => Installation.Report(
        reporter, Enumerable.Range(first, last - first + 1).SelectMany(area => Enumerable.Range(1, ReportsForARise).Select(number => (area, $"N{area}-{number}"))), stopping);

    private static async Task AllTaken(HttpClient distributor, int awaited, CancellationToken stopping)
    {
        var watch = Stopwatch.StartNew();
        while ((await Count(distributor, stopping)).Messages < awaited)
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"The distributor has {await Count(distributor, stopping)}, and {awaited} were to come.");
            await Task.Delay(100, stopping);
        }
    }

    private static async Task<Taken> Count(HttpClient distributor, CancellationToken stopping) => (await distributor.GetFromJsonAsync<Taken>("/count", stopping))!;
}
