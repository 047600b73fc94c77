namespace ReactionPlans.Rules.Access;

/// <summary>What one may do. Rights on rows are bounded by row-level security to the person's own partnership as well.</summary>
public enum Right
{
    /// <summary>Counts of reports in the partnership's areas, spikes, activations and tasks.</summary>
    SeeCounts,

    /// <summary>Single reports and the evidence of a spike, with case numbers.</summary>
    SeeReports,

    /// <summary>Which homes a plan's letters have not reached: the municipality's residents.</summary>
    SeeResidents,

    /// <summary>The register of neighbour friends, members and associations, in numbers.</summary>
    SeeRegister,

    /// <summary>Rows that could not be taken in, as they came.</summary>
    SeeQuarantine,

    /// <summary>Fix and retry such rows.</summary>
    SettleQuarantine,

    /// <summary>Answer the question a spike raises, as far as the agreement's mode lets the party.</summary>
    Decide,

    /// <summary>Take a task of one's own party on, and say that it is done or not possible.</summary>
    SettleTasks,

    /// <summary>Answer for the station when too few residents are informed.</summary>
    AnswerGates,

    /// <summary>Stop a running plan at once, or say how it goes on at the agreed maximum, for either party.</summary>
    StopPlan,

    /// <summary>Move the mobile station's visits, say where and when it really stood, and that one cannot be sent.</summary>
    ConfirmStations,

    /// <summary>Say for the own party, when a plan is over, whether it was right.</summary>
    GiveVerdict,

    /// <summary>The own partnership's agreement in every version, and what a version would have done.</summary>
    SeeAgreement,

    /// <summary>Propose a version, accept one for the own party, and take back the own proposal.</summary>
    Agree,

    /// <summary>Have a version rehearsed in an invented year, and call that off; where a host is for exercises, hold one.</summary>
    Rehearse,

    /// <summary>Who did what in one's own partnership.</summary>
    SeeAudit,

    /// <summary>Figures of every partnership, small numbers hidden.</summary>
    SeeAggregates,

    /// <summary>Whether the program runs: stuck messages, sources, queues, in numbers.</summary>
    SeeOperation,

    /// <summary>Set letters and messages of the own partnership that are stuck going again.</summary>
    RetryDeliveries,

    /// <summary>See messages between the steps, and receivers of events, that are stuck, and set them going again.</summary>
    RetryMessages,

    /// <summary>Accounts and what they may work as.</summary>
    AdministerAccounts,

    /// <summary>Sources of reports and their keys.</summary>
    AdministerSources,

    /// <summary>The message meant for the neighbourhood, through a link.</summary>
    SeeNeighbourMessage,
}

/// <summary>Who may do what: one table. Who is not in a row may not.</summary>
/// <remarks>
/// Least access: the municipality sees counts and what it must do, but no case numbers and no raw rows, which are the police's;
/// the secretariat sees figures and the administrator machinery, neither a case.
/// </remarks>
public static class Rights
{
    private static readonly Dictionary<PersonRole, Right[]> Table = new()
    {
        [PersonRole.PoliceCoordinator] =
        [
            Right.SeeCounts, Right.SeeRegister, Right.SeeReports, Right.SeeQuarantine, Right.SettleQuarantine, Right.Decide, Right.StopPlan, Right.SettleTasks, Right.AnswerGates, Right.SeeAudit,
            Right.SeeOperation, Right.RetryDeliveries, Right.SeeAgreement, Right.Agree, Right.Rehearse, Right.ConfirmStations, Right.GiveVerdict,
        ],
        [PersonRole.PoliceDuty] = [Right.SeeCounts, Right.SeeReports, Right.Decide, Right.StopPlan, Right.SettleTasks, Right.AnswerGates, Right.SeeOperation, Right.SeeAgreement, Right.ConfirmStations],
        [PersonRole.MunicipalLead] =
            [Right.SeeCounts, Right.SeeResidents, Right.SeeRegister, Right.Decide, Right.StopPlan, Right.SettleTasks, Right.SeeAudit, Right.SeeOperation, Right.RetryDeliveries,
             Right.SeeAgreement, Right.Agree, Right.Rehearse, Right.GiveVerdict],
        [PersonRole.JointCoordinator] =
        [
            Right.SeeCounts, Right.SeeResidents, Right.SeeRegister, Right.SeeReports, Right.SeeQuarantine, Right.SettleQuarantine, Right.Decide, Right.StopPlan, Right.SettleTasks, Right.AnswerGates, Right.SeeAudit,
            Right.SeeOperation, Right.RetryDeliveries, Right.SeeAgreement, Right.Agree, Right.Rehearse, Right.ConfirmStations, Right.GiveVerdict,
        ],
        [PersonRole.NeighbourFriend] = [Right.SeeNeighbourMessage],
        [PersonRole.NationalSecretariat] = [Right.SeeAggregates],
        [PersonRole.Administrator] = [Right.SeeOperation, Right.RetryMessages, Right.AdministerAccounts, Right.AdministerSources],
    };

    public static bool May(PersonRole role, Right right) => Table[role].Contains(right);

    /// <summary>The same for a role by name; one that is not known may nothing.</summary>
    public static bool May(string role, Right right) => PersonRoles.Find(role) is { } known && May(known, right);
}
