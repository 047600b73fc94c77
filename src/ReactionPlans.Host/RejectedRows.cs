using ReactionPlans.Rules;

namespace ReactionPlans.Host;

/// <summary>What a command says of the rows of a file that it could not use.</summary>
internal static class RejectedRows
{
    private const int MostShown = 20;

    /// <summary>Says the first of them and how many there are.</summary>
    /// <returns>The command's exit code.</returns>
    public static int Tell(IReadOnlyList<Problem> rejected)
    {
        if (rejected.Count == 0)
            return ExitCode.Done;
        Terminal.Fail(rejected.Take(MostShown));
        Terminal.Say($"{rejected.Count} rækker er afvist{(rejected.Count > MostShown ? $"; de første {MostShown} er vist" : "")}.");
        return ExitCode.SomeRejected;
    }
}
