using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Benchmarks;

/// <summary>The demo town in the measuring database, and activations whose plan is the letters alone.</summary>
internal sealed class LetterTown(MeasuringDatabase database)
{
    private const string Partnership = "taenkeby";

    /// <summary>Every run has a day of its own, as every spike of a criterion in an area has.</summary>
    private DateOnly firedOn = new(2026, 3, 1);

    /// <summary>Imports areas, residents and the agreement the ordinary way.</summary>
    public static async Task Import(IServiceProvider flow, string folder, CancellationToken stopping)
    {
        DemoTown.Write(folder);
        var importFile = flow.GetRequiredService<ImportFile>();
        foreach (var (kind, file) in new[] { (ImportKind.Areas, DemoTown.Areas), (ImportKind.Residents, DemoTown.Residents) })
        {
            var report = await importFile.Run(kind, Path.Combine(folder, file), null, null, null, stopping);
            if (report.FirstProblems.Count > 0)
                throw new InvalidOperationException(report.FirstProblems[0].ToString());
        }
        var yaml = await File.ReadAllTextAsync(Path.Combine(folder, DemoTown.Agreement), stopping);
        await flow.GetRequiredService<Database>().Do(async work =>
        {
            var reading = await ImportAgreement.ProposeAsWritten(work, yaml, DemoTown.Agreement, flow.GetRequiredService<TemplateBook>());
            if (reading.Agreement is null)
                throw new InvalidOperationException(reading.Problems[0].ToString());
            foreach (var (party, person) in new[] { (Party.Police, "coordinator"), (Party.Municipality, "lead") })
            {
                var book = flow.GetRequiredService<AgreementBook>();
                var problem = await ShowBacktest.To(work, book, Partnership, 1, person, BacktestSeen.NothingStored) ?? await AcceptAgreement.By(work, book, Partnership, 1, party, person);
                if (problem is not null)
                    throw new InvalidOperationException(problem.ToString());
            }
        }, stopping);
    }

    /// <summary>Starts an activation in each of the first areas and returns when every letter is accepted.</summary>
    /// <returns>Letters accepted.</returns>
    public async Task<int> SendLetters(IHost host, int areas, CancellationToken stopping)
    {
        firedOn = firedOn.AddDays(1);
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        var activations = (await connection.QueryAsync<Guid>(
            """
            with area as (
                select id, gen_random_uuid() as spike_id, gen_random_uuid() as activation_id
                from intake.area where level = 'postcode' order by code limit @areas
            ), spike as (
                insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence)
                select spike_id, @Partnership, 1, 'burst', 'Activate', id, @firedOn, @now, '{"count": 5}' from area
            ), started as (
                insert into activation.activation
                    (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at, maximum_ends_at)
                select activation_id, spike_id, @Partnership, 1, 'burst', id, @firedOn, date_trunc('month', @firedOn::date)::date, @now, @now + interval '42 days' from area
                returning id, partnership_id, area_id, spike_id
            ), covered as (
                insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id) select id, partnership_id, area_id, spike_id from started
            )
            insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, template, starts_at, due_at, remind_at, escalate_at, state)
            select id, partnership_id, 'letters', 1, 'Municipality', 'lead', 'Letter', 'residents-burst', @now, @now + interval '1 day', @now + interval '1 day', @now + interval '1 day' + interval '1 day', 'Open' from started
            returning activation_id
            """,
            new { areas, Partnership, firedOn, now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime })).ToArray();

        await host.Services.GetRequiredService<Database>().Do(
            work => work.Publish<ActivationStarted>([.. activations.Select(id => new ActivationStarted(id))]), stopping);
        while (true)
        {
            var (planned, accepted) = await connection.QuerySingleAsync<(int, int)>(
                """
                select case count(distinct activation_id) when @areas then count(*)::int else -1 end, (count(*) filter (where state = 'Accepted'))::int
                from delivery.delivery where activation_id = any(@activations) and kind = 'Letter'
                """, new { activations, areas });
            if (planned == accepted)
                return accepted;
            await Task.Delay(20, stopping);
        }
    }

    /// <summary>An area has one running activation: the next run's needs this one's to be over.</summary>
    public async Task EndActivations(CancellationToken stopping)
    {
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(
            """
            update activation.activation set ended_at = started_at, ended_on = fired_on, end_reason = 'fallen' where ended_at is null;
            update activation.covered_area set ended_at = now() where ended_at is null;
            update detection.spike set ended_on = fired_on, end_reason = 'fallen' where ended_on is null
            """);
    }
}
