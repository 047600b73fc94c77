using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.Rules.Detection;
using ReactionPlans.Rules.Plans;
using ReactionPlans.Rules.Time;

namespace ReactionPlans.Flow.Texts;

/// <summary>One row of read-text-facts.sql.</summary>
public sealed record ActivationRow
{
    public Guid ActivationId { get; init; }
    public Guid SpikeId { get; init; }
    public string PartnershipId { get; init; } = "";
    public int AgreementVersion { get; init; }
    public string CriterionId { get; init; } = "";
    public string[] AreaNames { get; init; } = [];
    public string[] AreaCodes { get; init; } = [];
    public DateOnly FiredOn { get; init; }
    public int Count { get; init; }

    /// <summary>From the first counted day to the last where several areas are told at once; null: the criterion's own.</summary>
    public int? Days { get; init; }

    public DateTimeOffset? MaximumEndsAt { get; init; }
    public DateOnly? EndedOn { get; init; }

    /// <summary>The person who stopped the plan; null: nobody did.</summary>
    public string? StoppedBy { get; init; }

    public string? StopReason { get; init; }

    /// <summary>Until when the parties are asked how to go on; null: they are not.</summary>
    public DateTimeOffset? EndDeadlineAt { get; init; }

    /// <summary>How often the parties have been asked.</summary>
    public int EndQuestion { get; init; }

    public int Round { get; init; } = 1;

    public string AreaName => DanishText.List(AreaNames);
    public string AreaCode => DanishText.List(AreaCodes);
}

/// <summary>One row of read-tasks.sql.</summary>
public sealed record TaskRow
{
    public Guid ActivationId { get; init; }
    public string StepId { get; init; } = "";
    public Party Party { get; init; }
    public string Responsible { get; init; } = "";
    public string? Deputy { get; init; }
    public string? AcknowledgedBy { get; init; }
    public int Round { get; init; } = 1;
    public Reaction Reaction { get; init; }
    public string? TaskName { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public string? GateStep { get; init; }
    public int Informed { get; init; }
    public int Planned { get; init; }
}

/// <summary>One row of read-visits.sql.</summary>
public sealed record VisitRow
{
    public Guid ActivationId { get; init; }
    public string StepId { get; init; } = "";
    public int VisitNumber { get; init; }
    public string State { get; init; } = "";
    public string? Station { get; init; }
    public string? Site { get; init; }
    public DateTimeOffset? StartsAt { get; init; }
    public DateTimeOffset? EndsAt { get; init; }
    public string? Reason { get; init; }

    /// <summary>How often it has been moved.</summary>
    public int Revision { get; init; }
}

/// <summary>One row of read-visit-revisions.sql: how a visit stands since a change, and where it stood before it.</summary>
public sealed record VisitRevisionRow
{
    public Guid ActivationId { get; init; }
    public string StepId { get; init; } = "";
    public int VisitNumber { get; init; }
    public int Revision { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset ChangedAt { get; init; }
    public string? Station { get; init; }
    public string? Site { get; init; }
    public DateTimeOffset? StartsAt { get; init; }
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether it had a place before the change; the rest of what it was is null without one.</summary>
    public bool Stood { get; init; }
    public string? LeftStation { get; init; }
    public string? LeftSite { get; init; }
    public DateTimeOffset? LeftStartsAt { get; init; }
    public DateTimeOffset? LeftEndsAt { get; init; }

    /// <summary>A code, or a sentence, of the visit as it stands now.</summary>
    public string? Reason { get; init; }
}

/// <summary>One row of read-questions.sql.</summary>
public sealed record QuestionRow
{
    public Guid SpikeId { get; init; }
    public string Mode { get; init; } = "";
    public string State { get; init; } = "";
    public int Round { get; init; }
    public string[] ApprovedBy { get; init; } = [];
    public DateTimeOffset? DeadlineAt { get; init; }
    public string? Reason { get; init; }
    public string? HeldBy { get; init; }
    public string? DismissedBy { get; init; }
}

/// <summary>One row of read-answers.sql.</summary>
public sealed record AnswerRow
{
    public Guid SpikeId { get; init; }
    public long Id { get; init; }
    public string PersonId { get; init; } = "";
    public string? Reason { get; init; }
    public DateTimeOffset? HeldUntil { get; init; }
}

/// <summary>One row of read-joint-members.sql: a question that was offered together with the spike's own, itself among them.</summary>
public sealed record JointMemberRow(Guid OfSpikeId, Guid SpikeId, string PartnershipId, string AreaCode, string AreaName, bool HasLeft, bool IsTogether);

/// <summary>One row of read-corrections.sql.</summary>
public sealed record CorrectionRow
{
    public Guid ActivationId { get; init; }
    public int Number { get; init; }
    public string PersonId { get; init; } = "";
    public string Words { get; init; } = "";
    public string[] TakenOut { get; init; } = [];
}

/// <summary>One row of read-silences.sql.</summary>
public sealed record SilenceRow(Guid Id, string Source, DateOnly Since, string Rhythm, DateOnly? OverOn);

/// <summary>One row of read-district-rises.sql.</summary>
public sealed record DistrictRow(Guid Id, string CriterionId, DateOnly BeganOn, int Areas, int Alarms, double? Level);

/// <summary>One row of read-reviews.sql.</summary>
/// <param name="Plans">Plans that have ended since the version began to hold.</param>
/// <param name="Fitting">Verdicts on them that they were right; a plan can have one of each party.</param>
public sealed record ReviewRow(Guid Id, int Version, DateOnly ReviewBy, int Plans, int Fitting, int TooEarly, int TooLate, int Needless);

/// <summary>One row of read-told-reports.sql.</summary>
public sealed record ToldReportRow(Guid ActivationId, DateOnly ReportedDay, DateTime? OccurredFrom, DateTime? OccurredTo, double? Latitude, double? Longitude)
{
    internal PatternedReport Read()
    {
        var (easting, northing) = LoggedReport.MetresOf(Latitude, Longitude);
        return new PatternedReport(ReportedDay, OccurredFrom, OccurredTo, new PlanePoint(easting, northing));
    }
}

/// <summary>Everything a text about one activation may draw on, read in one transaction.</summary>
public sealed record TextFacts(
    ActivationRow Activation, Agreement Agreement, IReadOnlyList<TaskRow> Tasks, IReadOnlyList<VisitRow> Visits, QuestionRow? Question, IReadOnlyList<AnswerRow> Answers,
    IReadOnlyList<JointMemberRow> Joint, IReadOnlyList<CorrectionRow> Corrections, SilenceRow? Silence = null, DistrictRow? District = null, ReviewRow? Review = null)
{
    /// <summary>What was told of the visits, one change after the other.</summary>
    public IReadOnlyList<VisitRevisionRow> VisitRevisions { get; init; } = [];

    /// <summary>How the burglaries lie in time and place.</summary>
    public RisePattern Pattern { get; init; } = RisePattern.None;

    /// <summary>What is counted.</summary>
    public Offence Offence => Agreement.FindCriterion(Activation.CriterionId) is { } criterion ? AgreementWords.OffenceOf(Agreement, criterion) : AgreementWords.Unnamed;

    /// <summary>The season by which the plan started; null: something was counted.</summary>
    public SeasonWindow? Season => (Agreement.FindCriterion(Activation.CriterionId)?.Rule as SeasonRule)?.On(Activation.FiredOn);

    /// <summary>In how many days it was counted; 0: not about a count.</summary>
    public int WindowDays => Activation.Days ?? Agreement.FindCriterion(Activation.CriterionId)?.Rule.WindowDays ?? 0;

    /// <summary>Of the activation that would begin if a criterion held in one area, before anything of it is stored.</summary>
    /// <param name="count">Reports in the criterion's window.</param>
    public static TextFacts IfItHeld(Agreement agreement, Criterion criterion, string areaCode, string areaName, DateOnly firedOn, int count, Guid spikeId = default) => new(
        new ActivationRow
        {
            ActivationId = spikeId == default ? default : StableId.OfActivation(spikeId),
            SpikeId = spikeId,
            PartnershipId = agreement.Partnership.Id,
            CriterionId = criterion.Id,
            AreaNames = [areaName],
            AreaCodes = [areaCode],
            FiredOn = firedOn,
            Count = count,
        }, agreement, [], [], null, [], [], []);

    /// <summary>Facts by activation id; an id that neither an activation nor a spike has is missing.</summary>
    public static async Task<IReadOnlyDictionary<Guid, TextFacts>> Read(Work work, AgreementBook agreements, Guid[] activationIds)
    {
        var rows = await work.Query<ActivationRow>("Texts/read-text-facts.sql", new { activation_ids = activationIds });
        var tasks = (await work.Query<TaskRow>("Texts/read-tasks.sql", new { activation_ids = activationIds, now = work.Now }))
            .ToLookup(row => row.ActivationId);
        var visits = (await work.Query<VisitRow>("Texts/read-visits.sql", new { activation_ids = activationIds })).ToLookup(row => row.ActivationId);
        var revisions = (await work.Query<VisitRevisionRow>("Texts/read-visit-revisions.sql", new { activation_ids = activationIds })).ToLookup(row => row.ActivationId);
        var reports = (await work.Query<ToldReportRow>("Texts/read-told-reports.sql", new { activation_ids = activationIds })).ToLookup(row => row.ActivationId);
        var spikes = new { spike_ids = rows.Select(row => row.SpikeId).ToArray() };
        var questions = (await work.Query<QuestionRow>("Texts/read-questions.sql", spikes)).ToDictionary(row => row.SpikeId);
        var answers = (await work.Query<AnswerRow>("Texts/read-answers.sql", spikes)).ToLookup(row => row.SpikeId);
        var joint = (await work.Query<JointMemberRow>("Texts/read-joint-members.sql", spikes)).ToLookup(row => row.OfSpikeId);
        var corrections = (await work.Query<CorrectionRow>("Texts/read-corrections.sql", new { activation_ids = activationIds })).ToLookup(row => row.ActivationId);
        var silences = (await work.Query<SilenceRow>("Texts/read-silences.sql", new { silence_ids = activationIds })).ToDictionary(row => row.Id);
        var rises = (await work.Query<DistrictRow>("Texts/read-district-rises.sql", new { rise_ids = activationIds })).ToDictionary(row => row.Id);
        var reviews = (await work.Query<ReviewRow>("Texts/read-reviews.sql", new { review_ids = activationIds })).ToDictionary(row => row.Id);

        var facts = new Dictionary<Guid, TextFacts>();
        foreach (var row in rows)
        {
            var agreement = await agreements.Version(work, row.PartnershipId, row.AgreementVersion);
            facts[row.ActivationId] = new TextFacts(
                row,
                agreement,
                [.. tasks[row.ActivationId]],
                [.. visits[row.ActivationId]],
                questions.GetValueOrDefault(row.SpikeId),
                [.. answers[row.SpikeId]],
                [.. joint[row.SpikeId]],
                [.. corrections[row.ActivationId]],
                silences.GetValueOrDefault(row.ActivationId),
                rises.GetValueOrDefault(row.ActivationId),
                reviews.GetValueOrDefault(row.ActivationId))
            {
                VisitRevisions = [.. revisions[row.ActivationId]],
                Pattern = RisePattern.Of([.. reports[row.ActivationId].Select(report => report.Read())], agreement.Sender.SmallestCount),
            };
        }

        return facts;
    }
}
