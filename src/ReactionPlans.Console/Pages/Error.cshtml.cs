using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ReactionPlans.Web.Pages;

/// <summary>What a person sees when a page fails or does not exist. The number finds the request in the log.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    public bool IsMissingPage { get; private set; }

    public bool IsStaleForm { get; private set; }

    public bool IsRefused { get; private set; }

    public string RequestNumber => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public void OnGet(int? status) => Show(status);

    public void OnPost(int? status) => Show(status);

    private void Show(int? status)
    {
        IsMissingPage = status == 404;
        IsStaleForm = status == 400;
        IsRefused = status == 403;
    }
}
