using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Access;
using ReactionPlans.Web.Api;
using ReactionPlans.Web.Pages.Activations;
using ReactionPlans.Web.Pages.Agreements;
using ReactionPlans.Web.Pages.Answer;
using ReactionPlans.Web.Pages.Areas;
using ReactionPlans.Web.Pages.Evaluations;
using ReactionPlans.Web.Pages.Messages;
using ReactionPlans.Web.Pages.Overview;
using ReactionPlans.Web.Pages.SignIn;
using ReactionPlans.Web.Pages.Spikes;
using ReactionPlans.Web.Pages.Stuck;
using ReactionPlans.Web.Pages.Templates;

namespace ReactionPlans.Web;

/// <summary>
/// Puts the console into a host, which brings <see cref="MessageRoutes"/> and TimeProvider, and calls
/// <c>builder.WebHost.UseStaticWebAssets()</c> so that styles and fonts are found when it runs from a checkout.
/// </summary>
public static class ConsoleSetup
{
    private static readonly TimeSpan SignedInFor = TimeSpan.FromHours(8);

    /// <param name="appConnectionString">A login that acts as the app role; the console opens sessions of its own, which see nothing
    /// until a person has signed in.</param>
    /// <param name="keys">Seal what is the police's alone.</param>
    /// <param name="signIn">How people sign in; null: with local accounts.</param>
    public static IServiceCollection AddConsole(this IServiceCollection services, string appConnectionString, KeyRing keys, SignInOptions? signIn = null)
    {
        services.AddRazorPages().AddApplicationPart(typeof(ConsoleSetup).Assembly)
            .AddMvcOptions(options =>
            {
                options.Filters.Add(new ResponseCacheAttribute { NoStore = true, Location = ResponseCacheLocation.None });
                options.Filters.Add<NeedsFilter>();
            });
        // The encoder's default turns every Danish letter into a number.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(SignIn)
            .AddScheme<AuthenticationSchemeOptions, PersonKeyScheme>(PersonKeyScheme.Name, null)
            .AddScheme<AuthenticationSchemeOptions, CalendarKeyScheme>(CalendarKeyScheme.Name, null);
        signIn ??= new SignInOptions();
        services.AddSingleton(signIn);
        services.AddClientTokens(signIn);
        if (signIn.Provider is { } provider)
            authentication.AddProvider(provider);
        // Whatever a host maps beside the console is closed too, unless it says otherwise.
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        // A page says [Authorize(nameof(Right.SeeCounts))]; the table in Rules says who that is.
        foreach (var right in Enum.GetValues<Right>())
            authorization.AddPolicy(right.ToString(), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => SignedIn.Find(context.User)?.May(right) == true));
        services.AddAntiforgery(options =>
        {
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // A browser keeps cookies by host and not by port: an exercise beside the live console must sign nobody out of it.
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<Purpose>((options, purpose) => options.Cookie.Name = Named("person", purpose));
        services.AddOptions<AntiforgeryOptions>().Configure<Purpose>((options, purpose) => options.Cookie.Name = Named("form", purpose));
        services.TryAddSingleton(Purpose.Live);
        services.TryAddSingleton<AgreementBook>();
        services.TryAddSingleton(new SealedReasons(keys));
        services.TryAddSingleton(new AnswerLinks(keys));
        services.TryAddSingleton<AreaMap>();
        services.TryAddSingleton<AreaMosaics>();
        services.TryAddSingleton(new MapOptions());
        services.TryAddSingleton<StoredExamples>();
        services.TryAddSingleton<TemplateBook>();
        services.TryAddSingleton(new TextOptions());
        services.TryAddSingleton<Wording>();
        services.AddSingleton(new LinkThrottle(TimeProvider.System));
        services.AddScoped<ReadOverview>();
        services.AddScoped<ReadSpike>();
        services.AddScoped<ReadActivation>();
        services.AddScoped<ReadStuck>();
        services.AddScoped<ReadArea>();
        services.AddScoped<ReadEvaluations>();
        services.AddScoped<ReadWholePlan>();
        services.AddScoped<ReadTrial>();
        services.AddScoped<ReadTemplates>();
        services.AddScoped<ReadMessages>();
        services.AddSingleton<RecentPasts>();
        services.AddScoped<TakeAnswers>();
        services.AddScoped<TakeActivations>();
        services.AddScoped<TakeAlerts>();
        services.AddScoped<TakeEvents>();
        services.AddScoped<TakeStationCalendar>();
        services.AddSingleton<PersonRate>();
        services.AddPersonsDatabase(appConnectionString, keys);
        services.TryAddSingleton<WrongKeys>();
        services.AddSeenByPerson<AnswerQuestion>();
        services.AddSeenByPerson<SettleTask>();
        services.AddSeenByPerson<AnswerGate>();
        services.AddSeenByPerson<StopActivation>();
        services.AddSeenByPerson<CorrectPlan>();
        services.AddSeenByPerson<RetryDeliveries>();
        services.AddSeenByPerson<ReadAlerts>();
        services.AddSeenByPerson<ReadEvents>();
        services.AddSeenByPerson<ReadAreaPicture>();
        services.AddSeenByPerson<ReadStationCalendar>();
        services.AddSeenByPerson<TakeStationOut>();
        services.AddSeenByPerson<PlaceVisit>();
        services.AddSeenByPerson<AnswerEnd>();
        services.AddSeenByPerson<GiveVerdict>();
        services.AddSeenByPerson<ConfirmStation>();
        services.AddSeenByPerson<ChooseContact>();
        services.AddSeenByPerson<ShowRejected>();
        services.AddSeenByPerson<SettleRejected>();
        services.AddSeenByPerson<BacktestHistory>();
        services.AddSeenByPerson<ExplainDay>();
        return services;
    }

    public static void MapConsole(this WebApplication app)
    {
        // A proxy may end the encryption and say nothing of it. Where people come by https, every answer is made for https: no cookie goes back without encryption.
        if (new Uri(app.Services.GetRequiredService<TextOptions>().ConsoleUrl).Scheme == Uri.UriSchemeHttps)
        {
            app.Use(static (context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages =>
        {
            pages.UseMiddleware<SpeakChosenLanguage>();
            pages.UseExceptionHandler("/Error");
            pages.UseStatusCodePagesWithReExecute("/Error", "?status={0}");
        });
        app.UseMiddleware<UnstorableText>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapSpikesApi();
        app.MapActivationsApi();
        app.MapAlertsApi();
        app.MapEventsApi();
        app.MapStationsApi();
    }

    private static string Named(string cookie, Purpose purpose) => $"reactionplans-{(purpose.IsExercise ? "exercise-" : "")}{cookie}";

    private static void SignIn(CookieAuthenticationOptions options)
    {
        options.LoginPath = "/SignIn";
        options.LogoutPath = "/SignOut";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = SignedInFor;
        options.SlidingExpiration = true;
        // A replay's clock stands years back, a sign-in happens now.
        options.TimeProvider = TimeProvider.System;
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Lax; // a link in a mail must find the person signed in
        options.Events.OnRedirectToAccessDenied = Refuse;
        options.Events.OnValidatePrincipal = StillMay;
    }

    /// <summary>The front page is most people's; who has another is sent there. Elsewhere the answer is no.</summary>
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path == "/" && HttpMethods.IsGet(context.Request.Method) && SignedIn.Find(context.HttpContext.User) is { StartPage: not "/" } person)
            context.Response.Redirect(person.StartPage);
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>A removed account, a person taken out of the agreement, and another role hold from the next request, not from the next sign-in.</summary>
    private static async Task StillMay(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } principal && SignedIn.Find(principal) is { } person
            && (await context.HttpContext.RequestServices.GetRequiredService<Workplaces>().Of(person.Account, context.HttpContext.RequestAborted)).Any(place =>
                place.PartnershipId == person.PartnershipId && place.PersonId == person.PersonId && place.Role == person.Role))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
