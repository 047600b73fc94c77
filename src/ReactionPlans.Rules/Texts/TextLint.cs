namespace ReactionPlans.Rules.Texts;

/// <summary>Says why a text about a rise must not be sent as it stands. Pure: no clock, no files, no database.</summary>
/// <remarks>
/// Constructive communication is the third principle of the partnerships: a text says what one can do, how to help the police and whom to
/// ask, it names neither victim nor address, and it does not frighten. A lint finds what is missing and what is known to go wrong; it does not
/// find a lie or a tactless thought, so people still read what they send.
/// </remarks>
public static class TextLint
{
    /// <param name="subject">The title or subject line, read together with the text.</param>
    /// <param name="text">Filled in, as the reader gets it; plain or HTML.</param>
    /// <returns>Everything that is wrong, one problem for each rule, in the order of their numbers; empty when the text can be sent.</returns>
    public static IReadOnlyList<Problem> Check(TextReceiver receiver, string subject, string text, ToldFacts facts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(facts.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(facts.WindowDays);

        var read = ReadText.Of(subject, text, facts);
        return
        [
            .. RequiredParts.Missing(receiver, read, facts),
            .. Readability.Faults(receiver, read),
            .. Tone.Faults(read),
            .. Addresses.Faults(read),
            .. ClockTimes.Faults(read),
            .. SmallCounts.Faults(read, facts),
            .. Persons.Faults(read),
            .. CallsToAct.Faults(read),
            .. SeasonTold.Faults(read, facts),
        ];
    }

    /// <summary>The length and hardness that <see cref="Check"/> judges by.</summary>
    public static TextMeasure Measure(string subject, string text, ToldFacts facts) => TextMeasure.Of(ReadText.Of(subject, text, facts));

    /// <summary>Whether what is wrong can hurt somebody: it frightens, points to a victim or a suspect, or calls on readers to step in. A text with such a fault is not sent,
    /// whoever wants it; what is only missing or hard to read, a person may stand by.</summary>
    public static bool Harms(Problem fault) => Harmful.Contains(fault.Kind);

    private static readonly HashSet<ProblemKind> Harmful =
    [
        Problems.TextFrightens, Problems.TextNamesAddress, Problems.TextNamesClockTime, Problems.TextTellsTooFew, Problems.TextPointsToPerson, Problems.TextCallsToAct,
    ];

    /// <summary>The words that were found, as a problem shows them.</summary>
    internal static string Quoted(IEnumerable<string> found) => string.Join(", ", found.Select(one => $"\"{one.Trim()}\"").Distinct().Take(5));
}
