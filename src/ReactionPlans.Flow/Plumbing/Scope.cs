using ReactionPlans.Flow.Agreements;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>
/// Whose rows a session or a transaction sees: the value of the setting reactionplans.partnerships, which every policy of
/// row-level security goes by (Database/0019-row-level-security.sql). A session without it sees nothing.
/// </summary>
public sealed record Scope
{
    public const string Setting = "reactionplans.partnerships";

    private Scope(string value) => Value = value;

    /// <summary>Every partnership's rows: the flow's own workers, jobs and commands.</summary>
    public static readonly Scope Everything = new("*");

    /// <summary>No rows at all; only what gives out aggregates.</summary>
    public static readonly Scope Nothing = new("");

    /// <summary>Accounts, what they may work as, and the audit, and nothing else: for signing in.</summary>
    public static readonly Scope Accounts = new("#accounts");

    public string Value { get; }

    /// <summary>Messages that are stuck and receivers of events, and no case: for the administrator.</summary>
    public static readonly Scope Operation = new("#operation");

    /// <summary>One partnership's rows. A name that is no id sees nothing: '*', ',' and '#' mean something here.</summary>
    public static Scope Of(string partnershipId) => YamlFields.IsId(partnershipId) ? new Scope(partnershipId) : Nothing;

    public override string ToString() => Value;
}
