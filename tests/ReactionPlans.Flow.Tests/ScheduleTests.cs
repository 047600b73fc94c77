using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests;

public sealed class ScheduleTests
{
    /// <summary>In a host of that role alone: what a job needs may not come in by another role's hops.</summary>
    [TestCaseSource(typeof(Schedule), nameof(Schedule.All))]
    public async Task A_host_with_the_jobs_role_and_no_other_runs_it(ScheduledJob job)
    {
        await using var database = await TestDatabase.Create(inProcess: false);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(database.Clock);
        var transport = new TransportOptions { RabbitMq = new RabbitMqOptions { Uri = new Uri("amqp://127.0.0.1:9/") } }; // nothing is published in a run over nothing
        builder.Services.AddFlow(new FlowFooting(database.SuperuserConnectionString, transport, new CarrierOptions(), new TextOptions(), [job.Role], new byte[32]));
        using var host = builder.Build();
        await using var scope = host.Services.CreateAsyncScope();

        await job.Run(scope.ServiceProvider, CancellationToken.None);
        if (job.NextDue is { } nextDue)
            Assert.That(await nextDue(scope.ServiceProvider, CancellationToken.None), Is.Null, "nothing waits where nothing is");

        Assert.That(await database.Rows("plumbing.outbox"), Is.Zero);
    }
}
