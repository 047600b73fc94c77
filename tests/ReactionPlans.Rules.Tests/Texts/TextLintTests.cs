using NUnit.Framework;
using ReactionPlans.Rules.Texts;

namespace ReactionPlans.Rules.Tests.Texts;

public sealed class TextLintTests
{
    private const string Subject = "Nyt til beboerne";

    private const string Sender = "Venlig hilsen\nTrygt Naboskab", Happened = "På 7 dage er der anmeldt 5 indbrud i Hasle.", Advice = "Lås døren, og tænd lyset.",
        Police = "Ring til politiet på 114, hvis du har set noget.", Contact = "Spørgsmål: tryghed@example.dk", End = "Du hører fra os, når det er ovre.";

    private static readonly ToldFacts Facts = new("Trygt Naboskab", "tryghed@example.dk", "114", "Hasle", "8210", 5, 7);

    private static IEnumerable<int> Numbers(string text, TextReceiver receiver = TextReceiver.Residents, ToldFacts? facts = null, string subject = Subject) =>
        TextLint.Check(receiver, subject, text, facts ?? Facts).Select(problem => problem.Number);

    private static string Letter(params string[] parts) => string.Join("\n\n", parts);

    private static string LetterWith(string more) => Letter(Happened, Advice, more, Police, Contact, End, Sender);

    [Test]
    public void A_letter_with_all_parts_passes() => Assert.That(Numbers(Letter(Happened, Advice, Police, Contact, End, Sender)), Is.Empty);

    [Test]
    public void Each_part_that_is_left_out_is_missed_and_no_other()
    {
        string[] parts = [Sender, "", Happened, Advice, Police, Contact, End];

        foreach (var (part, number) in parts.Select((part, index) => (part, 7030 + index)).Where(one => one.part.Length > 0))
        {
            var rest = Letter([.. parts.Where(other => other != part)]);
            Assert.That(Numbers(rest, subject: "Nyt om Hasle"), Is.EqualTo(new[] { number }), part);
        }

        Assert.That(Numbers(LetterWith("").Replace("Hasle", "området", StringComparison.Ordinal)), Is.EqualTo(new[] { 7031 }));
    }

    [TestCase("Fem anmeldelser om indbrud i Hasle den seneste uge.", true)]
    [TestCase("5 indbrud på en uge i Hasle, alle anmeldt.", true)]
    [TestCase("På 7 dage er der anmeldt 15 indbrud i Hasle.", false, TestName = "Another count than was counted")]
    [TestCase("På 14 dage er der anmeldt 5 indbrud i Hasle.", false, TestName = "Another period than was counted in")]
    [TestCase("Der er anmeldt 5 indbrud i Hasle.", false, TestName = "No period")]
    [TestCase("5 gode råd mod indbrud i Hasle. Det har været en svær uge.", false, TestName = "A number of something else and no period")]
    public void What_happened_is_told_as_it_was_counted(string told, bool passes) =>
        Assert.That(Numbers(Letter(told, Advice, Police, Contact, End, Sender)).Contains(7032), Is.EqualTo(!passes));

    private static readonly ToldFacts OfSeason = Facts with { Count = 0, WindowDays = 0, SeasonWeek = 42 };

    [TestCase("Her er gode råd til uge 42 i Hasle.", true)]
    [TestCase("I uge  42 er det efterårsferie i Hasle.", true)]
    [TestCase("Her er gode råd til uge 4 i Hasle.", false, TestName = "Another week")]
    [TestCase("Her er gode råd til uge 420 i Hasle.", false, TestName = "No week at all")]
    [TestCase("Her er gode råd til ferien i Hasle.", false, TestName = "No week")]
    public void A_plan_that_follows_the_calendar_says_for_which_week(string told, bool passes) =>
        Assert.That(Numbers(Letter(told, Advice, Police, Contact, End, Sender), facts: OfSeason), passes ? Is.Empty : Is.EqualTo(new[] { 7052 }));

    [TestCase("På 7 dage er der anmeldt 5 indbrud.")]
    [TestCase("Der er anmeldt fem indbrud.")]
    [TestCase("Der er anmeldt 0 indbrud.")]
    [TestCase("Der har været mange indbrud.")]
    [TestCase("Der er flere indbrud end ellers.")]
    [TestCase("Der er sket mere end normalt.")]
    [TestCase("Tallet er steget.")]
    [TestCase("Nu er antallet faldet igen.")]
    [TestCase("Politiet ser en stigning.")]
    public void It_tells_of_no_number_and_no_rise(string told)
    {
        Assert.That(Numbers(Letter("Her er gode råd til uge 42 i Hasle.", told, Advice, Police, Contact, End, Sender), facts: OfSeason), Does.Contain(7053));
        Assert.That(Numbers(Letter(told, Police, Contact, Sender), TextReceiver.Update, OfSeason, "Nyt om Hasle"), Does.Contain(7053), "nor does what follows it");
        Assert.That(Numbers(LetterWith(told)), Does.Not.Contain(7053), "where something was counted it may");
    }

    [TestCase("Har du haft et indbrud, så ring til os.")]
    [TestCase("Lås stiger og stigen inde.")]
    [TestCase("Vi holder 2 møder om indbrud.")]
    public void What_only_looks_like_it_passes(string told) =>
        Assert.That(Numbers(Letter("Her er gode råd til uge 42 i Hasle.", told, Advice, Police, Contact, End, Sender), facts: OfSeason), Does.Not.Contain(7053));

    [TestCase("Ring ikke til politiet på 114 med det, du har set.")]
    [TestCase("Har du set noget, så ring til politiet på 112.")]
    [TestCase("Politiet har fået 1140 opkald, efter at nogen har set noget.")]
    public void A_number_that_nobody_is_asked_to_call_is_no_help(string police) =>
        Assert.That(Numbers(Letter(Happened, Advice, police, Contact, End, Sender)), Does.Contain(7034));

    [Test]
    public void The_agreed_police_number_serves_as_well_as_114() =>
        Assert.That(Numbers(LetterWith("").Replace("114", "77 33 14 48", StringComparison.Ordinal), facts: Facts with { PolicePhone = "77 33 14 48" }), Is.Empty);

    [Test]
    public void After_the_end_it_is_said_that_it_is_over_and_not_when()
    {
        Assert.That(Numbers(Letter("Indsatsen i Hasle er slut.", Police, Contact, Sender), TextReceiver.AfterTheEnd), Is.Empty);
        Assert.That(Numbers(Letter("Indsatsen i Hasle er i gang.", Police, Contact, Sender), TextReceiver.AfterTheEnd), Is.EqualTo(new[] { 7036 }));
        Assert.That(Numbers(Letter("Mødet i Hasle er flyttet.", Police, Contact, Sender), TextReceiver.Update), Is.Empty);
    }

    [Test]
    public void Each_receiver_has_a_length_of_its_own()
    {
        foreach (var receiver in Enum.GetValues<TextReceiver>())
        {
            var text = LetterWith(string.Join(' ', Enumerable.Repeat("Tal sammen om det.", Readability.MostWords(receiver) / 4)));
            Assert.That(Numbers(text, receiver), Does.Contain(7037), receiver.ToString());
            Assert.That(Numbers(LetterWith(""), receiver), Does.Not.Contain(7037), receiver.ToString());
        }
    }

    [Test]
    public void One_sentence_that_nobody_can_read_is_enough() =>
        Assert.That(Numbers(LetterWith("Partnerskabsaftalens aktiveringsbestemmelser forudsætter kriminalpræventive foranstaltninger og systematisk observationsindsamling blandt samtlige husstande i afgrænsningsområdet.")), Does.Contain(7038));

    [Test]
    public void A_text_of_long_words_reads_hard_though_its_sentences_are_short() =>
        Assert.That(Numbers(LetterWith(string.Join(' ', Enumerable.Repeat("Forebyggelsesstrategiens implementering forudsætter medinddragelse.", 12)))), Does.Contain(7038));

    [TestCase(7039, "Lås døren!")]
    [TestCase(7039, "Lås døren&excl;")]
    [TestCase(7039, "PAS PÅ derude.")]
    [TestCase(7039, "Det er NU.")]
    [TestCase(7039, "🚨 Nyt")]
    [TestCase(7040, "Der er livsfare.")]
    [TestCase(7040, "Der er LIVS\u00ADFARLIGT på vejen.")]
    [TestCase(7040, "Tyvene h&aelig;rger.")]
    [TestCase(7040, "En bølge\naf\u00A0indbrud.")]
    [TestCase(7040, "Folk er i pan<b>ik</b>.")]
    [TestCase(7040, "Det er p a n i k.")]
    [TestCase(7040, "Det er pаnik.", TestName = "A Cyrillic letter in the word")]
    [TestCase(7040, "Ingen er længere sikker.")]
    [TestCase(7041, "Det var på Bøgevej 12.")]
    [TestCase(7041, "Det var på bøgevej&nbsp;12.")]
    [TestCase(7041, "Det var på Bøgevej\n12.")]
    [TestCase(7041, "Det var på Strandvejen 4B, 2. tv.")]
    [TestCase(7041, "De begyndte i nummer 7.")]
    [TestCase(7041, "Indbruddet ved biblioteket, Skolegade 3, er opklaret.")]
    [TestCase(7042, "Indbruddet skete kl. 14.35.")]
    [TestCase(7042, "Indbruddet skete KL.\u00A014:35.")]
    [TestCase(7042, "Det skete ved 15-tiden.")]
    [TestCase(7042, "Tyven gik forbi stationen klokken fire.")]
    [TestCase(7043, "Der er anmeldt 2 indbrud ved åen.")]
    [TestCase(7043, "To af dem skete ved åen.")]
    [TestCase(7043, "Der har været ét indbrud i opgangen.")]
    [TestCase(7044, "Familien Madsen var ude.")]
    [TestCase(7044, "familien\nmadsen var ude.")]
    [TestCase(7044, "CPR 010190-1234.")]
    [TestCase(7044, "Bilen var AB 12 345.")]
    [TestCase(7044, "De så rumænske ud.")]
    [TestCase(7044, "Ole fra grusvejen var ude.")]
    [TestCase(7045, "Stop dem.")]
    [TestCase(7045, "Tag sagen i EGEN\nHÅND.")]
    [TestCase(7045, "Læg billeder op.")]
    [TestCase(7045, "I skal ikke vente, grib ind.", TestName = "A negation in another clause does not make a call good advice")]
    public void It_is_blocked(int number, string more) => Assert.That(Numbers(LetterWith(more)), Does.Contain(number));

    [TestCase("Skriv en sms til os, eller se TV.")]
    [TestCase("Du er sikker nok, og der er ro.")]
    [TestCase("Politiet har fået meldingerne og følger området.")]
    [TestCase("Mødet holdes på biblioteket, Skolegade 3, den 4. marts kl. 19.")]
    [TestCase("Politiets station holder på torvet kl. 14.30-17.")]
    [TestCase("Sæt lampen til at tænde kl. 16.15.")]
    [TestCase("De fleste indbrud sker mellem kl. 10 og 15.")]
    [TestCase("Har du haft et indbrud, så ring til os.")]
    [TestCase("Grib aldrig ind, og følg ikke efter nogen.")]
    [TestCase("Del ikke billeder af personer.")]
    [TestCase("Skriv ikke navne, adresser eller billeder af personer her.")]
    [TestCase("I 2025 blev Bo Trygt til 3 nye ting på vejen.")]
    public void It_passes(string more) => Assert.That(Numbers(LetterWith(more)), Is.Empty);

    [Test]
    public void Names_of_the_agreement_are_no_fault()
    {
        var facts = new ToldFacts("Stop Tyven NU!", "Per Holm, per@example.dk", "114", "Terrorbæk og Panikby", "AB 12 345", 5, 7);
        var text = LetterWith("Per svarer i Panikby.").Replace("Trygt Naboskab", facts.SenderName, StringComparison.Ordinal)
            .Replace("Hasle", $"{facts.AreaName} ({facts.AreaCode})", StringComparison.Ordinal).Replace("tryghed@example.dk", facts.Contact, StringComparison.Ordinal);

        Assert.That(Numbers(text, facts: facts), Is.Empty);
    }

    [Test]
    public void The_smallest_count_that_may_be_told_is_the_agreements()
    {
        Assert.That(Numbers(LetterWith("Der er anmeldt 4 indbrud ved åen."), facts: Facts with { SmallestTold = 5 }), Does.Contain(7043));
        Assert.That(Numbers(LetterWith("Der er anmeldt 2 indbrud ved åen."), facts: Facts with { SmallestTold = 2 }), Is.Empty);
    }

    [Test]
    public void A_problem_tells_both_readers_what_to_change()
    {
        var problem = TextLint.Check(TextReceiver.Residents, Subject, LetterWith("Tyvene hærger."), Facts).Single();

        Assert.That(problem.Danish, Does.Contain("\"hærger\""));
        Assert.That(problem.English, Does.Contain("\"hærger\""));
    }
}
