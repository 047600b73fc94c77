using ReactionPlans.Flow.Intake;

namespace ReactionPlans.Web.Api;

/// <summary>How often a source may send. By source and not by key: a rotated key has no allowance of its own.</summary>
public sealed class SourceRate(IntakeOptions options) : RequestRate(options.Http.RequestsPerMinute);
