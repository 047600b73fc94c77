using ReactionPlans.Rules.Time;

namespace ReactionPlans.Rules.Reactions;

/// <summary>Hours of the Danish day in which one person does not want to be written to; they may span midnight.</summary>
/// <param name="From">The first quiet minute.</param>
/// <param name="To">The first minute that is not quiet; the same as <paramref name="From"/>: the whole day is quiet.</param>
public readonly record struct QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Less time than this in the day, and a message could not be relied on.</summary>
    public static readonly TimeSpan LeastLeft = TimeSpan.FromHours(1);

    public bool Contains(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <summary>Whether they leave at least <see cref="LeastLeft"/> of every day on which one may be written to at all (<see cref="SendWindow"/>, the shortest: days of rest).</summary>
    public bool LeaveRoom
    {
        get
        {
            var quiet = this;
            var minutes = (int)(SendWindow.Closes - SendWindow.OpensOnDaysOfRest).TotalMinutes;
            return Enumerable.Range(0, minutes).Count(minute => !quiet.Contains(SendWindow.OpensOnDaysOfRest.AddMinutes(minute))) >= LeastLeft.TotalMinutes;
        }
    }

    /// <summary>The first instant at or after <paramref name="instant"/> at which a person may be written to, in UTC: neither in their quiet hours nor, where it
    /// holds, at night. Quiet hours only ever put off: they open no night.</summary>
    /// <param name="quiet">Null: none. Those that leave no room are passed over: they would silence a warning for good, and are refused where they come in.</param>
    /// <param name="daytimeOnly">Whether <see cref="SendWindow"/> holds.</param>
    public static DateTimeOffset NextAllowed(DateTimeOffset instant, QuietHours? quiet, bool daytimeOnly)
    {
        var next = instant.ToUniversalTime();
        while (true)
        {
            if (daytimeOnly)
                next = SendWindow.NextAllowed(next);
            if (quiet is not { LeaveRoom: true } hours || !hours.Contains(DanishTime.TimeOf(next)))
                return next;
            var day = DanishTime.DayOf(next);
            var end = DanishTime.At(DanishTime.TimeOf(next) < hours.To ? day : day.AddDays(1), hours.To);
            next = end > next ? end : end.AddHours(1); // in the hour that comes twice, they end the second time
        }
    }
}
