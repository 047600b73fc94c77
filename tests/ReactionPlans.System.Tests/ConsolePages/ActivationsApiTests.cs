using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>/api/v1/activations as a party's own system meets it.</summary>
public sealed class ActivationsApiTests : ApiTest
{
    private const string Path = "/api/v1/activations";
    private static readonly Guid Runs = StableId.OfActivation(StableId.Of("spike/runs"));
    private static readonly Guid Over = StableId.OfActivation(StableId.Of("spike/over"));

    [Test]
    public async Task The_running_plans_are_listed_in_short()
    {
        using var lead = await System("lead");

        var plans = (await Get(lead, "")).Body;

        Assert.That(plans.GetArrayLength(), Is.EqualTo(1), "the ended one is not in motion");
        var plan = plans[0];
        Assert.That((plan.GetProperty("id").GetGuid(), plan.GetProperty("state").GetString(), plan.GetProperty("criterion").GetString()), Is.EqualTo((Runs, "running", "burst")));
        Assert.That((plan.GetProperty("areas")[0].GetProperty("code").GetString(), plan.GetProperty("areas")[0].GetProperty("name").GetString()), Is.EqualTo(("8260", "Viby J")));
        Assert.That((plan.GetProperty("stepsOpen").GetInt32(), plan.GetProperty("stepsLate").GetInt32()), Is.EqualTo((4, 1)));
        using var other = await System("coordinator", ConsoleScene.OtherPartnership);
        Assert.That((await Get(other, "")).Body.GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_plan_is_told_with_its_steps_gate_and_reach_and_without_case_numbers_or_recipients()
    {
        await Site.Database.Execute("update delivery.delivery set recipient_id = 'recipient-' || recipient_id");
        using var lead = await System("lead");

        var (status, plan) = await Get(lead, $"/{Runs}");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((plan.GetProperty("count").GetInt32(), plan.GetProperty("windowDays").GetInt32()), Is.EqualTo((6, 7)));
        Assert.That(plan.GetProperty("ended").ValueKind, Is.EqualTo(JsonValueKind.Null));
        var steps = plan.GetProperty("steps").EnumerateArray().ToList();
        Assert.That(steps.Select(step => $"{step.GetProperty("id")} {step.GetProperty("party")} {step.GetProperty("responsible")} {step.GetProperty("state")}"), Is.EqualTo(new[]
        {
            "letters municipality lead open", "friends police coordinator done", "post municipality lead open", "station police coordinator waiting", "walk municipality lead open",
        }));
        var gate = steps[3].GetProperty("gate");
        Assert.That((gate.GetProperty("step").GetString(), gate.GetProperty("informed").GetInt32(), gate.GetProperty("recipients").GetInt32()), Is.EqualTo(("letters", 174, 200)));
        Assert.That((gate.GetProperty("informedShare").GetDouble(), gate.GetProperty("neededShare").GetDouble()), Is.EqualTo((0.87, 0.9)));
        var letters = plan.GetProperty("deliveries").EnumerateArray().Single(step => step.GetProperty("step").GetString() == "letters");
        Assert.That((letters.GetProperty("planned").GetInt32(), letters.GetProperty("accepted").GetInt32(), letters.GetProperty("paper").GetInt32()), Is.EqualTo((200, 174, 10)));
        Assert.That(plan.ToString(), Does.Not.Contain("R1").And.Not.Contain("recipient-").And.Not.Contain("example.dk"));
    }

    [Test]
    public async Task The_question_of_its_end_and_the_end_itself_are_told()
    {
        await Site.Database.Execute("""
            update activation.activation set end_question = 1, end_asked_at = @now, end_deadline_at = @now + interval '8 hours' where id = @Runs;
            insert into activation.end_answer values (@Runs, 1, 'lead', @Partnership, 'Extend', @now)
            """, new { Runs, ConsoleScene.Partnership, now = TestKit.TestDatabase.Start.UtcDateTime });
        using var coordinator = await System("coordinator");

        var asked = (await Get(coordinator, $"/{Runs}")).Body;
        Assert.That((asked.GetProperty("state").GetString(), asked.GetProperty("endAsked").GetProperty("answeredBy")[0].GetString()), Is.EqualTo(("asked", "lead")));
        Assert.That(asked.GetProperty("endAsked").GetProperty("answerBy").GetDateTimeOffset(), Is.EqualTo(TestKit.TestDatabase.Start.AddHours(8)));

        var over = (await Get(coordinator, $"/{Over}")).Body;
        Assert.That((over.GetProperty("state").GetString(), over.GetProperty("ended").GetProperty("on").GetString(), over.GetProperty("ended").GetProperty("reason").GetString()),
            Is.EqualTo(("ended", "2026-01-03", "fallen")));
    }

    [Test]
    public async Task A_plan_is_stopped_once_with_a_reason()
    {
        using var lead = await System("lead");

        Assert.That(await Stop(lead, Runs, " "), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "RP4003")));
        Assert.That(await Stop(lead, Runs, "Tallene var fra en anden by"), Is.EqualTo((HttpStatusCode.OK, "ended")));
        Assert.That(await Stop(lead, Runs, "Tallene var fra en anden by"), Is.EqualTo((HttpStatusCode.Conflict, "RP4009")));

        Assert.That(await Site.Database.Query<string>("select stopped_by || ': ' || stop_reason from activation.activation where id = @Runs", new { Runs }), Is.EqualTo(new[] { "lead: Tallene var fra en anden by" }));
        Assert.That(await Site.Database.Rows("access.audit_entry", "action = 'plan-stopped' and actor = 'lead'"), Is.EqualTo(1));
        var ended = (await Get(lead, $"/{Runs}")).Body.GetProperty("ended");
        Assert.That((ended.GetProperty("reason").GetString(), ended.GetProperty("stoppedBy").GetString(), ended.GetProperty("stopReason").GetString()), Is.EqualTo(("stopped", "lead", "Tallene var fra en anden by")));
    }

    [Test]
    public async Task Refusals_are_numbered_and_change_nothing()
    {
        await Site.Database.Execute("""
            insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at, accepted_by_police, accepted_by_police_at, accepted_by_municipality, accepted_by_municipality_at)
            select partnership_id, 2, replace(replace(yaml, 'version: 1', 'version: 2'), '2020-01-01', '2026-03-01') || E'\n  - { id: newcomer, role: municipal-lead, name: Nina Ny, mail: ny@example.dk }',
                '2026-03-01', area_level, area_codes, imported_at, accepted_by_police, accepted_by_police_at, accepted_by_municipality, accepted_by_municipality_at
            from agreements.version where partnership_id = @Partnership
            """, new { ConsoleScene.Partnership });
        using var coordinator = await System("coordinator");
        using var newcomer = await System("newcomer");
        using var other = await System("coordinator", ConsoleScene.OtherPartnership);

        Assert.That(await Stop(newcomer, Runs, "Nej"), Is.EqualTo((HttpStatusCode.Forbidden, "RP4004")), "the plan keeps the version it began under");
        Assert.That(await Stop(other, Runs, "Nej"), Is.EqualTo((HttpStatusCode.NotFound, "RP8130")));
        Assert.That(await Stop(coordinator, Guid.NewGuid(), "Nej"), Is.EqualTo((HttpStatusCode.NotFound, "RP8130")));
        Assert.That(await Stop(coordinator, Over, "Nej"), Is.EqualTo((HttpStatusCode.Conflict, "RP4009")));
        Assert.That((await Get(other, $"/{Runs}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Get(coordinator, $"/{Guid.NewGuid()}")).Body.GetProperty("code").GetString(), Is.EqualTo("RP8130"));
        Assert.That(await Site.Database.Rows("activation.activation", "end_reason = 'stopped'"), Is.Zero);
    }

    [TestCase("")]
    [TestCase("/11111111-1111-1111-1111-111111111111")]
    [TestCase("/11111111-1111-1111-1111-111111111111/stop")]
    public async Task Nothing_is_told_without_a_key_that_holds(string what)
    {
        using var nobody = new HttpClient { BaseAddress = Site.Address };
        Assert.That(await Code(await Ask(nobody)), Is.EqualTo((HttpStatusCode.Unauthorized, "RP6020")));

        using var gone = await System("somebody-who-left");
        Assert.That(await Code(await Ask(gone)), Is.EqualTo((HttpStatusCode.Unauthorized, "RP6020")));

        Task<HttpResponseMessage> Ask(HttpClient client) =>
            what.EndsWith("stop", StringComparison.Ordinal) ? client.PostAsync(To(what), null) : client.GetAsync(To(what));
    }

    private static Uri To(string what) => new(Path + what, UriKind.Relative);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Get(HttpClient client, string what)
    {
        var answer = await client.GetAsync(To(what));
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>What it came to, or the number of the refusal.</summary>
    private static async Task<(HttpStatusCode Status, string? Told)> Stop(HttpClient client, Guid id, string reason)
    {
        using var content = JsonContent.Create(new { reason });
        await content.LoadIntoBufferAsync(); // with its length, as systems send it
        return await Code(await client.PostAsync(To($"/{id}/stop"), content));
    }

    private static async Task<(HttpStatusCode Status, string? Told)> Code(HttpResponseMessage answer)
    {
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (answer.StatusCode, (body.TryGetProperty("code", out var code) ? code : body.GetProperty("state")).GetString());
    }
}
