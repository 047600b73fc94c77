using System.CommandLine;
using ReactionPlans.Flow.Delivery.Mailbox;

namespace ReactionPlans.Host.Commands;

/// <summary>mailbox: a distributor of letters that brings them to nobody, to try the service against and to see it hold when the other end does not.</summary>
internal static class MailboxCommand
{
    private static readonly Option<string> Address = new("--address") { Description = "Where it listens", DefaultValueFactory = _ => "http://127.0.0.1:8070" };
    private static readonly Option<string?> Key = new("--key") { Description = "What callers must send as a bearer token" };
    private static readonly Option<string?> Folder = new("--folder") { Description = "Keep the letters as files here; opened again on the same folder, it knows what it has" };
    private static readonly Option<double> Transient = Percent("--transient", "Refused at the first attempt");
    private static readonly Option<double> Permanent = Percent("--permanent", "Refused for good: no mailbox");
    private static readonly Option<double> Lost = Percent("--lost", "Taken, and the answer lost");
    private static readonly Option<double> Late = Percent("--late", "Taken, and answered late");
    private static readonly Option<double> LateSeconds = new("--late-seconds") { Description = "How late", DefaultValueFactory = _ => 60 };
    private static readonly Option<double> Read = Percent("--read", "Opened by their recipients");
    private static readonly Option<double> Returned = Percent("--returned", "Taken, and come back");
    private static readonly Option<double> ReceiptSeconds = new("--receipt-seconds") { Description = "From a letter to its receipt", DefaultValueFactory = _ => 60 };

    public static Command Build()
    {
        var command = new Command("mailbox", "Take letters as a distributor would, and bring them to nobody: for trials")
        {
            Address, Key, Folder, Transient, Permanent, Lost, Late, LateSeconds, Read, Returned, ReceiptSeconds,
        };
        command.SetAction(Serve);
        return command;
    }

    private static async Task<int> Serve(ParseResult parse, CancellationToken stopping)
    {
        double Share(Option<double> percent) => parse.GetValue(percent) / 100;
        var mailbox = new SimulatedMailbox(
            new MailboxHabits(
                Share(Transient), Share(Permanent), Share(Lost), Share(Late), TimeSpan.FromSeconds(parse.GetValue(LateSeconds)),
                Share(Read), Share(Returned), TimeSpan.FromSeconds(parse.GetValue(ReceiptSeconds))),
            TimeProvider.System,
            parse.GetValue(Folder) is { } folder ? new MailboxFolder(folder) : null);
        await using var server = MailboxServer.Build(mailbox, new MailboxSettings(parse.GetValue(Address)!, parse.GetValue(Key)));
        await server.StartAsync(stopping);
        Terminal.Say($"Prøvepostkassen er åben; listening on {server.Urls.First()}. Ctrl+C lukker den.");
        await server.WaitForShutdownAsync(stopping);
        var count = mailbox.Count;
        Terminal.Say($"{count.Messages} breve modtaget, {count.Repeats} sendt igen, {count.Refused} afvist, {count.TransientFailures} forbigående fejl, {count.LostAnswers} tabte svar.");
        return ExitCode.Done;
    }

    private static Option<double> Percent(string name, string what)
    {
        var option = new Option<double>(name) { Description = $"{what}, in percent of the letters" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 100))
                result.AddError($"{name} takes 0-100");
        });
        return option;
    }
}
