using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Flow.Texts;

/// <summary>Holds the texts that residents, neighbours and local groups would get against the lint, with what is known of the plan they tell of.</summary>
public static class TextCheck
{
    /// <summary>Any area would do: its name is what the lint expects to find.</summary>
    private const string SpecimenArea = "Området", SpecimenCode = "0000";

    /// <summary>It has a week 53.</summary>
    private const int SpecimenYear = 2026;

    private static readonly DateTimeOffset SpecimenNow = new(SpecimenYear, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Whom a delivery of this kind, or a step with this reaction, is written to; null: the parties, who may be told everything.</summary>
    public static TextReceiver? ReceiverOf(string kind) => kind switch
    {
        "Letter" => TextReceiver.Residents,
        "NeighbourMessage" => TextReceiver.NeighbourFriends,
        "MemberAlert" => TextReceiver.Members,
        "LocalPost" => TextReceiver.LocalPost,
        "Update" => TextReceiver.Update,
        "AllClear" or "StillHigh" or "Correction" => TextReceiver.AfterTheEnd,
        _ => null,
    };

    /// <param name="text">Without an exercise's mark, which shouts on purpose.</param>
    public static IReadOnlyList<Problem> Faults(TextReceiver receiver, RenderedText text, TextFacts facts) => TextLint.Check(receiver, text.Subject, text.Text, Told(facts));

    /// <summary>How long and how hard a text is, as its reader gets it.</summary>
    public static TextMeasure Measure(RenderedText text, TextFacts facts) => TextLint.Measure(text.Subject, text.Text, Told(facts));

    private static ToldFacts Told(TextFacts facts)
    {
        var (sender, activation) = (facts.Agreement.Sender, facts.Activation);
        return new ToldFacts(
            sender.Name, sender.Contact, sender.PolicePhone, activation.AreaName, activation.AreaCode, activation.Count, facts.WindowDays, facts.Offence.Several, sender.SmallestCount)
        { SeasonWeek = facts.Season?.Week };
    }

    /// <summary>
    /// Everything that keeps the parties from following an agreement (<see cref="AgreementCheck"/>), and what is wrong with the texts as they would be the day a criterion
    /// holds with the fewest reports it can hold with.
    /// </summary>
    public static IReadOnlyList<Problem> OfAgreement(Agreement agreement, TemplateBook book)
    {
        var problems = AgreementCheck.Check(agreement, book.TextsOf(agreement.Partnership.Id));
        return problems.Count > 0 ? problems : [.. MissingLogo(agreement, book), .. agreement.Criteria.Where(criterion => criterion.Level == CriterionLevel.Activate)
            .SelectMany(criterion => OfPlan(agreement, criterion, book)).DistinctBy(problem => problem.Danish)];
    }

    private static IEnumerable<Problem> MissingLogo(Agreement agreement, TemplateBook book) =>
        agreement.Sender.Logo is { } logo && book.LogoOf(agreement) is null ? [Problems.LogoMissing.With(logo.File, $"{agreement.Partnership.Id}/{logo.File}")] : [];

    private static IEnumerable<Problem> OfPlan(Agreement agreement, Criterion criterion, TemplateBook book)
    {
        var firedOn = (criterion.Rule as SeasonRule)?.OfYear(SpecimenYear)?.First ?? new DateOnly(SpecimenYear, 3, 1);
        var facts = TextFacts.IfItHeld(agreement, criterion, SpecimenCode, SpecimenArea, firedOn, Math.Max(criterion.MinimumReports, criterion.Rule.FewestReports));
        // No link is in these texts, so any key will do for them.
        var wording = new Wording(book, new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);
        return PreparedTexts.Of(wording, facts, SpecimenNow).SelectMany(prepared => prepared.Faults);
    }
}
