using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Texts;
using ReactionPlans.TestKit;
using AgreementTexts = ReactionPlans.Flow.Tests.Agreements.Texts;

namespace ReactionPlans.Flow.Tests.Texts;

/// <summary>Every shipped text that residents and neighbours read is one that the lint would let through, whatever the agreement is called and counts.</summary>
public sealed class ShippedTextsTests
{
    private const string Update = "update";

    private static readonly Dictionary<string, TextReceiver> Receivers = new()
    {
        ["residents-burst"] = TextReceiver.Residents,
        ["friends-burst"] = TextReceiver.NeighbourFriends,
        ["members-burst"] = TextReceiver.Members,
        ["local-post"] = TextReceiver.LocalPost,
        ["all-clear"] = TextReceiver.AfterTheEnd,
        ["still-high"] = TextReceiver.AfterTheEnd,
        ["correction"] = TextReceiver.AfterTheEnd, // the residents' own; "stopped" goes to the parties
        [Update] = TextReceiver.Update,
        // Tells of a meeting or a walk, not of a rise: it asks for as much as a correction.
        ["task-safety-walk"] = TextReceiver.Update,
        ["task-meeting"] = TextReceiver.Update,
        ["task-corps-visit"] = TextReceiver.Update,
        ["task-associations"] = TextReceiver.Update,
        ["task-treasure-hunt"] = TextReceiver.Update,
    };

    [Test]
    public void Every_catalogued_task_has_its_text_here() =>
        Assert.That(TaskCatalogue.All.Select(task => task.Template), Is.EquivalentTo(Receivers.Keys.Where(name => name.StartsWith("task-", StringComparison.Ordinal))));

    private static IEnumerable<TestCaseData> Cases() =>
        from template in Receivers.Keys
        from purpose in new[] { Purpose.Live, Purpose.Exercise }
        from areas in new[] { (string[])["Hasle"], ["Nykøbing Falster", "Skovshoved", "Sundby"] }
        from offence in new[] { null, "butikstyverier" }
        select new TestCaseData(template, purpose, areas, offence).SetArgDisplayNames(template, purpose.ToString() ?? "", string.Join(" og ", areas), offence ?? "indbrud");

    [TestCaseSource(nameof(Cases))]
    public void A_shipped_text_passes_the_lint(string template, Purpose purpose, string[] areas, string? offence)
    {
        var facts = Facts(areas, offence);
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), purpose);

        var text = wording.Write(template, facts, template == Update ? $"{Wording.UpdatePrefix}1" : template);

        var (sender, row) = (facts.Agreement.Sender, facts.Activation);
        var told = new ToldFacts(sender.Name, sender.Contact, sender.PolicePhone, row.AreaName, row.AreaCode, row.Count, facts.WindowDays, facts.Offence.Several);
        foreach (var shape in new[] { text.Text, text.Html })
        {
            // An exercise's mark comes on top of what somebody wrote, so it does not count as length.
            var found = TextLint.Check(Receivers[template], text.Subject, shape, told).Where(problem => !purpose.IsExercise || problem.Kind != Problems.TextTooLong);
            Assert.That(found, Is.Empty, shape);
        }
    }

    [Test]
    public void Whatever_the_pattern_neighbour_friends_are_told_it_in_both_languages_and_the_lint_lets_it_through(
        [Values(null, PartOfDay.Night, PartOfDay.Morning, PartOfDay.Afternoon, PartOfDay.Evening)] PartOfDay? hours, [Values(null, PartOfWeek.Weekdays, PartOfWeek.Weekend)] PartOfWeek? days, [Values] bool isClose)
    {
        var pattern = new RisePattern(hours, days, isClose);
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);

        var (text, faults) = wording.WriteChecked(TextReceiver.NeighbourFriends, "friends-burst", Facts(["Hasle"], null) with { Pattern = pattern }, "friends", TextLanguage.English);
        var points = (hours is null ? 0 : 1) + (days is null ? 0 : 1) + (isClose ? 1 : 0);

        Assert.That(faults, Is.Empty);
        Assert.That(text.Text.Contains("mønsteret", StringComparison.Ordinal), Is.EqualTo(points > 0));
        Assert.That(text.Text.Contains("of the pattern", StringComparison.Ordinal), Is.EqualTo(points > 0));
        Assert.That(PointsBelow(text.Html, "mønsteret"), Is.EqualTo(points));
        Assert.That(PointsBelow(text.Html, "of the pattern"), Is.EqualTo(points));
    }

    [Test]
    public void The_pattern_is_of_homes_and_of_nothing_else()
    {
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);

        var facts = Facts(["Hasle"], "butikstyverier") with { Pattern = new RisePattern(PartOfDay.Evening, null, true) };
        var shops = facts.Agreement with { Offences = facts.Agreement.Offences.ToDictionary(one => one.Key, one => one.Value with { Id = "shop-theft" }) };

        var text = wording.Write("friends-burst", facts with { Agreement = shops }, "friends");

        Assert.That(text.Text, Does.Not.Contain("mønsteret"));
    }

    private static int PointsBelow(string html, string heading)
    {
        var from = html.IndexOf(heading, StringComparison.Ordinal);
        if (from < 0)
            return 0;
        var list = html[html.IndexOf("<ul>", from, StringComparison.Ordinal)..];
        return list[..list.IndexOf("</ul>", StringComparison.Ordinal)].Split("<li>").Length - 1;
    }

    /// <summary>What nobody outside is told of a plan that follows the calendar: its letters say when it ends, and no number is high then.</summary>
    private static readonly string[] NotOfSeasons = ["all-clear", "still-high"];

    private static IEnumerable<TestCaseData> SeasonCases() =>
        from template in Receivers.Keys.Except(NotOfSeasons)
        from purpose in new[] { Purpose.Live, Purpose.Exercise }
        from rule in new[] { new SeasonRule(42, 14), new SeasonRule(47, 0), new SeasonRule(53, 60) }
        select new TestCaseData(template, purpose, rule).SetArgDisplayNames(template, purpose.ToString() ?? "", rule.Key);

    [TestCaseSource(nameof(SeasonCases))]
    public void A_shipped_text_of_a_season_passes_the_lint_of_a_season(string template, Purpose purpose, SeasonRule rule)
    {
        var facts = SeasonFacts(rule);
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), purpose);

        var text = wording.Write(template, facts, template == Update ? $"{Wording.UpdatePrefix}1" : template);

        var (sender, row) = (facts.Agreement.Sender, facts.Activation);
        var told = new ToldFacts(sender.Name, sender.Contact, sender.PolicePhone, row.AreaName, row.AreaCode, row.Count, facts.WindowDays, facts.Offence.Several) { SeasonWeek = rule.Week };
        foreach (var shape in new[] { text.Text, text.Html })
            Assert.That(TextLint.Check(Receivers[template], text.Subject, shape, told).Where(problem => !purpose.IsExercise || problem.Kind != Problems.TextTooLong), Is.Empty, shape);
        Assert.That(text.Text, Does.Not.Match(@"\b0\b"), "no number of a window that was never counted");
    }

    [TestCaseSource(nameof(TextsToPeople))]
    public void A_season_reads_the_same_in_every_language_it_has(string template)
    {
        if (NotOfSeasons.Contains(template))
            return;
        var facts = SeasonFacts(new SeasonRule(42, 14));
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);
        var step = template == Update ? $"{Wording.UpdatePrefix}1" : template;

        var danish = wording.Write(template, facts, step);
        var (both, faults) = wording.WriteChecked(Receivers[template], template, facts, step, TextLanguage.English);
        var english = both.Text[danish.Text.Length..];

        Assert.That(faults, Is.Empty);
        Assert.That(english, Does.Contain("week 42").IgnoreCase.And.Contain("Hasle").And.Contain(facts.Agreement.Sender.PolicePhone));
        Assert.That(english, Does.Not.Contain("burglar").And.Not.Contain("more than usual").And.Not.Contain("indbrud").And.Not.Contain("efterårsferie").And.Not.Match(@"\d\. (oktober|september)"));
    }

    [Test]
    public void An_easy_text_of_a_season_reads_easier_than_its_usual_one()
    {
        var facts = SeasonFacts(new SeasonRule(42, 14));
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);

        var (easy, faults) = wording.WriteChecked(TextReceiver.Residents, "residents-burst", facts, "letters", TextLanguage.EasyDanish);

        Assert.That(faults, Is.Empty);
        Assert.That(easy.Text, Does.Contain("Hej").And.Contain("uge 42").And.Contain("18. oktober 2026"));
        Assert.That(Lix.Of(easy.Text.Split("\n\n")), Is.LessThan(Lix.Of(wording.Write("residents-burst", facts, "letters").Text.Split("\n\n")) - 3), "LIX");
    }

    private static IEnumerable<string> NoticesOfSeasons => TemplateBook.Files.Where(name => name.EndsWith("-season", StringComparison.Ordinal)).Append("season-over").Append("season-overtaken");

    [TestCaseSource(nameof(NoticesOfSeasons))]
    public void Every_text_of_a_season_names_its_week_and_is_a_form_of_one_that_there_is(string name)
    {
        var facts = SeasonFacts(new SeasonRule(42, 14));
        var usual = name.EndsWith("-season", StringComparison.Ordinal) ? name[..^"-season".Length] : name;

        var text = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live)
            .Write(usual, facts, usual == Update ? $"{Wording.UpdatePrefix}1" : usual);

        Assert.That(TemplateBook.Names, Does.Contain(usual));
        Assert.That(name == usual || !TemplateBook.Names.Contains(name), "an agreement names the text, never its form");
        Assert.That(text.Subject + text.Text, Does.Contain("uge 42"));
    }

    [TestCase("examples/aarhus.yaml")]
    [TestCase("examples/recommended.yaml")]
    [TestCase("examples/autumn-holiday.yaml")]
    public void The_example_agreements_can_be_followed(string file) =>
        Assert.That(TextCheck.OfAgreement(AgreementYaml.Read(Repository.Read(file), file).Agreement!, new TemplateBook()), Is.Empty);

    [Test]
    public void An_agreement_with_a_season_is_refused_when_a_text_of_its_own_tells_of_a_rise()
    {
        var folder = Directory.CreateTempSubdirectory("local-texts-").FullName;
        try
        {
            var agreement = AgreementYaml.Read(AgreementTexts.WithSeason, "aftale.yaml").Agreement!;
            Assert.That(TextCheck.OfAgreement(agreement, new TemplateBook()), Is.Empty, "with the national ones it can be followed");

            var own = Directory.CreateDirectory(Path.Combine(folder, agreement.Partnership.Id, "da"));
            File.WriteAllText(Path.Combine(own.FullName, "local-post-season.liquid"), Repository.Read("src/ReactionPlans.Flow/Reactions/Templates/da/local-post.liquid"));

            Assert.That(LocalTemplates.Check(folder), Is.Empty, "the form of a season can be one's own");
            Assert.That(TextCheck.OfAgreement(agreement, new TemplateBook(folder)).Select(problem => problem.Number), Is.EquivalentTo([7052, 7053]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("residents-burst")]
    [TestCase("all-clear")]
    public void An_easy_text_passes_the_lint_and_reads_easier(string template)
    {
        var facts = Facts(["Hasle"], null);
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);

        var (easy, faults) = wording.WriteChecked(Receivers[template], template, facts, template, TextLanguage.EasyDanish);
        var usual = wording.Write(template, facts, template);

        Assert.That(faults, Is.Empty);
        Assert.That(Lix.Of(easy.Text.Split("\n\n")), Is.LessThan(Lix.Of(usual.Text.Split("\n\n")) - 3), "LIX");
    }

    [TestCaseSource(nameof(TextsToPeople))]
    public void Who_reads_English_gets_it_below_the_Danish_text_with_the_same_facts(string template)
    {
        var facts = Facts(["Hasle"], null);
        var wording = new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);
        var step = template == Update ? $"{Wording.UpdatePrefix}1" : template;

        var danish = wording.Write(template, facts, step);
        var (both, faults) = wording.WriteChecked(Receivers[template], template, facts, step, TextLanguage.English);
        var english = both.Text[danish.Text.Length..];

        Assert.That(faults, Is.Empty);
        Assert.That(both.Text, Does.StartWith(danish.Text).And.Contain("\n\nIn English\n\n"));
        Assert.That(both.Html, Does.StartWith(danish.Html).And.Contain("<div lang=\"en\">"));
        var sender = facts.Agreement.Sender;
        foreach (var fact in new[] { "Hasle", sender.Name, sender.Contact, sender.PolicePhone, template == Update ? "onsdag" : "5 burglaries" })
            Assert.That(english, Does.Contain(fact));
        Assert.That(english, Does.Not.Contain("!").And.Not.Contain("indbrud").And.Not.Match(@"\d\. (april|marts)"), "no shout, no Danish day");
    }

    private static IEnumerable<string> TextsToPeople => Receivers.Keys.Where(name => name != "local-post" && !name.StartsWith("task-", StringComparison.Ordinal));

    [Test]
    public void What_a_plan_would_say_is_told_with_the_parts_of_the_lint()
    {
        var facts = Facts(["Hasle"], null);
        var texts = PreparedTexts.Of(new Wording(new TemplateBook(), new TextOptions(), new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live), facts, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

        Assert.That(texts.Select(text => text.Reaction).OfType<Reaction>(), Is.SupersetOf(new[] { Reaction.Letter, Reaction.NeighbourMessage, Reaction.MemberAlert, Reaction.LocalPost }));
        Assert.That(texts.SelectMany(text => text.Faults), Is.Empty);
    }

    [TestCase("", "", 0)]
    [TestCase("minimumReports: 3", "minimumReports: 2", 0, Description = "the rule itself asks for five")]
    [TestCase("atLeast: 5", "atLeast: 2", 0, Description = "three are asked for whatever the rule says")]
    [TestCase("atLeast: 5, withinDays: 7, countBy: reported }\n    minimumReports: 3", "atLeast: 2, withinDays: 7, countBy: reported }\n    minimumReports: 2", 7043)]
    [TestCase("""residential-burglary: ["1320"]""", """residential-burglary: { codes: ["1320"], plural: brutale overfald }""", 7040)]
    public void An_agreement_whose_letters_could_not_be_sent_is_refused(string written, string instead, int number)
    {
        var yaml = written.Length == 0 ? AgreementTexts.Whole : AgreementTexts.With(written, instead);

        var found = TextCheck.OfAgreement(AgreementYaml.Read(yaml, "aftale.yaml").Agreement!, new TemplateBook());

        Assert.That(found.Select(problem => problem.Number), number == 0 ? Is.Empty : Does.Contain(number));
    }

    [TestCase("Det Gode Naboskab")]
    [TestCase("Gentofte Fri for Tyveri")]
    [TestCase("Trygge Sammen")]
    public void A_local_concept_may_be_called_what_it_is_called(string name)
    {
        var yaml = AgreementTexts.With("name: Trygt Naboskab", $"name: {name}");

        Assert.That(TextCheck.OfAgreement(AgreementYaml.Read(yaml, "aftale.yaml").Agreement!, new TemplateBook()), Is.Empty);
    }

    [Test]
    public void The_parties_can_agree_to_tell_of_fewer()
    {
        var yaml = AgreementTexts.With("minimumReports: 3", "minimumReports: 2").Replace("atLeast: 5", "atLeast: 2", StringComparison.Ordinal)
            .Replace("policePhone: \"114\"", "policePhone: \"114\", smallestCount: 2", StringComparison.Ordinal);
        var agreement = AgreementYaml.Read(yaml, "aftale.yaml").Agreement!;

        Assert.That(agreement.Sender.SmallestCount, Is.EqualTo(2));
        Assert.That(TextCheck.OfAgreement(agreement, new TemplateBook()), Is.Empty);
    }

    /// <summary>A plan of the week's season in 2026, started on its first day.</summary>
    private static TextFacts SeasonFacts(SeasonRule rule)
    {
        var facts = Facts(["Hasle"], null);
        var season = rule.OfYear(2026)!;
        var criterion = facts.Agreement.Criteria[0] with { Id = "season", Rule = rule, MinimumReports = 0, ClearAfterDays = SeasonRule.ClearAfterDays, CooldownDays = 0 };
        return facts with
        {
            Agreement = facts.Agreement with { Criteria = [.. facts.Agreement.Criteria, criterion] },
            Activation = new ActivationRow
            {
                PartnershipId = facts.Agreement.Partnership.Id,
                CriterionId = criterion.Id,
                AreaNames = ["Hasle"],
                AreaCodes = ["8210"],
                FiredOn = season.First,
                MaximumEndsAt = PlanExpansion.EndAfter(season.Last),
                EndedOn = season.Last,
            },
        };
    }

    private static TextFacts Facts(string[] areas, string? offence)
    {
        var agreement = AgreementYaml.Read(Repository.Read("examples/aarhus.yaml"), "aarhus.yaml").Agreement!;
        if (offence is not null)
            agreement = agreement with { Offences = agreement.Offences.ToDictionary(one => one.Key, one => one.Value with { Plural = offence }) };
        var row = new ActivationRow
        {
            PartnershipId = agreement.Partnership.Id,
            CriterionId = agreement.Criteria[0].Id,
            AreaNames = areas,
            AreaCodes = [.. areas.Select((_, index) => $"{8210 + index}")],
            FiredOn = new DateOnly(2026, 3, 1),
            Count = 5,
            MaximumEndsAt = new DateTimeOffset(2026, 4, 26, 22, 0, 0, TimeSpan.Zero),
            EndedOn = new DateOnly(2026, 4, 20),
        };
        var correction = new CorrectionRow { Number = 1, PersonId = agreement.People[0].Id, Words = "Stationen kommer onsdag og ikke tirsdag." };
        return new TextFacts(row, agreement, [], [], null, [], [], [correction]);
    }
}
