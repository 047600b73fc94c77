using Microsoft.Playwright;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>
/// Every page there is, in both languages and on a desk and a phone: sound to axe, nothing to scroll sideways, nothing asked of anybody else, in one language from top to bottom.
/// The pages are the authorization matrix's, so a new one is here as well.
/// </summary>
public sealed class EveryPageTests : ConsoleTest
{
    private const string Joint = "joint";

    private static readonly (Membership Membership, PersonRole Role)[] People =
    [
        (new(Joint, ConsoleScene.Partnership, Joint, null), PersonRole.JointCoordinator),
        (new("coordinator", ConsoleScene.Partnership, "coordinator", null), PersonRole.PoliceCoordinator),
        (new("secretariat", null, null, "national-secretariat"), PersonRole.NationalSecretariat),
        (new("administrator", null, null, "administrator"), PersonRole.Administrator),
    ];

    private readonly Dictionary<string, string> passwords = [];

    private static readonly AnswerLinks Links = new(new byte[Seal.KeyBytes]);

    /// <summary>
    /// Danish words that English has not, in what an English page says: the text of every element that does not say it is Danish itself, and what is told to those who do not see it.
    /// </summary>
    private const string DanishLeft = """
        () => {
          const danish = new Set("og ikke af til som på fra har ingen mindst dage uger bliver eller ved blev hvad hvem hvor når denne planen aftalen område områder breve brev gælder".split(" "));
          const found = [];
          const look = (text, where) => {
            const word = text.toLowerCase().split(/[^a-zæøå]+/).find((one) => danish.has(one));
            if (word) found.push(`${word}: ${text.trim().slice(0, 120)} <${where}>`);
          };
          for (const element of document.querySelectorAll("body *, title")) {
            if (element.closest("[lang=da], script, style, textarea, pre, code")) continue;
            for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.textContent, element.tagName);
            for (const name of ["aria-label", "alt", "title", "placeholder", "data-title"]) if (element.hasAttribute(name)) look(element.getAttribute(name), name);
          }
          return found;
        }
        """;

    [SetUp]
    public async Task FillThePages()
    {
        passwords.Clear();
        await ConsoleScene.Reject(Site.Database);
        await ConsoleScene.FallSilent(Site.Database);
        await Site.Database.Execute($$"""
            update agreements.version set yaml = replace(yaml, ' (ikke en indgået aftale)', '') || E'\n  - { id: {{Joint}}, role: joint-coordinator, name: Fie Fælles, mail: joint@example.dk }\n';
            insert into reactions.station (id, name, crew_hours, capacity, imported_at) values ('bus', 'Bussen', 'mon 10:00-18:00', 1, now());
            insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values ('torv', 'Torvet', 'square', 56.16, 10.17, now());
            update activation.task set visits = 1, visit_hours = 3, within_days = 7, gate_opened_at = '{{TestDatabase.Start:O}}', state = 'Open' where step_id = 'station';
            insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, state, planned_at)
                values ('{{ConsoleScene.RunningPlan}}', '{{ConsoleScene.Partnership}}', 'station', 1, 'Unplaced', now())
            """);
    }

    [Test]
    public async Task Every_page_is_sound_on_a_desk_and_on_a_phone_in_Danish_and_in_English([Values("desktop", "phone")] string viewport, [Values("da", "en")] string language)
    {
        var wrong = new List<string>();
        await Walk(viewport == "phone" ? Browser.Phone : Browser.Desktop, language, javaScript: true, async (page, name) =>
        {
            if (await page.Locator("html").GetAttributeAsync("lang") != language)
                wrong.Add($"{name}: not in {language}");
            if (await ScrollsSideways(page))
                wrong.Add($"{name}: scrolls sideways");
            wrong.AddRange((await Browser.Violations(page)).Select(violation => $"{name}: {violation}"));
            if (language == "en")
                wrong.AddRange((await page.EvaluateAsync<string[]>(DanishLeft)).Select(text => $"{name}: {text}"));
            await Browser.Picture(page, $"every-{name}-{viewport}-{language}");
        });

        Assert.That(wrong, Is.Empty);
        Assert.That(TheBrowser.Requests.Where(address => address.Authority != Site.Address.Authority && address.Scheme is not "about" and not "data"), Is.Empty);
        Assert.That(TheBrowser.Complaints, Is.Empty);
    }

    /// <summary>A screen of 1280 x 900 at 200 % has room for half as much.</summary>
    [Test]
    public async Task Nothing_scrolls_sideways_at_200_percent()
    {
        var wrong = new List<string>();
        await Walk(new() { Width = 640, Height = 450 }, "da", javaScript: true, async (page, name) =>
        {
            if (await ScrollsSideways(page))
                wrong.Add(name);
        });

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Every_page_says_what_it_says_without_scripts()
    {
        var (with, without) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        await Walk(Browser.Desktop, "da", javaScript: true, async (page, name) => with[name] = await Said(page));
        await Walk(Browser.Desktop, "da", javaScript: false, async (page, name) => without[name] = await Said(page));

        Assert.That(without, Is.EquivalentTo(with));

        // What stands in the page as it came: maps and charts draw themselves into places of their own, and say nothing that is not said beside them.
        static async Task<string> Said(IPage page) => string.Join('\n', await page.Locator("main h1, main h2, main h3, main th, main dt, main label:visible, main button:visible").AllTextContentsAsync());
    }

    private static Task<bool> ScrollsSideways(IPage page) => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth");

    /// <summary>Opens every page as somebody who may, each once.</summary>
    private async Task Walk(ViewportSize viewport, string language, bool javaScript, Func<IPage, string, Task> look)
    {
        var stranger = await Open();
        await Go(stranger, "/SignIn", "signin");
        await Go(stranger, AnswerLinks.Path + Links.Token(new AnswerLink(ConsoleScene.Decide, ConsoleScene.Partnership, "coordinator", 1, "decision-1", DateTimeOffset.MaxValue.AddDays(-1))), "answer");
        await Go(stranger, AnswerLinks.TaskPath + Links.Token(new TaskLink(ConsoleScene.RunningPlan, "post", ConsoleScene.Partnership, "lead")), "task");
        var seen = new HashSet<string>();
        foreach (var (membership, role) in People)
        {
            var page = await Open();
            await SubmitSignIn(page, membership.UserName, await PasswordOf(membership), language);
            foreach (var (route, right, address) in MatrixRoutes.Closed)
            {
                if (!route.StartsWith("/api/", StringComparison.Ordinal) && address != "/Exercise" && Rights.May(role, right) && seen.Add(route))
                    await Go(page, address, address == "/" ? "overview" : address.Trim('/').Replace('/', '-').ToLowerInvariant());
            }

            if (seen.Add("/Choose"))
                await Go(page, "/Choose", "choose");
        }

        Assert.That(seen, Has.Count.GreaterThan(15));

        async Task<IPage> Open()
        {
            var page = await TheBrowser.Open(Site.Address, viewport, javaScript);
            await page.GotoAsync("/SignIn");
            if (language == "en")
                await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
            return page;
        }

        async Task Go(IPage page, string address, string name)
        {
            Assert.That((await page.GotoAsync(address))!.Status, Is.EqualTo(200), name);
            await look(page, name);
        }
    }

    private async Task<string> PasswordOf(Membership membership)
    {
        if (!passwords.TryGetValue(membership.UserName, out var password))
            passwords[membership.UserName] = password = (await Site.Accounts.Add(membership, Actor.Program, default))!;
        return password;
    }
}
