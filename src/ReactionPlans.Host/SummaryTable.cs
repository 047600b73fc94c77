using ReactionPlans.Flow.Replay;
using Spectre.Console;

namespace ReactionPlans.Host;

/// <summary>The summary as a person reads it at the terminal.</summary>
internal static class SummaryTable
{
    public static void Show(Summary summary)
    {
        var table = new Table { Title = new TableTitle($"{summary.Days} dage på {summary.ElapsedSeconds:0.0} sekunder") }.AddColumns("Hvad", "Hvor meget");
        table.AddRow("Anmeldelser", $"{summary.Reports.Accepted} modtaget, {summary.Reports.Same} set før, {summary.Reports.Withdrawn} trukket tilbage, "
            + $"{summary.Reports.Unplaced} uden område, {summary.Reports.Rejected} afvist");
        table.AddRow("Stigninger", $"{summary.Spikes}");
        table.AddRow("Aktiveringer", $"{summary.Activations.Count}");
        table.AddRow("Breve til beboere", Line(summary.Letters));
        table.AddRow("Beskeder til nabovenner og nabohjælpere", Line(summary.NeighbourMessages));
        table.AddRow("Lokale opslag", $"{summary.LocalPosts}");
        table.AddRow("Besøg af mobil politistation", $"{summary.StationTasks.Scheduled} lagt i kalenderen, {summary.StationTasks.Unplaced} uden plads");
        table.AddRow("Meddelelser til parterne", $"{summary.Notices}");
        table.AddRow("Beskeder om, at der er ro igen", $"{summary.AllClears}");
        table.AddRow("Brudte løfter", summary.Violations.Count == 0 ? "[green]ingen[/]" : $"[red]{summary.Violations.Count}[/]");
        AnsiConsole.Write(table);

        foreach (var violation in summary.Violations.Take(20))
            Terminal.Say($"[red]{violation}[/]");
        foreach (var activation in summary.Activations.TakeLast(10))
            Terminal.Say($"{activation.Area}: udløst {activation.FiredOn:dd-MM-yyyy}, stigning slut {(activation.SpikeEndedOn is { } ended ? ended.ToString("dd-MM-yyyy", null) : "ikke endnu")}");
    }

    private static string Line(DeliveryFigures figures) =>
        $"{figures.Planned} planlagt, {figures.Accepted} afleveret (heraf {figures.Paper} på papir), "
        + (figures.Delivered > 0 ? $"{figures.Delivered} meldt fremme og {figures.Read} læst, " : "")
        + $"{figures.Skipped} sprunget over, {figures.Failed} fejlet";
}
