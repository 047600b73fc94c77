using MimeKit;
using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.Rules;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>What people of the register have chosen, and what their addresses have come to, from the next message on.</summary>
public sealed class RegisterTests
{
    private static readonly ActivationStarted Started = new(Scene.ActivationId);
    private static readonly FriendLink Ane = new("eksempel", "ane", "mail");
    private static readonly AnswerLinks Links = new(new byte[Seal.KeyBytes]);

    private Scene scene = null!;

    [SetUp]
    public async Task GivenAPlan()
    {
        scene = await Scene.Create();
        await scene.Activate();
    }

    [TearDown]
    public async Task Leave() => await scene.DisposeAsync();

    [Test]
    public async Task Every_mail_to_the_register_can_be_stopped_by_its_program_and_by_its_reader_and_one_to_the_parties_cannot()
    {
        await scene.AddFriend("ane", "ane@example.dk");
        await scene.AddFriend("bo", "bo@example.dk", "member");
        await scene.AddFriend("forening", "f@example.dk", "association");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);
        await TestDatabase.Deliver(scene.NotifyParties, Started);
        await scene.Pump();

        var mails = await Task.WhenAll(scene.Files("mail").Select(path => MimeMessage.LoadAsync(path)));
        var stoppable = mails.Where(mail => mail.Headers.Contains(HeaderId.ListUnsubscribe)).ToList();
        Assert.That(stoppable.Select(mail => mail.To.Mailboxes.Single().Address), Is.EquivalentTo(["ane@example.dk", "bo@example.dk", "f@example.dk"]));
        Assert.That(mails, Has.Length.GreaterThan(3), "the parties are written to as well");
        foreach (var mail in stoppable)
        {
            var url = mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>');
            Assert.That(mail.Headers[HeaderId.ListUnsubscribePost], Is.EqualTo("List-Unsubscribe=One-Click"));
            Assert.That(mail.TextBody, Does.Contain(url).And.Contain("melde dig helt fra"));
            Assert.That(mail.HtmlBody, Does.Contain($"href=\"{url}\""));
            Assert.That(url, Does.StartWith("https://plan.example.dk/Answer/Nabo/").And.Not.Contain("ane").And.Not.Contain("eksempel"), "it names nobody");
        }

        var link = Links.OpenFriend(stoppable.Single(mail => mail.To.ToString().Contains("ane", StringComparison.Ordinal)).Headers[HeaderId.ListUnsubscribe]!.Split("/Nabo/")[1].TrimEnd('>'));
        Assert.That(link, Is.EqualTo(Ane));
    }

    [Test]
    public async Task Who_leaves_gets_nothing_more_of_any_plan_and_the_account_of_it_is_written_once()
    {
        await scene.AddFriend("ane", "ane@example.dk", mobile: "12345678");
        await scene.AddFriend("bo", "bo@example.dk");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);
        await scene.ChooseContact.Leave(Ane, CancellationToken.None);
        await scene.ChooseContact.Leave(Ane with { Channel = "sms" }, CancellationToken.None);
        await scene.Pump();

        Assert.That(await scene.States("recipient_id = 'ane'"), Is.EqualTo(["Skipped left"]));
        Assert.That(await scene.States("recipient_id = 'bo'"), Is.EqualTo(["Accepted"]));
        Assert.That(await scene.Database.Rows("plumbing.outbox"), Is.Zero, "everything was handled");
        Assert.That(await scene.Database.Query<string>("select actor_kind || ' ' || actor || ' ' || action from access.audit_entry"), Is.EqualTo(["neighbour-friend ane register-left"]));
        Assert.That((await scene.ChooseContact.Show(Ane, CancellationToken.None)).HasLeft, Is.True);
    }

    [Test]
    public async Task Who_leaves_between_the_batch_and_the_carrier_is_not_written_to_and_hears_nothing_of_the_end()
    {
        await scene.AddFriend("ane", "ane@example.dk");
        await scene.AddFriend("bo", "bo@example.dk");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.ChooseContact.Leave(Ane, CancellationToken.None);
        await scene.Pump();
        Assert.That(await scene.States(), Is.EqualTo(["Accepted", "Skipped left"]));

        await scene.End("fallen");
        await TestDatabase.Deliver(scene.PlanAllClear, new ActivationEnded(Scene.ActivationId));
        await scene.ChooseContact.Leave(Ane with { FriendId = "bo" }, CancellationToken.None); // the plan is over, the link still speaks
        await scene.Pump();

        Assert.That(await scene.States("kind = 'AllClear'"), Is.EqualTo(["Skipped left"]));
    }

    [Test]
    public async Task A_newer_consent_brings_them_back_and_an_older_one_does_not()
    {
        await scene.AddFriend("ane", "ane@example.dk");
        await scene.ChooseContact.Leave(Ane, CancellationToken.None);
        Assert.That(await Route("ane"), Is.EqualTo("none left"));

        await scene.Database.Execute("update reactions.neighbour_friend set consent_at = @at", new { at = scene.Database.Clock.GetUtcNow().AddHours(1) });

        Assert.That(await Route("ane"), Is.EqualTo("mail "));
        Assert.That((await scene.ChooseContact.Show(Ane, CancellationToken.None)).HasLeft, Is.False);
    }

    [Test]
    public async Task A_stopped_channel_gives_way_to_the_second_for_messages_that_wait_too()
    {
        await scene.AddFriend("ane", "ane@example.dk", mobile: "12345678");
        await scene.AddFriend("bo", "bo@example.dk");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);
        await scene.ChooseContact.StopChannel(Ane, Ane.Channel, CancellationToken.None);
        await scene.ChooseContact.StopChannel(Ane with { FriendId = "bo" }, Ane.Channel, CancellationToken.None);
        await scene.Pump();

        Assert.That(await scene.States("channel = 'sms' and recipient_id = 'ane'"), Is.EqualTo(["Accepted"]));
        Assert.That(await scene.States("recipient_id = 'bo'"), Is.EqualTo(["Skipped stopped"]));
        Assert.That(await File.ReadAllTextAsync(scene.Files("sms").Single()), Does.Contain("+4512345678").And.Contain("Risskov").And.Contain("/p/").And.Contain("/Answer/Nabo/"));
    }

    [Test]
    public async Task A_pause_skips_until_its_day_and_its_day_must_lie_ahead()
    {
        await scene.AddFriend("ane", "ane@example.dk");
        var today = new DateOnly(2026, 3, 4);
        foreach (var wrong in new DateOnly?[] { null, today, today.AddDays(-1), today.AddDays(400) })
            Assert.That((await scene.ChooseContact.Pause(Ane, wrong, CancellationToken.None))?.Kind, Is.EqualTo(Problems.PauseDayWrong), $"{wrong}");

        Assert.That(await scene.ChooseContact.Pause(Ane, today.AddDays(7), CancellationToken.None), Is.Null);
        Assert.That(await scene.ChooseContact.Pause(Ane, today.AddDays(2), CancellationToken.None), Is.Null, "a shorter one replaces it");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);

        Assert.That(await scene.States(), Is.EqualTo(["Skipped paused"]));
        Assert.That((await scene.ChooseContact.Show(Ane, CancellationToken.None)).PausedUntil, Is.EqualTo(today.AddDays(2)));
        scene.Database.Clock.MoveTo(TestDatabase.Start.AddDays(2));
        Assert.That((await scene.ChooseContact.Show(Ane, CancellationToken.None)).PausedUntil, Is.Null);
        Assert.That(await Route("ane"), Is.EqualTo("mail "));
    }

    [Test]
    public async Task Quiet_hours_put_off_and_hold_for_what_is_released_before_they_begin()
    {
        await scene.AddFriend("ane", "ane@example.dk");
        await scene.AddFriend("bo", "bo@example.dk");
        await scene.Database.Execute("update reactions.neighbour_friend set quiet_from = '12:30', quiet_to = '15:00' where id = 'ane'"); // it is 13:00 in Denmark
        await scene.Database.Execute("update reactions.neighbour_friend set quiet_from = '13:30', quiet_to = '14:30' where id = 'bo'");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);

        Assert.That(await NotBefore("ane"), Is.EqualTo(TestDatabase.Start.AddHours(2)));
        Assert.That(await NotBefore("bo"), Is.EqualTo(TestDatabase.Start));

        await scene.ReleaseDue.Run(CancellationToken.None);
        scene.Database.Clock.MoveTo(TestDatabase.Start.AddMinutes(45));
        await scene.Pump();
        Assert.That(await NotBefore("bo"), Is.EqualTo(TestDatabase.Start.AddMinutes(90)), "come to in the quiet");

        scene.Database.Clock.MoveTo(TestDatabase.Start.AddHours(2));
        await scene.ReleaseDue.Run(CancellationToken.None);
        await scene.Pump();
        Assert.That(await scene.States(), Is.EqualTo(["Accepted", "Accepted"]));
    }

    [Test]
    public async Task An_address_where_nobody_is_sends_the_next_message_by_the_second_channel_until_there_is_another_address([Values("returned", "unknown-recipient", "bad-address")] string how)
    {
        await scene.AddFriend("ane", "ane@example.dk", mobile: "12345678");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);
        var byReceipt = how == "returned";
        await scene.Pump(byReceipt ? null : new RefusingCarrier(how));
        if (byReceipt)
            await scene.ReceiveReceipts.Take("post", [new Receipt(await scene.Database.Scalar<Guid>("select id from delivery.delivery"), "mail", "returned", TestDatabase.Start, "mailbox-full")], CancellationToken.None);

        Assert.That(await scene.States(), Is.EqualTo([byReceipt ? "Returned mailbox-full" : $"Failed {how}"]));
        Assert.That(await Route("ane"), Is.EqualTo("sms "));
        await scene.Database.Execute("update reactions.neighbour_friend set mail = 'ane@other.example.dk'");
        Assert.That(await Route("ane"), Is.EqualTo("mail "));
        await scene.Database.Execute("update reactions.neighbour_friend set mail = 'ane@example.dk'");
        Assert.That(await Route("ane"), Is.EqualTo("sms "), "the same address again is still the one that came back");
    }

    [Test]
    public async Task A_refusal_of_us_or_of_the_hour_shuts_nobodys_address()
    {
        await scene.AddFriend("ane", "ane@example.dk");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);
        await scene.Pump(new RefusingCarrier("smtp-554"));

        Assert.That(await scene.States(), Is.EqualTo(["Failed smtp-554"]));
        Assert.That(await scene.Database.Rows("delivery.bounced_address"), Is.Zero);
    }

    [Test]
    public async Task What_comes_back_from_an_address_that_has_been_changed_since_does_not_shut_the_new_one()
    {
        await scene.AddFriend("ane", "ane@example.dk");
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);
        await scene.Pump();
        await scene.Database.Execute("update reactions.neighbour_friend set mail = 'new@example.dk', imported_at = @at", new { at = TestDatabase.Start.AddMinutes(1) });
        await scene.ReceiveReceipts.Take("post", [new Receipt(await scene.Database.Scalar<Guid>("select id from delivery.delivery"), "mail", "returned", TestDatabase.Start, null)], CancellationToken.None);

        Assert.That(await scene.States(), Is.EqualTo(["Returned returned"]));
        Assert.That(await Route("ane"), Is.EqualTo("mail "));
    }

    [Test]
    public async Task The_register_in_numbers_counts_each_person_once_and_says_why_some_are_not_reached()
    {
        await scene.AddFriend("ane", "ane@example.dk");
        await scene.AddFriend("left", "left@example.dk");
        await scene.AddFriend("paused", "paused@example.dk");
        await scene.AddFriend("bounced", "gone@example.dk", mobile: "12345678");
        await scene.AddFriend("none", null);
        await scene.AddFriend("app", null, push: "token", role: "member");
        await scene.Database.Execute("insert into intake.area (level, code, name, geometry, changed_at, shape_number) select level, '8260', 'Viby', geometry, changed_at, 2 from intake.area");
        await scene.Database.Execute("insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) values ('ane', 2)");
        await scene.ChooseContact.Leave(Ane with { FriendId = "left" }, CancellationToken.None);
        await scene.ChooseContact.Pause(Ane with { FriendId = "paused" }, new DateOnly(2026, 3, 10), CancellationToken.None);
        await scene.Database.Execute("insert into delivery.bounced_address (neighbour_friend_id, channel, address_digest, reason, bounced_at) values ('bounced', 'mail', sha256('gone@example.dk'), 'returned', @at)", new { at = TestDatabase.Start });

        var rows = await scene.Database.Database.Do(work => work.Query<RegisterRow>("Reactions/show-register.sql", new { channels = new[] { "mail", "sms" }, today = work.Today }), CancellationToken.None);

        Assert.That(rows, Is.EqualTo(new[]
        {
            new RegisterRow(null, null, "member", 1, 0, 0, 0, 0, 1, 1),
            new RegisterRow(null, null, "neighbour-friend", 5, 2, 1, 1, 1, 1, 0),
            new RegisterRow("8240", "Risskov", "member", 1, 0, 0, 0, 0, 1, 1),
            new RegisterRow("8240", "Risskov", "neighbour-friend", 5, 2, 1, 1, 1, 1, 0),
            new RegisterRow("8260", "Viby", "neighbour-friend", 1, 1, 0, 0, 0, 0, 0),
        }));
    }

    private sealed record RegisterRow(
        string? AreaCode, string? AreaName, string Role, int People, int Reached, int Paused, int HasLeft, int Bounced, int WithoutChannel, int AppAlone);

    private Task<string?> Route(string id) => scene.Database.Scalar<string>(
        "select route.channel || ' ' || coalesce(route.reason, '') from reactions.neighbour_friend as friend, delivery.neighbour_route(friend, '{mail,sms,push}', @today) as route where friend.id = @id",
        new { id, today = DateOnly.FromDateTime(scene.Database.Clock.GetUtcNow().UtcDateTime) });

    private async Task<DateTimeOffset> NotBefore(string id) => await scene.Database.Scalar<DateTime>("select not_before from delivery.delivery where recipient_id = @id", new { id });

    /// <summary>A mail server that refuses everything for good, and says why.</summary>
    private sealed class RefusingCarrier(string reason) : ILetterCarrier
    {
        public string Name => "refusing";

        public IReadOnlyList<string> Channels { get; } = ["mail"];

        public int AtOnce => 500;

        public Task<IReadOnlyList<CarrierAnswer>> Send(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) =>
            Task.FromResult<IReadOnlyList<CarrierAnswer>>([.. messages.Select(message => new CarrierAnswer(message.DeliveryId, CarrierOutcome.Failed, reason))]);

        public Task<IReadOnlyList<CarrierAnswer>> Ask(IReadOnlyList<OutgoingMessage> messages, CancellationToken stopping) =>
            Task.FromResult<IReadOnlyList<CarrierAnswer>>([.. messages.Select(message => new CarrierAnswer(message.DeliveryId, CarrierOutcome.Unknown))]);
    }
}
