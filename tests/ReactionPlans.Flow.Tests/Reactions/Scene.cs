using Microsoft.Extensions.Logging.Abstractions;
using ReactionPlans.Contracts;
using ReactionPlans.Flow.Delivery;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Plans;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Reactions;

/// <summary>An area with an agreement and a spike, and the consumers of reactions and delivery working in it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public static readonly Guid SpikeId = Guid.Parse("01990000-0000-7000-8000-000000000001");
    public static readonly Guid ActivationId = StableId.OfActivation(SpikeId);

    private readonly Wording wording = new(new TemplateBook(), new TextOptions { ConsoleUrl = "https://plan.example.dk" }, new AnswerLinks(new byte[Seal.KeyBytes]), Purpose.Live);
    private int recipients;

    private RecipientCipher Cipher => new(Ring, DataKeys);

    public static KeyRing Ring { get; } = new byte[RecipientCipher.KeyBytes];

    /// <summary>None, unless a test gives a folder of them.</summary>
    public DataKeys DataKeys { get; set; } = new(Ring, null);

    public AgreementBook Agreements { get; } = new();

    private Scene(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("rp-letters-");

    private CarrierOptions Options => new()
    {
        Folder = new FolderOptions { Path = Folder.FullName, WaitForDisk = false },
        DigitalPost = new DigitalPostOptions { SenderCvr = new Dictionary<string, string> { ["0751"] = "55133018" } },
        Smtp = new SmtpOptions { From = "plan@example.dk" },
    };

    public MessageFiles MessageFiles => new(Options, Cipher.Decrypt);

    public ILetterCarrier FolderCarrier => new FolderCarrier(Options.Folder, MessageFiles);

    public ReceiveReceipts ReceiveReceipts => new(Database.Database, Options, NullLogger<ReceiveReceipts>.Instance);

    public ReleaseDue ReleaseDue => new(Database.Database, Database.Clock);

    public PlanLetters PlanLetters => new(Database.Database, Agreements);

    public PlanNeighbourMessages PlanNeighbourMessages => new(Database.Database, Agreements);

    public ChooseContact ChooseContact => new(Database.Database);

    public PlanLocalPosts PlanLocalPosts => new(Database.Database, Agreements, wording);

    public PlanMobileStation PlanMobileStation => new(Database.Database, Agreements);

    public ReadStationCalendar ReadStationCalendar => new(Database.Database, wording);

    public ReplanVisits ReplanVisits => new(Database.Database, Agreements);

    public PlanAllClear PlanAllClear => new(Database.Database, Agreements);

    public NotifyParties NotifyParties => new(Database.Database, Agreements);

    public SendBatch SendBatch(ILetterCarrier? carrier = null) => new(
        Database.Database, Database.App, new OutgoingBatch(Agreements, wording, Options, DataKeys), [carrier ?? FolderCarrier], Options, Database.Clock, NullLogger<SendBatch>.Instance);

    /// <summary>An area 8240, an agreement over it (the one the agreement tests share, or the given one) and a spike of five reports.</summary>
    public static async Task<Scene> Create(string? yaml = null)
    {
        var scene = new Scene(await TestDatabase.Create());
        var now = scene.Database.Clock.GetUtcNow();
        await scene.Database.Execute(
            """
            insert into intake.area (level, code, name, geometry, changed_at, shape_number) values
                ('postcode', '8240', 'Risskov', '{"type":"Polygon","coordinates":[[[10.2,56.18],[10.26,56.18],[10.26,56.22],[10.2,56.22],[10.2,56.18]]]}', @now, 1);
            insert into agreements.version (partnership_id, version, yaml, holds_from, area_level, area_codes, imported_at)
                values ('eksempel', 1, @yaml, '2020-01-01', 'postcode', '{8240}', @now);
            insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence)
                values (@spike, 'eksempel', 1, 'burst', 'Activate', 1, '2026-03-04', @now, '{"count": 5, "references": ["a", "b", "c", "d", "e"]}')
            """, new { now, yaml = yaml ?? ReactionPlans.Flow.Tests.Agreements.Texts.Whole, spike = SpikeId });
        return scene;
    }

    /// <summary>The spike's activation with every step of the agreement's plan, started now.</summary>
    public Task Activate() => Database.Execute(
        """
        insert into activation.activation (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at, maximum_ends_at)
            values (@id, @spike, 'eksempel', 1, 'burst', 1, '2026-03-04', '2026-03-01', @now, @now + interval '42 days');
        insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id) values (@id, 'eksempel', 1, @spike);
        insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, template, task_name, starts_at, due_at, remind_at, escalate_at,
            visits, visit_hours, within_days, gate_step, gate_informed_share, gate_ask_at, otherwise_site_kind, otherwise_step, state) values
            (@id, 'eksempel', 'letters', 1, 'Municipality', 'lead', 'Letter', 'residents-burst', null, @now, @now + interval '1 day', @now + interval '1 day', @now + interval '1 day' + interval '1 day', null, null, null, null, null, null, null, null, 'Open'),
            (@id, 'eksempel', 'friends', 2, 'Police', 'coordinator', 'NeighbourMessage', 'friends-burst', null, @now, @now + interval '1 day', @now + interval '1 day', @now + interval '1 day' + interval '1 day', null, null, null, null, null, null, null, null, 'Open'),
            (@id, 'eksempel', 'members', 3, 'Police', 'coordinator', 'MemberAlert', 'members-burst', null, @now, @now + interval '1 day', @now + interval '1 day', @now + interval '1 day' + interval '1 day', null, null, null, null, null, null, null, null, 'Open'),
            (@id, 'eksempel', 'post', 4, 'Municipality', 'lead', 'LocalPost', 'local-post', null, @now, @now + interval '1 day', @now + interval '1 day', @now + interval '1 day' + interval '1 day', null, null, null, null, null, null, null, null, 'Open'),
            (@id, 'eksempel', 'station', 5, 'Police', 'coordinator', 'MobileStation', null, null, @now, @now + interval '9 days', @now + interval '9 days', @now + interval '9 days' + interval '1 day', 2, 3, 7, 'letters', 0.9, @now + interval '2 days', 'supermarket', 'post', 'Waiting'),
            (@id, 'eksempel', 'walk', 6, 'Municipality', 'lead', 'Task', null, 'tryghedsvandring', @now, @now + interval '14 days', @now + interval '14 days', @now + interval '14 days' + interval '1 day', null, null, null, null, null, null, null, null, 'Open')
        """, new { id = ActivationId, spike = SpikeId, now = Database.Clock.GetUtcNow() });

    public Task End(string reason) => Database.Execute(
        """
        update activation.activation set ended_at = @now, ended_on = '2026-03-20', end_reason = @reason,
            stopped_by = case @reason when 'stopped' then 'lead' end, stop_reason = case @reason when 'stopped' then 'Tallene var fra en anden by' end
        """,
        new { reason, now = Database.Clock.GetUtcNow() });

    public async Task AddResidents(int count, bool digitalPost = true, bool nemSms = false)
    {
        var cipher = Cipher;
        for (var left = count; left > 0; left--)
        {
            var number = $"S{++recipients:D9}";
            await Database.Execute(
                """
                with added as (
                    insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, nem_sms, protected, language, imported_at)
                    values (@id, 'synthetic', @key, @encrypted, 'a', 'h', @digitalPost, @nemSms, false, 'da', now()) returning id)
                insert into reactions.resident_area (resident_id, area_id) select id, 1 from added
                """,
                new { id = ResidentId(recipients), key = cipher.KeyedHash("synthetic", number), encrypted = cipher.Encrypt(number), digitalPost, nemSms });
        }
    }

    /// <summary>A letter to one of <see cref="AddResidents"/> (from 1 in their order) from a plan that is over.</summary>
    public Task LetterBefore(int resident, DateTimeOffset at, string state = "Accepted", string kind = "Letter") => Database.Execute(
        """
        insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language, state, not_before, daytime_only)
        values (date_trunc('month', @at::timestamptz)::date, gen_random_uuid(), gen_random_uuid(), 'eksempel', 'letters', @kind, 'Resident', @recipient::text, 'digital-post', 'residents-burst', 'da', @state, @at, true)
        """, new { at, state, kind, recipient = ResidentId(resident) });

    /// <summary>"1 Planned", "2 Skipped letter-budget": this activation's letters by the resident's number.</summary>
    public async Task<IReadOnlyList<string>> Letters()
    {
        var rows = await Database.Query<(string Recipient, string Told)>(
            "select recipient_id, state || coalesce(' ' || reason, '') from delivery.delivery where activation_id = @id and kind = 'Letter'", new { id = ActivationId });
        return [.. Enumerable.Range(1, recipients).SelectMany(number => rows.Where(row => row.Recipient == ResidentId(number).ToString()).Select(row => $"{number} {row.Told}"))];
    }

    /// <summary>A second plan, over another area in which the same residents are.</summary>
    public async Task<Guid> ActivateAnother()
    {
        var (spike, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Database.Execute(
            """
            insert into intake.area (level, code, name, geometry, changed_at, shape_number) select level, '8260', 'Viby', geometry, changed_at, 2 from intake.area;
            insert into reactions.resident_area (resident_id, area_id) select resident_id, 2 from reactions.resident_area;
            insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence)
                select @spike, partnership_id, agreement_version, criterion_id, level, 2, fired_on, opened_at, evidence from detection.spike where id = @first;
            insert into activation.activation (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at, maximum_ends_at)
                select @id, @spike, partnership_id, agreement_version, criterion_id, 2, fired_on, fired_month, started_at, maximum_ends_at from activation.activation where id = @existing;
            insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id) values (@id, 'eksempel', 2, @spike);
            insert into activation.task (activation_id, partnership_id, step_id, step_order, party, responsible, reaction, template, starts_at, due_at, remind_at, escalate_at, state)
                select @id, partnership_id, step_id, step_order, party, responsible, reaction, template, starts_at, due_at, remind_at, escalate_at, state from activation.task where activation_id = @existing and step_id = 'letters'
            """, new { id, spike, first = SpikeId, existing = ActivationId });
        return id;
    }

    private static Guid ResidentId(int number) => StableId.Of($"S{number:D9}");

    /// <summary>They agreed a day ago.</summary>
    public Task AddFriend(string id, string? mail, string role = "neighbour-friend", string? mobile = null, string? push = null) => Database.Execute(
        """
        with added as (
            insert into reactions.neighbour_friend (id, name, mail, mobile, push, role, language, consent_at, imported_at)
            values (@id, 'Nabo ' || @id, @mail, @mobile, @push, @role, 'da', @agreed, @agreed) returning id)
        insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id) select id, 1 from added
        """, new { id, mail, mobile, push, role, agreed = Database.Clock.GetUtcNow().AddDays(-1) });

    public Task AddStation(string id = "s1", int capacity = 1, string? mail = null) => Database.Execute(
        "insert into reactions.station (id, name, crew_hours, capacity, mail, imported_at) values (@id, 'Politibussen', 'mon-fri 10:00-18:00', @capacity, @mail, now())",
        new { id, capacity, mail });

    public Task AddSite(string id = "torv", string kind = "square", double latitude = 56.2, double longitude = 10.22) => Database.Execute(
        "insert into reactions.site (id, name, kind, latitude, longitude, imported_at) values (@id, 'Torvet', @kind, @latitude, @longitude, now())",
        new { id, kind, latitude, longitude });

    /// <summary>Hands the messages of the outbox to this scene's consumers until none is left; messages to others are taken away.</summary>
    public async Task Pump(ILetterCarrier? carrier = null)
    {
        var routes = new MessageRoutes(inProcess: true, Hops.All);
        while ((await Database.Query<Waiting>("select message_id, consumer, type, body::text from plumbing.outbox order by id limit 1")).SingleOrDefault() is { } next)
        {
            await Hand(next.Consumer, routes.Read(next.Type, next.Body).Message, next.MessageId, carrier);
            await Database.Execute("delete from plumbing.outbox where message_id = @MessageId and consumer = @Consumer", next);
        }
    }

    public Task<IReadOnlyList<string>> States(string where = "true") =>
        Database.Query<string>($"select state || coalesce(' ' || reason, '') from delivery.delivery where {where} order by 1");

    public IEnumerable<string> Files(string channel) => Folder.EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => file.FullName.Contains($"/{channel}/", StringComparison.Ordinal)).Select(file => file.FullName);

    public async ValueTask DisposeAsync()
    {
        Folder.Delete(recursive: true);
        await Database.DisposeAsync();
    }

    private Task Hand(string consumer, object message, Guid id, ILetterCarrier? carrier) => (consumer, message) switch
    {
        ("plan-letters", ActivationStarted started) => TestDatabase.Deliver(PlanLetters, started, id),
        ("plan-neighbour-messages", ActivationStarted started) => TestDatabase.Deliver(PlanNeighbourMessages, started, id),
        ("notify-parties", ActivationStarted started) => TestDatabase.Deliver(NotifyParties, started, id),
        ("replan-visits", StationCalendarChanged changed) => TestDatabase.Deliver(ReplanVisits, changed, id),
        ("release-due", ReactionPlanned planned) => TestDatabase.Deliver(ReleaseDue, planned, id),
        ("release-due", GateOpened opened) => TestDatabase.Deliver(ReleaseDue, opened, id),
        ("send-deliveries", SendDeliveries order) => TestDatabase.Deliver(SendBatch(carrier), order, id),
        _ => Task.CompletedTask,
    };

    private sealed record Waiting(Guid MessageId, string Consumer, string Type, string Body);
}
