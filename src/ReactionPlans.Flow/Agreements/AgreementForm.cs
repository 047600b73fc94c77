using System.Globalization;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Agreements;

/// <summary>One field of the form that cannot be used as typed.</summary>
public sealed record FieldProblem(string Field, Problem Problem);

/// <summary>The parts of an agreement that are edited as fields: numbers of criteria, deadline, dates and people. The rest stays as it was. Pure.</summary>
/// <remarks>Whether a number is within its bounds the reader of YAML says, as for a file: what the form makes is written and read by it.</remarks>
public static class AgreementForm
{
    /// <summary>Every field with its value as the agreement has it.</summary>
    public static IReadOnlyDictionary<string, string> Fields(Agreement agreement)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["holdsFrom"] = YamlFlow.Day(agreement.HoldsFrom),
            ["reviewBy"] = agreement.ReviewBy is { } review ? YamlFlow.Day(review) : "",
            ["deadlineHours"] = YamlFlow.Number(agreement.Decision.DeadlineHours),
            ["onDeadline"] = YamlFlow.Word(AgreementShapes.Deadlines, agreement.Decision.OnDeadline),
        };
        foreach (var criterion in agreement.Criteria)
        {
            if (criterion.Rule is ThresholdRule rule)
            {
                fields[$"criteria.{criterion.Id}.atLeast"] = YamlFlow.Number(rule.AtLeast);
                fields[$"criteria.{criterion.Id}.withinDays"] = YamlFlow.Number(rule.WithinDays);
            }

            if (!criterion.Rule.CountsReports)
                continue; // nothing of it is a number of the form's
            fields[$"criteria.{criterion.Id}.minimumReports"] = YamlFlow.Number(criterion.MinimumReports);
            fields[$"criteria.{criterion.Id}.clearAfterDays"] = YamlFlow.Number(criterion.ClearAfterDays);
            fields[$"criteria.{criterion.Id}.cooldownDays"] = YamlFlow.Number(criterion.CooldownDays);
        }

        foreach (var person in agreement.People)
        {
            fields[$"people.{person.Id}.name"] = person.Name;
            fields[$"people.{person.Id}.mail"] = person.Mail;
            fields[$"people.{person.Id}.deputy"] = person.Deputy ?? "";
        }

        return fields;
    }

    /// <summary>The agreement with what was typed; a field that was not sent stays as it was.</summary>
    public static (Agreement Agreement, IReadOnlyList<FieldProblem> Problems) Read(Agreement basis, int version, IReadOnlyDictionary<string, string> typed)
    {
        var problems = new List<FieldProblem>();
        string? Sent(string field) => typed.TryGetValue(field, out var text) ? text.Trim() : null;
        T Wrong<T>(string field, object expected, T otherwise)
        {
            problems.Add(new FieldProblem(field, Problems.YamlFieldWrong.With(field, Sent(field), expected)));
            return otherwise;
        }
        int Whole(string field, int was) => Sent(field) is not { } text ? was
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Wrong(field, Expected.Whole(0, int.MaxValue), was);
        DateOnly? Day(string field, DateOnly? was) => Sent(field) is not { } text ? was
            : text.Length == 0 ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Wrong(field, Expected.Day, was);

        var hours = Sent("deadlineHours") is not { } sentHours ? basis.Decision.DeadlineHours
            : double.TryParse(sentHours.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
            : Wrong("deadlineHours", Expected.Above(0, 8760), basis.Decision.DeadlineHours);
        var agreement = basis with
        {
            Version = version,
            HoldsFrom = Day("holdsFrom", basis.HoldsFrom) ?? Wrong("holdsFrom", Expected.Day, basis.HoldsFrom),
            ReviewBy = Day("reviewBy", basis.ReviewBy),
            Decision = basis.Decision with
            {
                DeadlineHours = hours,
                // The usual share of the time stays the usual share; a time of the agreement's own stays that.
                ReminderHours = basis.Decision.HasUsualReminder ? DecisionRule.UsualReminderHours(hours) : basis.Decision.ReminderHours,
                OnDeadline = Sent("onDeadline") is not { } word ? basis.Decision.OnDeadline
                    : AgreementShapes.Deadlines.TryGetValue(word, out var meant) ? meant
                    : Wrong("onDeadline", string.Join(" | ", AgreementShapes.Deadlines.Keys), basis.Decision.OnDeadline),
            },
            Criteria = [.. basis.Criteria.Select(criterion => criterion with
            {
                Rule = criterion.Rule is ThresholdRule rule
                    ? rule with { AtLeast = Whole($"criteria.{criterion.Id}.atLeast", rule.AtLeast), WithinDays = Whole($"criteria.{criterion.Id}.withinDays", rule.WithinDays) }
                    : criterion.Rule,
                MinimumReports = Whole($"criteria.{criterion.Id}.minimumReports", criterion.MinimumReports),
                ClearAfterDays = Whole($"criteria.{criterion.Id}.clearAfterDays", criterion.ClearAfterDays),
                CooldownDays = Whole($"criteria.{criterion.Id}.cooldownDays", criterion.CooldownDays),
            })],
            People = [.. basis.People.Select(person => person with
            {
                Name = Sent($"people.{person.Id}.name") ?? person.Name,
                Mail = Sent($"people.{person.Id}.mail") ?? person.Mail,
                Deputy = Sent($"people.{person.Id}.deputy") is not { } deputy ? person.Deputy : deputy.Length == 0 ? null : deputy,
            })],
        };
        return (agreement, problems);
    }

    /// <summary>The field that a problem of the reader is about, by its name and by what stood in it; null: none of the form's.</summary>
    public static string? FieldOf(Problem problem, IReadOnlyDictionary<string, string> typed) =>
        problem.Values is [string path, string shown, ..]
            ? typed.Keys.FirstOrDefault(field => field.Split('.')[^1] == path.Split('.')[^1] && (typed[field].Trim() == shown || (typed[field].Length == 0 && shown.Length == 0)))
            : null;
}
