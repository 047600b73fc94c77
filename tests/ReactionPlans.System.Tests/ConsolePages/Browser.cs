using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A headless Chromium that writes down whatever goes wrong on its pages.</summary>
public sealed class Browser : IAsyncDisposable
{
    public static readonly ViewportSize Desktop = new() { Width = 1280, Height = 900 };
    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
        "--disable-sync", "--no-first-run", "--metrics-recording-only", "--disable-domain-reliability",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// <summary>Every address asked for, by every page.</summary>
    public List<Uri> Requests { get; } = [];

    /// <summary>Answers of 400 and more, and what the pages complained about: a broken policy, a missing file.</summary>
    public List<string> Complaints { get; } = [];

    private static string Program => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public static async Task<Browser> Start()
    {
        if (!File.Exists(Program))
            Assert.Ignore($"skipped: {Program} is not there");
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Quiet }));
    }

    /// <summary>A fresh page: nobody is signed in.</summary>
    public async Task<IPage> Open(Uri address, ViewportSize? viewport = null, bool javaScript = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = viewport ?? Desktop,
            JavaScriptEnabled = javaScript,
            Locale = "da-DK",
        });
        context.Request += (_, request) => Requests.Add(new Uri(request.Url));
        context.Response += (_, response) =>
        {
            if (response.Status >= 400)
                Complaints.Add($"{response.Status} {response.Url}");
        };
        context.RequestFailed += (_, request) => Complaints.Add($"{request.Failure} {request.Url}");
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        return await context.NewPageAsync();
    }

    /// <summary>Violations of WCAG 2.2 AA and of good practice, each with where it is.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        var result = await page.RunAxe();
        return [.. result.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")];
    }

    /// <summary>Leaves a picture of the whole page among the test's artefacts.</summary>
    public static async Task Picture(IPage page, string name)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "TestResults", "screenshots", $"{name}.png");
        await page.ScreenshotAsync(new() { Path = file, FullPage = true });
        TestContext.AddTestAttachment(file);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
