using ReactionPlans.Rules.Agreements;

namespace ReactionPlans.Rules.Tests.Agreements;

/// <summary>A small agreement that can be followed; each test takes one thing away from it.</summary>
internal static class Agreed
{
    public const string GoodText = "Ring til politiet på {{ sender.police_phone }}.";

    public static readonly PlanStep Letters = Step("letters", Reaction.Letter, Party.Municipality) with { Template = "residents-burst" };
    public static readonly PlanStep Friends = Step("friends", Reaction.NeighbourMessage, Party.Police) with { Template = "friends-burst" };
    public static readonly PlanStep Post = Step("post", Reaction.LocalPost, Party.Municipality) with { Template = "local-post" };

    public static readonly PlanStep Station = Step("station", Reaction.MobileStation, Party.Police) with
    {
        Station = new StationWish(2, 3, 7),
        Gate = new Gate("letters", 0.9, 48),
        Otherwise = new Otherwise("supermarket", "post"),
    };

    public static readonly ThresholdRule FiveInAWeek = new(5, new Dictionary<string, int> { ["8270"] = 8 }, 7);

    public static readonly Agreement Whole = new(
        new Partnership("eksempel", "Eksempel", "0751", "oestjylland"),
        Version: 1,
        HoldsFrom: new DateOnly(2020, 1, 1),
        ReviewBy: null,
        new Sender("Trygt Naboskab", "tryghed@example.dk", "114"),
        Goals: null,
        new Channels(DigitalPost: true, Print: true, ["mail"], LocalPosts: true) { LetterBudget = new LetterBudget(3, 90) },
        new CoveredAreas("postcode", ["8240", "8270"]),
        new Dictionary<string, Offence> { ["burglary"] = new("burglary", ["1320"], Attempts: true) },
        [new Criterion("burst", "burglary", CriterionLevel.Activate, FiveInAWeek)],
        new DecisionRule(DecisionMode.Police, 4, OnDeadline.Escalate, ["duty"]),
        [Letters, Friends, Post, Station],
        new EndRule(42, AllClear: true),
        [
            new Person("coordinator", "police-coordinator", "Indbrudskoordinator", "k@example.dk"),
            new Person("duty", "police-duty", "Vagthavende", "v@example.dk"),
            new Person("lead", "municipal-lead", "Projektleder", "p@example.dk"),
        ],
        [new Example("8240", new DateOnly(2020, 2, 16), "burst", Holds: true)]);

    public static readonly IReadOnlyDictionary<string, string> Templates = new Dictionary<string, string>
    {
        ["residents-burst"] = GoodText,
        ["friends-burst"] = "Ser du noget, så ring 114.",
        ["local-post"] = GoodText,
    };

    /// <summary>The whole agreement with one step written otherwise.</summary>
    public static Agreement With(PlanStep step) =>
        Whole with { Plan = [.. Whole.Plan.Select(old => old.Id == step.Id ? step : old)] };

    public static Agreement Without(params string[] steps) =>
        Whole with { Plan = [.. Whole.Plan.Where(step => !steps.Contains(step.Id))] };

    public static PlanStep Step(string id, Reaction reaction, Party party) =>
        new(id, party, party == Party.Police ? "coordinator" : "lead", reaction, null, null, 0, null, null, null, null);
}
