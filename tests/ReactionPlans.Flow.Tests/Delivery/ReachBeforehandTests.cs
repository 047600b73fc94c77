using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Tests.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>What is told beforehand of how many a plan would reach, and by which way, is what the plan then does.</summary>
public sealed class ReachBeforehandTests
{
    private static readonly ActivationStarted Started = new(Scene.ActivationId);

    private sealed record Agreed(string Channels, bool DigitalPost = true, bool Print = true, bool PerHousehold = false, bool NemSms = false, int? BudgetLetters = null, int? BudgetDays = null);

    private static IEnumerable<TestCaseData> Channels => new[]
    {
        new Agreed(""),
        new Agreed("print: true|print: false", Print: false),
        new Agreed("print: true|print: false, nemSms: true", Print: false, NemSms: true),
        new Agreed("digitalPost: true|digitalPost: false", DigitalPost: false),
        new Agreed("localPosts: true }|localPosts: true, lettersPer: household }", PerHousehold: true),
        new Agreed("localPosts: true }|localPosts: true, letterBudget: { letters: 1, withinDays: 30 } }", BudgetLetters: 1, BudgetDays: 30),
        new Agreed("print: true, neighbourFriends: [mail, sms, push], localPosts: true }|print: false, neighbourFriends: [mail], localPosts: true, lettersPer: household, letterBudget: { letters: 2, withinDays: 30 } }",
            Print: false, PerHousehold: true, BudgetLetters: 2, BudgetDays: 30),
    }.Select(agreed => new TestCaseData(agreed).SetArgDisplayNames(agreed.Channels.Length == 0 ? "as usual" : agreed.Channels.Split('|')[1]));

    [TestCaseSource(nameof(Channels))]
    public async Task Letters(object given)
    {
        var agreed = (Agreed)given;
        await using var scene = await Scene.Create(agreed.Channels.Split('|') is [var written, var instead] ? Agreements.Texts.With(written, instead) : null);
        await scene.Activate();
        await scene.AddResidents(7);
        await scene.AddResidents(3, digitalPost: false);
        await scene.AddResidents(2, digitalPost: false, nemSms: true);
        var now = scene.Database.Clock.GetUtcNow();
        foreach (var (resident, daysAgo) in new[] { (1, 5), (1, 9), (2, 29), (3, 31), (8, 3), (9, 3), (9, 4) })
            await scene.LetterBefore(resident, now.AddDays(-daysAgo));
        await scene.LetterBefore(resident: 4, now.AddDays(-2), state: "Failed");
        await scene.Database.Execute("""
            update reactions.resident set household = 'h' || numbered.number / 3, protected = numbered.number % 4 = 0, language = case when numbered.number % 5 = 0 then 'en' else 'da' end
            from (select id, row_number() over (order by id) as number from reactions.resident) as numbered where numbered.id = resident.id
            """);

        var told = await scene.Database.Database.Read<(string Step, string Channel, string Language, string? Reason, int People, int Protected)>("Delivery/show-letter-reach.sql", new
        {
            level = "postcode",
            area_code = "8240",
            step_ids = new[] { "letters" },
            starts = new[] { now.UtcDateTime },
            digital_post = agreed.DigitalPost,
            print = agreed.Print,
            nem_sms = agreed.NemSms,
            per_household = agreed.PerHousehold,
            budget_letters = agreed.BudgetLetters,
            budget_days = agreed.BudgetDays,
        }, CancellationToken.None);
        await TestDatabase.Deliver(scene.PlanLetters, Started);

        var came = await scene.Database.Query<string>("""
            select concat_ws(' ', step_id, channel, delivery.language, reason, count(*), count(*) filter (where resident.protected))
            from delivery.delivery join reactions.resident on resident.id::text = recipient_id
            where activation_id = @id group by step_id, channel, delivery.language, reason
            """, new { id = Scene.ActivationId });
        Assert.That(told.Select(row => string.Join(' ', new[] { row.Step, row.Channel, row.Language, row.Reason, $"{row.People}", $"{row.Protected}" }.OfType<string>())), Is.EquivalentTo(came));
        Assert.That(told.Sum(row => row.People), Is.EqualTo(12), "everybody is told of, reached or not");
    }

    [TestCase("mail", "sms", "push")]
    [TestCase("sms")]
    [TestCase("push", "mail")]
    public async Task Messages_to_the_register(params string[] channels)
    {
        await using var scene = await Scene.Create(Agreements.Texts.With("[mail, sms, push]", $"[{string.Join(", ", channels)}]"));
        await scene.Activate();
        foreach (var role in new[] { "neighbour-friend", "association", "member" })
        {
            await scene.AddFriend($"{role}-1", "a@example.dk", role);
            await scene.AddFriend($"{role}-2", null, role, mobile: "12345678");
            await scene.AddFriend($"{role}-3", "b@example.dk", role, mobile: "12345679", push: "token");
            await scene.AddFriend($"{role}-left", "c@example.dk", role);
            await scene.AddFriend($"{role}-paused", "d@example.dk", role, mobile: "12345670");
        }

        var now = scene.Database.Clock.GetUtcNow();
        await scene.Database.Execute("""
            insert into reactions.friend_choice (neighbour_friend_id, choice, partnership_id, until, told_at)
            select id, case when id like '%-left' then 'left' else 'paused' end, 'eksempel', case when id like '%-paused' then @until end, @now
            from reactions.neighbour_friend where id like '%-left' or id like '%-paused'
            """, new { now, until = new DateOnly(2026, 3, 20) });

        var told = await scene.Database.Database.Read<(string Step, string Role, string Channel, string Language, string? Reason, int People)>("Delivery/show-neighbour-reach.sql", new
        {
            level = "postcode",
            area_code = "8240",
            step_ids = new[] { "friends", "members" },
            reactions = new[] { "NeighbourMessage", "MemberAlert" },
            days = new[] { new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 4) },
            channels,
        }, CancellationToken.None);
        await TestDatabase.Deliver(scene.PlanNeighbourMessages, Started);

        var came = await scene.Database.Query<string>("""
            select concat_ws(' ', step_id, friend.role, channel, delivery.language, reason, count(*))
            from delivery.delivery join reactions.neighbour_friend as friend on friend.id = recipient_id
            where activation_id = @id group by step_id, friend.role, channel, delivery.language, reason
            """, new { id = Scene.ActivationId });
        Assert.That(told.Select(row => string.Join(' ', new[] { row.Step, row.Role, row.Channel, row.Language, row.Reason, $"{row.People}" }.OfType<string>())), Is.EquivalentTo(came));
        Assert.That(told.Sum(row => row.People), Is.EqualTo(15));
    }
}
