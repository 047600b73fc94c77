using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Flow.Replay;

/// <summary>An agreement on its way to a rehearsal.</summary>
/// <param name="Source">What a person calls the text: its file, or the partnership and version.</param>
public sealed record RehearsalPlan(string Source, string Yaml, Agreement Agreement)
{
    /// <summary>The agreements of some files. Whether each can be followed is asked when it is proposed, as ever.</summary>
    public static (IReadOnlyList<RehearsalPlan> Plans, IReadOnlyList<Problem> Problems) Read(IEnumerable<string> files)
    {
        var plans = new List<RehearsalPlan>();
        var problems = new List<Problem>();
        foreach (var file in files)
        {
            var (yaml, unreadable) = WholeText.Read(file);
            var reading = yaml is null ? new AgreementReading(null, [unreadable!]) : AgreementYaml.Read(yaml, Path.GetFileName(file));
            if (reading.Agreement is not { } agreement)
                problems.AddRange(reading.Problems);
            else if (plans.Find(plan => plan.Agreement.Partnership.Id == agreement.Partnership.Id) is { } other)
                problems.Add(Problems.RehearsedTwice.At(new Rules.Place(file), other.Source, agreement.Partnership.Id)); // one version of a partnership holds at a time
            else
                plans.Add(new RehearsalPlan(file, yaml!, agreement));
        }

        return (plans, problems);
    }

    /// <summary>The same plan in the rehearsed year and on areas of its own; its text as it was written where nothing of that differs.</summary>
    /// <param name="from">The first rehearsed day: the agreement holds from it, and its review lies as long after it as was agreed.</param>
    /// <param name="codes">Invented areas, for an agreement that covers every area of its level: the other rehearsed agreements' areas are none of its own.</param>
    internal RehearsalPlan On(DateOnly from, IReadOnlyList<string>? codes)
    {
        var moved = from.DayNumber - Agreement.HoldsFrom.DayNumber;
        if (moved == 0 && codes is null)
            return this;
        var agreement = Agreement with
        {
            HoldsFrom = from,
            ReviewBy = Agreement.ReviewBy?.AddDays(moved),
            Areas = Agreement.Areas with { Codes = codes ?? Agreement.Areas.Codes },
            Examples = [], // they speak of the past that was agreed on, which nobody rehearses
        };
        return this with { Agreement = agreement, Yaml = AgreementYamlWriter.Write(agreement) };
    }
}
