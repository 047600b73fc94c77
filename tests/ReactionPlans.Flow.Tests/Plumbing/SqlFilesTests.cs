using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Plumbing;

/// <summary>Holds every statement against the migrated schema and the rules of the house.</summary>
public sealed partial class SqlFilesTests
{
    /// <summary>Utility statements cannot be prepared.</summary>
    private static readonly string[] NotPrepared = ["Plumbing/listen-outbox.sql"];

    /// <summary>Folders that are no stage, and the schemas they write. A stage writes the schema of its own name; who runs a statement is another matter (ADR 0001).</summary>
    private static readonly Dictionary<string, string[]> SchemasOf = new()
    {
        ["Plumbing"] = ["plumbing", "migration"],
        ["Replay"] = ["plumbing", "intake"],
    };

    private static readonly string[] LargeTables = [.. TestKit.LargeTables.Names];

    /// <summary>Who reads a large table from end to end, and should.</summary>
    private static readonly Dictionary<string, string[]> WholeReaders = new()
    {
        // Once: when a feed is judged for the first time, when a replay begins and when it ends.
        ["Detection/start-feed-days.sql"] = ["intake.report_revision"],
        ["Plumbing/has-data.sql"] = ["intake.report", "reactions.resident"],
        ["Replay/total-deliveries.sql"] = ["delivery.delivery"],
        ["Replay/Rehearsal/count-deliveries.sql"] = ["delivery.delivery"],
        ["Replay/total-run.sql"] = ["intake.report_revision", "intake.report_area", "delivery.delivery"],
        // What is held on one person is asked for by a person, seldom: an index for it would be paid by every letter.
        ["Delivery/export-deliveries.sql"] = ["delivery.delivery"],
        ["Delivery/erase-recipient.sql"] = ["delivery.delivery"],
        ["Reactions/list-register-ids.sql"] = ["delivery.delivery"],
        // A check of everything is asked for by a person.
        ["Evaluation/promise-all-clear.sql"] = ["delivery.delivery"],
        ["Evaluation/promise-decided-first.sql"] = ["delivery.delivery"],
        ["Evaluation/promise-night.sql"] = ["delivery.delivery"],
        ["Evaluation/promise-nothing-lost.sql"] = ["delivery.delivery"],
        ["Evaluation/promise-once.sql"] = ["delivery.delivery"],
        ["Evaluation/promise-stopped.sql"] = ["delivery.delivery"],
        ["Evaluation/promise-corrected.sql"] = ["delivery.delivery"],
        ["Intake/count-strays.sql"] = ["intake.report_revision", "intake.report_area"],
        // How much there is to place anew, and then all of it is placed.
        ["Intake/count-revisions.sql"] = ["intake.report_revision"],
        // Block range indexes on the instants: empty tables do not make them worth it.
        ["Detection/count-deliveries.sql"] = ["intake.report_revision"],
        // How much is sealed under which key is asked by a person; and whether there is any resident at all ends at the first.
        ["Reactions/count-sealed-numbers.sql"] = ["reactions.resident"],
        ["Reactions/list-data-keys.sql"] = ["reactions.resident"],
        ["Reactions/drop-unreadable-residents.sql"] = ["reactions.resident"],
        ["Plumbing/keep-lookup-mark.sql"] = ["reactions.resident"],
        // Joined with as many staged rows.
        ["Reactions/leave-resident-areas.sql"] = ["reactions.resident_area"],
        ["Reactions/renew-residents.sql"] = ["reactions.resident"],
    };

    /// <summary>Indexes of what waits alone, or of the register's messages alone: short, whatever their table holds. An empty table makes them look the cheapest way to anything.</summary>
    private static readonly string[] ShortIndexes = ["delivery_due", "delivery_by_batch", "delivery_to_register", "delivery_to_friend"];

    private static IEnumerable<string> Statements => Sql.Below().Where(name => !name.StartsWith("Database/", StringComparison.Ordinal));

    /// <summary>COPY only writes.</summary>
    private static IEnumerable<string> StatementsOnLargeTables => Statements.Where(name => WithoutComments(Sql.Source(name)) is var body
        && !body.TrimStart().StartsWith("copy ", StringComparison.Ordinal) && LargeTables.Any(table => body.Contains(table, StringComparison.Ordinal)));

    [TestCaseSource(nameof(Statements))]
    public async Task Fits_the_migrated_schema(string name)
    {
        if (NotPrepared.Contains(name))
            Assert.Ignore("a utility statement: PostgreSQL cannot prepare it; the relay's tests run it");

        var (body, types) = Prepared(name);
        await using var connection = await (await Migrated.Value).Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await MakeNeededTable(connection, name);
        if (body.TrimStart().StartsWith("copy ", StringComparison.Ordinal))
            await Assert.DoesNotThrowAsync(async () => await (await connection.BeginBinaryImportAsync(body)).DisposeAsync());
        else if (body.TrimStart().StartsWith("create temp table", StringComparison.Ordinal))
            await Assert.DoesNotThrowAsync(() => connection.ExecuteAsync(body));
        else
            await Assert.DoesNotThrowAsync(() => connection.ExecuteAsync($"prepare checked{(types.Count == 0 ? "" : $" ({string.Join(", ", types)})")} as {body}"));
    }

    /// <summary>As the app role, under row-level security: there a condition with a cast in it is not looked up but tried on every row.</summary>
    [TestCaseSource(nameof(StatementsOnLargeTables))]
    public async Task Looks_up_the_large_tables_by_an_index(string name)
    {
        var (body, types) = Prepared(name);
        await using var connection = await (await Migrated.Value).Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("set local role reactionplans_app; set local reactionplans.partnerships = '*'; set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan");
        await MakeNeededTable(connection, name);
        await connection.ExecuteAsync($"prepare planned{(types.Count == 0 ? "" : $" ({string.Join(", ", types)})")} as {body}");
        var plan = await connection.QuerySingleAsync<string>(
            $"explain (format json, verbose) execute planned{(types.Count == 0 ? "" : $"({string.Join(", ", types.Select(_ => "null"))})")}");
        await connection.ExecuteAsync("deallocate planned");

        Assert.That(ReadWhole(JsonDocument.Parse(plan).RootElement).Distinct(), Is.SubsetOf(WholeReaders.GetValueOrDefault(name, [])));
    }

    [TestCaseSource(nameof(Statements))]
    public void Says_what_it_does_and_who_uses_it(string name)
    {
        var header = Header(Sql.Source(name));

        Assert.That(header, Does.Match(@"Used by|used by"), "the header names its user");
        Assert.That(header.Length, Is.GreaterThan(40), "the header says what it does");
    }

    [TestCaseSource(nameof(Statements))]
    public void Takes_its_time_from_a_parameter(string name)
    {
        if (name != "Plumbing/read-clock.sql")
            Assert.That(WithoutComments(Sql.Source(name)), Does.Not.Match(@"(?i)\b(now\(\)|current_timestamp|current_date|localtimestamp|clock_timestamp)"));
    }

    [TestCaseSource(nameof(Statements))]
    public void Writes_only_its_own_schema(string name)
    {
        var stage = name.Split('/')[0];
        var own = SchemasOf.GetValueOrDefault(stage, [stage.ToLowerInvariant()]);

        var written = Written().Matches(WithoutComments(Sql.Source(name)))
            .Select(match => match.Groups[1].Value)
            .Where(table => table.Contains('.'))
            .Select(table => table.Split('.')[0])
            .Distinct();

        Assert.That(written, Is.SubsetOf(own));
    }

    /// <summary>The large tables that a plan reads from end to end.</summary>
    private static IEnumerable<string> ReadWhole(JsonElement plan)
    {
        if (plan.ValueKind == JsonValueKind.Array)
            return plan.EnumerateArray().SelectMany(ReadWhole);
        if (plan.ValueKind != JsonValueKind.Object)
            return [];
        var below = plan.EnumerateObject().SelectMany(property => ReadWhole(property.Value));
        if (!plan.TryGetProperty("Relation Name", out var relation) || plan.GetProperty("Node Type").GetString() is not ("Seq Scan" or "Index Scan" or "Index Only Scan")
            || plan.TryGetProperty("Index Cond", out _) || (plan.TryGetProperty("Index Name", out var index) && ShortIndexes.Contains(index.GetString())))
            return below;
        return LargeTables.Where(large => large == $"{plan.GetProperty("Schema").GetString()}.{relation.GetString()}").Concat(below);
    }

    private static async Task MakeNeededTable(NpgsqlConnection connection, string name)
    {
        if (NeededTable().Match(Header(Sql.Source(name))) is { Success: true } needed)
            await connection.ExecuteAsync(Sql.Text(needed.Groups[1].Value));
    }

    /// <summary>A statement with numbered parameters, and their types.</summary>
    private static (string Body, IReadOnlyList<string> Types) Prepared(string name)
    {
        var types = new List<string>();
        var names = new List<string>();
        var body = Parameter().Replace(WithoutComments(Sql.Source(name)), match =>
        {
            var parameter = match.Groups[1].Value;
            if (!names.Contains(parameter))
            {
                names.Add(parameter);
                types.Add(DocumentedType(name, parameter));
            }

            return "$" + (names.IndexOf(parameter) + 1);
        });
        return (body, types);
    }

    private static readonly Lazy<Task<TestDatabase>> Migrated = new(() => TestDatabase.Create());

    private static string Header(string text) => string.Join('\n', text.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)));

    private static string WithoutComments(string text) => Comment().Replace(text, "").TrimEnd().TrimEnd(';');

    /// <summary>Words that name a type in a header; prose may speak of a parameter too.</summary>
    private const string Types = "uuid|text|int|integer|bigint|smallint|boolean|bool|date|time|instant|timestamptz|interval|jsonb|json|bytea|numeric|double precision|double|float8|float";

    /// <summary>The type that the header gives a parameter: "@id, @other uuid; @now instant; @names text[] or null (all)".</summary>
    private static string DocumentedType(string name, string parameter)
    {
        var header = Header(Sql.Source(name)).Replace("\n--", " ", StringComparison.Ordinal);
        var documented = Regex.Match(header, $@"@{parameter}\b(?:\s*,\s*@\w+)*\s+((?:{Types})\b(?:\[\])?)");
        Assert.That(documented.Success, Is.True, $"the header of {name} gives @{parameter} a type");
        var type = documented.Groups[1].Value;
        var element = type.Replace("[]", "", StringComparison.Ordinal) switch
        {
            "instant" => "timestamptz",
            "float" or "double" or "double precision" => "float8",
            "json" => "text",
            var plain => plain,
        };
        return type.EndsWith("[]", StringComparison.Ordinal) ? element + "[]" : element;
    }

    [GeneratedRegex(@"(?<![:\w@])@(\w+)")]
    private static partial Regex Parameter();

    /// <summary>A statement on a table that lives as long as its transaction names the file that makes the table.</summary>
    [GeneratedRegex(@"Needs: ([\w/-]+\.sql)")]
    private static partial Regex NeededTable();

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?i)(?:insert\s+into|(?<!for\s)(?<!do\s)(?<!of\s)update|delete\s+from|truncate)\s+(?:only\s+)?([a-z_]+\.[a-z_]+)")]
    private static partial Regex Written();
}
