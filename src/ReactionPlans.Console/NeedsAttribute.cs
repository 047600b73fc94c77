using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web;

/// <summary>What a person must be allowed to, beyond seeing the page, to send one of its forms. Stands on every handler that takes one; a test holds it against the table of rights, role by role.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(Right right) : Attribute
{
    public Right Right { get; } = right;
}

/// <summary>Refuses a form before its handler is asked. The stages ask again whether it is this person's to answer.</summary>
internal sealed class NeedsFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod?.MethodInfo.GetCustomAttribute<NeedsAttribute>() is { } needs && SignedIn.Find(context.HttpContext.User)?.May(needs.Right) != true)
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
