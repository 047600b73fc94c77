using System.CommandLine;
using Npgsql;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using Serilog.Extensions.Logging;

namespace ReactionPlans.Host.Commands;

/// <summary>doctor: looks at everything a host stands on, and says what to do about what is wrong.</summary>
internal static class DoctorCommand
{
    /// <summary>A disk with less than this left will soon stop the database.</summary>
    private const long FewBytesFree = 1L << 30;

    /// <summary>Clocks that differ by more than this put messages and deadlines on the wrong side of each other.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    public static Command Build()
    {
        var command = new Command("doctor", "Check configuration, database, schema, broker, carriers, clock and disk") { Settings.DataOption };
        command.SetAction((parse, stopping) => Run(Settings.Read(parse), stopping));
        return command;
    }

    private static async Task<int> Run(Settings settings, CancellationToken stopping)
    {
        var problems = new List<Problem>();
        void Tell(string what, Problem? problem, string good)
        {
            Terminal.Say($"{(problem is null ? "✓" : "✗")} {what}: {(problem is null ? good : problem.Danish)}");
            if (problem is not null)
                problems.Add(problem);
        }

        Tell("Nøgle til modtagere", settings.Keys().Problem, "på plads");
        await CheckDatabase(settings, Tell, stopping);
        await CheckBroker(settings, Tell, stopping);
        Tell("Modtagelse", settings.Intake.Check() is [var first, ..] ? first : null, $"{settings.Intake.Folders.Count} overvågede mapper");
        Tell("Breve og beskeder", CheckFolder(settings.Carriers.Folder.Path), Path.GetFullPath(settings.Carriers.Folder.Path));
        Tell("Indstillinger for dem", settings.Carriers.Check() is [var wrong, ..] ? wrong : null, "gyldige");
        Tell("Egne tekster", LocalTemplates.Check(settings.Texts.LocalFolder) is [var text, ..] ? text : null, settings.Texts.LocalFolder ?? "ingen: alle har de fælles");
        Tell("Digital Post", CheckSenders(settings.Carriers.DigitalPost), settings.Carriers.DigitalPost.SenderCvr.Count == 0 ? "ingen CVR-numre: kommunen står med sin kode som afsender" : $"{settings.Carriers.DigitalPost.SenderCvr.Count} kommuner med CVR-nummer");
        Tell("Post", await CheckSmtp(settings.Carriers.Smtp, stopping), settings.Carriers.Smtp.Host.Length == 0 ? "ingen SMTP-server: mails skrives som filer" : settings.Carriers.Smtp.Host);
        Tell("Brevfordeler", await CheckAddress(settings.Carriers.Rest.Url, "Carriers:Rest:Url", stopping), settings.Carriers.Rest.Url ?? "ingen: breve skrives som filer");
        Tell("Sms", await CheckAddress(settings.Carriers.Sms.Url, "Carriers:Sms:Url", stopping), settings.Carriers.Sms.Url ?? "ingen: sms'er skrives som filer");
        Tell("Beskeder i appen", await CheckAddress(settings.Carriers.Push.Url, "Carriers:Push:Url", stopping), settings.Carriers.Push.Url ?? "ingen: de skrives som filer");
        Tell("Breve over SFTP", await SftpCheck.Run(settings.Carriers.Sftp, stopping), settings.Carriers.Sftp.Host.Length == 0 ? "ingen server: breve skrives som filer"
            : settings.Carriers.Rest.Url is null ? $"{settings.Carriers.Sftp.Host} viser den aftalte nøgle" : $"{settings.Carriers.Sftp.Host} viser den aftalte nøgle, men brevfordeleren får brevene");
        Tell("Disk", CheckDisk(settings.DataFolder), "plads nok");
        return problems.Count == 0 ? ExitCode.Done : Terminal.Fail(problems);
    }

    private static async Task CheckDatabase(Settings settings, Action<string, Problem?, string> tell, CancellationToken stopping)
    {
        using var loggers = new SerilogLoggerFactory(Logs.Create(settings, quiet: true), dispose: true);
        var (home, unavailable) = await DatabaseHome.Open(settings, DatabaseHome.Usual, loggers.CreateLogger("database"), stopping);
        tell("Database", unavailable, settings.DatabaseConnection is null ? "egen PostgreSQL" : "svarer");
        if (home is null)
            return;

        await using (home)
        await using (var app = NpgsqlDataSource.Create(DatabaseRoles.ActingAs(home.App, DatabaseRoles.App)))
        {
            var behind = await Migrator.Check(app, stopping);
            tell("Skema", behind, $"version {Migrator.Needed}");
            await using var connection = await app.OpenConnectionAsync(stopping);
            await using var ask = new NpgsqlCommand(Sql.Text("Plumbing/read-clock.sql"), connection);
            var theirs = (DateTime)(await ask.ExecuteScalarAsync(stopping))!;
            var apart = (DateTime.UtcNow - theirs).Duration();
            if (behind is null)
            {
                await DoctorFeeds.Check(app, tell, stopping);
                await DoctorWebhooks.Check(app, tell, stopping);
            }

            tell("Ur", apart <= ClockTolerance ? null : Problems.ClocksApart.With(apart.TotalSeconds.ToString("0", null)), "samme tid som databasen");
            if (behind is not null)
                return;
            await using var count = new NpgsqlCommand(Sql.Text("Intake/count-strays.sql"), connection);
            var strays = (long)(await count.ExecuteScalarAsync(stopping))!;
            await using var lost = new NpgsqlCommand(Sql.Text("Intake/count-unplaced.sql"), connection);
            lost.Parameters.AddWithValue("since", DateOnly.FromDateTime(theirs).AddYears(-1));
            var unplaced = (int)(await lost.ExecuteScalarAsync(stopping))!;
            // Told and no fault: a report abroad or without an address lies nowhere, and is kept.
            tell("Placering", null, unplaced == 0 ? "alle det seneste års anmeldelser ligger i et område"
                : $"{unplaced} af det seneste års anmeldelser ligger i intet område og tæller ikke med; se dem med 'reactionplans unplaced'");
            tell("Anmeldelser", strays == 0 ? null : Problems.StrayRows.With(strays), "hver række hører til en anmeldelse");
        }
    }

    private static async Task CheckBroker(Settings settings, Action<string, Problem?, string> tell, CancellationToken stopping)
    {
        if (settings.Transport.InProcess)
        {
            tell("Beskedkø", null, "i processen; ingen RabbitMQ er angivet");
            return;
        }

        try
        {
            await using var connection = await new RabbitMQ.Client.ConnectionFactory { Uri = settings.Transport.RabbitMq.Uri! }.CreateConnectionAsync(stopping);
            tell("Beskedkø", null, connection.Endpoint.HostName);
        }
        catch (RabbitMQ.Client.Exceptions.BrokerUnreachableException exception)
        {
            tell("Beskedkø", Problems.BrokerUnreachable.With(exception.InnerException?.Message ?? exception.Message), "");
        }
    }

    private static Problem? CheckFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Problems.SettingWrong.With("Carriers:Folder:Path", exception.Message);
        }
    }

    private static Problem? CheckSenders(DigitalPostOptions options) => options.SenderCvr
        .Where(sender => !(sender.Key.Length == 4 && sender.Key.All(char.IsAsciiDigit) && sender.Value.Length == 8 && sender.Value.All(char.IsAsciiDigit)))
        .Select(sender => Problems.SettingWrong.With(
            $"Carriers:DigitalPost:SenderCvr:{sender.Key}",
            new Phrase("der ventes en kommunekode på fire cifre og et CVR-nummer på otte.", "expected a municipality code of four digits and a CVR number of eight.")))
        .FirstOrDefault();

    private static Task<Problem?> CheckSmtp(SmtpOptions smtp, CancellationToken stopping) =>
        smtp.Host.Length == 0 ? Task.FromResult<Problem?>(null) : CheckServer(smtp.Host, smtp.Port, "Carriers:Smtp:Host", stopping);

    private static Task<Problem?> CheckAddress(string? url, string setting, CancellationToken stopping) =>
        url is null ? Task.FromResult<Problem?>(null)
        : Uri.TryCreate(url, UriKind.Absolute, out var address) ? CheckServer(address.Host, address.Port, setting, stopping)
        : Task.FromResult<Problem?>(Problems.SettingWrong.With(setting, url));

    private static async Task<Problem?> CheckServer(string host, int port, string setting, CancellationToken stopping)
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(host, port, stopping);
            return null;
        }
        catch (System.Net.Sockets.SocketException exception)
        {
            return Problems.SettingWrong.With(setting, exception.Message);
        }
    }

    private static Problem? CheckDisk(string folder)
    {
        Directory.CreateDirectory(folder);
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        return free >= FewBytesFree ? null : Problems.DiskNearlyFull.With(free >> 20);
    }
}
