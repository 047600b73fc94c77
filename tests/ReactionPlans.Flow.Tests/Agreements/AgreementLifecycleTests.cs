using NUnit.Framework;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>From proposal to the next version: who is shown what, who may say yes, and what an overdue review stops.</summary>
public sealed class AgreementLifecycleTests
{
    private readonly AgreementBook book = new();
    private Village village = null!;

    [SetUp]
    public async Task Begin() => village = await Village.Settle();

    [TearDown]
    public async Task End() => await village.DisposeAsync();

    private Task<T> Do<T>(Func<Work, Task<T>> body) => village.Database.Database.Do(body, CancellationToken.None);

    private Task<IReadOnlyList<Problem>> Examples(Work work, Agreement agreement) => new StoredExamples(village.Map).Failed(work, agreement);

    private async Task<Agreement> Current() => await Do(work => book.Version(work, Village.Partnership, 1));

    private Task<AgreementReading> Propose(Agreement agreement) =>
        Do(work => ImportAgreement.Propose(work, AgreementYamlWriter.Write(agreement), "ny.yaml", new TemplateBook(), Examples));

    private Task<Problem?> Accept(int version, Party party, string person) => Do(work => AcceptAgreement.By(work, book, Village.Partnership, version, party, person));

    private Task<Problem?> Show(int version, string person) =>
        Do(work => ShowBacktest.To(work, book, Village.Partnership, version, person, BacktestSeen.NothingStored));

    private async Task<Agreement> WithLimit(int atLeast, int version = 2)
    {
        var current = await Current();
        var burst = current.Criteria[0];
        return current with { Version = version, Criteria = [burst with { Rule = (ThresholdRule)burst.Rule with { AtLeast = atLeast } }] };
    }

    [Test]
    public async Task Another_criterion_is_not_accepted_before_its_backtest_was_shown()
    {
        Assert.That((await Propose(await WithLimit(5))).Problems, Is.Empty);

        Assert.That((await Accept(2, Party.Police, "coordinator"))!.Number, Is.EqualTo(3045));
        Assert.That(await Show(2, "coordinator"), Is.Null);
        Assert.That(await Accept(2, Party.Police, "coordinator"), Is.Null);
        Assert.That((await Accept(2, Party.Municipality, "lead"))!.Number, Is.EqualTo(3045), "what one has seen the other has not");
        await Show(2, "lead");
        Assert.That(await Accept(2, Party.Municipality, "lead"), Is.Null);

        Assert.That(await village.Database.Rows("access.audit_entry", "action = 'backtest-shown' and subject_id = 'landsby/2'"), Is.EqualTo(2));
        Assert.That((await Do(work => AgreementVersions.Of(work, Village.Partnership))).Select(one => one.State), Is.EqualTo([AgreementState.InForce, AgreementState.Superseded]));
    }

    [Test]
    public async Task What_was_shown_of_one_version_says_nothing_of_the_next()
    {
        await Propose(await WithLimit(5));
        await Show(2, "coordinator");
        await Propose(await WithLimit(2, version: 3));

        Assert.That((await Accept(3, Party.Police, "coordinator"))!.Number, Is.EqualTo(3045));
    }

    [Test]
    public async Task A_version_that_judges_as_the_one_in_force_needs_no_backtest()
    {
        var current = await Current();
        await Propose(current with { Version = 2, Decision = current.Decision with { DeadlineHours = 8 }, ReviewBy = new DateOnly(2030, 1, 1) });

        Assert.That(await Accept(2, Party.Police, "coordinator"), Is.Null);
    }

    [Test]
    public async Task The_first_version_of_all_needs_its_backtest_shown_too()
    {
        await using var empty = await TestDatabase.Create();
        Task<T> There<T>(Func<Work, Task<T>> body) => empty.Database.Do(body, CancellationToken.None);
        await There(work => ImportAgreement.Propose(work, Texts.Whole, "aftale.yaml", new TemplateBook(), Examples));

        Assert.That((await There(work => AcceptAgreement.By(work, book, "eksempel", 1, Party.Police, "coordinator")))!.Number, Is.EqualTo(3045));
    }

    [Test]
    public async Task A_proposal_is_taken_back_by_whoever_made_it_and_can_then_not_be_accepted()
    {
        var current = await Current();
        var reading = await Do(work => ImportAgreement.ProposeAs(
            work, AgreementYamlWriter.Write(current with { Version = 2, ReviewBy = new DateOnly(2030, 1, 1) }), "formular", new TemplateBook(), Examples, current, "lead"));
        Assert.That(reading.Problems, Is.Empty);

        Assert.That((await Do(work => WithdrawAgreement.By(work, book, Village.Partnership, 2, "coordinator")))!.Number, Is.EqualTo(3046));
        Assert.That(await Do(work => WithdrawAgreement.By(work, book, Village.Partnership, 2, "lead")), Is.Null);
        Assert.That((await Accept(2, Party.Police, "coordinator"))!.Number, Is.EqualTo(3043));
        Assert.That((await Do(work => WithdrawAgreement.By(work, book, Village.Partnership, 1, "lead")))!.Number, Is.EqualTo(3043), "what is in force is nobody's to take back");
        Assert.That(await village.Database.Rows("access.audit_entry", "action = 'agreement-proposed' and actor = 'lead' and actor_kind = 'person'"), Is.EqualTo(1));
        Assert.That(await village.Database.Rows("access.audit_entry", "action = 'agreement-withdrawn' and actor = 'lead'"), Is.EqualTo(1));
        Assert.That((await Propose(current with { Version = 2 })).Problems.Single().Number, Is.EqualTo(3011), "its number stays taken");
    }

    [Test]
    public async Task A_person_proposes_for_the_own_partnership_and_the_areas_it_has()
    {
        var current = await Current() with { Areas = new CoveredAreas("postcode", ["1", "2"]) };
        async Task<int?> Refused(Agreement proposed) => (await Do(work => ImportAgreement.ProposeAs(
            work, AgreementYamlWriter.Write(proposed with { Version = 2 }), "formular", new TemplateBook(), Examples, current, "lead"))).Problems.SingleOrDefault()?.Number;

        Assert.That(await Refused(current with { Areas = new CoveredAreas("postcode", ["1", "3"]) }), Is.EqualTo(3047));
        Assert.That(await Refused(current with { Areas = new CoveredAreas("postcode", null) }), Is.EqualTo(3047));
        Assert.That(await Refused(current with { Areas = new CoveredAreas("parish", ["1"]) }), Is.EqualTo(3047));
        Assert.That(await Refused(current with { Partnership = current.Partnership with { Id = "naboby" } }), Is.EqualTo(3048));
        Assert.That(await Refused(current with { Areas = new CoveredAreas("postcode", ["1"]) }), Is.Null);
    }

    [Test]
    public async Task The_stored_reports_say_what_a_version_would_have_gained_and_lost()
    {
        await village.Report(3, area: "1", prefix: "A");
        await village.Report(2, area: "2", prefix: "B");
        village.Database.Clock.MoveTo(village.Database.Clock.GetUtcNow().AddDays(2));
        await Propose(await WithLimit(2));
        await Propose((await WithLimit(3, version: 3)) with { Areas = new CoveredAreas("postcode", ["2"]) });
        // The floor of three stands whatever the rule says.
        var lower = await WithLimit(2, version: 4);
        await Propose(lower with { Sender = lower.Sender with { SmallestCount = 2 }, Criteria = [lower.Criteria[0] with { MinimumReports = 2 }] });
        var history = new BacktestHistory(village.Database.Database, book, village.Map);

        var same = (await history.Of(Village.Partnership, 2, CancellationToken.None))!;
        var fewer = (await history.Of(Village.Partnership, 3, CancellationToken.None))!;
        var more = (await history.Of(Village.Partnership, 4, CancellationToken.None))!;

        Assert.That((same.Difference!.OnlyInFirst.Count, same.Difference.OnlyInSecond.Count, same.Difference.InBoth), Is.EqualTo((0, 0, 1)));
        Assert.That(fewer.Difference!.OnlyInFirst.Select(one => one.Area), Is.EqualTo(["1"]), "lost");
        Assert.That(more.Difference!.OnlyInSecond.Select(one => one.Area), Is.EqualTo(["2"]), "gained");
        Assert.That(BacktestSeen.Of(more.Version, more.InForce).Fingerprint, Has.Length.EqualTo(64).And.Not.EqualTo(BacktestSeen.Of(fewer.Version, fewer.InForce).Fingerprint));
    }

    [Test]
    public async Task With_nothing_stored_there_is_nothing_to_show() =>
        Assert.That(await new BacktestHistory(village.Database.Database, book, village.Map).Of(Village.Partnership, 1, CancellationToken.None), Is.Null);

    private async Task ReviewBy(DateOnly day, int graceDays)
    {
        var current = await Current();
        await Propose(current with { Version = 2, ReviewBy = day, ReviewGraceDays = graceDays });
        await Accept(2, Party.Police, "coordinator");
        Assert.That(await Accept(2, Party.Municipality, "lead"), Is.Null);
    }

    [TestCase(0, 0)]
    [TestCase(-1, 1)]
    public async Task The_leading_people_are_told_once_when_a_review_is_overdue(int daysAgo, int told)
    {
        await ReviewBy(village.Today.AddDays(daysAgo), graceDays: 60);
        var job = new AskForReview(village.Database.Database, book);

        await job.Run(CancellationToken.None);
        await job.Run(CancellationToken.None);

        Assert.That(await village.Said(nameof(ReviewIsDue)), Is.EqualTo(told));
        if (told == 0)
            return;
        var id = await village.Database.Scalar<Guid>("select id from agreements.review_notice");
        await TestDatabase.Deliver(new NotifyParties(village.Database.Database, book), new ReviewIsDue(id));
        Assert.That(await village.Database.Scalar<string>("select string_agg(recipient_id, ',' order by recipient_id) from delivery.delivery where template = 'review-due'"),
            Is.EqualTo("landsby/coordinator,landsby/lead"));

        var facts = (await Do(work => TextFacts.Read(work, book, [id])))[id];
        var text = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live).Write("review-due", facts, "review-due");
        Assert.That(text.Text, Does.Contain("version 2").And.Contain("/Agreements").And.Contain("til og med den").And.Contain("Ingen plan er gået i gang og sluttet under den."));
    }

    [TestCase(5, "Activate", 1)]
    [TestCase(6, "Watch", 0)]
    public async Task An_agreement_past_its_grace_shows_a_spike_and_sets_nothing_off(int daysPast, string level, int said)
    {
        await ReviewBy(village.Today.AddDays(-daysPast), graceDays: 5);

        await village.Report(3);
        await village.JudgeSoFar();

        Assert.That(await village.Database.Scalar<string>("select level from detection.spike"), Is.EqualTo(level));
        Assert.That(await village.Said(nameof(SpikeDetected)), Is.EqualTo(said));
    }
}
