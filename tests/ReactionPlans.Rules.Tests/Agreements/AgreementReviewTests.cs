using NUnit.Framework;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Agreements;

public sealed class AgreementReviewTests
{
    private static readonly DateOnly Due = new(2026, 3, 1);

    private static readonly Agreement Agreement = Agreed.Whole with { ReviewBy = Due, ReviewGraceDays = 60 };

    [TestCase(-1, ReviewStanding.Current)]
    [TestCase(0, ReviewStanding.Current)]
    [TestCase(1, ReviewStanding.Overdue)]
    [TestCase(60, ReviewStanding.Overdue)]
    [TestCase(61, ReviewStanding.OnlyAdvises)]
    public void An_agreement_warns_after_its_day_and_only_advises_after_its_grace(int daysAfter, ReviewStanding standing) =>
        Assert.That(AgreementReview.Of(Agreement, Due.AddDays(daysAfter)), Is.EqualTo(standing));

    [TestCase(0, ReviewStanding.Current)]
    [TestCase(1, ReviewStanding.OnlyAdvises)]
    public void Without_grace_it_only_advises_at_once(int daysAfter, ReviewStanding standing) =>
        Assert.That(AgreementReview.Of(Agreement with { ReviewGraceDays = 0 }, Due.AddDays(daysAfter)), Is.EqualTo(standing));

    [Test]
    public void An_agreement_without_a_review_day_stays_current() =>
        Assert.That(AgreementReview.Of(Agreement with { ReviewBy = null }, Due.AddYears(20)), Is.EqualTo(ReviewStanding.Current));

    [TestCase(CriterionLevel.Activate, 60, CriterionLevel.Activate)]
    [TestCase(CriterionLevel.Activate, 61, CriterionLevel.Watch)]
    [TestCase(CriterionLevel.Watch, 0, CriterionLevel.Watch)]
    public void What_would_act_watches_once_the_agreement_only_advises(CriterionLevel level, int daysAfter, CriterionLevel acts) =>
        Assert.That(AgreementReview.LevelOn(Agreement, Agreement.Criteria[0] with { Level = level }, Due.AddDays(daysAfter)), Is.EqualTo(acts));
}
