using System.Globalization;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Delivery;

/// <summary>Everything a public alert about one plan says. Counts and areas only: never a case number, an address or who stopped it and why.</summary>
public sealed record AlertFacts
{
    public required Guid ActivationId { get; init; }
    public required Sender Sender { get; init; }
    public required string PartnershipId { get; init; }
    public required Offence Offence { get; init; }

    /// <summary>Reports that fired the criterion in <see cref="WindowDays"/> days, as the letters tell it.</summary>
    public required int Count { get; init; }

    public required int WindowDays { get; init; }

    /// <summary>The season by which the plan started; null: something was counted.</summary>
    public SeasonWindow? Season { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The last Danish day on which it runs, unless it is prolonged.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Until when what is said holds, unless a later message says otherwise.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When what is said became another, in order: the plan was prolonged or corrected, or an area of it rose anew.</summary>
    public IReadOnlyList<DateTimeOffset> ChangedAt { get; init; } = [];

    /// <summary>The words of the latest correction; null: there was none.</summary>
    public string? Correction { get; init; }

    /// <summary>Null: it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public DateOnly? EndedOn { get; init; }

    /// <summary>fallen, withdrawn, one-of-many, maximum, stopped, season-over or overtaken.</summary>
    public string? EndReason { get; init; }

    /// <summary>By code; at least one.</summary>
    public required IReadOnlyList<AlertArea> Areas { get; init; }

    /// <summary>Every message there has been about the plan, the one that holds now last. Identifiers never change and are never used again.</summary>
    public IReadOnlyList<AlertMessage> Messages
    {
        get
        {
            var messages = new List<AlertMessage> { new($"{ActivationId}", StartedAt) };
            messages.AddRange(ChangedAt.Select((at, index) => new AlertMessage(string.Create(CultureInfo.InvariantCulture, $"{ActivationId}.update.{index + 1}"), at)));
            if (EndedAt is { } ended)
                messages.Add(new($"{ActivationId}.end", ended));
            return messages;
        }
    }
}

public sealed record AlertMessage(string Identifier, DateTimeOffset SentAt);

/// <param name="Level">What kind of area the code names: postcode, municipality, ...</param>
/// <param name="Rings">Closed outer rings.</param>
public sealed record AlertArea(string Level, string Code, string Name, IReadOnlyList<IReadOnlyList<Corner>> Rings);
