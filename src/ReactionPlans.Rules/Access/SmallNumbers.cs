namespace ReactionPlans.Rules.Access;

/// <summary>Figures for those who may see no case: a small number could be one.</summary>
public static class SmallNumbers
{
    /// <summary>The smallest number that is shown as it is. Zero is hidden as well: telling it apart would tell the others apart.</summary>
    public const int LeastShown = 3;

    /// <summary>The number, or null where it is too small to show.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count below zero.</exception>
    public static int? Shown(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return number < LeastShown ? null : number;
    }
}
