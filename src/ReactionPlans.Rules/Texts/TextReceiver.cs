namespace ReactionPlans.Rules.Texts;

/// <summary>Whom a text is written to, and when: it decides which parts the text must have and how long it may be.</summary>
public enum TextReceiver
{
    /// <summary>A letter to every household of an area.</summary>
    Residents,

    /// <summary>A message to neighbour friends, with words that they can pass on.</summary>
    NeighbourFriends,

    /// <summary>A short alert to members of the neighbourhood watch.</summary>
    Members,

    /// <summary>A post in a local group.</summary>
    LocalPost,

    /// <summary>What everybody is told when the plan is over: an all-clear, still high, or stopped.</summary>
    AfterTheEnd,

    /// <summary>A correction or an addition to what was said before, while the plan runs.</summary>
    Update,
}

/// <summary>What is known about the plan that a text tells of, to compare the text with.</summary>
/// <param name="SenderName">The local concept or the municipality, as the agreement gives it.</param>
/// <param name="Contact">Whom the reader can ask: an address, a telephone number, or a name with one of them.</param>
/// <param name="PolicePhone">Where observations go; "114" is understood everywhere, whatever is agreed.</param>
/// <param name="AreaName">One area's name, or several as a Danish list ("Hasle, Risskov og Viby").</param>
/// <param name="Count">Reports counted, in whole reports.</param>
/// <param name="WindowDays">In how many Danish calendar days; 0: the plan is not about a count, and any period will do.</param>
/// <param name="Offence">What is counted, in the plural.</param>
/// <param name="SmallestTold">The smallest count that the parties have agreed to tell; a smaller one can point to somebody.</param>
public sealed record ToldFacts(
    string SenderName, string Contact, string PolicePhone, string AreaName, string AreaCode, int Count, int WindowDays, string Offence = "indbrud", int SmallestTold = 3)
{
    /// <summary>The ISO week of a plan that started by the calendar: then nothing was counted, and a text says why it comes now. Null: something was.</summary>
    public int? SeasonWeek { get; init; }
}
