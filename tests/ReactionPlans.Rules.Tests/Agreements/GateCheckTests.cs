using NUnit.Framework;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Agreements;

public sealed class GateCheckTests
{
    private static IEnumerable<string> Told(Agreement agreement) => AgreementCheck.Check(agreement, Agreed.Templates).Select(problem => problem.English);

    private static Agreement WithGate(Gate? gate) => Agreed.With(Agreed.Station with { Gate = gate });

    private static Agreement WithChannels(Agreement agreement, bool digitalPost, bool print, bool localPosts = true) =>
        agreement with { Channels = new Channels(digitalPost, print, ["mail"], localPosts) };

    private static string Shut(string why) => $"The gate of step 'station' can never open: {why}";

    [Test]
    public void A_gate_that_waits_for_no_step_is_refused() =>
        Assert.That(Told(WithGate(new Gate("brev", 0.9, 48))), Is.EqualTo([Shut("there is no step 'brev'")]));

    [Test]
    public void A_gate_that_waits_for_its_own_step_is_refused() =>
        Assert.That(Told(WithGate(new Gate("station", 0.9, 48))), Does.Contain(Shut("it waits for its own step")));

    [Test]
    public void A_gate_that_waits_for_a_step_that_writes_to_nobody_is_refused() =>
        Assert.That(Told(WithGate(new Gate("post", 0.9, 48))), Is.EqualTo([Shut("step 'post' writes to nobody who can be counted")]));

    [TestCase(0)]
    [TestCase(-1)]
    public void A_gate_at_which_nobody_is_ever_asked_is_refused(double askAfterHours) =>
        Assert.That(Told(WithGate(new Gate("letters", 0.9, askAfterHours))), Is.EqualTo([Shut("askAfterHours must be above 0")]));

    [TestCase(0)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    public void A_share_that_means_nothing_is_refused(double share) =>
        Assert.That(Told(WithGate(new Gate("letters", share, 48))), Is.EqualTo([Shut("informedShare must be above 0 and at most 1")]));

    [Test]
    public void A_gate_that_waits_for_letters_nobody_can_get_is_refused()
    {
        var agreement = Agreed.With(Agreed.Station with { Otherwise = null });

        Assert.That(Told(WithChannels(agreement, digitalPost: false, print: false)),
            Is.EqualTo([Shut("the agreement has no channel by which step 'letters' reaches anybody")]));
        Assert.That(Told(WithChannels(agreement, digitalPost: false, print: true)), Is.Empty);
    }

    [Test]
    public void Without_digital_post_otherwise_takes_the_place_of_the_gate() =>
        Assert.That(Told(WithChannels(Agreed.Whole, digitalPost: false, print: false)), Is.Empty);

    [Test]
    public void Steps_that_wait_for_each_other_are_refused()
    {
        var agreement = Agreed.With(Agreed.Letters with { Gate = new Gate("friends", 0.5, 24) });
        agreement = agreement with
        {
            Plan = [.. agreement.Plan.Select(step => step.Id == "friends" ? step with { Gate = new Gate("letters", 0.5, 24) } : step)],
        };

        Assert.That(Told(agreement), Is.EqualTo([
            "The gate of step 'letters' can never open: the steps wait for each other",
            "The gate of step 'friends' can never open: the steps wait for each other",
        ]));
    }

    [Test]
    public void An_otherwise_that_names_no_step_is_refused() =>
        Assert.That(Told(Agreed.Without("post")), Is.EqualTo([Shut("there is no step 'post', which 'otherwise' names")]));

    [Test]
    public void An_otherwise_that_waits_for_itself_is_refused() =>
        Assert.That(Told(Agreed.With(Agreed.Station with { Otherwise = new Otherwise("school", "station") })),
            Is.EqualTo([Shut("'otherwise' waits for its own step")]));

    [Test]
    public void An_otherwise_that_waits_for_a_post_nobody_makes_is_refused() =>
        Assert.That(Told(WithChannels(Agreed.Whole, digitalPost: true, print: true, localPosts: false)),
            Is.EqualTo([Shut("step 'post' is a local post, and the agreement has none")]));

    [Test]
    public void A_station_without_a_letter_or_otherwise_is_refused() =>
        Assert.That(Told(Agreed.With(Agreed.Station with { Gate = null, Otherwise = null })),
            Is.EqualTo(["Step 'station' sends out the station without a letter first or an 'otherwise'."]));

    [Test]
    public void A_station_that_waits_only_for_neighbours_is_refused() =>
        Assert.That(Told(Agreed.With(Agreed.Station with { Gate = new Gate("friends", 0.9, 48), Otherwise = null })),
            Is.EqualTo(["Step 'station' sends out the station without a letter first or an 'otherwise'."]));

    [Test]
    public void Otherwise_alone_is_enough_only_where_there_is_no_digital_post()
    {
        var agreement = WithGate(null);

        Assert.That(Told(WithChannels(agreement, digitalPost: false, print: false)), Is.Empty);
        Assert.That(Told(agreement), Is.EqualTo(["Step 'station' sends out the station without a letter first or an 'otherwise'."]));
    }
}
