using System.Globalization;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Delivery;

/// <summary>What a public alert says, in the letters' own words: residents may read both.</summary>
/// <param name="Event">"Indbrud: reaktionsplan".</param>
internal sealed record CapWords(string Event, string Headline, string Description, string Instruction)
{
    public static CapWords Of(AlertFacts facts)
    {
        if (facts.Season is { } season)
            return OfSeason(facts, season);
        var place = DanishText.List([.. facts.Areas.Select(area => area.Name)]);
        var told = $"{DanishText.Number(facts.Count)} {facts.Offence.Word(facts.Count)} på {DanishText.Number(facts.WindowDays)} {(facts.WindowDays == 1 ? "dag" : "dage")}";
        // Fewer than the parties tell of can point to a home.
        var isTold = facts.Count >= facts.Sender.SmallestCount;
        var (about, police, habits) = (AboutOf(facts), PoliceOf(facts), HabitsOf(facts));
        if (facts.EndedOn is not { } ended)
        {
            return new(
                about,
                facts.ChangedAt.Count == 0 ? $"Flere {facts.Offence.Several} i {place}: det kan du gøre" : $"Indsatsen i {place} fortsætter: det kan du gøre",
                (isTold ? $"Der er anmeldt {told} i {place}. Det er flere end normalt, og" : $"Der er anmeldt flere {facts.Offence.Several} end normalt i {place}, og")
                    + " politi og kommune har sat den aftalte plan i gang. De fleste hjem bliver aldrig ramt, "
                    + $"og der er enkle ting, der virker. Der kommer besked, når det er ovre. Vi regner med, at det er senest den {DanishText.Day(facts.LastDay)}."
                    + (facts.Correction is { } correction ? $" Rettelse: {correction}" : ""),
                habits);
        }

        var before = isTold ? $"Der var anmeldt {told} i {place}." : $"Der var anmeldt flere {facts.Offence.Several} end normalt i {place}.";
        var day = DanishText.Day(ended);
        return facts.EndReason switch
        {
            "maximum" => new(
                about,
                $"Indsatsen i {place} slutter, men hold fortsat øje",
                $"{before} Den aftalte indsats slutter den {day}. Antallet af {facts.Offence.Several} er endnu ikke faldet så meget, som vi gerne vil. Politi og kommune følger området.",
                habits),
            "stopped" => new(
                about,
                $"Indsatsen i {place} er stoppet",
                $"{before} Politi og kommune har stoppet indsatsen den {day}. Du behøver ikke gøre mere på grund af den.",
                $"Det er stadig en god vane at låse døre og lukke vinduer. {police}"),
            _ => new(
                about,
                $"Der er igen ro i {place}",
                $"{before} Nu er antallet faldet igen, og indsatsen er slut den {day}. Tak, fordi I holdt øje og hjalp hinanden.",
                $"De gode vaner virker stadig: lås, luk vinduer, og aftal med en nabo, at I holder øje hos hinanden. {police}"),
        };
    }

    /// <summary>Neither a number nor a rise: the plan began by the calendar, and ends by it.</summary>
    private static CapWords OfSeason(AlertFacts facts, SeasonWindow season)
    {
        var place = DanishText.List([.. facts.Areas.Select(area => area.Name)]);
        var holiday = season.Holiday() is { } named ? $"I uge {season.Week} er det {named.Danish}, og mange er væk hjemmefra. " : "";
        if (facts.EndedOn is not { } ended)
        {
            return new(
                AboutOf(facts),
                $"Uge {season.Week} i {place}: det kan du gøre",
                $"{holiday}Politi og kommune har sat den aftalte plan for uge {season.Week} i gang i {place}. Den følger kalenderen og er ikke begyndt, fordi der er sket noget bestemt. "
                    + $"De fleste hjem bliver aldrig ramt, og der er enkle ting, der virker. Planen slutter den {DanishText.Day(facts.LastDay)}."
                    + (facts.Correction is { } correction ? $" Rettelse: {correction}" : ""),
                HabitsOf(facts));
        }

        var day = DanishText.Day(ended);
        return facts.EndReason == "stopped"
            ? new(
                AboutOf(facts), $"Indsatsen i {place} er stoppet", $"Politi og kommune har stoppet indsatsen for uge {season.Week} den {day}. Du behøver ikke gøre mere på grund af den.",
                $"Det er stadig en god vane at låse døre og lukke vinduer. {PoliceOf(facts)}")
            : new(
                AboutOf(facts), $"Indsatsen for uge {season.Week} i {place} er slut", $"Indsatsen fulgte kalenderen og sluttede den {day}. Det siger intet om, hvor meget der er anmeldt.",
                $"De gode vaner virker stadig: lås, luk vinduer, og aftal med en nabo, at I holder øje hos hinanden. {PoliceOf(facts)}");
    }

    private static string AboutOf(AlertFacts facts) => $"{Capital(facts.Offence.Several)}: reaktionsplan";

    private static string PoliceOf(AlertFacts facts) =>
        $"Har du set eller hørt noget, der ikke plejer at være der, så ring til politiet på {facts.Sender.PolicePhone}. Ring 112, hvis det sker lige nu.";

    private static string HabitsOf(AlertFacts facts) => $"Lås døre og luk vinduer, også når du kun er væk et øjeblik. Aftal med en nabo, at I holder øje hos hinanden. {PoliceOf(facts)}";

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];
}
