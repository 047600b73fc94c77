using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Web;

/// <summary>
/// Asks for the database, or a class of the flow over it, as the signed-in person may see it. The console takes no other:
/// the flow's own, which sees every partnership, is in the same container, and a test keeps every class here away from it.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SeenByPersonAttribute() : FromKeyedServicesAttribute(SeenByPerson.Key);

/// <summary>Registers what <see cref="SeenByPersonAttribute"/> asks for.</summary>
public static class SeenByPerson
{
    internal const string Key = "seen-by-person";

    /// <summary>The database of those whom nobody knows yet: sees nothing, and is there to be narrowed to somebody's.</summary>
    private const string Nobody = "seen-by-nobody";

    /// <summary>A class of the flow that a person acts with: its <see cref="Database"/> is the person's.</summary>
    public static IServiceCollection AddSeenByPerson<T>(this IServiceCollection services) where T : class =>
        services.AddKeyedScoped<T>(Key, static (provider, key) => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredKeyedService<Database>(key)));

    internal static IServiceCollection AddPersonsDatabase(this IServiceCollection services, string appConnectionString, KeyRing keys)
    {
        services.AddHttpContextAccessor();
        services.AddKeyedSingleton(Nobody, (_, _) => NpgsqlDataSource.Create(DatabaseRoles.ActingAs(appConnectionString, DatabaseRoles.App, Scope.Nothing)));
        services.AddKeyedSingleton(Nobody, static (provider, key) => new Database(
            provider.GetRequiredKeyedService<NpgsqlDataSource>(key), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<MessageRoutes>()));

        services.AddKeyedScoped(Key, static (provider, _) => provider.GetRequiredKeyedService<Database>(Nobody).SeenBy(ScopeOf(provider)));
        services.AddSingleton(static provider => new Accounts(provider.GetRequiredKeyedService<Database>(Nobody)));
        services.AddSingleton(provider => new Attempts(provider.GetRequiredKeyedService<Database>(Nobody), keys, TimeProvider.System));
        services.AddSingleton(static provider => new PublicPlans(provider.GetRequiredKeyedService<Database>(Nobody)));
        services.AddSingleton(static provider => new PersonKeys(provider.GetRequiredKeyedService<Database>(Nobody)));
        services.AddSingleton(static provider => new StuckMessages(provider.GetRequiredKeyedService<Database>(Nobody)));
        services.AddSingleton(static provider => new StuckWebhooks(provider.GetRequiredKeyedService<Database>(Nobody)));
        services.AddSingleton(static provider => new Workplaces(
            provider.GetRequiredKeyedService<Database>(Nobody), provider.GetRequiredService<Accounts>(), provider.GetRequiredService<AgreementBook>()));
        return services;
    }

    /// <summary>On the page that a link or a public code opens, whose it is; elsewhere who is signed in.</summary>
    private static Scope ScopeOf(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpContextAccessor>().HttpContext is not { } context ? Scope.Nothing
        : context.Features.Get<PersonLink>() is { } link ? Scope.Of(link.PartnershipId)
        : context.Features.Get<PublicPlan>() is { } plan ? Scope.Of(plan.PartnershipId)
        : SignedIn.Find(context.User) is { } person ? person.Scope
        : Scope.Nothing;
}
