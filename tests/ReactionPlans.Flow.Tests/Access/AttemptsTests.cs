using System.Diagnostics;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Replay;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Access;

/// <summary>Failed attempts of two hosts over one database.</summary>
public sealed class AttemptsTests
{
    private const string Here = "10.0.0.1";

    private TestDatabase database = null!;
    private VirtualClock clock = null!;
    private Attempts[] hosts = null!;

    [SetUp]
    public async Task Settle()
    {
        database = await TestDatabase.Create();
        clock = new VirtualClock(TestDatabase.Start);
        hosts = [new Attempts(database.Database, new byte[32], clock), new Attempts(database.Database, new byte[32], clock)];
    }

    [TearDown]
    public async Task Leave() => await database.DisposeAsync();

    [Test]
    public async Task Five_failures_on_whichever_hosts_make_a_name_wait_until_the_first_is_five_minutes_old()
    {
        for (var failure = 0; failure < 5; failure++)
        {
            Assert.That(await hosts[failure % 2].SignIn(failure % 2 == 0 ? "karen" : "Karen ", $"10.0.1.{failure}", default), Is.Null);
            clock.MoveTo(clock.GetUtcNow().AddSeconds(10));
        }

        foreach (var host in hosts)
        {
            Assert.That(await host.SignIn("KAREN", "10.0.2.1", default), Is.EqualTo(TimeSpan.FromSeconds(250)));
            Assert.That(await host.SignIn("peter", "10.0.2.1", default), Is.Null);
        }

        clock.MoveTo(clock.GetUtcNow().AddSeconds(250));
        Assert.That(await hosts[1].SignIn("karen", "10.0.2.2", default), Is.Null, "the first is five minutes old");
        Assert.That(await hosts[0].SignIn("karen", "10.0.2.2", default), Is.EqualTo(TimeSpan.FromSeconds(10)), "the second is not");
    }

    [Test]
    public async Task Twenty_failures_from_an_address_make_it_wait_whatever_the_names()
    {
        for (var failure = 0; failure < 20; failure++)
            Assert.That(await hosts[failure % 2].SignIn($"name-{failure}", Here, default), Is.Null);

        Assert.That(await hosts[0].SignIn("another", Here, default), Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(await hosts[1].SignIn("another", "10.0.0.2", default), Is.Null);
    }

    [Test]
    public async Task A_right_password_forgets_the_names_wrong_ones_and_not_the_addresss()
    {
        for (var failure = 0; failure < 4; failure++)
            await hosts[0].SignIn("karen", Here, default);
        await hosts[1].SignIn("karen", Here, default);
        await hosts[1].SignedIn("karen", Here, default);

        for (var failure = 0; failure < 5; failure++)
            Assert.That(await hosts[0].SignIn("karen", Here, default), Is.Null, "it starts over");
        for (var failure = 0; failure < 11; failure++)
            Assert.That(await hosts[0].SignIn($"name-{failure}", Here, default), Is.Null);
        Assert.That(await hosts[0].SignIn("peter", Here, default), Is.Not.Null, "4 and 5 and 11 have failed: the one that succeeded is not among them");
    }

    [Test]
    public async Task A_hundred_at_once_are_five()
    {
        var waits = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => hosts[number % 2].SignIn("karen", $"10.0.0.{number}", default)));

        Assert.That(waits.Count(wait => wait is null), Is.EqualTo(5));
    }

    [Test]
    public async Task Names_and_addresses_crosswise_wait_for_one_another_and_never_for_good()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var (name, address) = ($"name-{number % 3}", $"10.0.0.{number % 2}");
            if (await hosts[number % 2].SignIn(name, address, default) is null && number % 4 == 0)
                await hosts[number % 2].SignedIn(name, address, default);
        }));
    }

    [Test]
    public async Task Nobody_reads_who_it_was_and_what_is_old_is_forgotten()
    {
        await hosts[0].SignIn("karen", Here, default);
        await hosts[0].WrongKey(Here, default);
        Assert.That(await database.Rows("access.attempt", "encode(subject, 'escape') like '%karen%' or encode(subject, 'escape') like '%10.0%'"), Is.Zero);
        Assert.That(await database.Rows("access.attempt"), Is.EqualTo(3));

        clock.MoveTo(clock.GetUtcNow().AddHours(2));
        await hosts[0].WrongKey("10.0.0.2", default);

        Assert.That(await database.Rows("access.attempt"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_account_that_is_not_there_takes_as_long_as_one_that_is()
    {
        var accounts = new Accounts(database.Database);
        await accounts.Create("karen", "p", "coordinator");
        await accounts.Find("karen", "warm", default);

        var (there, nowhere) = (await Fastest("karen"), await Fastest("nobody"));

        Assert.That(nowhere, Is.GreaterThan(there / 3).And.LessThan(there * 3), "a hash is made for it too, which is most of the time");

        async Task<double> Fastest(string name)
        {
            var times = new List<double>();
            for (var number = 0; number < 5; number++)
            {
                var watch = Stopwatch.StartNew();
                Assert.That(await accounts.Find(name, "wrong", default), Is.Null);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            return times.Min();
        }
    }
}
