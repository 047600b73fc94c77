using System.Globalization;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Rules;

namespace ReactionPlans.Web.Pages.Evaluations;

/// <summary>The effect as a drawing: four bars, and the interval on a scale from a quarter to four times, on which no difference is the middle.</summary>
public sealed record EffectPart(EffectRow Effect, Phrase Sentence)
{
    public const int Width = 520, BarHeight = 22, ScaleY = 190, ScaleLeft = 110, ScaleWidth = 390;

    private const double Widest = 4;

    public IReadOnlyList<(string Name, double Reports, string Class)> Bars =>
    [
        (T("Her, før"), Effect.ReportsBefore, "own"), (T("Andre, før"), Effect.ExpectedBefore, "other"),
        (T("Her, efter"), Effect.ReportsAfter, "own"), (T("Andre, efter"), Effect.Expected, "other"),
    ];

    public double Length(double reports) => (Width - ScaleLeft - 60) * reports / Math.Max(1, Bars.Max(bar => bar.Reports));

    /// <summary>Where a ratio stands on the scale; beyond its ends at the end.</summary>
    public static double At(double ratio) =>
        ScaleLeft + ScaleWidth * (0.5 + Math.Log(Math.Clamp(ratio, 1 / Widest, Widest)) / (2 * Math.Log(Widest)));

    public double Middle => At(Effect.ReportsAfter / Effect.Expected);

    /// <summary>A number as SVG takes it.</summary>
    public static string Svg(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
