namespace ReactionPlans.Rules.Decisions;

/// <summary>What an offer to answer several questions together has come to.</summary>
public enum JointOutcome
{
    /// <summary>Somebody's yes is to come.</summary>
    Waits,

    /// <summary>All have approved: the plans start at once.</summary>
    Together,

    /// <summary>Fewer than two questions are left in it: each goes its own way.</summary>
    Dissolved,
}

/// <summary>When questions that were offered as one are decided. Pure.</summary>
public static class JointOffer
{
    /// <param name="approved">For each question still in the offer, whether it is approved by its own agreement's rule
    /// (<see cref="Decision.IsApproved"/>). One that was dismissed, held, answered for itself or has fallen is no longer in it.</param>
    public static JointOutcome Outcome(IReadOnlyCollection<bool> approved) =>
        approved.Count < 2 ? JointOutcome.Dissolved
        : approved.All(yes => yes) ? JointOutcome.Together
        : JointOutcome.Waits;
}
