using NUnit.Framework;
using ReactionPlans.Rules.Reactions;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Delivery;

/// <summary>The database's way of finding a person's channel against the rule it follows, in every case there is: each way missing, open, stopped, come back or both; left,
/// paused by oneself or by the register, before and since the last consent; in each order of the agreement.</summary>
public sealed class NeighbourRouteTests
{
    private static readonly DateOnly Today = new(2026, 3, 4);

    private static readonly string[][] Orders = [["mail", "sms", "push"], ["push", "mail"], ["sms"], []];

    /// <summary>How a way stands: not there, open, stopped, come back, both, or stopped before the last consent.</summary>
    private static readonly string[] Ways = ["none", "open", "stopped", "bounced", "both", "stopped-before"];

    private static readonly string[] Away = ["here", "left", "left-before", "own-pause", "own-pause-over", "own-pause-before", "register-pause", "register-pause-over", "both-pauses"];

    private sealed record Found
    {
        public string Id { get; init; } = "";
        public string Channel { get; init; } = "";
        public string? Reason { get; init; }
    }

    [Test]
    public async Task What_the_database_finds_is_what_the_rule_finds()
    {
        await using var database = await TestDatabase.Create();
        var people = (from mail in Ways from sms in Ways from push in Ways from away in Away where away == "here" || (sms == "none" && push == "open") select (Mail: mail, Sms: sms, Push: push, Away: away)).ToList();
        await database.Execute("""
            insert into reactions.neighbour_friend (id, name, mail, mobile, push, role, language, consent_at, imported_at, paused_until)
            select mail || '/' || sms || '/' || push || '/' || away, 'N', case mail when 'none' then null else 'm' end, case sms when 'none' then null else '1' end, case push when 'none' then null else 'p' end,
                'member', 'da', '2026-03-01', '2026-03-01', case away when 'register-pause' then '2026-03-05' when 'register-pause-over' then '2026-03-04' when 'both-pauses' then '2026-03-02' end::date
            from unnest(@mail, @sms, @push, @away) as one (mail, sms, push, away);
            insert into reactions.friend_choice (neighbour_friend_id, choice, partnership_id, until, told_at)
            select id, 'stopped-' || channel, 'p', null, case standing when 'stopped-before' then '2026-02-01' else '2026-03-02' end::timestamptz
            from reactions.neighbour_friend, (values ('mail', 1), ('sms', 2), ('push', 3)) as way (channel, place), split_part(id, '/', place) as standing
            where standing in ('stopped', 'both', 'stopped-before');
            insert into delivery.bounced_address (neighbour_friend_id, channel, address_digest, reason, bounced_at)
            select id, channel, sha256(convert_to(address, 'UTF8')), 'returned', '2026-03-02'
            from reactions.neighbour_friend, (values ('mail', 1, 'm'), ('sms', 2, '1'), ('push', 3, 'p')) as way (channel, place, address), split_part(id, '/', place) as standing
            where standing in ('bounced', 'both');
            insert into delivery.bounced_address (neighbour_friend_id, channel, address_digest, reason, bounced_at)
            select id, 'mail', sha256('an older address'), 'returned', '2026-03-02' from reactions.neighbour_friend;
            insert into reactions.friend_choice (neighbour_friend_id, choice, partnership_id, until, told_at)
            select id, case when away in ('left', 'left-before') then 'left' else 'paused' end, 'p',
                case when away in ('left', 'left-before') then null when away = 'own-pause-over' then '2026-03-04' else '2026-03-05' end::date,
                case when away in ('left-before', 'own-pause-before') then '2026-02-01' else '2026-03-02' end::timestamptz
            from reactions.neighbour_friend, split_part(id, '/', 4) as away
            where away like '%left%' or away like 'own-pause%' or away = 'both-pauses';
            """, new { mail = people.Select(one => one.Mail).ToArray(), sms = people.Select(one => one.Sms).ToArray(), push = people.Select(one => one.Push).ToArray(), away = people.Select(one => one.Away).ToArray() });

        foreach (var order in Orders)
        {
            var found = (await database.Query<Found>("select friend.id, route.channel, route.reason from reactions.neighbour_friend as friend, delivery.neighbour_route(friend, @order, @today) as route", new { order, today = Today }))
                .ToDictionary(one => one.Id, one => $"{one.Channel} {one.Reason}");
            Assert.That(found, Has.Count.EqualTo(people.Count));
            foreach (var one in people)
            {
                var rule = NeighbourRoute.Of(one.Away == "left", PauseOf(one.Away), [.. Way("mail", one.Mail), .. Way("sms", one.Sms), .. Way("push", one.Push)], order, Today);
                Assert.That(found[$"{one.Mail}/{one.Sms}/{one.Push}/{one.Away}"], Is.EqualTo($"{rule.Channel ?? "none"} {rule.Reason}"), $"{one} by {string.Join(", ", order)}");
            }
        }
    }

    private static DateOnly? PauseOf(string away) => away switch
    {
        "own-pause" or "register-pause" or "both-pauses" => Today.AddDays(1),
        "own-pause-over" or "register-pause-over" => Today,
        _ => null,
    };

    private static IEnumerable<NeighbourWay> Way(string channel, string standing) =>
        standing == "none" ? [] : [new NeighbourWay(channel, standing is "stopped" or "both", standing is "bounced" or "both")];
}
