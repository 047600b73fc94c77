using ReactionPlans.Flow.Plumbing;
using Serilog.Core;
using Serilog.Events;

namespace ReactionPlans.Host;

/// <summary>Keeps the tokens of links out of the log: whoever reads a log must not be able to answer for somebody. ASP.NET puts the path of a request on all
/// that is logged while it runs.</summary>
public sealed class WithoutLinks : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToList())
        {
            if (value is ScalarValue { Value: { } held } && held.ToString() is { } text && text.IndexOf(AnswerLinks.Path, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(text[..(at + AnswerLinks.Path.Length)] + "...")));
        }
    }
}
