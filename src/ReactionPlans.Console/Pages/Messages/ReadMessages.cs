using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Web.Pages.Overview;
using TaskRow = ReactionPlans.Web.Pages.Overview.TaskRow;

namespace ReactionPlans.Web.Pages.Messages;

/// <summary>A row of list-register-messages.sql.</summary>
public sealed record MessageRow
{
    public Guid ActivationId { get; init; }
    public string StepId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Template { get; init; } = "";
    public string Language { get; init; } = "";
    public string Channel { get; init; } = "";
    public string State { get; init; } = "";
    public bool HasArrived { get; init; }
    public string? Reason { get; init; }
    public int Messages { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What became of one message by one channel, in messages.</summary>
/// <param name="Sent">Taken by whoever brings them, what came back later included.</param>
/// <param name="Arrived">Those of them that the channel has told of; many channels tell nothing.</param>
public sealed record MessageLine(string Channel, int Sent, int Arrived, int CameBack, int Waiting, IReadOnlyList<(string Reason, int Messages)> NotSent)
{
    public static MessageLine Of(string channel, IReadOnlyList<MessageRow> rows)
    {
        int Count(Func<MessageRow, bool> which) => rows.Where(which).Sum(row => row.Messages);
        return new MessageLine(
            channel,
            Count(row => row.State is "Accepted" or "Returned"), Count(row => row.State == "Accepted" && row.HasArrived), Count(row => row.State == "Returned"),
            Count(row => row.State is "Planned" or "Released" or "Sending"),
            [.. rows.Where(row => row.State is "Skipped" or "Failed").GroupBy(row => row.Reason ?? "").Select(group => (group.Key, group.Sum(row => row.Messages))).OrderByDescending(one => one.Item2)]);
    }
}

/// <summary>One message of a plan.</summary>
/// <param name="At">When the first of them was sent, or is to be.</param>
/// <param name="Texts">One in each language that it was written in.</param>
public sealed record PlanMessage(string Kind, DateTimeOffset At, IReadOnlyList<MessageLine> Lines, IReadOnlyList<PreparedText> Texts);

/// <summary>A plan's messages to the register, the newest first.</summary>
public sealed record PlanMessages(TextFacts Facts, IReadOnlyList<PlanMessage> Messages);

/// <summary>A text that somebody takes further in a plan that runs.</summary>
public sealed record TextToShare(TaskFacts Task, string Places);

/// <param name="HasOlder">Whether there are plans before these.</param>
public sealed record MessagesFacts(IReadOnlyList<PlanMessages> Plans, bool HasOlder, IReadOnlyList<TextToShare> ToShare, DateOnly Today);

/// <summary>Reads what was written to the register, in numbers and word for word, and what is ready to be shared, in one transaction.</summary>
public sealed class ReadMessages([SeenByPerson] Database database, AgreementBook agreements, Wording wording)
{
    /// <summary>A row of list-texts-to-share.sql.</summary>
    private sealed record ShareRow
    {
        public Guid ActivationId { get; init; }
        public string StepId { get; init; } = "";
        public string Reaction { get; init; } = "";
        public string? TaskName { get; init; }
        public string State { get; init; } = "";
        public string Text { get; init; } = "";
        public string[] AreaCodes { get; init; } = [];
        public string Places { get; init; } = "";
    }

    /// <param name="skip">Plans that are newer and left out.</param>
    /// <param name="most">Plans on a page.</param>
    public Task<MessagesFacts> Of(string partnershipId, int skip, int most, CancellationToken stopping) => database.Do(async work =>
    {
        // One plan more than is shown tells whether there are older ones.
        var rows = await work.Query<MessageRow>("Delivery/list-register-messages.sql", new { partnership_id = partnershipId, skip, most = most + 1 });
        var plans = rows.GroupBy(row => row.ActivationId).ToList();
        var facts = await TextFacts.Read(work, agreements, [.. plans.Take(most).Select(plan => plan.Key)]);
        return new MessagesFacts(
            [.. plans.Take(most).Select(plan => new PlanMessages(facts[plan.Key], [.. MessagesOf(plan, facts[plan.Key])]))],
            plans.Count > most,
            skip > 0 ? [] : await ToShare(work, partnershipId),
            work.Today);
    }, stopping);

    private IEnumerable<PlanMessage> MessagesOf(IEnumerable<MessageRow> rows, TextFacts facts) => rows
        .GroupBy(row => (row.StepId, row.Kind, row.Template))
        .Select(message => new PlanMessage(
            message.Key.Kind,
            message.Min(row => row.At),
            [.. message.GroupBy(row => row.Channel).OrderBy(group => group.Key == "none").ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => MessageLine.Of(group.Key, [.. group]))],
            [.. message.Select(row => TextLanguage.Of(row.Language)).Distinct().Order(StringComparer.Ordinal)
                .Select(language => PreparedTexts.AsSent(wording, facts, message.Key.Kind, message.Key.Template, message.Key.StepId, language)).DistinctBy(prepared => prepared.Text.Text)]))
        .OrderByDescending(message => message.At);

    private async Task<IReadOnlyList<TextToShare>> ToShare(Work work, string partnershipId)
    {
        var rows = await work.Query<ShareRow>("Reactions/list-texts-to-share.sql", new { partnership_id = partnershipId });
        if (rows.Count == 0)
            return [];
        var groups = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == partnershipId)?.Channels.LocalGroups ?? [];
        return [.. rows.Select(row => new TextToShare(
            new TaskFacts(new TaskRow { ActivationId = row.ActivationId, StepId = row.StepId, Reaction = row.Reaction, TaskName = row.TaskName, State = row.State }, null, null, row.Text, false, false, false)
            {
                Groups = row.Reaction == nameof(Reaction.LocalPost) ? [.. groups.Where(group => group.IsAbout(row.AreaCodes))] : [],
            },
            row.Places))];
    }
}
