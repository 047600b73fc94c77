using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

public sealed class AgreementFormTests
{
    private static readonly Agreement Basis = AgreementYaml.Read(Texts.Whole, "aftale.yaml").Agreement!;

    private static (Agreement Agreement, IReadOnlyList<FieldProblem> Problems) Typed(params (string Field, string Text)[] typed) =>
        AgreementForm.Read(Basis, 2, typed.ToDictionary(pair => pair.Field, pair => pair.Text));

    [Test]
    public void The_fields_as_they_stand_make_the_same_agreement_as_the_file()
    {
        var (agreement, problems) = AgreementForm.Read(Basis, Basis.Version, AgreementForm.Fields(Basis));

        Assert.That(problems, Is.Empty);
        Assert.That(RecordVariants.Lines(AgreementYaml.Read(AgreementYamlWriter.Write(agreement), "formular").Agreement), Is.EqualTo(RecordVariants.Lines(Basis)));
    }

    [Test]
    public void What_is_typed_is_what_the_file_would_say()
    {
        var (agreement, problems) = Typed(
            ("criteria.burst.atLeast", "4"), ("criteria.burst.withinDays", "14"), ("criteria.burst.minimumReports", "2"), ("criteria.burst.clearAfterDays", "7"), ("criteria.burst.cooldownDays", "0"),
            ("deadlineHours", "2,5"), ("onDeadline", "lapse"), ("holdsFrom", "2026-05-01"), ("reviewBy", "2027-05-01"), ("people.lead.name", "Petra"), ("people.coordinator.deputy", "duty"));
        var file = Texts.With("atLeast: 5, withinDays: 7", "atLeast: 4, withinDays: 14").Replace("version: 1", "version: 2").Replace("minimumReports: 3", "minimumReports: 2")
            .Replace("clearAfterDays: 14", "clearAfterDays: 7").Replace("cooldownDays: 14", "cooldownDays: 0").Replace("deadlineHours: 4, onDeadline: escalate", "deadlineHours: 2.5, onDeadline: lapse")
            .Replace("holdsFrom: 2020-01-01", "holdsFrom: 2026-05-01").Replace("reviewBy: 2021-01-01", "reviewBy: 2027-05-01").Replace("Projektleder", "Petra")
            .Replace("mail: koordinator@example.dk }", "mail: koordinator@example.dk, deputy: duty }");

        Assert.That(problems, Is.Empty);
        Assert.That(RecordVariants.Lines(agreement), Is.EqualTo(RecordVariants.Lines(AgreementYaml.Read(file, "aftale.yaml").Agreement)));
    }

    [TestCase("criteria.burst.atLeast", "fem")]
    [TestCase("criteria.burst.cooldownDays", "-1")]
    [TestCase("holdsFrom", "i morgen")]
    [TestCase("holdsFrom", "")]
    [TestCase("deadlineHours", "snart")]
    [TestCase("onDeadline", "vent")]
    public void What_cannot_be_read_is_told_at_its_field(string field, string text)
    {
        var problem = Typed((field, text)).Problems.Single();

        Assert.That((problem.Field, problem.Problem.Number), Is.EqualTo((field, 3004)));
    }

    [Test]
    public void A_number_out_of_bounds_is_the_readers_to_refuse_and_is_found_again_at_its_field()
    {
        var typed = new Dictionary<string, string> { ["criteria.burst.clearAfterDays"] = "400" };
        var problem = AgreementYaml.Read(AgreementYamlWriter.Write(AgreementForm.Read(Basis, 2, typed).Agreement), "formular").Problems.Single();

        Assert.That((problem.Number, AgreementForm.FieldOf(problem, typed)), Is.EqualTo((3004, "criteria.burst.clearAfterDays")));
    }
}
