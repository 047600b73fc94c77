using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A test of the API over the scene, on its own for each test: systems of people ask with a key of theirs.</summary>
public abstract class ApiTest
{
    private ConsoleSite? site;
    private PersonKeys? keys;

    internal ConsoleSite Site => site!;

    internal PersonKeys Keys => keys!;

    [SetUp]
    public async Task OpenTheConsole()
    {
        site = await ConsoleSite.Start();
        await ConsoleScene.Set(site.Database);
        keys = new PersonKeys(new Database(site.Database.App, site.Database.Clock, new MessageRoutes(true, Flow.Hops.All)));
    }

    [TearDown]
    public async Task CloseTheConsole()
    {
        if (site is not null)
            await site.DisposeAsync();
    }

    /// <summary>A system with that person's key.</summary>
    internal async Task<HttpClient> System(string person, string partnership = ConsoleScene.Partnership)
    {
        var client = new HttpClient { BaseAddress = Site.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Keys.Create(partnership, person, Actor.Program, CancellationToken.None));
        return client;
    }
}
