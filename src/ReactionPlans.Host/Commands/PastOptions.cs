using System.CommandLine;

namespace ReactionPlans.Host.Commands;

/// <summary>What 'replay' and 'backtest' are given alike: an agreement, the past to try it on, and the days.</summary>
internal static class PastOptions
{
    public static readonly Option<string> Agreement = Required("--agreement", "The agreement (YAML)");
    public static readonly Option<string> Areas = Required("--areas", "The areas (GeoJSON)");
    public static readonly Option<string> Reports = Required("--reports", "The reports (CSV, plain or .gz)");
    public static readonly Option<DateOnly> From = new("--from") { Description = "First day", Required = true };
    public static readonly Option<DateOnly> To = new("--to") { Description = "Last day", Required = true };
    public static readonly Option<string?> Map = new("--map") { Description = "Names and values of files from elsewhere (YAML)" };
    public static readonly Option<string?> ReportDays = new("--report-days") { Description = "The days that have data (CSV); other days are gaps" };

    private static Option<string> Required(string name, string description) => new(name) { Description = description, Required = true };
}
