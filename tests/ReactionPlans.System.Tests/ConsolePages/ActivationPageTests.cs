using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>One plan in a browser: who does what and when, what has happened, and what one can do about it.</summary>
public sealed class ActivationPageTests : ConsoleTest
{
    private static readonly string Path = $"/Activations/{ConsoleScene.RunningPlan}";

    /// <summary>Approved on Monday, letters out the same afternoon, two visits of the bus: one on Tuesday that the police confirm, one to come.</summary>
    [SetUp]
    public Task LetTimePass() => Site.Database.Execute("""
        insert into decision.question (spike_id, partnership_id, agreement_version, mode, state, asked_at, round_asked_at, round, asked_people, deadline_at, settled_at, reason)
        select spike_id, partnership_id, 1, 'Police', 'Approved', started_at - interval '1 hour', started_at - interval '1 hour', 1, '{coordinator}', started_at, started_at, 'approved'
        from activation.activation where id = @plan;
        update delivery.delivery set settled_at = @now - interval '54 hours' where activation_id = @plan and state = 'Accepted' and kind = 'Letter';
        insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Politibussen', 'mon-sun 10:00-18:00', 1, @now);
        insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values ('torv', 'Torvet', 'square', 56.16, 10.17, @now);
        insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, station_id, site_id, starts_at, ends_at, planned_at) values
            (@plan, @partnership, 'station', 1, 'Scheduled', 'bus', 'torv', '2026-03-03 09:00Z', '2026-03-03 12:00Z', @now),
            (@plan, @partnership, 'station', 2, 'Scheduled', 'bus', 'torv', '2026-03-07 09:00Z', '2026-03-07 12:00Z', @now);
        insert into evaluation.station_confirmation (activation_id, partnership_id, step_id, visit_number, stood, stood_from, stood_to, place, confirmed_by, confirmed_at)
        values (@plan, @partnership, 'station', 1, true, '2026-03-03 09:15Z', '2026-03-03 12:00Z', 'Torvet', 'coordinator', @now)
        """, new { plan = ConsoleScene.RunningPlan, partnership = ConsoleScene.Partnership, now = TestDatabase.Start.UtcDateTime });

    [Test]
    public async Task The_page_says_who_does_what_when_and_what_has_happened([Values("desktop", "phone")] string viewport)
    {
        var page = await SignIn("coordinator", viewport == "phone" ? Browser.Phone : Browser.Desktop);
        await page.GetByRole(AriaRole.Link, new() { Name = "8260 Viby J" }).First.ClickAsync();
        var text = await page.Locator("main").InnerTextAsync();
        var log = await page.Locator(".log li").AllInnerTextsAsync();

        Assert.Multiple(() =>
        {
            Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo(Path));
            Assert.That(text, Does.Contain("6 indbrud på 7 dage i 8260 Viby J").And.Contain("1 af 5 trin er gjort; 1 er forsinket."));
            Assert.That(text, Does.Contain("87 % af 200 informeret; kræver 90 %.").And.Contain("Tryghedsvandring"));
            Assert.That(text, Does.Contain("3. marts 2026 kl. 10.00–13.00: Politibussen ved Torvet (bekræftet)"));
            Assert.That(log, Is.EqualTo(new[]
            {
                "17. februar 2026: Stigningen blev fundet (kriteriet burst).",
                "2. marts 2026 kl. 01.00: Planen er godkendt.",
                "2. marts 2026 kl. 01.00: Planen gik i gang i 8260 Viby J, efter aftalens version 1.",
                "2. marts 2026 kl. 02.00: »Besked til nabovenner« er gjort.",
                "2. marts 2026 kl. 07.00: Udsendelsen begyndte: breve til beboere. 184 er afleveret.",
                "3. marts 2026 kl. 10.15: Politibussen stod ved Torvet til kl. 13.00. Bekræftet af Karen Koordinator.",
                "4. marts 2026 kl. 01.00: Politiet blev spurgt: Skal politistationen ud nu?",
            }));
        });
        await IsSound(page, $"plan-{viewport}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Siden, som alle kan læse" }).ClickAsync();
        Assert.That(new Uri(page.Url).AbsolutePath, Is.EqualTo($"/p/{PublicCode.Of(ConsoleScene.RunningPlan)}"));
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_plan_that_is_over_says_how_it_ended_and_asks_for_nothing()
    {
        var page = await SignIn("lead", Browser.Desktop);
        await page.GetByRole(AriaRole.Link, new() { Name = "8920 Randers NV" }).First.ClickAsync();

        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Sluttede 3. januar 2026: tallet er faldet.").And.Contain("Planen sluttede: tallet er faldet."));
        Assert.That(await page.Locator("form", new() { HasText = "planen" }).CountAsync(), Is.Zero);
        await IsSound(page, "plan-over");
    }

    [Test]
    public async Task On_paper_it_leaves_out_the_menu_and_the_forms()
    {
        var page = await Open("coordinator");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(718, 1000); // A4 within its margins

        Assert.Multiple(async () =>
        {
            Assert.That(await page.Locator(".site-header").IsVisibleAsync(), Is.False);
            Assert.That(await page.Locator("main form:visible").CountAsync(), Is.Zero);
            Assert.That(await page.Locator(".log").IsVisibleAsync(), Is.True);
            Assert.That(await page.Locator(".print-only").InnerTextAsync(), Is.EqualTo("Udskrevet 4. marts 2026 kl. 13.00."));
            Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "nothing is cut off at the edge of the paper");
        });
        await Browser.Picture(page, "plan-print");
        var file = global::System.IO.Path.Combine(TestContext.CurrentContext.WorkDirectory, "TestResults", "screenshots", "plan.pdf");
        await page.PdfAsync(new() { Path = file, Format = "A4", PrintBackground = true, Margin = new() { Top = "1.5cm", Bottom = "1.5cm", Left = "1.5cm", Right = "1.5cm" } });
        TestContext.AddTestAttachment(file);
    }

    [Test]
    public async Task Another_partnerships_plan_is_as_good_as_none()
    {
        var page = await SignIn("coordinator", Browser.Desktop, ConsoleScene.OtherPartnership);

        Assert.That((await page.GotoAsync(Path))!.Status, Is.EqualTo(404));
        Assert.That((await page.GotoAsync($"{Path}?handler=Picture"))!.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_plan_is_stopped_with_a_reason_and_says_so_without_any_script()
    {
        var page = await Open("lead", javaScript: false);
        await page.GetByText("Stop planen i 8260 Viby J").ClickAsync();
        await Browser.Picture(page, "plan-stop");

        await page.GetByLabel("Hvorfor?").FillAsync("Tallene var fra <en anden by>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop planen" }).ClickAsync();

        Assert.That(await page.GetByRole(AriaRole.Status).TextContentAsync(), Does.Contain("Planen er stoppet"));
        Assert.That(await page.Locator("main").TextContentAsync(), Does.Contain("den blev stoppet af Peter Projektleder: „Tallene var fra <en anden by>“"));
        Assert.That(await page.GetByRole(AriaRole.Button, new() { Name = "Stop planen" }).CountAsync(), Is.Zero, "it runs no more");
        Assert.That(await Site.Database.Scalar<string>("select stopped_by from activation.activation where end_reason = 'stopped'"), Is.EqualTo("lead"));
    }

    [Test]
    public async Task A_plan_is_corrected_and_goes_on_and_too_short_a_correction_is_refused_where_it_belongs()
    {
        var page = await Open("lead");
        await page.GetByText("Ret planen i 8260 Viby J").ClickAsync();
        var form = page.Locator("form", new() { HasText = "Send rettelsen" });
        await form.GetByLabel("Hvad var forkert, og hvad gælder?").FillAsync("Forkert.    ");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send rettelsen" }).ClickAsync();
        Assert.That(await form.TextContentAsync(), Does.Contain("RP6025"));
        Assert.That(await form.GetByLabel("Hvad var forkert, og hvad gælder?").InputValueAsync(), Is.EqualTo("Forkert.    "), "what was typed is kept");
        Assert.That(await Browser.Violations(page), Is.Empty);

        await form.GetByLabel("Hvad var forkert, og hvad gælder?").FillAsync("Turen er <aflyst> denne gang.");
        await form.GetByLabel("Tryghedsvandring").CheckAsync();
        await Browser.Picture(page, "plan-correct");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send rettelsen" }).ClickAsync();

        Assert.That(await page.GetByRole(AriaRole.Status).TextContentAsync(), Does.Contain("Planen er rettet"));
        Assert.That(await page.Locator("main").TextContentAsync(), Does.Contain("af Peter Projektleder: „Turen er <aflyst> denne gang.“"));
        Assert.That(await Site.Database.Rows("activation.task", "step_id = 'walk' and state = 'NotPossible'"), Is.EqualTo(1));
        Assert.That(await Site.Database.Rows("activation.activation", "ended_at is null"), Is.GreaterThan(0), "it goes on");
    }

    [Test]
    public async Task The_project_lead_reports_tasks_and_is_told_where_a_reason_is_missing()
    {
        var page = await Open("lead");
        var walk = page.Locator("form", new() { HasText = "Tryghedsvandring" });
        await walk.GetByRole(AriaRole.Button, new() { Name = "Ikke muligt" }).ClickAsync();
        Assert.That(await walk.Locator(".form-error").TextContentAsync(), Does.Contain("RP4003"), "it needs a reason");
        Assert.That(await Browser.Violations(page), Is.Empty);

        await walk.GetByLabel("Bemærkning").FillAsync("For koldt");
        await walk.GetByRole(AriaRole.Button, new() { Name = "Ikke muligt" }).ClickAsync();
        Assert.That(await Site.Database.Rows("activation.task", "step_id = 'walk' and state = 'NotPossible' and reason = 'For koldt'"), Is.EqualTo(1));
        Assert.That(await page.Locator(".log").InnerTextAsync(), Does.Contain("Peter Projektleder meldte, at »Tryghedsvandring« ikke var muligt. »For koldt«"));

        await page.Locator("form", new() { HasText = "Opslag i lokale grupper" }).GetByRole(AriaRole.Button, new() { Name = "Udført" }).ClickAsync();
        Assert.That(await Site.Database.Rows("activation.task", "step_id = 'post' and state = 'Done' and settled_by = 'lead'"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_coordinator_opens_the_gate()
    {
        var page = await Open("coordinator");

        await page.GetByRole(AriaRole.Button, new() { Name = "Ja, nu" }).ClickAsync();

        Assert.That(await Site.Database.Rows("activation.task", "step_id = 'station' and state = 'Open' and gate_opened_by = 'coordinator'"), Is.EqualTo(1));
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("besluttet af Karen Koordinator").And.Contain("Karen Koordinator lod »Mobil politistation« begynde."));
    }

    private async Task<IPage> Open(string person, bool javaScript = true)
    {
        var page = await TheBrowser.Open(Site.Address, javaScript: javaScript);
        var password = await Site.Accounts.Create(person, ConsoleScene.Partnership, person);
        await page.GotoAsync(Path); // a stranger is sent to sign in, and comes back
        await SubmitSignIn(page, person, password);
        return page;
    }

    private static async Task IsSound(IPage page, string picture)
    {
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), Is.True, "Nothing to scroll sideways.");
        Assert.That(await Browser.Violations(page), Is.Empty);
        await Browser.Picture(page, picture);
    }
}
