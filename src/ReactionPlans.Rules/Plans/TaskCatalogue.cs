namespace ReactionPlans.Rules.Plans;

/// <summary>A kind of task that many partnerships agree on, prepared so that its owner need not begin from nothing. Pure.</summary>
/// <param name="Name">What an agreement's <c>task:</c> calls it.</param>
/// <param name="Template">The text that goes with it, for its owner to adapt and send.</param>
/// <param name="Checklist">What is to be done, in order, in Danish.</param>
public sealed record CataloguedTask(string Name, string Template, IReadOnlyList<string> Checklist);

/// <summary>The tasks that the partnerships' reaction plans know (Moos-Bjerre for TrygFonden and Realdania, 2025). Any other name is the agreement's own task, without a list.</summary>
public static class TaskCatalogue
{
    public static readonly IReadOnlyList<CataloguedTask> All =
    [
        new("tryghedsvandring", "task-safety-walk",
        [
            "Vælg en rute på højst to kilometer og et tidspunkt, hvor det er mørkt, og folk er hjemme.",
            "Aftal, hvem der går med: politiet, kommunen, en nabo, der kender stedet, og boligforeningen.",
            "Inviter beboerne med teksten herunder.",
            "Tag lygte, kort og noteark med. Se efter mørke stier, tæt bevoksning, åbne porte og uaflåste rum.",
            "Skriv ned, hvad der skal ændres, hvem der gør det, og hvornår. Nævn ingen hjem ved adresse.",
            "Fortæl beboerne bagefter, hvad I så, og hvad der sker nu.",
        ]),
        new("borgermøde", "task-meeting",
        [
            "Find et lokale i området og en dag inden for to uger.",
            "Aftal, hvem der byder velkommen, hvem fra politiet der fortæller, og hvem der tager imod spørgsmål.",
            "Inviter med teksten herunder, og hæng den op, hvor folk kommer.",
            "Vis tallene for området, aldrig for en vej eller et hjem.",
            "Brug mindst halvdelen af tiden på, hvad man selv kan gøre, og på spørgsmål.",
            "Skriv op, hvem der vil være med i Nabohjælp eller som Naboven.",
        ]),
        new("bo trygt-korps", "task-corps-visit",
        [
            "Bestil korpset, og sig hvilket område og hvornår.",
            "Giv det områdets tal og kort, men ingen adresser på anmeldelser.",
            "Fortæl beboerne med teksten herunder, at korpset kommer, og hvordan man kender det.",
            "Aftal, at korpset kun går ind, hvor det bliver budt ind.",
            "Spørg korpset bagefter, hvor mange det talte med, og hvad folk spurgte om.",
        ]),
        new("brev til foreninger", "task-associations",
        [
            "Find områdets grundejer- og boligforeninger i listen over kontakter.",
            "Send teksten herunder til formændene, og bed dem dele den.",
            "Spørg, om de har lys, låse eller bevoksning på fælles arealer, som kan blive bedre.",
            "Skriv op, hvem der har svaret.",
        ]),
        new("skattejagt", "task-treasure-hunt",
        [
            "Vælg en dag i efterårsferien og en rute, som børn kan gå på en time.",
            "Læg poster ud, der viser noget at gøre derhjemme: lås, lys, nabohjælp, mærkede ting.",
            "Aftal med politiet, om de vil stå ved en post.",
            "Inviter med teksten herunder gennem skole, klubber og lokale grupper.",
            "Ryd op, og tæl, hvor mange der var med.",
        ]),
    ];

    /// <returns>Null: the agreement's own.</returns>
    public static CataloguedTask? Find(string? name) => All.FirstOrDefault(task => string.Equals(task.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase));
}
