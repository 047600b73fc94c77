namespace ReactionPlans.Rules.Agreements;

/// <summary>Finds gates that can never open, and stations that would stand in an area before anybody there was told. Pure.</summary>
public static class GateCheck
{
    public static IEnumerable<Problem> Check(Agreement agreement)
    {
        var steps = agreement.Plan.DistinctBy(step => step.Id).ToDictionary(step => step.Id);
        return agreement.Plan.SelectMany(step => OfStep(step, steps, agreement.Channels));
    }

    private static IEnumerable<Problem> OfStep(PlanStep step, IReadOnlyDictionary<string, PlanStep> steps, Channels channels)
    {
        if (step.Gate is { } gate && WhyShut(gate, step, steps, channels) is { } shut)
            yield return Problems.GateCannotOpen.With(step.Id, shut);
        if (step.Otherwise is { } otherwise && WhyNeverDone(otherwise, step, steps, channels) is { } undone)
            yield return Problems.GateCannotOpen.With(step.Id, undone);
        if (step.Id != step.Gate?.StepId && step.Id != step.Otherwise?.WithStep && WaitsForItself(step, steps))
            yield return Problems.GateCannotOpen.With(step.Id, new Phrase("trinnene venter på hinanden", "the steps wait for each other"));
        if (step.Reaction == Reaction.MobileStation && !HasWarning(step, steps, channels))
            yield return Problems.StationWithoutLetter.With(step.Id);
    }

    private static Phrase? WhyShut(Gate gate, PlanStep step, IReadOnlyDictionary<string, PlanStep> steps, Channels channels)
    {
        if (gate.StepId == step.Id)
            return new("den venter på sit eget trin", "it waits for its own step");
        if (!steps.TryGetValue(gate.StepId, out var awaited))
            return new($"trin '{gate.StepId}' findes ikke", $"there is no step '{gate.StepId}'");
        if (gate.AskAfterHours <= 0)
            return new("askAfterHours skal være over 0", "askAfterHours must be above 0");
        if (gate.InformedShare is null)
            return WhyUndone(awaited, channels);
        if (awaited.Reaction is not (Reaction.Letter or Reaction.NeighbourMessage or Reaction.MemberAlert))
            return new($"trin '{gate.StepId}' skriver ikke til nogen, hvis svar kan tælles", $"step '{gate.StepId}' writes to nobody who can be counted");
        if (gate.InformedShare is not (> 0 and <= 1))
            return new("informedShare skal være over 0 og højst 1", "informedShare must be above 0 and at most 1");

        var reaches = awaited.Reaction == Reaction.Letter ? channels.DigitalPost || channels.Print || channels.NemSms : channels.NeighbourFriends.Count > 0;
        // Without digital post 'otherwise' applies from the start, and the gate is never asked.
        return reaches || (step.Otherwise is not null && !channels.DigitalPost)
            ? null
            : new($"aftalen har ingen kanal, som trin '{gate.StepId}' kan nå nogen ad", $"the agreement has no channel by which step '{gate.StepId}' reaches anybody");
    }

    private static Phrase? WhyNeverDone(Otherwise otherwise, PlanStep step, IReadOnlyDictionary<string, PlanStep> steps, Channels channels)
    {
        if (otherwise.WithStep == step.Id)
            return new("'otherwise' venter på sit eget trin", "'otherwise' waits for its own step");
        if (!steps.TryGetValue(otherwise.WithStep, out var awaited))
            return new($"trin '{otherwise.WithStep}' i 'otherwise' findes ikke", $"there is no step '{otherwise.WithStep}', which 'otherwise' names");
        return WhyUndone(awaited, channels);
    }

    private static Phrase? WhyUndone(PlanStep awaited, Channels channels) => awaited.Reaction == Reaction.LocalPost && !channels.LocalPosts
        ? new($"trin '{awaited.Id}' er et lokalt opslag, og aftalen har ingen", $"step '{awaited.Id}' is a local post, and the agreement has none")
        : null;

    /// <summary>Follows gates and 'otherwise' from step to step: back at the start, none of them ever begins.</summary>
    private static bool WaitsForItself(PlanStep start, IReadOnlyDictionary<string, PlanStep> steps)
    {
        var seen = new HashSet<string>();
        var waiting = new Stack<string>(AwaitedBy(start));
        while (waiting.TryPop(out var id))
        {
            if (id == start.Id)
                return true;
            if (seen.Add(id) && steps.TryGetValue(id, out var step))
            {
                foreach (var awaited in AwaitedBy(step))
                    waiting.Push(awaited);
            }
        }
        return false;
    }

    private static IEnumerable<string> AwaitedBy(PlanStep step) =>
        new[] { step.Gate?.StepId, step.Otherwise?.WithStep }.OfType<string>();

    /// <remarks>
    /// Residents first: the station waits for a share of a letter's recipients, or 'otherwise' takes the letter's place. With digital post
    /// 'otherwise' is only an answer to the gate's question, so there must be a gate to ask it.
    /// </remarks>
    private static bool HasWarning(PlanStep station, IReadOnlyDictionary<string, PlanStep> steps, Channels channels)
    {
        var waitsForLetter = station.Gate is { InformedShare: not null } gate && steps.TryGetValue(gate.StepId, out var awaited) && awaited.Reaction == Reaction.Letter;
        return waitsForLetter || (station.Otherwise is not null && (station.Gate is not null || !channels.DigitalPost));
    }
}
