using System.Text.RegularExpressions;

namespace ReactionPlans.Rules.Texts;

/// <summary>The parts that a text must have for its reader to be able to do anything with it.</summary>
/// <remarks>
/// Everybody is told who writes, about which area, how to help the police and whom to ask. A text that begins something also says how many in how long,
/// or the week it comes for where the calendar began it, what one can do, and when it ends; one that ends it says that it is over; a correction leaves the rest to what it corrects.
/// </remarks>
internal static partial class RequiredParts
{
    /// <summary>Understood everywhere in Denmark, also where the agreement gives a local number.</summary>
    private const string PoliceEverywhere = "114";

    private static readonly PhraseList Advice = PhraseList.Read("advice"), TellsOfEnd = PhraseList.Read("end"), IsOver = PhraseList.Read("over");

    public static IEnumerable<Problem> Missing(TextReceiver receiver, ReadText text, ToldFacts facts)
    {
        var police = Phone(facts.PolicePhone);
        var begins = receiver is not (TextReceiver.AfterTheEnd or TextReceiver.Update);
        if (!ReadText.Naming(facts.SenderName).IsMatch(text.Whole))
            yield return Problems.TextWithoutSender.With(facts.SenderName);
        if (!NamesArea(text, facts))
            yield return Problems.TextWithoutArea.With(facts.AreaName);
        if (begins && facts.SeasonWeek is { } week && !SeasonTold.IsIn(text, week))
            yield return Problems.TextWithoutSeason.With(week);
        if (begins && facts.SeasonWeek is null && !ToldCount.IsIn(text, facts))
            yield return Problems.TextWithoutCounts.With($"{facts.Count} {facts.Offence}", facts.WindowDays);
        if (begins && !text.Paragraphs.Any(paragraph => Advises(paragraph, police)))
            yield return Problems.TextWithoutAdvice.With();
        if (!text.Paragraphs.Any(paragraph => AsksForObservations(paragraph, police)))
            yield return Problems.TextWithoutPoliceHelp.With(facts.PolicePhone);
        if (!NamesContact(text, facts.Contact))
            yield return Problems.TextWithoutContact.With(facts.Contact);
        if (receiver != TextReceiver.Update && !text.Sentences.Any(sentence => (begins ? TellsOfEnd : IsOver).IsIn(sentence)))
            yield return Problems.TextWithoutEnd.With();
    }

    /// <summary>The sender's own name can hold the area's: it does not tell what the text is about.</summary>
    private static bool NamesArea(ReadText text, ToldFacts facts)
    {
        var rest = ReadText.Naming(facts.SenderName).Replace(ReadText.Naming(facts.Contact).Replace(text.Whole, ""), "");
        return ReadText.Naming(facts.AreaName).IsMatch(rest) || ReadText.PartsOf(facts.AreaName).All(part => ReadText.Naming(part).IsMatch(rest));
    }

    /// <summary>What to see, to tell the police or to ask us is no advice about the home; nor is how somebody got in.</summary>
    private static bool Advises(Paragraph paragraph, Regex police) =>
        paragraph.Sentences.Any(sentence => Advice.IsIn(sentence) && !OfPoliceOrContact(sentence, police) && !CrimeWords.IsCertain(sentence));

    private static bool OfPoliceOrContact(string sentence, Regex police) => police.IsMatch(sentence) || AboutPolice().IsMatch(sentence);

    private static bool AsksForObservations(Paragraph paragraph, Regex police) =>
        Observation().IsMatch(paragraph.Masked) && paragraph.Sentences.Any(sentence => police.IsMatch(sentence) && !AskedNotTo().IsMatch(sentence));

    /// <summary>The whole contact, or the part of it by which somebody can be reached.</summary>
    private static bool NamesContact(ReadText text, string contact)
    {
        if (ReadText.Naming(contact).IsMatch(text.Whole))
            return true;
        if (Mail().Match(contact) is { Success: true } mail)
            return ReadText.Naming(mail.Value).IsMatch(text.Whole);
        var digits = string.Concat(contact.Where(char.IsDigit));
        return digits.Length >= 8 && Regex.IsMatch(text.Whole, $@"(?<!\d){string.Join(@"[ .-]?", digits.ToCharArray())}(?!\d)", RegexOptions.CultureInvariant);
    }

    /// <summary>The agreed number, or the one that is understood everywhere.</summary>
    private static Regex Phone(string agreed) =>
        new($@"(?<![\p{{L}}\d.,+-])(?<!\d )(?:{Regex.Escape(agreed.Length == 0 ? PoliceEverywhere : agreed)}|{PoliceEverywhere})(?![\p{{L}}\d]|[ .,-]\d)", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"(?<!\p{L})(?:politi\p{L}*|113|112|efterforsk\p{L}*|§|vicevært\p{L}*|iagttag\p{L}*)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AboutPolice();

    [GeneratedRegex(
        @"(?<!\p{L})(?:ring|ringe|ringer|ringes|ringet|kontakt|kontakte|tip|henvend\p{L}*|træffes|telefon\p{L}*|tlf|nummeret?|nummer|giv|fortælle?|tal|høre|hører|set|så|hørt|lagt\smærke|bemærket|oplysning\p{L}*|iagttag\p{L}*|tager|politi\p{L}*|meld|nævn)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Observation();

    [GeneratedRegex(@"(?<!\p{L})(?:ring(?:e)?\s(?:\p{L}+\s)?(?:ikke|aldrig)|lad\svære\smed\sat\s(?:ringe|kontakte)|und(?:lad|gå)\sat\s(?:ringe|kontakte)|kontakt\s(?:\p{L}+\s)?(?:ikke|aldrig))(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AskedNotTo();

    [GeneratedRegex(@"[^\s<>,;]+@[^\s<>,;]+[\p{L}\d]", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();
}
