using ReactionPlans.Rules;

namespace ReactionPlans.Flow.Files;

/// <summary>One record of a file: either a row that can be taken in, with notes that do not cost it, or a rejection.</summary>
/// <param name="Line">Where the record begins, from 1.</param>
/// <param name="Key">What a person calls the row: a case number, an id. Never a civil registration number.</param>
/// <param name="Raw">The record as it was written.</param>
/// <param name="Cells">Its cells, as they stood under the file's header.</param>
public sealed record FileLine<T>(int Line, string Key, string Raw, IReadOnlyList<string> Cells, T? Row, IReadOnlyList<Problem> Notes, Problem? Rejection)
    where T : class
{
    /// <summary>Who delivered it; for the list of rejected rows.</summary>
    public string Source { get; init; } = "";

    /// <summary>Number in the quarantine, for a row of a list that was exported from it.</summary>
    public long? QuarantineId { get; init; }
}

public static class FileLine
{
    public static FileLine<T> Taken<T>(InputRow row, string key, T value, params IReadOnlyList<Problem> notes) where T : class =>
        new(row.Line, key, row.Raw, row.Cells, value, notes, null);

    public static FileLine<T> Rejected<T>(InputRow row, string key, Problem why) where T : class =>
        new(row.Line, key, row.Raw, row.Cells, null, [], why);
}

/// <summary>What became of a batch of rows.</summary>
/// <param name="Accepted">New or changed rows, now stored.</param>
/// <param name="Same">Rows that said what was known already.</param>
/// <param name="Withdrawn">Of the accepted: withdrawals.</param>
/// <param name="Unplaced">Of the accepted: rows in no area, kept all the same.</param>
public sealed record IntakeCount(int Accepted, int Same, int Rejected, int Withdrawn, int Unplaced)
{
    public static readonly IntakeCount None = new(0, 0, 0, 0, 0);

    /// <summary>What storing found: rejections, and notes on rows that were stored.</summary>
    public IReadOnlyList<LineProblem> Problems { get; init; } = [];

    public static IntakeCount operator +(IntakeCount left, IntakeCount right) =>
        new(left.Accepted + right.Accepted, left.Same + right.Same, left.Rejected + right.Rejected,
            left.Withdrawn + right.Withdrawn, left.Unplaced + right.Unplaced)
        { Problems = [.. left.Problems, .. right.Problems] };
}

/// <param name="Index">The row's place in the batch, from 0.</param>
/// <param name="Rejected">False: a note; the row was stored.</param>
public sealed record LineProblem(int Index, Problem Problem, bool Rejected);
