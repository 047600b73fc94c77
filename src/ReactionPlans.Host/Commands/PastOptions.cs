using System.CommandLine;
using ReactionPlans.Flow.Backtest;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>What 'replay', 'backtest' and 'alarm-rate' are given alike: an agreement, the past to try it on, and the days.</summary>
internal static class PastOptions
{
    public static readonly Option<string> Agreement = Required("--agreement", "The agreement (YAML)");
    public static readonly Option<string> Areas = Required("--areas", "The areas (GeoJSON)");
    public static readonly Option<string> Reports = Required("--reports", "The reports (CSV, plain or .gz)");
    public static readonly Option<DateOnly> From = new("--from") { Description = "First day", Required = true };
    public static readonly Option<DateOnly> To = new("--to") { Description = "Last day", Required = true };
    public static readonly Option<string?> Map = new("--map") { Description = "Names and values of files from elsewhere (YAML)" };
    public static readonly Option<string?> ReportDays = new("--report-days") { Description = "The days that have data (CSV); other days are gaps" };

    public static readonly Option<string?> SchoolHolidays = new("--school-holidays") { Description = "School holidays (CSV), for criteria with a season" };

    /// <summary>The past as a backtest reads it, without a database; null where a file is wrong.</summary>
    public static (BacktestPast? Past, IReadOnlyList<Problem> Problems) ReadPast(ParseResult parse) =>
        ReadPast(parse, parse.GetValue(Areas)!, parse.GetValue(Reports)!);

    /// <summary>The same for a command that can do without, and has options of its own for the two files.</summary>
    public static (BacktestPast? Past, IReadOnlyList<Problem> Problems) ReadPast(ParseResult parse, string areas, string reports) =>
        new BacktestFiles(areas, reports, parse.GetValue(Map), parse.GetValue(ReportDays)) { SchoolHolidays = parse.GetValue(SchoolHolidays) }.Read(TimeProvider.System);

    private static Option<string> Required(string name, string description) => new(name) { Description = description, Required = true };
}
