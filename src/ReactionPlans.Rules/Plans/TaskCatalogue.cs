namespace ReactionPlans.Rules.Plans;

/// <summary>A kind of task that many partnerships agree on, prepared so that its owner need not begin from nothing. Pure.</summary>
/// <param name="Name">What an agreement's <c>task:</c> calls it.</param>
/// <param name="Template">The text that goes with it, for its owner to adapt and send.</param>
/// <param name="Checklist">What is to be done, in order.</param>
public sealed record CataloguedTask(string Name, string Template, IReadOnlyList<Phrase> Checklist);

/// <summary>The tasks that the partnerships' reaction plans know (Moos-Bjerre for TrygFonden and Realdania, 2025). Any other name is the agreement's own task, without a list.</summary>
public static class TaskCatalogue
{
    public static readonly IReadOnlyList<CataloguedTask> All =
    [
        new("tryghedsvandring", "task-safety-walk",
        [
            new("Vælg en rute på højst to kilometer og et tidspunkt, hvor det er mørkt, og folk er hjemme.",
                "Choose a route of at most two kilometres and a time when it is dark and people are at home."),
            new("Aftal, hvem der går med: politiet, kommunen, en nabo, der kender stedet, og boligforeningen.",
                "Agree on who walks along: the police, the municipality, a neighbour who knows the place, and the housing association."),
            new("Inviter beboerne med teksten herunder.",
                "Invite the residents with the text below."),
            new("Tag lygte, kort og noteark med. Se efter mørke stier, tæt bevoksning, åbne porte og uaflåste rum.",
                "Bring a torch, a map and paper for notes. Look for dark paths, dense planting, open gates and unlocked rooms."),
            new("Skriv ned, hvad der skal ændres, hvem der gør det, og hvornår. Nævn ingen hjem ved adresse.",
                "Write down what is to be changed, who will do it, and when. Name no home by its address."),
            new("Fortæl beboerne bagefter, hvad I så, og hvad der sker nu.",
                "Tell the residents afterwards what you saw and what happens now."),
        ]),
        new("borgermøde", "task-meeting",
        [
            new("Find et lokale i området og en dag inden for to uger.",
                "Find a room in the area and a day within two weeks."),
            new("Aftal, hvem der byder velkommen, hvem fra politiet der fortæller, og hvem der tager imod spørgsmål.",
                "Agree on who welcomes people, who speaks for the police, and who takes questions."),
            new("Inviter med teksten herunder, og hæng den op, hvor folk kommer.",
                "Invite people with the text below, and put it up where they come by."),
            new("Vis tallene for området, aldrig for en vej eller et hjem.",
                "Show the numbers for the area, never for a street or a home."),
            new("Brug mindst halvdelen af tiden på, hvad man selv kan gøre, og på spørgsmål.",
                "Spend at least half of the time on what people can do themselves, and on questions."),
            new("Skriv op, hvem der vil være med i Nabohjælp eller som Naboven.",
                "Note down who wants to join Nabohjælp or become a neighbour friend."),
        ]),
        new("bo trygt-korps", "task-corps-visit",
        [
            new("Bestil korpset, og sig hvilket område og hvornår.",
                "Book the corps, and say which area and when."),
            new("Giv det områdets tal og kort, men ingen adresser på anmeldelser.",
                "Give it the area's numbers and map, but no addresses of reports."),
            new("Fortæl beboerne med teksten herunder, at korpset kommer, og hvordan man kender det.",
                "Tell the residents with the text below that the corps is coming, and how to recognise it."),
            new("Aftal, at korpset kun går ind, hvor det bliver budt ind.",
                "Agree that the corps enters only where it is asked in."),
            new("Spørg korpset bagefter, hvor mange det talte med, og hvad folk spurgte om.",
                "Ask the corps afterwards how many people it talked to, and what they asked about."),
        ]),
        new("brev til foreninger", "task-associations",
        [
            new("Find områdets grundejer- og boligforeninger i listen over kontakter.",
                "Find the area's homeowners' and housing associations in the list of contacts."),
            new("Send teksten herunder til formændene, og bed dem dele den.",
                "Send the text below to their chairs, and ask them to share it."),
            new("Spørg, om de har lys, låse eller bevoksning på fælles arealer, som kan blive bedre.",
                "Ask whether they have lights, locks or planting on shared grounds that could be better."),
            new("Skriv op, hvem der har svaret.",
                "Note down who has answered."),
        ]),
        new("skattejagt", "task-treasure-hunt",
        [
            new("Vælg en dag i efterårsferien og en rute, som børn kan gå på en time.",
                "Choose a day in the autumn holiday and a route that children can walk in an hour."),
            new("Læg poster ud, der viser noget at gøre derhjemme: lås, lys, nabohjælp, mærkede ting.",
                "Lay out posts that show something to do at home: locks, lights, helping neighbours, marked belongings."),
            new("Aftal med politiet, om de vil stå ved en post.",
                "Agree with the police whether they will stand at a post."),
            new("Inviter med teksten herunder gennem skole, klubber og lokale grupper.",
                "Invite people with the text below through schools, clubs and local groups."),
            new("Ryd op, og tæl, hvor mange der var med.",
                "Clear up, and count how many took part."),
        ]),
    ];

    /// <returns>Null: the agreement's own.</returns>
    public static CataloguedTask? Find(string? name) => All.FirstOrDefault(task => string.Equals(task.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase));
}
