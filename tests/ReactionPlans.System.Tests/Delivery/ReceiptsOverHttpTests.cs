using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;
using ReactionPlans.System.Tests.Intake;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.Delivery;

/// <summary>A carrier brings its receipts to the program as it serves.</summary>
public sealed class ReceiptsOverHttpTests
{
    private const string Key = "agreed with the carrier beforehand";

    [Test]
    public async Task A_carrier_with_its_key_is_heard_and_nobody_else_is()
    {
        await using var database = await TestDatabase.Create();
        var id = await database.Scalar<Guid>("""
            insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only, settled_at, informed_at)
            values ('2026-03-01', gen_random_uuid(), gen_random_uuid(), 'p', 'letters', 'Letter', 'Resident', gen_random_uuid()::text, 'digital-post', 'residents-burst', 'da', 'Accepted', now(), true, now(), now())
            returning id
            """);
        await using var host = await ServingHost.Start(database, new Dictionary<string, string> { ["Carriers__ReceiptKeys__post"] = Key });
        using var http = new HttpClient { BaseAddress = host.Address };
        var read = $$"""[{ "message": "{{id}}", "channel": "digital-post", "kind": "read", "at": "2026-03-04T12:00:00Z" }, { "message": "{{Guid.NewGuid()}}", "channel": "digital-post", "kind": "read", "at": "2026-03-04T12:00:00Z" }]""";

        Assert.Multiple(async () =>
        {
            Assert.That((await Post(http, null, read)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That((await Post(http, "wrong", read)).Body, Does.Contain("RP1050"));
            Assert.That(await Post(http, Key, "{"), Has.Property("Status").EqualTo(HttpStatusCode.BadRequest).And.Property("Body").Contains("RP8140"));
            Assert.That((await Post(http, Key, """[{ "channel": "digital-post" }]""")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That((await Post(http, Key, read, "text/plain")).Status, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        });
        Assert.That(await database.Rows("delivery.delivery", "read_at is null"), Is.EqualTo(1), "nothing of it was taken in");

        var taken = await Post(http, Key, read);
        var again = await Post(http, Key, read);

        Assert.That(taken.Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((taken.Body, again.Body), Is.EqualTo(("""{"known":1,"unknown":1}""", """{"known":1,"unknown":1}""")));
        Assert.That(await database.Rows("delivery.delivery", "read_at = '2026-03-04 12:00Z' and delivered_at = read_at"), Is.EqualTo(1));
        Assert.That(await database.Rows("delivery.unknown_receipt", "carrier = 'post'"), Is.EqualTo(1));
    }

    private sealed record Answer(HttpStatusCode Status, string Body);

    private static async Task<Answer> Post(HttpClient http, string? key, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/receipts") { Content = new StringContent(body, Encoding.UTF8, type) };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
