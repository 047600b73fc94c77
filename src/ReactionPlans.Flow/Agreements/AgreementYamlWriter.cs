using System.Text;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>An agreement as the YAML that <see cref="AgreementYaml"/> reads back as the same: what the console's form makes is one text with what people write by hand.</summary>
/// <remarks>Defaults are written out: a default that changes in a later version of the program must not change what was agreed.</remarks>
public static class AgreementYamlWriter
{
    public static string Write(Agreement agreement)
    {
        var yaml = new StringBuilder();
        void Line(string name, string? value)
        {
            if (value is not null)
                yaml.Append(name).Append(": ").Append(value).Append('\n');
        }
        void Items<T>(string name, IReadOnlyList<T> items, Func<T, string> write)
        {
            if (items.Count == 0)
                return;
            yaml.Append(name).Append(":\n");
            foreach (var item in items)
                yaml.Append("  - ").Append(write(item)).Append('\n');
        }

        Line("partnership", YamlFlow.Map(
            ("id", YamlFlow.Text(agreement.Partnership.Id)), ("name", YamlFlow.Text(agreement.Partnership.Name)),
            ("municipality", YamlFlow.Text(agreement.Partnership.Municipality)), ("policeDistrict", YamlFlow.Text(agreement.Partnership.PoliceDistrict))));
        Line("version", YamlFlow.Number(agreement.Version));
        Line("holdsFrom", YamlFlow.Day(agreement.HoldsFrom));
        Line("reviewBy", agreement.ReviewBy is { } reviewBy ? YamlFlow.Day(reviewBy) : null);
        Line("reviewGraceDays", YamlFlow.Number(agreement.ReviewGraceDays));
        Line("sender", YamlFlow.Map(
            ("name", YamlFlow.Text(agreement.Sender.Name)), ("contact", YamlFlow.Text(agreement.Sender.Contact)), ("policePhone", YamlFlow.Text(agreement.Sender.PolicePhone)),
            ("smallestCount", YamlFlow.Number(agreement.Sender.SmallestCount)),
            ("logo", agreement.Sender.Logo is { } logo ? YamlFlow.Map(("file", YamlFlow.Text(logo.File)), ("alt", YamlFlow.Text(logo.AltText))) : null)));
        Line("goals", agreement.Goals is { } goals ? Write(goals) : null);
        Line("channels", Write(agreement.Channels));
        Line("areas", YamlFlow.Map(("level", YamlFlow.Text(agreement.Areas.Level)), ("codes", agreement.Areas.Codes is { } codes ? YamlFlow.Texts(codes) : "all")));
        yaml.Append("offences:\n");
        foreach (var offence in agreement.Offences.Values.OrderBy(offence => offence.Id, StringComparer.Ordinal))
            yaml.Append("  ").Append(YamlFlow.Text(offence.Id)).Append(": ").Append(Write(offence)).Append('\n');
        Items("criteria", agreement.Criteria, Write);
        Line("decision", Write(agreement.Decision));
        Items("plan", agreement.Plan, Write);
        Line("end", YamlFlow.Map(("maximumDays", YamlFlow.Number(agreement.End.MaximumDays)), ("allClear", YamlFlow.Truth(agreement.End.AllClear))));
        Line("retention", YamlFlow.Map(
            ("residentsDays", YamlFlow.Number(agreement.Retention.ResidentsDays)), ("coordinateYears", YamlFlow.Number(agreement.Retention.CoordinateYears))));
        Items("people", agreement.People, Write);
        Items("examples", agreement.Examples, Write);
        return yaml.ToString();
    }

    private static string Write(Goals goals) => YamlFlow.Map(
        ("burglaryReductionPercent", goals.BurglaryReductionPercent is { } percent ? YamlFlow.Number(percent) : null),
        ("neighbourFriends", goals.NeighbourFriends is { } friends ? YamlFlow.Number(friends) : null));

    private static string Write(Channels channels) => YamlFlow.Map(
        ("digitalPost", YamlFlow.Truth(channels.DigitalPost)), ("print", YamlFlow.Truth(channels.Print)), ("nemSms", YamlFlow.Truth(channels.NemSms)),
        ("neighbourFriends", YamlFlow.Texts(channels.NeighbourFriends)), ("localPosts", YamlFlow.Truth(channels.LocalPosts)),
        ("localGroups", channels.LocalGroups.Count == 0 ? null : YamlFlow.List(channels.LocalGroups.Select(Write))),
        ("letterBudget", channels.LetterBudget is { } budget
            ? YamlFlow.Map(("letters", YamlFlow.Number(budget.Letters)), ("withinDays", YamlFlow.Number(budget.WithinDays)))
            : null),
        ("lettersPer", YamlFlow.Word(AgreementShapes.LettersPer, channels.LettersPer)), ("atNight", YamlFlow.Truth(channels.AtNight)));

    private static string Write(LocalGroup group) => YamlFlow.Map(
        ("name", YamlFlow.Text(group.Name)), ("url", YamlFlow.Text(group.Url)), ("areas", group.Areas.Count == 0 ? null : YamlFlow.Texts(group.Areas)));

    private static string Write(Offence offence) => YamlFlow.Map(
        ("codes", YamlFlow.Texts(offence.Codes)), ("attempts", YamlFlow.Truth(offence.Attempts)),
        ("singular", YamlFlow.Optional(offence.Singular)), ("plural", YamlFlow.Optional(offence.Plural)));

    private static string Write(Criterion criterion) => YamlFlow.Map(
        ("id", YamlFlow.Text(criterion.Id)),
        ("offence", YamlFlow.Text(criterion.OffenceId)),
        ("level", YamlFlow.Word(AgreementShapes.Levels, criterion.Level)),
        ("rule", RulesYamlWriter.Write(criterion.Rule)),
        ("minimumReports", criterion.MinimumReports == 0 ? null : YamlFlow.Number(criterion.MinimumReports)),
        ("holdForDays", YamlFlow.Number(criterion.HoldForDays)),
        ("clearAfterDays", YamlFlow.Number(criterion.ClearAfterDays)),
        ("cooldownDays", YamlFlow.Number(criterion.CooldownDays)),
        ("maximumReportingDelayDays", criterion.MaximumReportingDelayDays is { } delay ? YamlFlow.Number(delay) : null),
        ("falseDiscoveryRate", criterion.FalseDiscoveryRate is { } rate ? YamlFlow.Number(rate) : null),
        ("season", criterion.Season is { } season ? YamlFlow.Texts(season.Words) : null));

    private static string Write(DecisionRule decision) => YamlFlow.Map(
        ("mode", YamlFlow.Word(AgreementShapes.Modes, decision.Mode)),
        ("deadlineHours", YamlFlow.Number(decision.DeadlineHours)),
        ("onDeadline", YamlFlow.Word(AgreementShapes.Deadlines, decision.OnDeadline)),
        ("deputies", YamlFlow.Texts(decision.Deputies)),
        ("reminderHours", YamlFlow.Number(decision.ReminderHours)),
        ("holdAtMostDays", YamlFlow.Number(decision.HoldAtMostDays)),
        ("outOfHours", decision.OutOfHours is { } hours ? Write(hours) : null));

    private static string Write(OutOfHours hours) => YamlFlow.Map(
        ("from", YamlFlow.Clock(hours.From)), ("until", YamlFlow.Clock(hours.Until)), ("weekends", YamlFlow.Truth(hours.Weekends)), ("ask", YamlFlow.Texts(hours.Ask)));

    private static string Write(PlanStep step) => YamlFlow.Map(
        ("id", YamlFlow.Text(step.Id)),
        ("party", YamlFlow.Word(AgreementShapes.Parties, step.Party)),
        ("responsible", YamlFlow.Text(step.Responsible)),
        ("reaction", YamlFlow.Word(AgreementShapes.Reactions, step.Reaction)),
        ("template", YamlFlow.Optional(step.Template)),
        ("task", YamlFlow.Optional(step.TaskName)),
        ("atHours", YamlFlow.Number(step.AtHours)),
        ("dueHours", step.DueHours is { } hours && hours % 24 != 0 ? YamlFlow.Number(hours) : null),
        ("dueDays", step.DueHours is { } due && due % 24 == 0 ? YamlFlow.Number(due / 24) : null),
        ("visits", step.Station is { } station ? YamlFlow.Number(station.Visits) : null),
        ("hours", step.Station is { } open ? YamlFlow.Number(open.Hours) : null),
        ("withinDays", step.Station is { } window ? YamlFlow.Number(window.WithinDays) : null),
        ("gate", step.Gate is { } gate ? Write(gate) : null),
        ("otherwise", step.Otherwise is { } otherwise ? YamlFlow.Map(("place", YamlFlow.Text(otherwise.SiteKind)), ("withStep", YamlFlow.Text(otherwise.WithStep))) : null),
        ("season", step.Season is { } season ? YamlFlow.Texts(season.Words) : null),
        ("everyone", step.Everyone.Count > 0 ? YamlFlow.Texts(step.Everyone) : null));

    private static string Write(Gate gate) => YamlFlow.Map(
        ("step", YamlFlow.Text(gate.StepId)), ("informedShare", gate.InformedShare is { } share ? YamlFlow.Number(share) : null), ("done", gate.InformedShare is null ? YamlFlow.Truth(true) : null),
        ("askAfterHours", YamlFlow.Number(gate.AskAfterHours)));

    private static string Write(Person person) => YamlFlow.Map(
        ("id", YamlFlow.Text(person.Id)), ("role", YamlFlow.Text(person.Role)), ("name", YamlFlow.Text(person.Name)), ("mail", YamlFlow.Text(person.Mail)),
        ("deputy", YamlFlow.Optional(person.Deputy)));

    private static string Write(Example example) => YamlFlow.Map(
        ("area", YamlFlow.Text(example.AreaCode)), ("day", YamlFlow.Day(example.Day)), ("criterion", YamlFlow.Text(example.CriterionId)), ("holds", YamlFlow.Truth(example.Holds)));
}
