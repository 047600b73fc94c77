using System.Globalization;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Web;

/// <summary>What the form under a question holds beside the buttons.</summary>
public static class AnswerForm
{
    /// <summary>The button that says yes to everything the question is offered together with.</summary>
    public const string ApproveTogether = "approve-together";

    private const string LocalTime = "yyyy-MM-dd'T'HH:mm";

    /// <summary>What was answered, whichever page the form stands on.</summary>
    public static GivenAnswer Given(string? choice, string? reason, string? until, string? seen) => choice == ApproveTogether
        ? new GivenAnswer("approve", reason) { Together = true, AreasSeen = seen }
        : new GivenAnswer(choice ?? "", reason, Until(choice, until));

    /// <summary>The end of a hold as the browser sends it (datetime-local, Danish time); null for other answers and for what is no time.</summary>
    private static DateTimeOffset? Until(string? choice, string? until) =>
        choice == "hold" && DateTime.TryParseExact(until, LocalTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? DanishTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : null;

    /// <summary>What the field shows at first: tomorrow at noon.</summary>
    public static string Suggested(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{DanishTime.DayOf(now.AddHours(24)):yyyy-MM-dd}T12:00");
}
