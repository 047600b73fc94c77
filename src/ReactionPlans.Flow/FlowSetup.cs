using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Replay;

namespace ReactionPlans.Flow;

/// <summary>What a host gives the flow to stand on.</summary>
/// <param name="AppConnectionString">A login that acts as the app role.</param>
/// <param name="Roles">What this host does; all of them with the in-process transport.</param>
/// <param name="RecipientKey">32 bytes: encrypts recipients' numbers.</param>
/// <param name="TracksMessages">Every consumer is in this process, so that a replay can wait for rest.</param>
public sealed record FlowFooting(
    string AppConnectionString, TransportOptions Transport, CarrierOptions Carriers, IReadOnlyCollection<Role> Roles, byte[] RecipientKey, bool TracksMessages = false);

/// <summary>Registers the flow: one instance of everything, because nothing in it keeps state but the database.</summary>
public static class FlowSetup
{
    public static IServiceCollection AddFlow(this IServiceCollection services, FlowFooting footing)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => NpgsqlDataSource.Create(DatabaseRoles.ActingAs(footing.AppConnectionString, DatabaseRoles.App)));
        services.AddSingleton(new MessageRoutes(footing.Transport.InProcess, Hops.All));
        services.AddSingleton<Database>();
        services.AddSingleton<AgreementBook>();
        if (footing.Transport.InProcess || footing.TracksMessages)
            services.AddSingleton<MessagesUnderWay>();
        services.AddMessageBus(footing.Transport, [.. Hops.All.Where(hop => footing.Roles.Contains(hop.Role))]);
        services.AddHostedService<OutboxRelay>();

        services.AddSingleton<JudgeEveryArea>();
        services.AddSingleton<AnswerQuestion>();
        services.AddSingleton<SettleOverdue>();
        services.AddSingleton<SettleTask>();
        services.AddSingleton<AnswerGate>();
        services.AddSingleton<Promises>();
        return services;
    }

    /// <summary>Adds what a replay needs beside the flow: virtual time and people who answer.</summary>
    public static IServiceCollection AddReplay(this IServiceCollection services, VirtualClock clock, PersonaList personas)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(clock);
        services.AddSingleton(personas);
        services.AddSingleton<Personas>();
        services.AddSingleton<Clockwork>();
        services.AddSingleton<ReplayRun>();
        return services;
    }
}
