using System.Globalization;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>The two lists beside an imported file: INPUT.rejected.csv with the rows that were not taken in, under the file's own header so that they can
/// be corrected and imported, and INPUT.notes.csv about rows that were. Made at the first line; lists of an earlier run are taken away.</summary>
internal sealed class ImportLists(string input, InputShape shape, char separator) : IDisposable
{
    private const int ShownProblems = 20;

    private readonly ListFile rejected = new(input, ".rejected.csv", separator,
        [.. shape.Header.Where(column => !column.StartsWith(InputShape.OwnPrefix, StringComparison.Ordinal)), "rp_line", "rp_code", "rp_reason_da", "rp_reason_en", "rp_raw"]);
    private readonly ListFile notes = new(input, ".notes.csv", separator, ["line", "key", "code", "reason_da", "reason_en"]);
    private readonly List<Problem> firstRejections = [];
    private readonly List<Problem> firstNotes = [];

    public string? RejectedFile => rejected.Path;

    public string? NotesFile => notes.Path;

    public int Notes { get; private set; }

    public IReadOnlyList<Problem> First => [.. firstRejections.Concat(firstNotes).Take(ShownProblems)];

    /// <param name="found">What storing the batch found; what reading it found is on the lines.</param>
    public void Add<T>(IReadOnlyList<FileLine<T>> batch, IReadOnlyList<LineProblem> found) where T : class
    {
        var byLine = found.ToLookup(problem => problem.Index);
        for (var index = 0; index < batch.Count; index++)
        {
            var line = batch[index];
            foreach (var note in line.Notes.Concat(byLine[index].Where(problem => !problem.Rejected).Select(problem => problem.Problem)))
                Note(line, note);
            foreach (var rejection in byLine[index].Where(problem => problem.Rejected))
                Reject(line, rejection.Problem);
        }
    }

    public void Dispose()
    {
        rejected.Dispose();
        notes.Dispose();
    }

    private void Note<T>(FileLine<T> line, Problem note) where T : class
    {
        Notes++;
        if (firstNotes.Count < ShownProblems)
            firstNotes.Add(note);
        notes.Write([Number(line.Line), line.Key, note.Code, note.Danish, note.English]);
    }

    private void Reject<T>(FileLine<T> line, Problem why) where T : class
    {
        if (firstRejections.Count < ShownProblems)
            firstRejections.Add(why);
        // A record that does not fit its header is kept whole in the last column instead of in the wrong ones.
        var fits = line.Cells.Count == shape.Header.Count;
        var cells = shape.Header.Select((column, index) => (column, cell: fits ? line.Cells[index] : ""))
            .Where(pair => !pair.column.StartsWith(InputShape.OwnPrefix, StringComparison.Ordinal)).Select(pair => pair.cell);
        rejected.Write([.. cells, Number(line.Line), why.Code, why.Danish, why.English, fits ? "" : line.Raw]);
    }

    private static string Number(int line) => line.ToString(CultureInfo.InvariantCulture);
}
