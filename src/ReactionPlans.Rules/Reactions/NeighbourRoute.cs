namespace ReactionPlans.Rules.Reactions;

/// <summary>One way to a neighbour friend, member or association that the register has an address for.</summary>
/// <param name="Channel">mail, sms or push.</param>
/// <param name="IsStopped">They have said that they do not want to be written to that way.</param>
/// <param name="IsBounced">What was sent to the address came back.</param>
public readonly record struct NeighbourWay(string Channel, bool IsStopped, bool IsBounced)
{
    public bool IsOpen => !IsStopped && !IsBounced;
}

/// <summary>How a message reaches one of the register: by the first agreed channel that is open, or by none, and why not.</summary>
/// <remarks>delivery.neighbour_route does the same to many at once; a test holds it against this, case by case.</remarks>
/// <param name="Channel">Null: it is skipped, and <paramref name="Reason"/> says why.</param>
/// <param name="Reason">left, paused, bounced, stopped or no-channel; null: it goes.</param>
public sealed record NeighbourRoute(string? Channel, string? Reason)
{
    /// <param name="hasLeft">They have left, and not agreed anew since.</param>
    /// <param name="pausedUntil">The first Danish day on which they are written to again; null: no pause.</param>
    /// <param name="ways">The ways the register has, in any order.</param>
    /// <param name="agreed">The agreement's channels; the first that is open is used, for a person gets one message.</param>
    /// <param name="day">The Danish day on which it would go.</param>
    public static NeighbourRoute Of(bool hasLeft, DateOnly? pausedUntil, IReadOnlyCollection<NeighbourWay> ways, IReadOnlyList<string> agreed, DateOnly day)
    {
        if (hasLeft)
            return new NeighbourRoute(null, "left");
        if (day < pausedUntil)
            return new NeighbourRoute(null, "paused");

        var had = agreed.SelectMany(channel => ways.Where(way => way.Channel == channel)).ToList();
        return had.Where(way => way.IsOpen).Select(way => way.Channel).FirstOrDefault() is { } first ? new NeighbourRoute(first, null)
            : new NeighbourRoute(null, had.Any(way => !way.IsStopped) ? "bounced" : had.Count > 0 ? "stopped" : "no-channel");
    }

    /// <summary>Whether somebody can be reached by the app alone: a telephone that is changed or an app that is removed leaves them without a word, so a second
    /// channel is always asked for.</summary>
    public static bool LacksSecondChannel(string? mail, string? mobile, string? push) => push is not null && mail is null && mobile is null;
}
