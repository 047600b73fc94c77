namespace ReactionPlans.Web.Api;

/// <summary>How often a person's systems may ask: by person, for the same reason as <see cref="SourceRate"/>.</summary>
public sealed class PersonRate() : RequestRate(requestsPerMinute: 120);
