using System.CommandLine;
using ReactionPlans.Host;
using ReactionPlans.Host.Commands;

var root = new RootCommand("ReactionPlans: reaction plans against burglary, from report to all-clear.")
{
    DemoCommand.Build(),
    ReplayCommand.Build(),
    RehearseCommand.Build(),
    RunCommand.Build(),
    ExerciseCommand.Build(),
    MigrateCommand.Build(),
    ImportCommand.Build(),
    AgreementCommand.Build(),
    StationCommand.Build(),
    AccountCommand.Build(),
    PersonCommand.Build(),
    QuarantineCommand.Build(),
    FeedCommand.Build(),
    AuditCommand.Build(),
    CountsCommand.Build(),
    UnplacedCommand.Build(),
    WhyCommand.Build(),
    SheetCommand.Build(),
    ReportCommand.Build(),
    KeyCommand.Build(),
    KeysCommand.Build(),
    WebhookCommand.Build(),
    BacktestCommand.Build(),
    AlarmRateCommand.Build(),
    DetectCommand.Build(),
    MailboxCommand.Build(),
    DoctorCommand.Build(),
};
var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCode.WrongUsage : exitCode;
