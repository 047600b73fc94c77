using System.Security.Cryptography;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Intake;

/// <summary>The program as it serves, over a database of its own, with a map of two postcodes.</summary>
internal sealed class ServingHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HostProcess process;
    private readonly string folder;

    private ServingHost(HostProcess process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Its data folder: logs, and what it would have sent.</summary>
    public string Folder => folder;

    public string Output => process.Output;

    public static async Task<ServingHost> Start(TestDatabase database, IReadOnlyDictionary<string, string>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("rp-serving-").FullName;
        var process = HostProcess.Start(["run", "--data", folder], new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["ConnectionStrings__Database"] = database.SuperuserConnectionString,
            ["RecipientKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Urls"] = "http://127.0.0.1:0",
        });
        try
        {
            return new ServingHost(process, folder, await process.Address(Patience));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public static Task DrawAreas(TestDatabase database) => database.Execute("""
        insert into intake.area (level, code, name, geometry, changed_at, shape_number) values
            ('postcode', '8000', 'Vest', '{"type":"Polygon","coordinates":[[[10,56],[11,56],[11,57],[10,57],[10,56]]]}', @now, 1),
            ('postcode', '8210', 'Øst', '{"type":"Polygon","coordinates":[[[11,56],[12,56],[12,57],[11,57],[11,56]]]}', @now, 2)
        """, new { now = TestDatabase.Start.UtcDateTime });

    public Task Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
