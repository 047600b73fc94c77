using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;

namespace ReactionPlans.Web;

/// <summary>One text that would be sent, word for word, with its length and what the lint finds: on the page about a spike, and where a whole plan is seen beforehand.</summary>
/// <param name="Name">What it is, before its subject.</param>
/// <param name="IsOpen">Unfolded, for a page that is read and printed from end to end.</param>
public sealed record PreparedTextPart(PreparedText Prepared, string Name, bool IsOpen = false)
{
    /// <summary>What the lint finds, each with the lines of the template that it is about, where the template stands beside it.</summary>
    public IEnumerable<(Problem Fault, IReadOnlyList<int> Lines)> Faults => Prepared.Faults.Select((fault, index) => (fault, index < Prepared.FaultLines.Count ? Prepared.FaultLines[index] : []));
}
