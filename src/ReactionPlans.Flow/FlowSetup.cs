using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Activation;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Decision;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Delivery.Mailbox;
using ReactionPlans.Flow.Detection;
using ReactionPlans.Flow.Evaluation;
using ReactionPlans.Flow.Exercises;
using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Intake;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.PersonalData;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Flow.Texts;

namespace ReactionPlans.Flow;

/// <summary>What a host gives the flow to stand on.</summary>
/// <param name="ConnectionString">A login that acts as <see cref="ActsAs"/>.</param>
/// <param name="Roles">What this host does; all of them with the in-process transport.</param>
/// <param name="Keys">Encrypt recipients' numbers, and whatever else only this installation can read.</param>
/// <param name="VirtualTime">A replay: every consumer is in this process, so that it can wait for rest, and a commit need not wait for the disk
/// (a power cut costs some milliseconds of a replay that goes on from there; a killed process costs nothing).</param>
public sealed record FlowFooting(
    string ConnectionString, TransportOptions Transport, CarrierOptions Carriers, TextOptions Texts, IReadOnlyCollection<Role> Roles, KeyRing Keys, bool VirtualTime = false)
{
    public IntakeOptions Intake { get; init; } = new();

    public OutwardOptions Outward { get; init; } = new();

    public Purpose Purpose { get; init; } = Purpose.Live;

    /// <summary>Where what must outlive the database lies, and no backup of it: the list of the erased, the data keys of extracts. Null: its people are invented.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>Whether each residents' extract gets a data key of its own. Off while a host of a version before 0064 may send letters: it could not read them.</summary>
    public bool KeyForEachExtract { get; init; }

    /// <summary>The database role that the flow acts as: the app role wherever somebody else's rows may lie in the same database.</summary>
    public string ActsAs { get; init; } = DatabaseRoles.App;
}

/// <summary>Registers the flow: one instance of everything, because nothing in it keeps state but the database.</summary>
public static class FlowSetup
{
    public static IServiceCollection AddFlow(this IServiceCollection services, FlowFooting footing)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => NpgsqlDataSource.Create(DatabaseRoles.ActingAs(
            footing.ConnectionString, footing.ActsAs, Scope.Everything, waitsForDisk: !footing.VirtualTime)));
        services.AddSingleton(new MessageRoutes(footing.Transport.InProcess, Hops.All));
        services.AddSingleton<Database>();
        services.AddSingleton<Gathering>();
        services.AddSingleton<AgreementBook>();
        services.AddSingleton<AreaMap>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<PersonKeys>();
        services.AddSingleton(provider => new Attempts(provider.GetRequiredService<Database>(), footing.Keys, TimeProvider.System));
        services.AddSingleton<AuditChains>();
        if (footing.Transport.InProcess || footing.VirtualTime)
            services.AddSingleton<MessagesUnderWay>();
        services.AddHostedService<TellOfClosedQueues>(); // before the bus, whose start it watches
        services.AddMessageBus(footing.Transport, [.. Hops.All.Where(hop => footing.Roles.Contains(hop.Role))]);
        services.AddSingleton<OutboxRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxRelay>());

        services.AddSingleton(footing.Keys);
        var dataKeys = new DataKeys(footing.Keys, footing.KeysFolder, footing.KeyForEachExtract);
        services.AddSingleton(dataKeys);
        services.AddSingleton(new RecipientCipher(footing.Keys, dataKeys));
        services.AddSingleton<ExtractKeys>();
        services.AddSingleton<ImportFile>();
        services.AddSingleton<ReceiveReports>();
        services.AddSingleton<CountsAsKnown>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton(footing.Intake);
        services.AddSingleton(footing.Transport);
        services.AddSingleton(footing.Purpose);
        services.AddSingleton<IntakePressure>();
        if (footing.Roles.Contains(Role.Intake) && !footing.VirtualTime)
        {
            services.AddHostedService<WatchFolders>();
            if (!footing.Transport.InProcess)
            {
                services.AddSingleton<ListenToQueue>();
                services.AddHostedService(provider => provider.GetRequiredService<ListenToQueue>());
            }
        }

        services.AddSingleton<RetryRejected>();
        services.AddSingleton<SettleRejected>();
        services.AddSingleton<ShowRejected>();
        services.AddSingleton<ExportRejected>();
        // What hears messages in one role and is swept by the clock of another: a host with either has it.
        services.TryAddScoped<WatchActivations>();
        services.TryAddScoped<ReleaseDue>();
        services.TryAddScoped<PushEvents>();

        services.AddSingleton<JudgeEveryArea>();
        services.AddSingleton<EndFeed>();
        services.AddSingleton<ExplainDay>();
        services.AddSingleton<BacktestHistory>();
        services.AddSingleton<StoredExamples>();
        services.AddSingleton<AskForReview>();
        services.AddSingleton(new ErasureList(footing.KeysFolder));
        services.AddSingleton<PersonBook>();
        services.AddSingleton<RotateKeys>();
        services.AddSingleton<LookupMark>();
        services.AddSingleton<CoarsenPlaces>();
        services.AddSingleton<ForgetResidents>();
        services.AddSingleton<RehearsalBook>();
        services.AddSingleton<AgreeOnBehalf>();
        services.AddSingleton<PrepareExercise>();
        services.AddSingleton<SpikeSheet>();
        services.AddSingleton(new SealedReasons(footing.Keys));
        services.AddSingleton(new AnswerLinks(footing.Keys));
        services.AddSingleton<AnswerQuestion>();
        services.AddSingleton<SettleOverdue>();
        services.AddSingleton<SettleTask>();
        services.AddSingleton<AnswerGate>();
        services.AddSingleton<StopActivation>();
        services.AddSingleton<CorrectPlan>();
        services.AddSingleton<AnswerEnd>();
        services.AddSingleton<Promises>();
        services.AddSingleton<MonthReport>();
        services.AddSingleton<WeighEffects>();
        services.AddSingleton<GiveVerdict>();
        services.AddSingleton<ConfirmStation>();
        services.AddReactions(footing);
        return services;
    }

    private static void AddReactions(this IServiceCollection services, FlowFooting footing)
    {
        services.AddSingleton(_ => new TemplateBook(footing.Texts.LocalFolder));
        services.AddSingleton(footing.Texts);
        services.AddSingleton<Wording>();
        services.AddSingleton<OutgoingBatch>();
        services.AddSingleton<ReadStationCalendar>();
        services.AddSingleton<ImportCalendar>();
        services.AddSingleton<TakeStationOut>();

        services.AddSingleton(new WebhookSeal(footing.Keys));
        services.AddSingleton<Webhooks>();
        services.AddSingleton(footing.Outward);
        services.AddSingleton<PostEvent>();

        services.AddSingleton<ReceiveReceipts>();
        services.AddSingleton<PollReceipts>();
        services.AddSingleton<TakeReturnedMails>();
        services.AddCarriers(footing.Carriers);
    }

    /// <summary>The first carrier that serves a channel has it: what no server is named for goes to the folder.</summary>
    private static void AddCarriers(this IServiceCollection services, CarrierOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => new MessageFiles(options, provider.GetRequiredService<RecipientCipher>().Decrypt));
        if (options.Smtp.Host.Length > 0)
            services.AddSingleton<ILetterCarrier>(_ => new SmtpCarrier(options.Smtp));
        if (options.Rest.Url is not null)
        {
            services.AddSingleton(provider => new RestCarrier(options.Rest, provider.GetRequiredService<MessageFiles>()));
            services.AddSingleton<ILetterCarrier>(provider => provider.GetRequiredService<RestCarrier>());
            services.AddSingleton<IReceiptSource>(provider => provider.GetRequiredService<RestCarrier>());
        }

        if (options.Sftp.Host.Length > 0)
            services.AddSingleton<ILetterCarrier>(provider => new SftpCarrier(options.Sftp, provider.GetRequiredService<MessageFiles>()));
        foreach (var (channel, webhook) in new[] { ("sms", options.Sms), ("push", options.Push) })
        {
            if (webhook.Url is not null)
                services.AddSingleton<ILetterCarrier>(provider => new WebhookCarrier(channel, webhook, provider.GetRequiredService<MessageFiles>(), TimeProvider.System));
        }

        services.AddSingleton<ILetterCarrier>(provider => new FolderCarrier(options.Folder, provider.GetRequiredService<MessageFiles>()));
    }

    /// <summary>Adds what a replay needs beside the flow: virtual time and people who answer.</summary>
    /// <param name="mailbox">The distributor on the same clock that it brings letters to; null: none that keeps receipts.</param>
    public static IServiceCollection AddReplay(this IServiceCollection services, VirtualClock clock, PersonaList personas, SimulatedMailbox? mailbox = null)
    {
        if (mailbox is not null)
            services.AddSingleton(mailbox);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(clock);
        services.AddSingleton(personas);
        services.AddSingleton<Personas>();
        services.AddSingleton(new ClockMemory(IsKept: true));
        services.AddSingleton<Clockwork>();
        services.AddSingleton<DayReplay>();
        services.AddSingleton<ReplayRun>();
        return services;
    }

    /// <summary>The same for a rehearsal, which reaches nobody: every carrier of the flow gives way to one that only takes.</summary>
    public static IServiceCollection AddRehearsal(this IServiceCollection services, VirtualClock clock, PersonaList personas)
    {
        services.AddReplay(clock, personas);
        services.AddSingleton(new ClockMemory(IsKept: false));
        services.RemoveAll<ILetterCarrier>();
        services.AddSingleton<ILetterCarrier, RehearsalCarrier>();
        services.AddSingleton<RehearsalReading>();
        services.AddSingleton<RehearsalRun>();
        return services;
    }
}
