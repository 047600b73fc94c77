namespace ReactionPlans.Web.Pages.Evaluations;

/// <summary>One visit, and whether the person at the screen may say what became of it.</summary>
public sealed record DosePart(EvaluationFacts Facts, DoseRow Dose)
{
    public bool MayConfirm => Facts.MayConfirm && Dose.State == "Scheduled" && Dose.StartsAt <= Facts.Now;
}
