using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Replay;

/// <summary>How one person answers in a replay.</summary>
/// <param name="Decide">approve, hold (once, and then approve), dismiss or ignore.</param>
/// <param name="DecideAfterHours">From being asked to answering.</param>
/// <param name="HoldHours">How long a hold lasts, from the answer.</param>
/// <param name="Tasks">done, not-possible or ignore.</param>
/// <param name="TasksAtShare">When a task is settled: 0 at its start, 1 at its due time.</param>
/// <param name="Gates">open, wait, otherwise or ignore.</param>
/// <param name="StopAfterHours">From the plan's start to stopping it; null: never.</param>
/// <param name="Ends">close, extend, new-round or ignore, when a plan has run the agreed time and the number is still high.</param>
public sealed record Persona(
    string Decide = "approve", double DecideAfterHours = 1, double HoldHours = 24, string Tasks = "done", double TasksAtShare = 0.5, string Gates = "open", double GatesAfterHours = 1,
    string Ends = "ignore", double EndsAfterHours = 8, double? StopAfterHours = null)
{
    public const string Ignore = "ignore", Hold = "hold";
    public const string Reason = "Besluttet i afspilning.";
}

/// <summary>The people of a replay: they answer what the console would ask, through the same classes, never by skipping the decision.</summary>
public sealed class Personas(
    Database database, AnswerQuestion answerQuestion, SettleTask settleTask, AnswerGate answerGate, AnswerEnd answerEnd, StopActivation stopActivation, PersonaList list, TimeProvider clock)
{
    public sealed record Act(DateTimeOffset At, string Name, Func<CancellationToken, Task> Run);

    private sealed class Waiting
    {
        public string Kind { get; init; } = "";
        public Guid Id { get; init; }
        public string? StepId { get; init; }
        public string PartnershipId { get; init; } = "";
        public string PersonId { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public DateTimeOffset Due { get; init; }
        public bool WasHeld { get; init; }
        public bool TookOtherwise { get; init; }
    }

    /// <summary>The next thing somebody does; null: nobody is asked anything, or nobody will answer.</summary>
    public async Task<Act?> NextAct(CancellationToken stopping) =>
        (await database.Read<Waiting>("Replay/list-waiting-for-people.sql", null, stopping))
            .Select(ToAct).OfType<Act>()
            .OrderBy(act => act.At).ThenBy(act => act.Name, StringComparer.Ordinal)
            .FirstOrDefault();

    private Act? ToAct(Waiting waiting)
    {
        var persona = list.Of(waiting.PersonId);
        return waiting.Kind switch
        {
            "question" when persona.Decide != Persona.Ignore => new Act(waiting.Since.AddHours(persona.DecideAfterHours), $"decision {waiting.Id}",
                async stopping => Told(await answerQuestion.Answer(waiting.Id, Answer(persona, waiting), waiting.PartnershipId, waiting.PersonId, stopping))),
            "task" when persona.Tasks != Persona.Ignore => new Act(waiting.Since + (waiting.Due - waiting.Since) * persona.TasksAtShare, $"task {waiting.Id} {waiting.StepId}",
                async stopping => Told(await settleTask.Settle(waiting.Id, waiting.StepId!, persona.Tasks, waiting.PartnershipId, waiting.PersonId, Persona.Reason, stopping))),
            "gate" when persona.Gates != Persona.Ignore => new Act(waiting.Since.AddHours(persona.GatesAfterHours), $"gate {waiting.Id} {waiting.StepId}",
                async stopping => Told(await answerGate.Answer(waiting.Id, waiting.StepId!, GateAnswer(persona, waiting), waiting.PartnershipId, waiting.PersonId, stopping))),
            "end" when persona.Ends != Persona.Ignore => new Act(waiting.Since.AddHours(persona.EndsAfterHours), $"end {waiting.Id} {waiting.PersonId}",
                async stopping => Told(await answerEnd.Answer(waiting.Id, persona.Ends, waiting.PartnershipId, waiting.PersonId, stopping))),
            "plan" when persona.StopAfterHours is { } hours => new Act(waiting.Since.AddHours(hours), $"stop {waiting.Id}",
                async stopping => Told(await stopActivation.Stop(waiting.Id, waiting.PartnershipId, waiting.PersonId, Persona.Reason, stopping))),
            "deputy" when persona.Tasks != Persona.Ignore => new Act(waiting.Since + (waiting.Due - waiting.Since) * persona.TasksAtShare, $"deputy {waiting.Id} {waiting.StepId}",
                async stopping => Told(await settleTask.Settle(waiting.Id, waiting.StepId!, "acknowledge", waiting.PartnershipId, waiting.PersonId, null, stopping))),
            _ => null,
        };
    }

    /// <summary>The agreed other way can be taken once; asked again, because its step was not possible, the answer is to wait.</summary>
    private static string GateAnswer(Persona persona, Waiting waiting) => persona.Gates == "otherwise" && waiting.TookOtherwise ? "wait" : persona.Gates;

    private GivenAnswer Answer(Persona persona, Waiting waiting) => persona.Decide == Persona.Hold
        ? waiting.WasHeld
            ? new GivenAnswer("approve", Persona.Reason, Way: AnswerWay.Replay)
            : new GivenAnswer(Persona.Hold, Persona.Reason, clock.GetUtcNow().AddHours(persona.HoldHours), AnswerWay.Replay)
        : new GivenAnswer(persona.Decide, Persona.Reason, Way: AnswerWay.Replay);

    /// <summary>A persona that does what is not allowed is a fault in the personas file, not in the world it plays.</summary>
    private static void Told(Rules.Problem? problem)
    {
        if (problem is not null)
            throw new InvalidDataException($"A persona cannot act: {problem}");
    }
}

/// <summary>Who answers how: everybody in the usual way, unless the file says otherwise for a person.</summary>
public sealed record PersonaList(Persona Usual, IReadOnlyDictionary<string, Persona> Own)
{
    public static readonly PersonaList Default = new(new Persona(), new Dictionary<string, Persona>());

    public Persona Of(string personId) => Own.GetValueOrDefault(personId, Usual);
}
