using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Reactions;

/// <summary>What somebody of the register wants; null and empty: all is as they agreed to it.</summary>
/// <param name="PausedUntil">The first Danish day on which they are written to again.</param>
/// <param name="Stopped">Channels they do not want.</param>
/// <param name="Ways">Those the register has to them; empty where it has them no more.</param>
public sealed record ContactChoices(bool HasLeft, DateOnly? PausedUntil, IReadOnlyList<string> Stopped, IReadOnlyList<ContactWay> Ways);

/// <summary>One way to somebody of the register. The address itself is not told: whoever has the link may have it from a mail that was passed on.</summary>
/// <param name="ShutBy">stopped or bounced; null: it is open.</param>
public sealed record ContactWay(string Channel, string? ShutBy);

/// <summary>People of the register say for themselves how they want to be written to, by the link in a message: a pause, a channel less, or no more at all. It holds from
/// the next message on, whatever plan it is of, also one that is under way.</summary>
public sealed class ChooseContact(Database database)
{
    /// <summary>A longer pause is a forgotten one: who wants it leaves.</summary>
    public const int LongestPauseDays = 366;

    /// <summary>The ways that somebody can say no to.</summary>
    public static readonly IReadOnlyList<string> Channels = ["mail", "sms", "push"];

    private const string StoppedPrefix = "stopped-", Left = "left", Paused = "paused";

    private sealed record Choice
    {
        public string Name { get; init; } = "";
        public DateOnly? Until { get; init; }
    }

    public Task<ContactChoices> Show(FriendLink link, CancellationToken stopping) => database.Do(work => Read(work, link), stopping);

    public Task Leave(FriendLink link, CancellationToken stopping) =>
        database.Do(work => Keep(work, link, Left, null, AuditAction.RegisterLeft, held => held.HasLeft), stopping);

    /// <param name="channel">One of <see cref="Channels"/>.</param>
    public Task StopChannel(FriendLink link, string channel, CancellationToken stopping) => database.Do(
        work => Keep(work, link with { Channel = channel }, StoppedPrefix + channel, null, AuditAction.RegisterChannelStopped, held => held.Stopped.Contains(channel)), stopping);

    /// <param name="until">The first day on which they are written to again: tomorrow at the earliest.</param>
    /// <returns>Why it was not kept; null: it was.</returns>
    public Task<Problem?> Pause(FriendLink link, DateOnly? until, CancellationToken stopping) => database.Do(async work =>
    {
        if (until is not { } day || day <= work.Today || day > work.Today.AddDays(LongestPauseDays))
            return Problems.PauseDayWrong.With($"{work.Today.AddDays(1):yyyy-MM-dd}", $"{work.Today.AddDays(LongestPauseDays):yyyy-MM-dd}");
        await Keep(work, link, Paused, day, AuditAction.RegisterPaused, held => held.PausedUntil == day);
        return null;
    }, stopping);

    private static async Task<ContactChoices> Read(Work work, FriendLink link)
    {
        var choices = await work.Query<Choice>("Reactions/show-friend-choices.sql", new { friend_id = link.FriendId });
        return new ContactChoices(
            choices.Any(choice => choice.Name == Left),
            choices.FirstOrDefault(choice => choice.Name == Paused)?.Until is { } until && until > work.Today ? until : null,
            [.. choices.Where(choice => choice.Name.StartsWith(StoppedPrefix, StringComparison.Ordinal)).Select(choice => choice.Name[StoppedPrefix.Length..])],
            await work.Query<ContactWay>("Reactions/show-friend-ways.sql", new { friend_id = link.FriendId }));
    }

    /// <summary>Said twice it is the same, and told in the audit once: mail programs post more often than people press.</summary>
    private static async Task Keep(Work work, FriendLink link, string choice, DateOnly? until, AuditAction action, Func<ContactChoices, bool> holdsAlready)
    {
        var isNew = !holdsAlready(await Read(work, link));
        await work.Execute("Reactions/save-friend-choice.sql", new { friend_id = link.FriendId, choice, partnership_id = link.PartnershipId, until, now = work.Now });
        if (isNew)
            await Audit.Write(work, Actor.NeighbourFriend(link.FriendId), new AuditEntry(action, link.PartnershipId, "neighbour-friend", link.FriendId, new { channel = link.Channel, until }));
    }
}
