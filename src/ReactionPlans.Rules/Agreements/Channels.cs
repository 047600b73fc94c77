namespace ReactionPlans.Rules.Agreements;

/// <summary>The ways by which the parties reach people, and how often, to whom and at what hours.</summary>
public sealed record Channels(bool DigitalPost, bool Print, IReadOnlyList<string> NeighbourFriends, bool LocalPosts)
{
    /// <summary>The last way to residents who have signed up for it: a text of at most 150 characters, where neither Digital Post nor paper brings the letter.</summary>
    public bool NemSms { get; init; }

    /// <summary>Null: as many letters as there are plans.</summary>
    public LetterBudget? LetterBudget { get; init; }

    public LettersPer LettersPer { get; init; }

    /// <summary>The local groups in which a person posts.</summary>
    public IReadOnlyList<LocalGroup> LocalGroups { get; init; } = [];

    /// <summary>Whether residents and neighbours are written to at night too (<see cref="Reactions.SendWindow"/>).</summary>
    public bool AtNight { get; init; }
}

/// <summary>A group of people of a place on the web. No interface posts to it, so a person does.</summary>
/// <param name="Url">Where it is; https.</param>
/// <param name="Areas">Codes of the areas that it is about; empty: all of the agreement's.</param>
public sealed record LocalGroup(string Name, string Url, IReadOnlyList<string> Areas)
{
    public bool IsAbout(IEnumerable<string> codes) => Areas.Count == 0 || Areas.Intersect(codes).Any();
}

/// <summary>Whom a letter is for.</summary>
public enum LettersPer
{
    Adult,

    /// <summary>One letter to each household, to whom Digital Post reaches where there is one.</summary>
    Household,
}

/// <summary>How often one resident is written to at the most, whatever fires: a letter beyond it is left out, and told as such.
/// All-clears are not counted and never left out: who was told of the rise is told how it went.</summary>
/// <param name="Letters">At least 1.</param>
/// <param name="WithinDays">Any so many days running; at least 1.</param>
public sealed record LetterBudget(int Letters, int WithinDays);
