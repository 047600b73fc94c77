using Dapper;
using Npgsql;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Access;

public sealed class AuditTests
{
    private TestDatabase database = null!;

    [SetUp]
    public async Task Open()
    {
        database = await TestDatabase.Create();
        await database.Database.Do(work => Audit.Write(work, Actor.Person("p"), new AuditEntry(AuditAction.SpikeApproved, "alfa", "spike", "1", new { rows = 2 })), CancellationToken.None);
    }

    [TearDown]
    public async Task Close() => await database.DisposeAsync();

    [TestCase("update access.audit_entry set actor = 'q'")]
    [TestCase("delete from access.audit_entry")]
    [TestCase("truncate access.audit_entry")]
    public async Task Neither_the_app_nor_the_owner_changes_what_was_written(string statement)
    {
        foreach (var role in new[] { DatabaseRoles.App, DatabaseRoles.Owner, DatabaseRoles.Migrator })
        {
            await using var connection = new NpgsqlConnection(DatabaseRoles.ActingAs(database.SuperuserConnectionString, role, Scope.Everything));
            await connection.OpenAsync();
            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement), role);
            Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), role);
        }

        Assert.That(await database.Rows("access.audit_entry", "actor = 'p'"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_entry_goes_with_its_act_or_not_at_all()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Database.Do(async work =>
        {
            await Audit.Write(work, Actor.Program, new AuditEntry(AuditAction.Imported, null));
            throw new InvalidOperationException("the act failed");
        }, CancellationToken.None));

        Assert.That(await database.Rows("access.audit_entry"), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_what_and_when_are_kept()
    {
        var entry = await database.Scalar<string>("select concat_ws('|', actor_kind, actor, partnership_id, action, subject_kind, subject_id, detail) from access.audit_entry");

        Assert.That(entry, Is.EqualTo("""person|p|alfa|spike-approved|spike|1|{"rows": 2}"""));
        Assert.That(await database.Scalar<DateTime>("select at from access.audit_entry"), Is.EqualTo(TestDatabase.Start.UtcDateTime));
    }

    [Test]
    public void Names_of_acts_never_change() =>
        Assert.That(Enum.GetValues<AuditAction>().Select(Audit.NameOf), Is.SupersetOf(new[]
        {
            "signed-in", "sign-in-failed", "signed-out", "partnership-chosen", "account-added", "account-removed", "password-reset", "agreement-proposed",
            "agreement-accepted", "spike-approved", "spike-held", "spike-dismissed", "task-done", "task-not-possible", "gate-opened", "gate-waits",
            "gate-otherwise", "plan-stopped", "task-acknowledged", "end-closed", "end-extended", "end-new-round", "station-confirmed", "verdict-given", "imported", "quarantine-read", "quarantine-exported",
            "quarantine-fixed", "quarantine-retried", "api-key-made", "api-key-rotated", "api-key-revoked", "quarantine-given-up", "audit-exported", "rehearsal-asked", "rehearsal-cancelled", "plan-corrected", "exercise-started", "exercise-ended",
        }));
}
