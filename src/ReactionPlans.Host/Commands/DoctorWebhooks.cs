using Npgsql;
using ReactionPlans.Flow;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>doctor's look at the addresses that events are brought to.</summary>
internal static class DoctorWebhooks
{
    public static async Task Check(NpgsqlDataSource app, Action<string, Problem?, string> tell, CancellationToken stopping)
    {
        var database = new Database(app, TimeProvider.System, new MessageRoutes(inProcess: true, Hops.All));
        var webhooks = await Webhooks.List(database, stopping);
        var stopped = webhooks.Where(webhook => webhook.StoppedAt is not null).Select(webhook => webhook.Id).ToList();
        var failing = webhooks.Count(webhook => webhook.FailingSince is not null);
        tell("Modtagere af hændelser", stopped.Count == 0 ? null : Problems.WebhookStopped.With(stopped.Count, string.Join(", ", stopped)),
            webhooks.Count == 0 ? "ingen" : failing == 0 ? $"{webhooks.Count}, alle i orden" : $"{webhooks.Count}, heraf {failing} der prøves igen");
    }
}
