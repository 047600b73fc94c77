using ReactionPlans.Flow.Files;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Geography;

namespace ReactionPlans.Flow.Reactions;

/// <summary>Which areas recipients live in, and what to tell of those who live in none.</summary>
internal static class RecipientPlaces
{
    public static int[] Locate(AreaIndex map, double? latitude, double? longitude) =>
        latitude is { } y && longitude is { } x ? [.. map.Locate(y, x)] : [];

    /// <summary>The notes on rows that have a place, but in no area.</summary>
    /// <param name="areaIds">The areas of the rows that were taken, in order.</param>
    public static (int Unplaced, IReadOnlyList<LineProblem> Notes) Outside<T>(IReadOnlyList<FileLine<T>> lines, Func<T, double?> latitude, IReadOnlyList<int[]> areaIds)
        where T : class
    {
        var notes = new List<LineProblem>();
        var (taken, unplaced) = (0, 0);
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Row is not { } row || areaIds[taken++].Length > 0)
                continue;
            unplaced++;
            if (latitude(row) is not null)
                notes.Add(new LineProblem(index, Problems.PlaceUnknown.At(new Place(null, lines[index].Line)), Rejected: false));
        }

        return (unplaced, notes);
    }

    public static IntakeCount Count<T>(IReadOnlyList<FileLine<T>> lines, int accepted, (int Unplaced, IReadOnlyList<LineProblem> Notes) outside) where T : class
    {
        var rejected = lines.Select((line, index) => (line.Rejection, index)).Where(line => line.Rejection is not null)
            .Select(line => new LineProblem(line.index, line.Rejection!, Rejected: true)).ToList();
        return new IntakeCount(accepted, lines.Count - rejected.Count - accepted, rejected.Count, 0, outside.Unplaced) { Problems = [.. rejected, .. outside.Notes] };
    }
}
