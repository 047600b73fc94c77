using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Evaluation;
using ReactionPlans.Rules.Time;

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

/// <summary>What came of the number of reports, as a Dane says it. It never says more than the interval does.</summary>
public static class EffectText
{
    private const string Weeks = "fire uger";

    /// <summary>"I de fire uger efter kom der 2 indbrud. Efter sådanne stigninger uden plan kommer der i snit 4,2. Det er for få til at sige, ..."</summary>
    public static string Sentence(EffectRow effect, Offence offence)
    {
        if (effect.Episodes == 0)
            return $"Der er under {EffectLedger.FewestComparisons} sammenlignelige stigninger uden plan at holde den op imod, så ingen kan sige, hvad der ellers var kommet.";
        var came = effect.Episodes == 1
            ? $"I de {Weeks} efter, at den gik i gang, kom der {DanishText.Number(effect.ReportsAfter)} {offence.Word(effect.ReportsAfter)}."
            : $"I de {Weeks} efter kom der i alt {DanishText.Number(effect.ReportsAfter)} {offence.Word(effect.ReportsAfter)} i de {DanishText.Number(effect.Episodes)} områder.";
        return $"{came} Efter {(effect.Episodes == 1 ? "sådan en stigning" : "sådanne stigninger")} uden plan kommer der i snit {DanishText.Number(effect.Expected, 1)}. {Said(effect)}";
    }

    /// <summary>In two or three words: for lists.</summary>
    public static string Brief(EffectVerdict verdict) => verdict switch
    {
        EffectVerdict.Fewer => "Færre end ventet",
        EffectVerdict.More => "Flere end ventet",
        EffectVerdict.NoClearDifference => "Ingen tydelig forskel",
        _ => "For få til at sige",
    };

    private static string Said(EffectRow effect) => effect.Verdict switch
    {
        EffectVerdict.Fewer => $"Det er færre end ventet: {Range(effect)} (95 % sikkert). Det fald, der kommer af sig selv, er regnet fra.",
        EffectVerdict.More => $"Det er flere end ventet: {Range(effect)} (95 % sikkert).",
        EffectVerdict.NoClearDifference => $"Det er ingen tydelig forskel: {Range(effect)} passer med tallene.",
        _ => $"Det er for få til at sige, om planen gjorde en forskel: {Range(effect)} passer med tallene.",
    };

    private static string Range(EffectRow effect) =>
        effect.High is { } high ? $"fra {Change(effect.Low)} til {Change(high)}" : $"{Change(effect.Low)} eller derover";

    /// <summary>"40 % færre", "25 % flere", "3,4 gange så mange".</summary>
    private static string Change(double ratio) => ratio switch
    {
        >= 2 => $"{DanishText.Number(ratio, 1)} gange så mange",
        > 1.005 => $"{DanishText.Number(100 * (ratio - 1))} % flere",
        < 0.995 => $"{DanishText.Number(100 * (1 - ratio))} % færre",
        _ => "lige så mange",
    };
}
