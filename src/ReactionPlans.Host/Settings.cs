using System.CommandLine;
using System.Security.Cryptography;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Host.Telemetry;
using ReactionPlans.Rules;
using ReactionPlans.Web;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.Host;

/// <summary>What the environment and the command line say, and an appsettings.json beside the program; the environment wins over the file.</summary>
public sealed class Settings
{
    public static readonly Option<string?> DataOption = new("--data") { Description = "Folder for the private database, letters, keys and logs" };

    private Settings(IConfiguration configuration, string dataFolder, bool inventsRecipients, Purpose purpose) =>
        (Configuration, DataFolder, this.inventsRecipients, Purpose) = (configuration, dataFolder, inventsRecipients, purpose);

    /// <summary>A demonstration or replay invents its recipients: it may make a key wherever its database is.</summary>
    private readonly bool inventsRecipients;

    public IConfiguration Configuration { get; }

    public Purpose Purpose { get; }

    public string DataFolder { get; }

    public bool IsAddressConfigured => (Configuration["Urls"] ?? Configuration["ASPNETCORE_URLS"] ?? Configuration["ASPNETCORE_HTTP_PORTS"]) is not null;

    /// <summary>Null: the host starts a private PostgreSQL of its own.</summary>
    public string? DatabaseConnection => Configuration.GetConnectionString("Database");

    public string? MigratorConnection => Configuration.GetConnectionString("Migrator");

    public TransportOptions Transport => Configuration.GetSection("Transport").Get<TransportOptions>() ?? new TransportOptions();

    public CarrierOptions Carriers
    {
        get
        {
            var carriers = Configuration.GetSection("Carriers").Get<CarrierOptions>() ?? new CarrierOptions();
            return Configuration["Carriers:Folder:Path"] is null ? carriers with { Folder = carriers.Folder with { Path = Path.Combine(DataFolder, "outgoing") } } : carriers;
        }
    }

    public IntakeOptions Intake => Configuration.GetSection("Intake").Get<IntakeOptions>() ?? new IntakeOptions();

    public OutwardOptions Outward => Configuration.GetSection("Outward").Get<OutwardOptions>() ?? new OutwardOptions();

    /// <summary>What must outlive the database and lie in no backup of it.</summary>
    public string KeysFolder => Configuration["Keys:Folder"] ?? Path.Combine(DataFolder, "keys");

    /// <summary>Whether each residents' extract gets a data key of its own: with servers when somebody says so, for hosts of a version before could not read them. Who is invented needs none.</summary>
    public bool KeyForEachExtract => !inventsRecipients && Configuration.GetValue("Keys:ForEachExtract", DatabaseConnection is null);

    public TelemetryOptions Telemetry => Configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();

    public MapOptions Map => Configuration.GetSection("Map").Get<MapOptions>() ?? new MapOptions();

    public SignInOptions SignIn => Configuration.GetSection("SignIn").Get<SignInOptions>() ?? new SignInOptions();

    /// <remarks>A link of an exercise must never lead to the live console, so it does not have the live one's default.</remarks>
    public TextOptions Texts => Configuration.GetSection("Texts").Get<TextOptions>() ?? (Purpose.IsExercise ? new TextOptions { ConsoleUrl = ExerciseAddress } : new TextOptions());

    /// <summary>Where an exercise listens; usually another place than the live console, so that both can run on one machine.</summary>
    public string ExerciseAddress => Configuration["Urls"] ?? "http://127.0.0.1:8090";

    public static Settings Read(ParseResult parse, bool inventsRecipients = false)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        var data = parse.GetValue(DataOption) ?? configuration["Data"] ?? EmbeddedPostgres.DefaultDataFolder();
        return new Settings(configuration, Path.GetFullPath(data), inventsRecipients, Purpose.Live);
    }

    /// <summary>What stands under "Exercise", and nothing beside it: an exercise never sees a connection, a carrier or a key of the live installation.</summary>
    public Settings ForExercise() => new(
        new ConfigurationBuilder().AddConfiguration(Configuration.GetSection("Exercise")).Build(), Path.Combine(DataFolder, "exercise"), inventsRecipients: true, Purpose.Exercise);

    /// <summary>The keys that encrypt recipients' numbers: configured, or one made once and kept in the data folder beside the private database.</summary>
    public (KeyRing? Ring, Problem? Problem) Keys() => KeyRing.Read(
        Configuration["RecipientKey"] ?? KeptKey(mayMake: Configuration["RecipientKeys"] is null), Configuration["RecipientKeys"], Configuration["RecipientLookupKey"]);

    /// <summary>Null: the database is somebody else's, and so is the key.</summary>
    private string? KeptKey(bool mayMake)
    {
        if (DatabaseConnection is not null && !inventsRecipients)
            return null;
        var file = Path.Combine(DataFolder, "recipient.key");
        if (!File.Exists(file))
        {
            if (!mayMake)
                return null;
            Directory.CreateDirectory(DataFolder);
            var readableByUs = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                readableByUs.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(file, readableByUs);
            stream.Write(RandomNumberGenerator.GetBytes(32));
        }

        return Convert.ToBase64String(File.ReadAllBytes(file));
    }
}
