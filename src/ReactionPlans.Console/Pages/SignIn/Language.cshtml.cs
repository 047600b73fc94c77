using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ReactionPlans.Web.Pages.SignIn;

/// <summary>Changes the language and goes back to where one was. Open to all: the page to sign in has the button too.</summary>
[AllowAnonymous]
public sealed class LanguageModel : PageModel
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string? language, string? returnUrl)
    {
        Response.Cookies.Append(ChosenLanguage.Cookie, language == ChosenLanguage.EnglishCode ? ChosenLanguage.EnglishCode : ChosenLanguage.DanishCode, new CookieOptions
        {
            HttpOnly = true,
            Secure = Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = Remembered,
            IsEssential = true,
        });
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
