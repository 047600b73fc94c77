namespace ReactionPlans.Host;

/// <summary>What a command's end means to a script.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>Done, but some rows were rejected; they are named.</summary>
    public const int SomeRejected = 3;
}
