using Microsoft.AspNetCore.Http;

namespace ReactionPlans.Web.Languages;

public enum Language
{
    Danish,
    English,
}

/// <summary>
/// The language this request's page is written in: Danish, until a person has chosen English. Chosen by the person alone, never by what the browser or the machine is set to: what a
/// worker writes (a letter, a notice, a log) is no page and stays as agreed, whatever culture its machine has.
/// </summary>
public static class ChosenLanguage
{
    public const string Cookie = "reactionplans-language", EnglishCode = "en", DanishCode = "da";

    private static readonly AsyncLocal<Language> OfRequest = new();

    public static Language Now => OfRequest.Value;

    /// <summary>As in an HTML lang attribute.</summary>
    public static string Code => Now == Language.English ? EnglishCode : DanishCode;

    /// <summary>Holds for what is done within the calling async method and is over with it.</summary>
    public static void Speak(Language language) => OfRequest.Value = language;
}

/// <summary>Reads the choice at the beginning of a request.</summary>
internal sealed class SpeakChosenLanguage(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        ChosenLanguage.Speak(context.Request.Cookies[ChosenLanguage.Cookie] == ChosenLanguage.EnglishCode ? Language.English : Language.Danish);
        await next(context);
    }
}
