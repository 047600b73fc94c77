using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Intake;

/// <summary>A file of reports, read line by line. It needs no database: the backtest reads it too.</summary>
public sealed class ReportsFile : IDisposable
{
    private readonly ReportOptions options;

    private ReportsFile(CsvFile csv, ReportOptions options)
    {
        Csv = csv;
        this.options = options;
    }

    /// <summary>For progress, the header, and <see cref="CsvFile.Broken"/> after the last line.</summary>
    public CsvFile Csv { get; }

    /// <summary>Opens a file. Every problem here stops the file before its first row.</summary>
    /// <param name="encoding">utf-8, windows-1252, ...; null: utf-8. A byte order mark wins.</param>
    public static (ReportsFile? File, IReadOnlyList<Problem> Problems) Open(string path, Mapping mapping, ReportOptions options, string? encoding = null)
    {
        var (csv, problems) = CsvFile.Open(path, encoding, FieldList.Reports, mapping.For(FieldList.Reports));
        return (csv is null ? null : new ReportsFile(csv, options), problems);
    }

    public IEnumerable<FileLine<ReportRow>> Lines() => Csv.Rows().Select(row => ReadReport.From(row, options));

    public void Dispose() => Csv.Dispose();
}
