using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Flow.Tests.Access;

public sealed class AccountsTests
{
    private Village village = null!;
    private Accounts accounts = null!;

    [SetUp]
    public async Task Settle()
    {
        village = await Village.Settle();
        accounts = new Accounts(village.Database.Database);
    }

    [TearDown]
    public async Task Leave() => await village.DisposeAsync();

    private Workplaces Workplaces => new(village.Database.Database, accounts, village.Agreements);

    [Test]
    public async Task A_password_opens_its_own_account_in_any_letter_case_and_no_other()
    {
        var password = await accounts.Create("Karen", Village.Partnership, "coordinator");

        Assert.That(await accounts.Find(" KAREN ", password, default), Is.EqualTo([new Membership("karen", Village.Partnership, "coordinator", null)]));
        Assert.That(await accounts.Find("karen", password + "x", default), Is.Null);
        Assert.That(await accounts.Find("nobody", password, default), Is.Null);
        Assert.That(await village.Database.Query<string>("select actor_kind || ' ' || actor from access.audit_entry where action = 'sign-in-failed' order by id"),
            Is.EqualTo(["account karen", "program reactionplans"]), "what was typed as an unknown name may be a password");
    }

    [Test]
    public async Task An_account_works_for_several_partnerships_and_in_roles_without_one()
    {
        await accounts.Create("karen", Village.Partnership, "coordinator");
        Assert.That(await accounts.AddMembership(new Membership("karen", "naboby", "leder", null), Actor.Program, default), Is.True);
        Assert.That(await accounts.AddMembership(new Membership("karen", null, null, "administrator"), Actor.Program, default), Is.True);
        Assert.That(await accounts.AddMembership(new Membership("nobody", "naboby", "leder", null), Actor.Program, default), Is.False);

        var places = await Workplaces.Of("karen", default);

        Assert.That(places.Select(place => (place.PartnershipId, place.Role, place.Name)), Is.EqualTo([
            ("", "administrator", "karen"), (Village.Partnership, "police-coordinator", "Karen Koordinator")]),
            "naboby has no agreement in force, so nobody works for it");
    }

    [Test]
    public async Task A_person_who_is_in_no_agreement_has_nowhere_to_work()
    {
        await accounts.Create("karen", Village.Partnership, "somebody-else");

        Assert.That(await Workplaces.Of("karen", default), Is.Empty);
    }

    [Test]
    public async Task Whom_a_provider_vouches_for_works_as_what_is_claimed_now_and_no_password_opens_the_account()
    {
        ClaimedWork coordinator = new() { Value = "k", Partnership = Village.Partnership, Person = "coordinator" }, national = new() { Value = "n", Role = "national-secretariat" };

        var name = (await accounts.Vouch("https://login.example.dk", "abc", [coordinator, national], default))[0].UserName;
        var later = await accounts.Vouch("https://login.example.dk", "abc", [coordinator], default);
        var others = new[] { await accounts.Vouch("https://login.example.dk", "ABC", [coordinator], default), await accounts.Vouch("https://other.example.dk", "abc", [coordinator], default) };

        Assert.That(later, Is.EqualTo([new Membership(name, Village.Partnership, "coordinator", null)]));
        Assert.That(others.Select(other => other[0].UserName).Append(name), Is.Unique, "another letter case and another provider are other people");
        Assert.That(Accounts.IsVouchedFor(name), Is.True);
        Assert.That(await accounts.Find(name, "", default), Is.Null);
        Assert.That(await accounts.Reset(name, Actor.Program, default), Is.Null, "there is no password to give anew");
        Assert.That(await village.Database.Query<string>($"select action from access.audit_entry where actor = '{name}' order by id"),
            Is.EqualTo(["account-added", "account-added", "membership-ended", "sign-in-failed"]));
    }

    [Test]
    public async Task A_removed_account_is_gone_and_a_reset_one_has_another_password()
    {
        var old = await accounts.Create("karen", Village.Partnership, "coordinator");
        var password = await accounts.Reset("karen", Actor.Program, default);
        Assert.That(await accounts.Find("karen", old, default), Is.Null);
        Assert.That(await accounts.Find("karen", password!, default), Is.Not.Null);

        Assert.That(await accounts.Remove("karen", Actor.Program, default), Is.True);
        Assert.That(await accounts.Remove("karen", Actor.Program, default), Is.False);
        Assert.That(await accounts.Reset("karen", Actor.Program, default), Is.Null);
        Assert.That(await accounts.Find("karen", password!, default), Is.Null);
        Assert.That(await village.Database.Query<string>("select action from access.audit_entry where subject_kind = 'account' order by id"),
            Is.EqualTo(["account-added", "password-reset", "account-removed"]));
    }

    [Test]
    public async Task A_person_of_one_partnership_does_nothing_in_another_even_where_the_statement_forgets_to_ask()
    {
        await village.Report(3);
        await village.JudgeSoFar();
        await village.AskAboutSpike();
        await village.StartPlan();
        var spike = await village.Spike();
        var others = village.Database.Database.SeenBy(Scope.Of("naboby"));

        Assert.That(await others.Read<object>("Decision/find-spike.sql", new { spike_id = spike }, default), Is.Empty);
        Assert.That(await others.Do(work => work.Execute("Activation/stop-activation.sql", new
        {
            activation_id = Rules.Plans.StableId.OfActivation(spike),
            stopped_by = "x",
            reason = "x",
            today = work.Today,
            now = work.Now,
        }), default), Is.Zero);
    }
}
