using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>The page about one area, in a browser.</summary>
public sealed class AreaPageTests : ConsoleTest
{
    private const string CaseNumber = @"8240-\d";

    [Test]
    public async Task The_police_see_the_cases_behind_a_week_and_the_municipality_its_counts()
    {
        var police = await SignIn("coordinator", Browser.Desktop);
        await police.GotoAsync("/Areas/8240");
        Assert.That(await police.Locator("main").InnerTextAsync(), Does.Contain("8240 Risskov").And.Contain("Stigning siden 4. marts 2026").And.Not.Match(CaseNumber));
        await police.GetByText("Tallene uge for uge").ClickAsync();
        await police.GetByRole(AriaRole.Link, new() { Name = "Uge 10, 2.–8. marts 2026" }).ClickAsync();
        var cases = await police.Locator("section", new() { HasText = "Anmeldelserne i en uge" }).InnerTextAsync();

        var lead = await SignIn("lead", Browser.Desktop);
        await lead.GotoAsync("/Areas/8240?week=2026-03-04");
        var counts = await lead.Locator("section", new() { HasText = "Anmeldelserne i en uge" }).InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(cases, Does.Contain("onsdag den 4. marts 2026\t5").And.Match(CaseNumber).And.Contain("indbrud"));
            Assert.That(counts, Does.Contain("onsdag den 4. marts 2026\t5").And.Contain("De enkelte sager ser kun politiet."));
            Assert.That(counts, Does.Not.Match(CaseNumber));
        });
        Assert.That(await lead.ContentAsync(), Does.Not.Match(CaseNumber), "and none where nobody looks");
    }

    [Test]
    public async Task A_day_is_explained_for_each_criterion_and_one_that_cannot_be_is_refused_where_it_was_typed()
    {
        var page = await SignIn("lead", Browser.Desktop);
        await page.GotoAsync("/Areas/8240?day=2026-03-04");
        Assert.That(await page.Locator("section", new() { HasText = "Hvorfor, og hvorfor ikke" }).InnerTextAsync(),
            Does.Contain("5 indbrud på 7 dage i 8240; grænsen er 5. Det gav en stigning den dag.").And.Contain("der skal 8 til. Derfor ingen stigning."));

        await page.GetByLabel("Dag", new() { Exact = true }).FillAsync("2026-03-03");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forklar dagen" }).ClickAsync();
        await Assertions.Expect(page.Locator("section", new() { HasText = "Hvorfor, og hvorfor ikke" })).ToContainTextAsync("1 indbrud på 7 dage i 8240; der skal 5 til. Derfor ingen stigning.");
        Assert.That(TheBrowser.Complaints, Is.Empty);

        Assert.That((await page.GotoAsync("/Areas/8240?day=2026-03-05"))!.Status, Is.EqualTo(422));
        Assert.That(await page.Locator("#day-error").InnerTextAsync(), Does.Contain("RP7022"));
        Assert.That(await page.GetByLabel("Dag", new() { Exact = true }).InputValueAsync(), Is.EqualTo("2026-03-05"), "what was typed stays");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await page.GotoAsync("/Areas/8240?day=i+går");
        Assert.That(await page.Locator("#day-error").InnerTextAsync(), Does.Contain("RP8180").And.Contain("i går"));
    }

    [Test]
    public async Task Another_partnerships_area_is_as_good_as_none()
    {
        var page = await SignIn("coordinator", Browser.Desktop, ConsoleScene.OtherPartnership);

        Assert.That((await page.GotoAsync("/Areas/8240"))!.Status, Is.EqualTo(404));
        Assert.That((await page.GotoAsync("/Areas/8240?week=2026-03-04&day=2026-03-04"))!.Status, Is.EqualTo(404));
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Not.Contain("Risskov"));
    }

    [Test]
    public async Task Days_without_data_are_no_calm_days()
    {
        await ConsoleScene.FallSilent(Site.Database);
        var page = await SignIn("coordinator", Browser.Desktop);
        await page.GotoAsync("/Areas/8260?week=2026-03-04");
        await page.GetByText("Tallene uge for uge").ClickAsync();
        var weeks = await page.Locator("#uger").InnerTextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(weeks, Does.Match(@"Uge 7, 9\.–15\. februar 2026\t\d+ \(1 dag uden data\)"), "the day that its daily source missed");
            Assert.That(weeks, Does.Match(@"Uge 10, 2\.–8\. marts 2026\t1 \(2 dage uden data\)"));
            Assert.That(weeks, Does.Match(@"Uge 40, 29\. september–5\. oktober 2025\tIngen data"), "before anything was known");
        });
        Assert.That(await page.Locator("section", new() { HasText = "Anmeldelserne i en uge" }).InnerTextAsync(), Does.Contain("mandag den 2. marts 2026\tIngen data"));
        await Look(page, "area-silent");
    }

    [Test]
    public async Task The_numbers_are_drawn_for_those_who_can_see_it_and_the_page_is_sound([Values("coordinator", "lead")] string person, [Values("desktop", "phone")] string viewport)
    {
        await LiveThroughTwoYears();
        var page = await SignIn(person, viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GotoAsync("/Areas/8240?week=2026-02-25");
        await page.Locator(".course-chart canvas").WaitForAsync();
        Assert.That(await page.Locator("#uger tbody tr").CountAsync(), Is.InRange(53, 54));
        await Look(page, $"area-{person}-{viewport}");

        await page.GetByLabel("Periode").SelectOptionAsync("2");
        await page.GetByLabel("Kriterium").SelectOptionAsync("unusual");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vis", Exact = true }).ClickAsync();
        await page.Locator(".course-chart canvas").WaitForAsync();
        Assert.That(await page.Locator("#uger tbody tr").CountAsync(), Is.InRange(105, 107));
        Assert.That(await page.Locator("#uger th", new() { HasText = "Forventet" }).CountAsync(), Is.EqualTo(1));
        Assert.That(await page.GetByLabel("En dag i ugen").InputValueAsync(), Is.EqualTo("2026-02-25"), "what else was chosen stays");
        await page.GetByText("Tallene uge for uge").ClickAsync();
        await Look(page, $"area-expected-{person}-{viewport}");

        Assert.That(TheBrowser.Requests.Where(address => address.Authority != Site.Address.Authority && address.Scheme is not "about" and not "data"), Is.Empty);
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_click_on_the_drawing_opens_the_week()
    {
        var page = await SignIn("coordinator", Browser.Desktop);
        await page.GotoAsync("/Areas/8240");
        var drawing = page.Locator(".course-chart .u-over");
        var box = (await drawing.BoundingBoxAsync())!;
        await drawing.HoverAsync(new() { Position = new() { X = box.Width - 3, Y = 40 } });
        Assert.That(await page.Locator(".course-told").InnerTextAsync(), Does.StartWith("Uge 10, 2.–8. marts 2026. Anmeldelser: 5"));
        await drawing.ClickAsync(new() { Position = new() { X = box.Width - 3, Y = 40 } });
        await page.WaitForURLAsync(new Regex("week=2026-03-02"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Uge 10, 2.–8. marts 2026" })).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Without_script_the_table_says_it_all()
    {
        var password = await Site.Accounts.Create("lead", ConsoleScene.Partnership, "lead");
        var page = await TheBrowser.Open(Site.Address, javaScript: false);
        await page.GotoAsync("/SignIn");
        await SubmitSignIn(page, "lead", password);
        await page.Locator(".areas").GetByRole(AriaRole.Link, new() { Name = "8240 Risskov" }).ClickAsync();
        Assert.That(await page.Locator("figure.course").IsVisibleAsync(), Is.False);
        await page.GetByText("Tallene uge for uge").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Uge 10, 2.–8. marts 2026" }).ClickAsync();
        await Assertions.Expect(page.GetByText("De enkelte sager ser kun politiet.")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "4. marts 2026" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Stigning i 8240 Risskov");
    }

    /// <summary>Two more years of reports, a criterion that expects something, a spike and a plan last autumn, a silence, and school holidays.</summary>
    private Task LiveThroughTwoYears() => Site.Database.Execute("""
        with place as (select id, code from intake.area where code in ('8240', '8260')),
        wanted as (
            select place.id, place.code || '-' || to_char(day, 'YYMMDD') as reference, day::date as day from place, generate_series('2024-01-01'::timestamp, '2026-02-20', interval '3 days') as day
            where extract(doy from day)::int % 4 < 2 or extract(month from day) in (10, 11, 12)),
        report as (insert into intake.report (source, reference) select 'test', reference from wanted returning id, reference),
        revision as (
            insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day, occurred_from, occurred_to, content_hash)
            select report.id, 1, false, day + interval '10 hours', day, '1320', false, day, day, day - interval '10 hours', day - interval '1 hour', ''::bytea
            from report join wanted using (reference) returning report_id)
        insert into intake.report_area (report_id, revision, area_id)
        select report.id, 1, wanted.id from report join wanted using (reference);
        update agreements.version set yaml = replace(yaml, 'criteria:', E'criteria:\n  - { id: unusual, offence: residential-burglary, level: watch, rule: { kind: pooled-windows, luckAtMost: 0.001, atLeast: 3 } }');
        insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence, ended_on, end_reason)
        select gen_random_uuid(), partnership_id, 1, 'burst', 'Watch', area.id, '2025-10-16', '2025-10-16',
            evidence || '{"count": 6, "isNear": true, "radiusMetres": 180, "from": "2025-10-10", "to": "2025-10-16"}', '2025-11-02', 'fallen'
        from detection.spike cross join intake.area where criterion_id = 'burst' and area.code = '8240' and fired_on = '2026-03-04';
        insert into detection.feed_day (area_group, source, day, reports, verdict, silent_since, chance)
        select 'eksempel', 'test', day::date, 0, 'Gap', '2025-07-07', 0.001 from generate_series('2025-07-07'::timestamp, '2025-07-29', interval '1 day') as day;
        insert into detection.judged (partnership_id, through_day) values ('eksempel', '2026-03-03');
        insert into intake.school_holiday (municipality, name, first_day, last_day, known_at) values ('0751', 'efterårsferie', '2025-10-11', '2025-10-19', '2025-01-01')
        """);

    private static async Task Look(IPage page, string name)
    {
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, name);
    }
}
