using System.Text.RegularExpressions;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Operations;

/// <summary>A new version is rolled out while the old one works: what the schema must have, and what a migration may not do to running hosts (docs/operations.md).</summary>
public sealed partial class MigrationTests
{
    /// <summary>Landed before there was the rule, and never edited.</summary>
    private const int LastBeforeTheRule = 57;

    /// <summary>Begins the line of a migration's head that says why it breaks the rule all the same, and what is done about it.</summary>
    private const string Excuse = "-- Not beside running hosts:";

    private static IEnumerable<string> Migrations => Directory.GetFiles(Repository.Path("src/ReactionPlans.Flow/Database"), "????-*.sql").Order(StringComparer.Ordinal);

    [Test]
    public async Task A_migration_that_is_missing_below_the_highest_is_missed()
    {
        await using var database = await TestDatabase.Create();
        Assert.That(await Migrator.Check(database.App, CancellationToken.None), Is.Null);

        await database.Execute("delete from migration.applied where version = 40");

        var problem = await Migrator.Check(database.App, CancellationToken.None);
        Assert.That(problem?.Number, Is.EqualTo(5001));
        Assert.That(problem?.Danish, Does.Contain("version 39"), "it is whole up to there");
    }

    [Test]
    public async Task A_program_goes_on_beside_a_schema_that_is_newer_than_it()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute("insert into migration.applied (version, name, checksum, applied_at) values (9999, 'Database/9999-later.sql', 'x', now())");

        Assert.That(await Migrator.Check(database.App, CancellationToken.None), Is.Null);
    }

    [Test]
    public void Every_new_migration_can_run_beside_the_hosts_of_the_version_before() => Assert.Multiple(() =>
    {
        foreach (var file in Migrations.Where(file => int.Parse(Path.GetFileName(file).AsSpan(0, 4), null) > LastBeforeTheRule))
        {
            var text = File.ReadAllText(file);
            var excused = text.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Any(line => line.StartsWith(Excuse, StringComparison.Ordinal) && line.Length > Excuse.Length + 20);
            var breaks = Breaks(text).ToList();
            if (excused)
                Assert.That(breaks, Is.Not.Empty, $"{Path.GetFileName(file)} excuses what it does not do");
            else
                Assert.That(breaks, Is.Empty, Path.GetFileName(file));
        }
    });

    [TestCase("alter table intake.area drop column name", "drop")]
    [TestCase("DROP TABLE intake.area", "drop")]
    [TestCase("drop function delivery.neighbour_away_until", "drop")]
    [TestCase("alter table a.b rename column c to d", "rename")]
    [TestCase("alter table a.b rename to d", "rename")]
    [TestCase("alter table a.b alter column c type bigint", "another type")]
    [TestCase("alter table a.b alter column c set data type bigint", "another type")]
    [TestCase("alter table a.b alter column c set not null", "not null")]
    [TestCase("alter table a.b add column c int not null", "not null")]
    [TestCase("alter table a.b add c int not null, add d int", "not null")]
    [TestCase("alter table a.b add constraint c check (d > 0)", "check of rows")]
    [TestCase("alter table a.b add check (d > 0)", "check of rows")]
    [TestCase("create index on delivery.delivery (state)", "large table")]
    [TestCase("create unique index concurrently x on delivery.delivery using btree (state)", "large table")]
    [TestCase("update delivery.delivery set state = 'Planned'", "large table")]
    [TestCase("do $$ begin update delivery.delivery set state = 'Planned'; end $$", "large table")]
    [TestCase("delete from intake.report", "large table")]
    [TestCase("revoke select on a.b from reactionplans_app", "revoke")]
    [TestCase("lock table a.b", "lock")]
    public void Is_caught(string statement, string what) => Assert.That(Breaks($"-- a comment\n{statement};"), Has.Some.Contains(what));

    [TestCase("-- drop table a.b\ncreate table a.b (c int not null, d text check (d in ('drop table a.b;')))")]
    [TestCase("alter table a.b add column c int")]
    [TestCase("alter table a.b add column c int not null default 0, add column d text")]
    [TestCase("alter table a.b add constraint c check (d > 0) not valid")]
    [TestCase("alter table a.b drop constraint c")]
    [TestCase("create index on a.b (c)")]
    [TestCase("create table delivery.delivery (id int); create index on delivery.delivery (id)")]
    [TestCase("create or replace function a.b() returns int language sql as $$ select 1 $$")]
    [TestCase("create function a.b() returns void language plpgsql as $$ begin delete from intake.report; end $$")]
    [TestCase("grant select, update on delivery.delivery to reactionplans_app")]
    public void Is_let_through(string statements) => Assert.That(Breaks(statements), Is.Empty);

    /// <summary>What in a migration would stop or hold up hosts of the version before, in words.</summary>
    private static IEnumerable<string> Breaks(string text)
    {
        var plain = Text().Replace(Comment().Replace(text, ""), "''");
        // A function's body runs when it is called; what "do" has in it runs now.
        plain = Body().Replace(plain, match => match.Groups["do"].Success ? match.Groups["body"].Value : "''");
        var made = Made().Matches(plain).Select(match => match.Groups[1].Value.ToLowerInvariant()).ToHashSet();
        foreach (var statement in plain.Split(';').Select(one => Blank().Replace(one, " ").Trim().ToLowerInvariant()).Where(one => one.Length > 0))
        {
            string? Found(string what, string pattern) => Regex.IsMatch(statement, pattern) ? $"{what}: {statement}" : null;

            var target = Target().Match(statement);
            var isNew = target.Success && made.Contains(target.Groups["table"].Value);
            string?[] found = isNew ? [] :
            [
                Found("drop of what the old program uses", @"\bdrop (column|table|view|function|procedure|schema|type|domain|sequence)\b|\balter table .*\bdrop (?!constraint\b|not null\b|default\b|expression\b|identity\b|column\b)"),
                Found("rename of what the old program uses", @"^alter .*\brename\b"),
                Found("another type, which rewrites the table under a lock", @"\balter (column )?\w+ (set data )?type\b"),
                Found("not null, which the old program does not fill", @"\bset not null\b"),
                Added().Matches(statement).Any(column => column.Value.Contains(" not null", StringComparison.Ordinal) && !column.Value.Contains(" default ", StringComparison.Ordinal) && !column.Value.Contains(" generated ", StringComparison.Ordinal))
                    ? $"not null, which the old program does not fill: {statement}" : null,
                Found("check of rows under a lock; say 'not valid'", @"^alter table .*\badd (constraint \w+ )?(check|foreign key|unique|primary key|exclude)\b(?!.*\bnot valid\b)"),
                Found("revoke of what the old program uses", @"^revoke\b"),
                Found("lock that running hosts wait for", @"\block table\b"),
                target.Success && LargeTables.Names.Contains(target.Groups["table"].Value) && Rewrites().IsMatch(statement) ? $"large table, locked or rewritten: {statement}" : null,
            ];
            foreach (var one in found.OfType<string>())
                yield return one;
        }
    }

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<do>\bdo\s+)?\$(?<tag>\w*)\$(?<body>.*?)\$\k<tag>\$", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Body();

    [GeneratedRegex(@"\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?([\w.]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Made();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    /// <summary>The table that a statement changes.</summary>
    [GeneratedRegex(@"\b(?:alter table (?:if exists )?(?:only )?|index (?:concurrently )?(?:if not exists )?(?:\w+ )?on (?:only )?|update (?:only )?|delete from (?:only )?|truncate (?:table )?)(?<table>\w+\.\w+)")]
    private static partial Regex Target();

    [GeneratedRegex(@"\bcreate (?:unique )?index\b|\bupdate \w+\.|\bdelete from\b|\btruncate\b")]
    private static partial Regex Rewrites();

    /// <summary>Each added column with its own words, up to the next.</summary>
    [GeneratedRegex(@"\badd (?:column (?:if not exists )?)?(?!constraint\b|check\b|foreign\b|unique\b|primary\b|exclude\b|column\b)\w+ (?:(?!, ?(?:add|alter|drop)\b).)*")]
    private static partial Regex Added();
}
