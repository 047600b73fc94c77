using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Tests.Agreements;

/// <summary>One mistake at a time in a good agreement: its number, and the line and column where the reader's eye should go.</summary>
public sealed class BadYamlTests
{
    [TestCase("partnership: {", "partnership {", 3001, 1, 33)]
    [TestCase("holdsFrom: 2020-01-01", "holdsFrom: 2020-01-01: x", 3001, 3, 22)]
    [TestCase("goals: {", "goals: *nowhere #{", 3001, 6, 8)]
    [TestCase("name: Eksempel,", "naem: Eksempel,", 3002, 1, 30)]
    [TestCase("version: 1\n", "version: 0\n", 3004, 2, 10)]
    [TestCase("version: 1\n", "version: \"1\"\n", 3004, 2, 10)]
    [TestCase("version: 1\n", "version: 1\nversion: 2\n", 3015, 3, 1)]
    [TestCase("version: 1\n", "version:\n", 3003, 2, 9)]
    [TestCase("version: 1\n", "", 3003, 1, 1)]
    [TestCase("holdsFrom: 2020-01-01", "holdsFrom: 2020-02-30", 3004, 3, 12)]
    [TestCase("reviewBy: 2021-01-01", "reviewBy: 2019-01-01", 3004, 4, 11)]
    [TestCase("\"0751\"", "\"751\"", 3004, 1, 60)]
    [TestCase("policePhone: \"114\"", "policePhone: politi", 3004, 5, 75)]
    [TestCase("contact: tryghed@example.dk, ", "", 3003, 5, 9)]
    [TestCase("burglaryReductionPercent: 10", "burglaryReductionPercent: 110", 3004, 6, 36)]
    [TestCase("neighbourFriends: 2000", "neighbourFriends: mange", 3004, 6, 58)]
    [TestCase("digitalPost: true", "digitalPost: yes", 3004, 7, 26)]
    [TestCase("[mail, sms, push]", "[mail, fax]", 3004, 7, 70)]
    [TestCase("[mail, sms, push]", "mail", 3004, 7, 63)]
    [TestCase("[mail, sms, push]", "[mail, mail]", 3015, 7, 70)]
    [TestCase("codes: [\"8240\", \"8260\"]", "codes: []", 3004, 8, 34)]
    [TestCase("codes: [\"8240\", \"8260\"]", "codes: some", 3004, 8, 34)]
    [TestCase("[\"1320\"]", "1320", 3004, 9, 35)]
    [TestCase("[\"1320\"]", "{ attempts: false }", 3003, 9, 35)]
    [TestCase("level: activate", "level: act", 3004, 13, 12)]
    [TestCase("kind: threshold", "kind: oracle", 3013, 14, 19)]
    [TestCase("kind: threshold, ", "kind: farrington-flexible, ", 3002, 14, 40)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: near-repeat, withinMetres: 0 }", 3004, 14, 46)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: all-of, rules: [ { kind: pooled-windows } ] }", 3004, 14, 34)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: any-of, rules: [ { kind: pooled-windows, luckAtMost: 2 }, { kind: near-repeat } ] }", 3004, 14, 72)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: any-of, rules: [ { kind: oracle }, { kind: near-repeat } ] }", 3013, 14, 44)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: permutation-scan, atLeastRecurrenceDays: 1001 }", 3004, 14, 60)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: permutation-scan, withinDays: 91 }", 3004, 14, 49)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: outbreak-chance, chanceAtLeast: 1 }", 3004, 14, 51)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: outbreak-chance, outbreaksPerYear: 0 }", 3004, 14, 54)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: ears, method: C4 }", 3004, 14, 33)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: ears, alpha: 0.6 }", 3004, 14, 32)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: bayes, alpha: 0 }", 3004, 14, 33)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: ewma, lambda: 1.5 }", 3004, 14, 33)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: ewma, limit: -1 }", 3004, 14, 32)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: ewma, atLeast: 0 }", 3004, 14, 34)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: cusum, rateRatio: 1 }", 3004, 14, 37)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: cusum, limit: 0 }", 3004, 14, 33)]
    [TestCase("{ kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }", "{ kind: cusum, dispersion: -1 }", 3004, 14, 38)]
    [TestCase("kind: threshold, ", "", 3003, 14, 11)]
    [TestCase("countBy: reported", "countBy: occurred", 3014, 14, 66)]
    [TestCase("atLeast: 5", "atLeast: 0", 3004, 14, 39)]
    [TestCase("atLeast: 5", "atLeast: 4.5", 3004, 14, 39)]
    [TestCase("atLeast: 5", "atLeast: { \"8270\": 8 }", 3003, 14, 39)]
    [TestCase("atLeast: 5", "atLeast: { default: 4, \"8270\": x }", 3004, 14, 61)]
    [TestCase("withinDays: 7, countBy", "withinDays: 366, countBy", 3004, 14, 54)]
    [TestCase("minimumReports: 3", "minimumReports: -1", 3004, 15, 21)]
    [TestCase("clearAfterDays: 14", "clearAfterDays: 0", 3004, 17, 21)]
    [TestCase("cooldownDays: 14", "maximumReportingDelayDays: -1", 3004, 18, 32)]
    [TestCase("rule: {", "rules: {", 3002, 14, 5)]
    [TestCase("mode: police", "mode: polite", 3004, 19, 19)]
    [TestCase("deadlineHours: 4, ", "", 3003, 19, 11)]
    [TestCase("deadlineHours: 4", "deadlineHours: 0", 3004, 19, 42)]
    [TestCase("onDeadline: escalate", "onDeadline: wait", 3004, 19, 57)]
    [TestCase("deputies: [duty]", "deputies: duty", 3004, 19, 77)]
    [TestCase("party: police, responsible: coordinator, reaction: neighbour-message", "party: mayor, responsible: coordinator, reaction: neighbour-message", 3004, 22, 27)]
    [TestCase("reaction: letter", "reaction: brev", 3004, 21, 70)]
    [TestCase("template: friends-burst, ", "", 3003, 22, 5)]
    [TestCase("responsible: lead, reaction: task", "reaction: task", 3003, 27, 5)]
    [TestCase("task: tryghedsvandring", "visits: 2, task: tryghedsvandring", 3004, 27, 81)]
    [TestCase("dueDays: 14", "dueDays: 14, dueHours: 3", 3004, 27, 120)]
    [TestCase("dueHours: 24", "dueHours: 1", 3004, 24, 123)]
    [TestCase("atHours: 2, ", "atHours: -2, ", 3004, 24, 110)]
    [TestCase("visits: 2, ", "", 3003, 25, 5)]
    [TestCase("hours: 3, ", "hours: tre, ", 3004, 25, 105)]
    [TestCase("informedShare: 0.9", "informedShare: 90", 3004, 26, 45)]
    [TestCase("askAfterHours: 48", "askAfterHours: 0", 3004, 26, 65)]
    [TestCase("gate: { step: letters", "gate: { stepp: letters", 3002, 26, 15)]
    [TestCase("withStep: post", "withStep: ", 3003, 26, 115)]
    [TestCase("maximumDays: 42", "maximumDays: .inf", 3004, 28, 21)]
    [TestCase("mail: vagt@example.dk", "mail: vagt", 3004, 31, 61)]
    [TestCase("role: municipal-lead", "role: [municipal-lead]", 3004, 32, 23)]
    [TestCase("day: 2020-02-16", "day: 16.2.2020", 3004, 34, 26)]
    [TestCase("holds: false", "holds: no", 3004, 35, 63)]
    public void A_mistake_is_told_with_its_place(string written, string instead, int number, int line, int column)
    {
        var reading = AgreementYaml.Read(Texts.With(written, instead), "aftale.yaml");

        Assert.That(reading.Agreement, Is.Null);
        Assert.That(reading.Problems.Select(problem => (problem.Number, problem.Place)), Does.Contain((number, new Place("aftale.yaml", line, column))));
    }

    [TestCase("", 1, 1)]
    [TestCase("# kun en kommentar", 1, 1)]
    [TestCase("version: 1\n---\nversion: 2\n", 2, 1)]
    [TestCase("[a, b]: c", 1, 1)]
    [TestCase("a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 1, 24)]
    [TestCase("a: \"open", 1, 4)]
    public void What_is_no_agreement_at_all_is_told_with_its_place(string yaml, int line, int column)
    {
        var reading = AgreementYaml.Read(yaml, "aftale.yaml");

        Assert.That(reading.Agreement, Is.Null);
        Assert.That(reading.Problems.Select(problem => (problem.Number, problem.Place)), Is.EqualTo([(3001, new Place("aftale.yaml", line, column))]));
    }

    [Test]
    public void A_list_instead_of_fields_is_told_with_its_place() =>
        Assert.That(AgreementYaml.Read("- version: 1", "aftale.yaml").Problems.Single().ToString(), Does.StartWith("RP3004 aftale.yaml:1:1:"));
}
