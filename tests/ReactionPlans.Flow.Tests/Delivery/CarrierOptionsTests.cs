using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class CarrierOptionsTests
{
    private static readonly SftpOptions Sftp = new()
    {
        Host = "sftp.example.dk",
        UserName = "plan",
        KeyFile = "plan.key",
        HostKey = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
    };

    [Test]
    public void What_stands_there_without_settings_is_right() => Assert.That(new CarrierOptions().Check(), Is.Empty);

    [Test]
    public void Letters_over_sftp_need_a_user_a_way_to_sign_in_and_the_servers_fingerprint()
    {
        Assert.That(Wrong(Sftp), Is.Empty);
        Assert.That(Wrong(Sftp with { KeyFile = null, Password = "one" }), Is.Empty);
        Assert.That(Wrong(new SftpOptions { Host = "sftp.example.dk" }), Is.EqualTo(new[] { "UserName", "HostKey", "KeyFile" }));
        Assert.That(Wrong(Sftp with { HostKey = "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48" }), Is.EqualTo(new[] { "HostKey" }));
        Assert.That(Wrong(Sftp with { Port = 0, TimeoutSeconds = 0 }), Is.EquivalentTo(new[] { "Port", "TimeoutSeconds" }));
    }

    [TestCase("kort", 1)]
    [TestCase("lang nok til ikke at blive gættet", 0)]
    public void A_key_for_receipts_is_too_long_to_guess(string key, int problems) =>
        Assert.That(new CarrierOptions { ReceiptKeys = new Dictionary<string, string> { ["post"] = key } }.Check(), Has.Count.EqualTo(problems));

    [Test]
    public async Task The_first_carrier_of_a_channel_is_the_distributor_then_the_sftp_server_then_the_folder()
    {
        Assert.That(await Carriers(new CarrierOptions()), Is.EqualTo(new[] { "folder" }));
        Assert.That(await Carriers(new CarrierOptions { Sftp = Sftp }), Is.EqualTo(new[] { "sftp", "folder" }));
        Assert.That(await Carriers(new CarrierOptions { Sftp = Sftp, Rest = new RestOptions { Url = "http://127.0.0.1:9" } }), Is.EqualTo(new[] { "rest", "sftp", "folder" }));
        var gateway = new WebhookOptions { Url = "http://127.0.0.1:9", Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
        Assert.That(await Carriers(new CarrierOptions { Sms = gateway, Push = gateway }), Is.EqualTo(new[] { "webhook-sms", "webhook-push", "folder" }));
    }

    [TestCase(null, 1)]
    [TestCase("secret", 1)]
    [TestCase("whsec_c2hvcnQ=", 1, Description = "short enough to be guessed")]
    [TestCase("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 0)]
    public void A_gateway_needs_a_secret_to_sign_with(string? secret, int problems)
    {
        var gateway = new WebhookOptions { Url = "https://sms.example.dk/messages", Secret = secret };
        Assert.That(new CarrierOptions { Sms = gateway }.Check(), Has.Count.EqualTo(problems));
        Assert.That(new CarrierOptions { Push = gateway }.Check(), Has.Count.EqualTo(problems));
    }

    private static IEnumerable<string> Wrong(SftpOptions sftp) =>
        new CarrierOptions { Sftp = sftp }.Check().Select(problem => ((string)problem.Values[0]!)["Carriers:Sftp:".Length..]);

    private static async Task<IReadOnlyList<string>> Carriers(CarrierOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddFlow(new FlowFooting("Host=127.0.0.1;Port=9", new TransportOptions(), options, new TextOptions(), [], new byte[32]));
        await using var provider = services.BuildServiceProvider();
        return [.. provider.GetServices<ILetterCarrier>().Select(carrier => carrier.Name)];
    }
}
