using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Web;

/// <summary>
/// A page that a link in a notice opens, without signing in: the link's person is found before the page asks for that person's database.
/// A link that is not ours leaves the page with a database that sees nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenedByLinkAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var links = context.HttpContext.RequestServices.GetRequiredService<AnswerLinks>();
        var token = context.RouteData.Values["token"] as string;
        context.HttpContext.Features.Set(links.OpenAny(token));
    }
}
