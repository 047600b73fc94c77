using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>
/// Pages in a headless Chromium, and whatever goes wrong on them. One program serves every test, as it is slow to start; a page's cookies, cache and history are its context's
/// alone, and a test's contexts end with it.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    public static readonly ViewportSize Desktop = new() { Width = 1280, Height = 900 };
    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
        "--disable-sync", "--no-first-run", "--metrics-recording-only", "--disable-domain-reliability",
    ];

    private static IPlaywright? playwright;
    private static IBrowser? program;

    private readonly List<IBrowserContext> contexts = [];

    private Browser()
    {
    }

    /// <summary>Every address asked for, by every page.</summary>
    public List<Uri> Requests { get; } = [];

    /// <summary>Answers of 400 and more, and what the pages complained about: a broken policy, a missing file.</summary>
    public List<string> Complaints { get; } = [];

    private static string ProgramFile => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public static async Task<Browser> Start()
    {
        if (!File.Exists(ProgramFile))
            Assert.Ignore($"skipped: {ProgramFile} is not there");
        playwright ??= await Playwright.CreateAsync();
        if (program is not { IsConnected: true }) // the first test, or it has died under the one before
            program = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ProgramFile, Args = Quiet });
        return new Browser();
    }

    /// <summary>Ends the program, after the last test.</summary>
    internal static async Task Stop()
    {
        if (program is not null)
            await program.DisposeAsync();
        playwright?.Dispose();
        (program, playwright) = (null, null);
    }

    /// <summary>A fresh page: nobody is signed in.</summary>
    public async Task<IPage> Open(Uri address, ViewportSize? viewport = null, bool javaScript = true)
    {
        var context = await program!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = viewport ?? Desktop,
            JavaScriptEnabled = javaScript,
            Locale = "da-DK",
        });
        contexts.Add(context);
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
        foreach (var context in contexts)
            await context.DisposeAsync();
    }
}
