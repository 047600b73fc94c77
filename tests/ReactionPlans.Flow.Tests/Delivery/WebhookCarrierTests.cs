using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

public sealed class WebhookCarrierTests : CarrierContract
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private Gateway gateway = null!;
    private WebhookCarrier carrier = null!;
    private WebhookCarrier nobody = null!;

    protected override ILetterCarrier Carrier => carrier;

    protected override ILetterCarrier WithNobodyThere => nobody;

    [SetUp]
    public async Task StartGateway()
    {
        gateway = await Gateway.Start(Secret);
        carrier = new WebhookCarrier("sms", new WebhookOptions { Url = gateway.Url, Secret = Secret, TimeoutSeconds = 1 }, Files, TimeProvider.System);
        nobody = new WebhookCarrier("sms", new WebhookOptions { Url = "http://127.0.0.1:9", Secret = Secret }, Files, TimeProvider.System); // the discard port: nothing listens
    }

    [TearDown]
    public async Task StopGateway()
    {
        carrier.Dispose();
        nobody.Dispose();
        await gateway.DisposeAsync();
    }

    protected override Task<IReadOnlyList<Guid>> Brought() => Task.FromResult<IReadOnlyList<Guid>>([.. gateway.Taken.Keys.Select(Guid.Parse)]);

    /// <summary>The example of the specification's own libraries.</summary>
    [Test]
    public void The_signature_is_the_standards()
    {
        var signed = new WebhookSignature(Secret).Of("msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.That(signed, Does.Contain(("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")).And.Contain(("webhook-timestamp", "1614265330")));
    }

    [Test]
    public async Task What_is_brought_is_short_and_says_where_to_read_on_whom_to_call_and_how_to_stop()
    {
        var message = Messages(1)[0];
        await Carrier.Send([message], CancellationToken.None);

        var body = JsonDocument.Parse(gateway.Taken.Single().Value).RootElement;
        Assert.That((body.GetProperty("id").GetGuid(), body.GetProperty("channel").GetString(), body.GetProperty("to").GetString(), body.GetProperty("parts").GetInt32()),
            Is.EqualTo((message.DeliveryId, "sms", "+4512345678", 2)));
        Assert.That(body.GetProperty("text").GetString(), Is.EqualTo(
            "Trygt Naboskab: Om området. Læs mere: https://plan.example.dk/p/0123456789ab Har du set noget, så ring 114. Pause eller stop: https://plan.example.dk/Answer/Nabo/abc"));
    }

    [Test]
    public async Task A_wrong_secret_lets_every_message_wait()
    {
        using var stranger = new WebhookCarrier("sms", new WebhookOptions { Url = gateway.Url, Secret = "whsec_" + Convert.ToBase64String(new byte[32]) }, Files, TimeProvider.System);

        var answers = await stranger.Send(Messages(2), CancellationToken.None);

        Assert.That(answers.Select(answer => (answer.Outcome, answer.Reason)), Is.All.EqualTo((CarrierOutcome.NotNow, "http-401")));
        Assert.That((await stranger.Ask(Messages(1), CancellationToken.None)).Single().Outcome, Is.EqualTo(CarrierOutcome.NotNow));
    }

    [TestCase(400, null, CarrierOutcome.Failed, "http-400", null)]
    [TestCase(404, null, CarrierOutcome.Failed, "http-404", null)]
    [TestCase(409, null, CarrierOutcome.Failed, "http-409", null)]
    [TestCase(302, null, CarrierOutcome.NotNow, "http-302", null)]
    [TestCase(408, null, CarrierOutcome.NotNow, "http-408", null)]
    [TestCase(425, "120", CarrierOutcome.NotNow, "http-425", 120)]
    [TestCase(429, "3600", CarrierOutcome.NotNow, "http-429", 3600)]
    [TestCase(500, null, CarrierOutcome.NotNow, "http-500", null)]
    [TestCase(503, "999999", CarrierOutcome.NotNow, "http-503", 6 * 3600, Description = "nobody is left alone for ever")]
    [TestCase(503, "soon", CarrierOutcome.NotNow, "http-503", null)]
    public async Task An_answer_means_what_it_says(int status, string? retryAfter, CarrierOutcome outcome, string reason, int? waitSeconds)
    {
        gateway.Instead = context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };

        var answer = (await Carrier.Send(Messages(1), CancellationToken.None)).Single();

        Assert.That((answer.Outcome, answer.Reason, answer.RetryAfter), Is.EqualTo((outcome, reason, waitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null)));
    }

    [TestCase("unknown-recipient", "unknown-recipient")]
    [TestCase("Ane Hansen, tlf. 12345678", "http-422", Description = "words could name somebody")]
    public async Task A_refusal_is_told_by_the_gateways_own_short_code(string code, string reason)
    {
        gateway.Instead = context => Results.Json(new { code }, statusCode: 422).ExecuteAsync(context);

        var answer = (await Carrier.Send(Messages(1), CancellationToken.None)).Single();

        Assert.That((answer.Outcome, answer.Reason), Is.EqualTo((CarrierOutcome.Failed, reason)));
    }

    [Test]
    public async Task An_answer_that_is_lost_or_late_is_unknown_and_asking_finds_the_message([Values] bool late)
    {
        gateway.Afterwards = async context =>
        {
            if (late)
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Abort();
        };
        var messages = Messages(1);

        var sent = (await Carrier.Send(messages, CancellationToken.None)).Single();
        var asked = (await Carrier.Ask(messages, CancellationToken.None)).Single();

        Assert.That((sent.Outcome, sent.Reason), Is.EqualTo((CarrierOutcome.Unknown, CarrierAnswer.NoAnswer)));
        Assert.That(asked.Outcome, Is.EqualTo(CarrierOutcome.Accepted));
    }

    [Test]
    public async Task A_gateway_that_asks_for_time_gets_it_before_the_second_attempt()
    {
        await using var scene = await Scene.Create();
        await scene.Activate();
        await scene.AddFriend("ane", null, mobile: "12345678", push: "token");
        gateway.Instead = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (StatusCodes.Status429TooManyRequests, "7200");
            return Task.CompletedTask;
        };
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, new Contracts.ActivationStarted(Scene.ActivationId));
        await scene.Pump(carrier);

        Assert.That(await scene.States("channel = 'sms'"), Is.EqualTo(["Planned http-429"]));
        Assert.That(await scene.ReleaseDue.NextDue(CancellationToken.None), Is.EqualTo(TestDatabase.Start.AddHours(2)));

        gateway.Instead = null;
        scene.Database.Clock.MoveTo(TestDatabase.Start.AddHours(2));
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump(carrier);
        Assert.That(await scene.States(), Is.EqualTo(["Accepted"]));
        Assert.That(gateway.Taken, Has.Count.EqualTo(1));
    }
}
