using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.SignIn;

namespace ReactionPlans.Web;

/// <summary>
/// Puts the console into a host, which brings <see cref="Database"/>, NpgsqlDataSource and TimeProvider, and calls
/// <c>builder.WebHost.UseStaticWebAssets()</c> so that styles and fonts are found when it runs from a checkout.
/// </summary>
public static class ConsoleSetup
{
    private static readonly TimeSpan SignedInFor = TimeSpan.FromHours(8);

    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(ConsoleSetup).Assembly)
            .AddMvcOptions(options => options.Filters.Add(new ResponseCacheAttribute { NoStore = true, Location = ResponseCacheLocation.None }));
        // The encoder's default turns every Danish letter into a number.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(SignIn);
        // Whatever a host maps beside the console is closed too, unless it says otherwise.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "reactionplans-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.TryAddSingleton<AgreementBook>();
        services.AddSingleton<Accounts>();
        services.AddSingleton(new SignInThrottle(TimeProvider.System));
        services.AddScoped<ReadOverview>();
        services.AddScoped<AnswerQuestion>();
        services.AddScoped<SettleTask>();
        services.AddScoped<AnswerGate>();
        return services;
    }

    public static void MapConsole(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages =>
        {
            pages.UseExceptionHandler("/Error");
            pages.UseStatusCodePagesWithReExecute("/Error", "?status={0}");
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }

    private static void SignIn(CookieAuthenticationOptions options)
    {
        options.LoginPath = "/SignIn";
        options.LogoutPath = "/SignOut";
        options.AccessDeniedPath = "/SignIn";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = SignedInFor;
        options.SlidingExpiration = true;
        // A replay's clock stands years back, a sign-in happens now.
        options.TimeProvider = TimeProvider.System;
        options.Cookie.Name = "reactionplans";
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Lax; // a link in a mail must find the person signed in
    }
}
