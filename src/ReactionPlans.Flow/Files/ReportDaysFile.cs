using System.Globalization;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Files;

/// <summary>A list of the days that have data: a CSV whose first column is the day, with a header. Days that are not in it are gaps.</summary>
public static class ReportDaysFile
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>The days, or why there are none; with a wrong day nothing of the file is used.</summary>
    public static (IReadOnlySet<DateOnly>? Days, Problem? Problem) Read(string path)
    {
        var (text, unreadable) = WholeText.Read(path);
        if (text is null)
            return (null, unreadable);

        var days = new HashSet<DateOnly>();
        var line = 0;
        foreach (var written in text.ReplaceLineEndings("\n").Split('\n'))
        {
            line++;
            if (line == 1 || string.IsNullOrWhiteSpace(written))
                continue;
            var cell = written.Split(Separators)[0].Trim().Trim('"');
            if (!DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return (null, Problems.FieldUnreadable.At(new Place(Path.GetFileName(path), line), "day", cell, Moment.Expected));
            days.Add(day);
        }

        return days.Count > 0 ? (days, null) : (null, Problems.FileWithoutRows.At(new Place(Path.GetFileName(path))));
    }
}
