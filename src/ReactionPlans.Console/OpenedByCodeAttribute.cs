using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using ReactionPlans.Flow.Access;

namespace ReactionPlans.Web;

/// <summary>A page that a code in a letter opens, for anybody: whose plan it is of is found before the page asks for that partnership's database. Another code leaves the page with a database that
/// sees nothing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenedByCodeAttribute : Attribute, IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context) => context.HttpContext.Features.Set(
        await context.HttpContext.RequestServices.GetRequiredService<PublicPlans>().Find(context.RouteData.Values["code"] as string, context.HttpContext.RequestAborted));
}
