using System.Net;
using System.Text.RegularExpressions;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>A browser reduced to what a link needs: it looks at a page, and sends the page's form with its cookie and token.</summary>
internal sealed partial class LinkVisitor(Uri site) : IDisposable
{
    public HttpClient Client { get; } = new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = site };

    public async Task<(HttpStatusCode Status, string Page)> Look(string path)
    {
        var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>The token of the form on the page at <paramref name="path"/>.</summary>
    public async Task<string> FormAt(string path) => TokenIn((await Look(path)).Page);

    /// <summary>The token of the first form in a page.</summary>
    public static string TokenIn(string page) => Antiforgery().Match(page).Groups[1].Value;

    public async Task<(HttpStatusCode Status, string Page)> Send(string path, string form, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", form)));
        var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
