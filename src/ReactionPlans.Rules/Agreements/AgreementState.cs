namespace ReactionPlans.Rules.Agreements;

/// <summary>How far one version of an agreement has come.</summary>
public enum AgreementState
{
    Proposed,
    AcceptedByPolice,
    AcceptedByMunicipality,

    /// <summary>Accepted by both; it waits for its first day.</summary>
    Accepted,

    /// <summary>Today is judged by it.</summary>
    InForce,

    /// <summary>A later version has taken over, or has overtaken it. Activations that began under it keep it.</summary>
    Superseded,

    /// <summary>Taken back by whoever proposed it; its number is not used again.</summary>
    Withdrawn,
}

/// <summary>What can happen to a version: people do the first three, time the other two.</summary>
public enum AgreementStep
{
    AcceptForPolice,
    AcceptForMunicipality,
    Withdraw,

    /// <summary>Its first day has come.</summary>
    TakeEffect,

    /// <summary>A later version that both have accepted has come into force.</summary>
    Supersede,
}

/// <summary>What is stored of a version's life.</summary>
/// <param name="ProposedBy">Person id; null: a command at the server proposed it.</param>
/// <param name="AcceptedByPolice">Person id; null: the police have not accepted.</param>
/// <param name="AcceptedByMunicipality">Person id; null: the municipality has not accepted.</param>
public sealed record AgreementLife(int Version, DateOnly HoldsFrom, string? ProposedBy, string? AcceptedByPolice, string? AcceptedByMunicipality, bool Withdrawn)
{
    public bool IsAcceptedByBoth => AcceptedByPolice is not null && AcceptedByMunicipality is not null;

    public string? AcceptedBy(Party party) => party == Party.Police ? AcceptedByPolice : AcceptedByMunicipality;
}

/// <summary>The life of a version: a closed table of what can happen when. Pure: no clock, no database.</summary>
public static class AgreementStates
{
    /// <remarks>
    /// A party's yes can be repeated, and the first name stands. What both have accepted is no longer anybody's to take back: a new
    /// version changes it. A version that a later one has overtaken could never come into force, so it can only be read.
    /// </remarks>
    private static readonly Dictionary<(AgreementState, AgreementStep), AgreementState> Transitions = new()
    {
        [(AgreementState.Proposed, AgreementStep.AcceptForPolice)] = AgreementState.AcceptedByPolice,
        [(AgreementState.Proposed, AgreementStep.AcceptForMunicipality)] = AgreementState.AcceptedByMunicipality,
        [(AgreementState.Proposed, AgreementStep.Withdraw)] = AgreementState.Withdrawn,
        [(AgreementState.Proposed, AgreementStep.Supersede)] = AgreementState.Superseded,
        [(AgreementState.AcceptedByPolice, AgreementStep.AcceptForPolice)] = AgreementState.AcceptedByPolice,
        [(AgreementState.AcceptedByPolice, AgreementStep.AcceptForMunicipality)] = AgreementState.Accepted,
        [(AgreementState.AcceptedByPolice, AgreementStep.Withdraw)] = AgreementState.Withdrawn,
        [(AgreementState.AcceptedByPolice, AgreementStep.Supersede)] = AgreementState.Superseded,
        [(AgreementState.AcceptedByMunicipality, AgreementStep.AcceptForMunicipality)] = AgreementState.AcceptedByMunicipality,
        [(AgreementState.AcceptedByMunicipality, AgreementStep.AcceptForPolice)] = AgreementState.Accepted,
        [(AgreementState.AcceptedByMunicipality, AgreementStep.Withdraw)] = AgreementState.Withdrawn,
        [(AgreementState.AcceptedByMunicipality, AgreementStep.Supersede)] = AgreementState.Superseded,
        [(AgreementState.Accepted, AgreementStep.AcceptForPolice)] = AgreementState.Accepted,
        [(AgreementState.Accepted, AgreementStep.AcceptForMunicipality)] = AgreementState.Accepted,
        [(AgreementState.Accepted, AgreementStep.TakeEffect)] = AgreementState.InForce,
        [(AgreementState.Accepted, AgreementStep.Supersede)] = AgreementState.Superseded,
        [(AgreementState.InForce, AgreementStep.AcceptForPolice)] = AgreementState.InForce,
        [(AgreementState.InForce, AgreementStep.AcceptForMunicipality)] = AgreementState.InForce,
        [(AgreementState.InForce, AgreementStep.Supersede)] = AgreementState.Superseded,
    };

    /// <summary>Where a step leads, or a numbered problem where it is not allowed.</summary>
    public static (AgreementState? State, Problem? Problem) Next(AgreementState state, AgreementStep step) =>
        Transitions.TryGetValue((state, step), out var next) ? (next, null) : (null, Problems.VersionStepRefused.With(Told(step), Told(state)));

    /// <summary>The state of a version on a day, from what is stored of it and of the partnership's other versions.</summary>
    /// <param name="all">Every version of the partnership, this one included.</param>
    /// <remarks>In force is the highest that both have accepted and whose day has come, as agreements-in-force.sql finds it.</remarks>
    public static AgreementState Of(AgreementLife life, IEnumerable<AgreementLife> all, DateOnly day)
    {
        var state = life.Withdrawn ? AgreementState.Withdrawn
            : life.IsAcceptedByBoth ? AgreementState.Accepted
            : life.AcceptedByPolice is not null ? AgreementState.AcceptedByPolice
            : life.AcceptedByMunicipality is not null ? AgreementState.AcceptedByMunicipality
            : AgreementState.Proposed;
        if (life.HoldsFrom <= day && Next(state, AgreementStep.TakeEffect).State is { } inForce)
            state = inForce;
        return all.Any(other => other.Version > life.Version && other.IsAcceptedByBoth && other.HoldsFrom <= day)
            ? Next(state, AgreementStep.Supersede).State ?? state
            : state;
    }

    /// <summary>Whether this person may accept for the party now; null: they may. A joint coordinator speaks for one party at a time.</summary>
    public static Problem? WhyNotAccept(AgreementLife life, AgreementState state, Person person, Party party)
    {
        if (!person.ActsFor(party))
            return Problems.NotYourDecision.With(person.Id);
        if (Next(state, party == Party.Police ? AgreementStep.AcceptForPolice : AgreementStep.AcceptForMunicipality).Problem is { } refused)
            return refused;
        var other = party == Party.Police ? Party.Municipality : Party.Police;
        return life.AcceptedBy(party) is null && life.AcceptedBy(other) == person.Id
            ? Problems.AcceptedForOtherParty.With(person.Id, AgreementWords.Of(party))
            : null;
    }

    /// <summary>Whether this person may take the version back; null: they may. What a command proposed, anybody of the agreement may.</summary>
    public static Problem? WhyNotWithdraw(AgreementLife life, AgreementState state, Person person) =>
        Next(state, AgreementStep.Withdraw).Problem
        ?? (life.ProposedBy is { } proposer && proposer != person.Id ? Problems.NotYourProposal.With(person.Id, life.Version) : null);

    public static Phrase Told(AgreementState state) => state switch
    {
        AgreementState.Proposed => new("foreslået", "proposed"),
        AgreementState.AcceptedByPolice => new("godkendt af politiet", "accepted by the police"),
        AgreementState.AcceptedByMunicipality => new("godkendt af kommunen", "accepted by the municipality"),
        AgreementState.Accepted => new("godkendt af begge", "accepted by both"),
        AgreementState.InForce => new("gældende", "in force"),
        AgreementState.Superseded => new("afløst", "superseded"),
        _ => new("trukket tilbage", "withdrawn"),
    };

    private static Phrase Told(AgreementStep step) => step switch
    {
        AgreementStep.AcceptForPolice => new("godkendes for politiet", "be accepted for the police"),
        AgreementStep.AcceptForMunicipality => new("godkendes for kommunen", "be accepted for the municipality"),
        AgreementStep.Withdraw => new("trækkes tilbage", "be withdrawn"),
        AgreementStep.TakeEffect => new("træde i kraft", "take effect"),
        _ => new("afløses", "be superseded"),
    };
}
