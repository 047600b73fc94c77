using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.TestKit;
using ReactionPlans.Web;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The console alone on a port of its own, over a database of its own.</summary>
public sealed class ConsoleSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool ownsDatabase;

    private ConsoleSite(WebApplication app, TestDatabase database, bool ownsDatabase)
    {
        (this.app, this.ownsDatabase) = (app, ownsDatabase);
        Database = database;
    }

    public TestDatabase Database { get; }

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<RouteEndpoint> Routes => [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    public Accounts Accounts => app.Services.GetRequiredService<Accounts>();

    /// <param name="localTexts">The folder of partnerships' own texts; null: there are none.</param>
    /// <param name="map">What lies behind the areas on the map; null: nothing.</param>
    /// <param name="texts">Where people find it; null: on this machine.</param>
    /// <param name="signIn">How people sign in; null: with local accounts.</param>
    public static async Task<ConsoleSite> Start(string? localTexts = null, MapOptions? map = null, TextOptions? texts = null, SignInOptions? signIn = null) =>
        await Start(await TestDatabase.Create(), ownsDatabase: true, localTexts, map, texts, signIn);

    /// <summary>A second host over the same database.</summary>
    public static Task<ConsoleSite> Beside(ConsoleSite other) => Start(other.Database, ownsDatabase: false, null, null, null, null);

    private static async Task<ConsoleSite> Start(TestDatabase database, bool ownsDatabase, string? localTexts, MapOptions? map, TextOptions? texts, SignInOptions? signIn)
    {
        // The host's name: its manifest says where styles and fonts lie.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "reactionplans", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets().UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(database.App);
        builder.Services.AddSingleton<TimeProvider>(database.Clock);
        builder.Services.AddHealth();
        builder.Services.AddSingleton(new MessageRoutes(inProcess: true, Hops.All));
        builder.Services.AddSingleton(new TemplateBook(localTexts));
        builder.Services.AddSingleton(texts ?? new TextOptions());
        builder.Services.AddSingleton(map ?? new MapOptions());
        builder.Services.AddConsole(database.AppConnectionString, new byte[32], signIn);
        var app = builder.Build();
        app.MapConsole();
        app.MapHealth();
        await app.StartAsync();
        return new ConsoleSite(app, database, ownsDatabase);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (ownsDatabase)
            await Database.DisposeAsync();
    }
}
