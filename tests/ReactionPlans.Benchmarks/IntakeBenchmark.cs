using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Time;
using ReactionPlans.TestKit;

namespace ReactionPlans.Benchmarks;

/// <summary>Reports a second from a file to stored, placed and told, beside a bare binary COPY of the same rows into one table with their key.</summary>
internal static class IntakeBenchmark
{
    private const int Rows = 500_000;

    /// <summary>Fewer: putting them in the queue first takes longer than taking them out.</summary>
    private const int Messages = 50_000;

    private const int Answers = 6_000;

    private const string Unit = "rows/s";

    public static async Task<(IReadOnlyList<Comparison> Comparisons, IReadOnlyList<Figure> Figures)> Run(Repetitions plan, CancellationToken stopping)
    {
        var folder = Directory.CreateTempSubdirectory("rp-intake-").FullName;
        try
        {
            var town = ReportTown.Of(plan.Of(Rows));
            var file = Path.Combine(folder, "reports.csv");
            town.WriteCsv(file);
            await using var database = await MeasuringDatabase.Start(stopping);
            await town.DrawAreas(database.Superuser, stopping);
            var comparisons = new List<Comparison>
            {
                await Comparison.Measure("file intake, new reports", Unit, plan,
                    ("binary COPY into one keyed table", () => Copy(database, town, stopping)), () => Import(database, town, file, afresh: true, stopping)),
                await Comparison.Measure("file intake, beside its own tables", Unit, plan,
                    ("binary COPY into the intake's three tables", () => CopyToOwnTables(database, town, stopping)), () => Import(database, town, file, afresh: true, stopping)),
                await Comparison.Measure("file intake, all known already", Unit, plan,
                    ("binary COPY into one keyed table", () => Copy(database, town, stopping)), () => Import(database, town, file, afresh: false, stopping)),
                await Comparison.Measure("HTTP intake, one gzipped NDJSON request", Unit, plan,
                    ("binary COPY into one keyed table", () => Copy(database, town, stopping)), () => IntakeDoors.Http(database, town, stopping)),
                await Comparison.Measure("HTTP intake, 500 reports a request", Unit, plan,
                    ("a server that answers and does nothing", () => IntakeDoors.HttpNothing(town, stopping)), () => IntakeDoors.HttpBatches(database, town, stopping)),
            };
            var answers = await IntakeDoors.HttpAnswers(database, ReportTown.Of(Math.Max(500, plan.Of(Answers))), stopping);
            Figure[] figures = [new Figure("answer to a report at 100 requests/s, 95 of 100 within", Figure.Percentile(answers, 95), "ms", 500)];
            if (RabbitMqServer.Missing() is { } missing)
            {
                await Console.Error.WriteLineAsync(missing);
                return (comparisons, figures);
            }

            await using var broker = await RabbitMqServer.Start(stopping);
            var messages = ReportTown.Of(plan.Of(Messages));
            comparisons.Add(await Comparison.Measure("queue intake, a report a message", Unit, plan,
                ("binary COPY into one keyed table", () => Copy(database, messages, stopping)), () => IntakeDoors.Amqp(database, broker, messages, stopping)));
            return (comparisons, figures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Copy(MeasuringDatabase database, ReportTown town, CancellationToken stopping)
    {
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync("""
            drop table if exists bare_report;
            create table bare_report (source text, reference text, revision int, withdrawn boolean, known_at timestamptz, offence text, attempt boolean,
                reported_at timestamptz, reported_day date, occurred_from timestamptz, occurred_to timestamptz, latitude float8, longitude float8,
                primary key (source, reference, revision))
            """);

        var watch = Stopwatch.StartNew();
        await using (var copy = await connection.BeginBinaryImportAsync("copy bare_report from stdin (format binary)", stopping))
        {
            foreach (var row in town.Reports)
            {
                await copy.StartRowAsync(stopping);
                await copy.WriteAsync(row.Source, NpgsqlDbType.Text, stopping);
                await copy.WriteAsync(row.Reference, NpgsqlDbType.Text, stopping);
                await copy.WriteAsync(row.Revision, NpgsqlDbType.Integer, stopping);
                await copy.WriteAsync(row.Withdrawn, NpgsqlDbType.Boolean, stopping);
                await copy.WriteAsync(row.KnownAt.UtcDateTime, NpgsqlDbType.TimestampTz, stopping);
                await WriteFacts(copy, row, stopping);
            }

            await copy.CompleteAsync(stopping);
        }

        return town.Reports.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The columns that both raw sides write: what happened, when and where.</summary>
    private static async Task WriteFacts(NpgsqlBinaryImporter copy, ReportRow row, CancellationToken stopping)
    {
        await copy.WriteAsync(row.Offence, NpgsqlDbType.Text, stopping);
        await copy.WriteAsync(row.Attempt, NpgsqlDbType.Boolean, stopping);
        await copy.WriteAsync(row.ReportedAt.UtcDateTime, NpgsqlDbType.TimestampTz, stopping);
        await copy.WriteAsync(row.ReportedDay, NpgsqlDbType.Date, stopping);
        await copy.WriteAsync(row.OccurredFrom!.Value.UtcDateTime, NpgsqlDbType.TimestampTz, stopping);
        await copy.WriteAsync(row.OccurredTo!.Value.UtcDateTime, NpgsqlDbType.TimestampTz, stopping);
        await copy.WriteAsync(row.Latitude!.Value, NpgsqlDbType.Double, stopping);
        await copy.WriteAsync(row.Longitude!.Value, NpgsqlDbType.Double, stopping);
    }

    /// <summary>What the tables and their keys cost by themselves: as the owner, whom no policy binds, with nothing read, asked or told.</summary>
    private static async Task<double> CopyToOwnTables(MeasuringDatabase database, ReportTown town, CancellationToken stopping)
    {
        await database.EmptyIntake(stopping);
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        var digest = new byte[32];
        var watch = Stopwatch.StartNew();
        var id = 0L;
        foreach (var batch in town.Reports.Chunk(ReceiveReports.BatchRows))
        {
            var first = id;
            await using var transaction = await connection.BeginTransactionAsync(stopping);
            await Fill("copy intake.report (id, source, reference) from stdin (format binary)", async (copy, row) =>
            {
                await copy.WriteAsync(row.Source, NpgsqlDbType.Text, stopping);
                await copy.WriteAsync(row.Reference, NpgsqlDbType.Text, stopping);
            });
            await Fill("""
                copy intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, occurred_from,
                    occurred_to, latitude, longitude, content_hash) from stdin (format binary)
                """, async (copy, row) =>
            {
                await copy.WriteAsync(row.Revision, NpgsqlDbType.Integer, stopping);
                await copy.WriteAsync(row.Withdrawn, NpgsqlDbType.Boolean, stopping);
                await copy.WriteAsync(row.KnownAt.UtcDateTime, NpgsqlDbType.TimestampTz, stopping);
                await copy.WriteAsync(row.KnownAt.UtcDateTime, NpgsqlDbType.TimestampTz, stopping);
                await WriteFacts(copy, row, stopping);
                await copy.WriteAsync(digest, NpgsqlDbType.Bytea, stopping);
            });
            await Fill("copy intake.report_area (report_id, revision, area_id) from stdin (format binary)", async (copy, row) =>
            {
                await copy.WriteAsync(row.Revision, NpgsqlDbType.Integer, stopping);
                await copy.WriteAsync(ReportTown.SquareOf(row), NpgsqlDbType.Integer, stopping);
            });
            await transaction.CommitAsync(stopping);

            async Task Fill(string statement, Func<NpgsqlBinaryImporter, ReportRow, Task> write)
            {
                id = first;
                await using var copy = await connection.BeginBinaryImportAsync(statement, stopping);
                foreach (var row in batch)
                {
                    await copy.StartRowAsync(stopping);
                    await copy.WriteAsync(++id, NpgsqlDbType.Bigint, stopping);
                    await write(copy, row);
                }

                await copy.CompleteAsync(stopping);
            }
        }

        return town.Reports.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Import(MeasuringDatabase database, ReportTown town, string file, bool afresh, CancellationToken stopping)
    {
        if (afresh)
            await database.EmptyIntake(stopping);

        await using var services = new ServiceCollection()
            .AddSingleton(database.App).AddSingleton(TimeProvider.System).AddSingleton(new MessageRoutes(inProcess: true, Hops.All))
            .AddSingleton<Database>().AddSingleton<AreaMap>().AddSingleton(new RecipientCipher(new byte[32])).AddSingleton<ImportFile>()
            .BuildServiceProvider();
        var watch = Stopwatch.StartNew();
        var report = await services.GetRequiredService<ImportFile>().Run(ImportKind.Reports, file, null, null, null, stopping);
        var seconds = watch.Elapsed.TotalSeconds;
        var counted = afresh ? report.Accepted : report.Same;
        return counted == town.Reports.Count ? counted / seconds
            : throw new InvalidOperationException($"{counted} of {town.Reports.Count} reports: {string.Join("; ", report.FirstProblems)}");
    }
}

/// <summary>Invented reports over a grid of areas: the same in every run.</summary>
internal sealed record ReportTown(IReadOnlyList<ReportRow> Reports)
{
    private const int Side = 25;
    private static readonly DateOnly FirstDay = new(2016, 1, 1);

    public static ReportTown Of(int count)
    {
        var dice = new Random(1);
        var reports = new List<ReportRow>(count);
        for (var number = 0; number < count; number++)
        {
            var day = FirstDay.AddDays(dice.Next(3650));
            var reported = DanishTime.At(day, new TimeOnly(dice.Next(6, 22), dice.Next(60)));
            var to = reported.AddMinutes(-dice.Next(30, 600));
            reports.Add(new ReportRow("town", $"J-{number:D8}", 1, false, reported, "1320", number % 12 == 0, reported, day,
                to.AddMinutes(-dice.Next(30, 3000)), to, Math.Round(55 + dice.NextDouble(), 6), Math.Round(9 + dice.NextDouble(), 6), null));
        }

        return new ReportTown(reports);
    }

    /// <summary>The square in which a report lies, from 1 in the order they are drawn.</summary>
    public static int SquareOf(ReportRow row) => (int)((row.Longitude!.Value - 9) * Side) * Side + (int)((row.Latitude!.Value - 55) * Side) + 1;

    public void WriteCsv(string path)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("source,reference,offence,attempt,reported_at,occurred_from,occurred_to,latitude,longitude");
        foreach (var row in Reports)
            file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Source},{row.Reference},{row.Offence},{(row.Attempt ? 1 : 0)},{row.ReportedAt:yyyy-MM-ddTHH:mm:ss}Z,{row.OccurredFrom:yyyy-MM-ddTHH:mm:ss}Z,{row.OccurredTo:yyyy-MM-ddTHH:mm:ss}Z,{row.Latitude},{row.Longitude}"));
    }

    public async Task DrawAreas(NpgsqlDataSource superuser, CancellationToken stopping)
    {
        await using var connection = await superuser.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into intake.area (level, code, name, geometry, changed_at, shape_number)
            select 'square', (x * @Side + y)::text, 'Rude ' || x || '/' || y,
                format('{"type":"Polygon","coordinates":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}',
                    9 + x / @Side::numeric, 55 + y / @Side::numeric, 9 + (x + 1) / @Side::numeric, 55 + y / @Side::numeric,
                    9 + (x + 1) / @Side::numeric, 55 + (y + 1) / @Side::numeric, 9 + x / @Side::numeric, 55 + (y + 1) / @Side::numeric,
                    9 + x / @Side::numeric, 55 + y / @Side::numeric),
                now(), nextval('intake.change_number')
            from generate_series(0, @Side - 1) as x, generate_series(0, @Side - 1) as y
            """, new { Side }, cancellationToken: stopping));
    }
}
