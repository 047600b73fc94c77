using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Evaluation;

namespace ReactionPlans.Flow.Evaluation;

/// <summary>A row of evaluation.effect, as the statements give it.</summary>
public sealed record EffectRow
{
    public int ReportsBefore { get; init; }
    public int ReportsAfter { get; init; }
    public double Expected { get; init; }
    public double ExpectedBefore { get; init; }
    public double Low { get; init; }

    /// <summary>Null: nothing bounds it.</summary>
    public double? High { get; init; }

    public EffectVerdict Verdict { get; init; }

    /// <summary>Areas of activations that could be compared.</summary>
    public int Episodes { get; init; }

    /// <summary>Different rises compared with.</summary>
    public int Comparisons { get; init; }
}

/// <summary>What came of the number of reports, as a person says it. It never says more than the interval does.</summary>
public static class EffectText
{
    /// <summary>"I de fire uger efter kom der 2 indbrud. Efter sådanne stigninger uden plan kommer der i snit 4,2. Det er for få til at sige, ..."</summary>
    public static Phrase Sentence(EffectRow effect, Offence offence)
    {
        if (effect.Episodes == 0)
        {
            return Phrase.Of(
                $"Der er under {EffectLedger.FewestComparisons} sammenlignelige stigninger uden plan at holde den op imod, så ingen kan sige, hvad der ellers var kommet.",
                $"There are fewer than {EffectLedger.FewestComparisons} comparable spikes without a plan to compare it with, so nobody can say what would have come otherwise.");
        }

        var (word, mean) = (offence.InWords(effect.ReportsAfter), Phrase.Number(effect.Expected, 1));
        return (effect.Episodes == 1
            ? Phrase.Of(
                $"I de fire uger efter, at den gik i gang, kom der {effect.ReportsAfter} {word}. Efter sådan en stigning uden plan kommer der i snit {mean}. ",
                $"In the four weeks after it started there {(effect.ReportsAfter == 1 ? "was" : "were")} {effect.ReportsAfter} {word}. After such a spike without a plan there are {mean} on average. ")
            : Phrase.Of(
                $"I de fire uger efter kom der i alt {effect.ReportsAfter} {word} i de {effect.Episodes} områder. Efter sådanne stigninger uden plan kommer der i snit {mean}. ",
                $"In the four weeks after there {(effect.ReportsAfter == 1 ? "was" : "were")} {effect.ReportsAfter} {word} in all in the {effect.Episodes} areas. After such spikes without a plan there are {mean} on average. "))
            + Said(effect);
    }

    /// <summary>In two or three words: for lists.</summary>
    public static Phrase Brief(EffectVerdict verdict) => verdict switch
    {
        EffectVerdict.Fewer => new("Færre end ventet", "Fewer than expected"),
        EffectVerdict.More => new("Flere end ventet", "More than expected"),
        EffectVerdict.NoClearDifference => new("Ingen tydelig forskel", "No clear difference"),
        _ => new("For få til at sige", "Too few to tell"),
    };

    private static Phrase Said(EffectRow effect)
    {
        var range = Range(effect);
        return effect.Verdict switch
        {
            EffectVerdict.Fewer => Phrase.Of(
                $"Det er færre end ventet: {range} (95 % sikkert). Det fald, der kommer af sig selv, er regnet fra.",
                $"That is fewer than expected: {range} (95% certain). The fall that comes by itself has been taken off."),
            EffectVerdict.More => Phrase.Of($"Det er flere end ventet: {range} (95 % sikkert).", $"That is more than expected: {range} (95% certain)."),
            EffectVerdict.NoClearDifference => Phrase.Of($"Det er ingen tydelig forskel: {range} passer med tallene.", $"That is no clear difference: {range} fits the numbers."),
            _ => Phrase.Of(
                $"Det er for få til at sige, om planen gjorde en forskel: {range} passer med tallene.", $"That is too few to say whether the plan made a difference: {range} fits the numbers."),
        };
    }

    private static Phrase Range(EffectRow effect) => effect.High is { } high
        ? Phrase.Of($"fra {Change(effect.Low)} til {Change(high)}", $"from {Change(effect.Low)} to {Change(high)}")
        : Phrase.Of($"{Change(effect.Low)} eller derover", $"{Change(effect.Low)} and upwards");

    /// <summary>"40 % færre", "25 % flere", "3,4 gange så mange".</summary>
    private static Phrase Change(double ratio) => ratio switch
    {
        >= 2 => Phrase.Of($"{Phrase.Number(ratio, 1)} gange så mange", $"{Phrase.Number(ratio, 1)} times as many"),
        > 1.005 => Phrase.Of($"{Phrase.Number(100 * (ratio - 1))} % flere", $"{Phrase.Number(100 * (ratio - 1))}% more"),
        < 0.995 => Phrase.Of($"{Phrase.Number(100 * (1 - ratio))} % færre", $"{Phrase.Number(100 * (1 - ratio))}% fewer"),
        _ => new("lige så mange", "just as many"),
    };
}
