using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Web;

namespace ReactionPlans.Benchmarks;

/// <summary>How long a person waits: the overview of 600 areas with ten years behind them, and a proposal tried on 100 areas and five years, each over HTTP against PostgreSQL.</summary>
internal static partial class PagesBenchmark
{
    private const int Areas = 600, Years = 10, ReportsPerAreaYear = 25, TriedAreas = 100;
    private const int OverviewMost = 200, TrialMost = 1000;
    private const string Large = "stor", Small = "lille", Person = "coordinator";

    /// <returns>Whether both kept within their times. A quick run tells that it works, and nothing of them.</returns>
    public static async Task<bool> Run(bool quick, bool statements, CancellationToken stopping)
    {
        var (areas, years, times) = quick ? (60, 2, 5) : (Areas, Years, 100);
        await using var database = await MeasuringDatabase.Start(stopping);
        await Fill(database, areas, years, Math.Min(TriedAreas, areas), stopping);
        await using var app = await Serve(database, stopping);

        using var overview = await SignIn(app, Large, stopping);
        using var statementTimes = StatementTimes.Listen(statements);
        var told = await overview.GetStringAsync("/", stopping);
        if (!told.Contains(MeasuredAreas.CodeOf(areas), StringComparison.Ordinal) && !quick)
            throw new InvalidOperationException("The overview does not show the last area.");
        var overviewMs = await Measure(times, async () => await overview.GetStringAsync("/", stopping));

        statementTimes?.Tell();

        using var proposal = await SignIn(app, Small, stopping);
        var page = await proposal.GetStringAsync("/Agreements/Propose", stopping);
        var number = 3;
        var trialMs = await Measure(times, async () =>
        {
            using var form = new FormUrlEncodedContent(
                [new("field[criteria.burst.atLeast]", (number = number % 7 + 2).ToString(CultureInfo.InvariantCulture)), new("years", "5"), new("__RequestVerificationToken", TokenField().Match(page).Groups[1].Value)]);
            form.Headers.Add("HX-Request", "true");
            using var answer = await proposal.PostAsync("/Agreements/Propose?handler=Try", form, stopping);
            var part = await answer.Content.ReadAsStringAsync(stopping);
            if (!answer.IsSuccessStatusCode || !part.Contains("om året", StringComparison.Ordinal))
                throw new InvalidOperationException($"The trial answered {answer.StatusCode}: {part[..Math.Min(part.Length, 200)]}");
        });

        Tell($"overview, {areas} areas x {years} years", overviewMs, OverviewMost);
        Tell($"proposal tried on {Math.Min(TriedAreas, areas)} areas x {Math.Min(5, years)} years", trialMs, TrialMost);
        return quick || (P95(overviewMs) <= OverviewMost && P95(trialMs) <= TrialMost);
    }

    private static void Tell(string what, double[] milliseconds, int most) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: median {milliseconds[milliseconds.Length / 2]:0} ms, 95 of 100 within {P95(milliseconds):0} ms (at most {most} ms), {milliseconds.Length} times, {Environment.ProcessorCount} cores"));

    private static double P95(double[] sorted) => sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];

    /// <summary>In order, after one that is not counted.</summary>
    private static async Task<double[]> Measure(int times, Func<Task> ask)
    {
        await ask();
        var taken = new double[times];
        for (var time = 0; time < times; time++)
        {
            var watch = Stopwatch.StartNew();
            await ask();
            taken[time] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(taken);
        return taken;
    }

    /// <summary>Two partnerships, one over all areas, one over the first of them: a count criterion that acts and the recommended statistical one that is shown beside it.</summary>
    private static async Task Fill(MeasuringDatabase database, int areas, int years, int tried, CancellationToken stopping)
    {
        await using var connection = await database.Superuser.OpenConnectionAsync(stopping);
        var agreement = MeasuredAreas.Agreement("mode: police, deadlineHours: 4, onDeadline: escalate", letters: true,
            "id: burst, level: activate, rule: { kind: threshold, atLeast: 5, withinDays: 7, countBy: reported }",
            "id: above-normal, level: watch, rule: { kind: all-of, rules: [{ kind: threshold, atLeast: 3, withinDays: 7 }, { kind: farrington-flexible, alpha: 0.01 }] }");
        await MeasuredAreas.Settle(connection, Large, 1, areas, agreement);
        await MeasuredAreas.Settle(connection, Small, 1, tried, agreement);
        await MeasuredAreas.Report(connection, areas, years, ReportsPerAreaYear, stopping);
    }

    private static async Task<WebApplication> Serve(MeasuringDatabase database, CancellationToken stopping)
    {
        // The host's name: its manifest says where styles and fonts lie.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "reactionplans", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets().UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(database.App);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new MessageRoutes(inProcess: true, Hops.All));
        builder.Services.AddSingleton(new TemplateBook());
        builder.Services.AddConsole(DatabaseRoles.ActingAs(database.SuperuserConnectionString, DatabaseRoles.App), new byte[32]);
        var app = builder.Build();
        app.MapConsole();
        await app.StartAsync(stopping);
        return app;
    }

    private static async Task<HttpClient> SignIn(WebApplication app, string partnership, CancellationToken stopping)
    {
        var password = await app.Services.GetRequiredService<Accounts>().Create($"{Person}.{partnership}", partnership, Person, stopping);
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.First()) };
        var token = TokenField().Match(await client.GetStringAsync("/SignIn", stopping)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("UserName", $"{Person}.{partnership}"), new("Password", password), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/SignIn", form, stopping);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
