using System.ComponentModel.DataAnnotations;
using ReactionPlans.Flow.Telemetry;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Telemetry;

/// <summary>Section "Telemetry": who may read the figures, and where traces go.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Fewer characters could be guessed by who tries long enough.</summary>
    private const int ShortestKey = 20;

    /// <summary>Sent as a bearer token by whoever reads /metrics; null: only this machine may read them.</summary>
    public string? MetricsKey { get; init; }

    /// <summary>Where traces are sent by OTLP; null: the standard OTEL_EXPORTER_OTLP_ENDPOINT says, and without it nothing is sent.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Share of the traces that is sent, 0 to 1. A trace is sent whole or not at all, whichever hosts it goes through.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; init; } = 1;

    public FiguresOptions Figures { get; init; } = new();

    /// <summary>What is wrong with the settings, each with its name.</summary>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        foreach (var (section, options) in new (string, object)[] { ("Telemetry", this), ("Telemetry:Figures", Figures) })
        {
            var results = new List<ValidationResult>();
            Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
            problems.AddRange(results.Select(result => Problems.SettingWrong.With($"{section}:{result.MemberNames.FirstOrDefault()}", result.ErrorMessage)));
        }

        if (MetricsKey is { Length: < ShortestKey })
            problems.Add(Problems.MetricsKeyShort.With(ShortestKey));
        if (OtlpEndpoint is { } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)))
            problems.Add(Problems.TraceAddressWrong.With(endpoint));
        return problems;
    }
}
