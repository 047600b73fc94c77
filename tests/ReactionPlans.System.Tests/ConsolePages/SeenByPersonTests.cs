using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using ReactionPlans.Flow.Access;
using ReactionPlans.Flow.Outward;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Web;

namespace ReactionPlans.System.Tests.ConsolePages;

/// <summary>
/// No class of the console takes the flow's own database, which sees every partnership, nor a class of the flow over it: such a page would
/// work, and show one partnership another's rows.
/// </summary>
public sealed class SeenByPersonTests
{
    /// <summary>Registered over a database that sees nothing, and narrowed by themselves.</summary>
    private static readonly Type[] NarrowedByThemselves = [typeof(Accounts), typeof(Attempts), typeof(PersonKeys), typeof(Workplaces), typeof(PublicPlans), typeof(StuckMessages), typeof(StuckWebhooks)];

    private static readonly string[] Exempt =
    [
        // Health checks are asked before anybody has signed in, and answer good or bad: the schema's version, whether the outbox and the report queue are looked into.
        "ReactionPlans.Web.DatabaseReady",
        "ReactionPlans.Web.RelayReady",
        "ReactionPlans.Web.ReportQueueReady",
        // A system delivers reports with a key; no person is signed in, and nothing stored is shown.
        "ReactionPlans.Web.Api.TakeReports",
        // A carrier tells of its messages with a key; what is shown is how many were known.
        "ReactionPlans.Web.Api.TakeReceipts",
    ];

    private static IEnumerable<ParameterInfo> Parameters => typeof(ConsoleSetup).Assembly.GetTypes()
        .Where(type => !Exempt.Contains(type.FullName))
        .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Cast<MethodBase>()
            .Concat(type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)))
        .SelectMany(method => method.GetParameters());

    [Test]
    public void Every_database_in_the_console_is_the_persons()
    {
        var wide = Parameters.Where(parameter => IsInjected(parameter) && SeesRows(parameter.ParameterType)
            && parameter.GetCustomAttribute<SeenByPersonAttribute>() is null).Select(parameter => $"{parameter.Member.DeclaringType} {parameter.Name}");

        Assert.That(wide, Is.Empty);
        Assert.That(Parameters.Count(parameter => parameter.GetCustomAttribute<SeenByPersonAttribute>() is not null), Is.GreaterThan(4), "the test looks where the pages are");
    }

    [Test]
    public void Nobody_asks_the_container_for_it_by_hand()
    {
        var asking = Directory.EnumerateFiles(TestKit.Repository.Path("src/ReactionPlans.Console"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "SeenByPerson.cs" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => global::System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(file), @"Service<(Database|NpgsqlDataSource)>|@inject\s+\S*(Database|NpgsqlDataSource)\b"));

        Assert.That(asking, Is.Empty);
    }

    /// <summary>Of a constructor, everything is; of a method, what says so.</summary>
    private static bool IsInjected(ParameterInfo parameter) => parameter.Member is ConstructorInfo
        ? !parameter.Member.DeclaringType!.IsDefined(typeof(global::System.Runtime.CompilerServices.CompilerGeneratedAttribute))
        : parameter.IsDefined(typeof(FromServicesAttribute)) || parameter.IsDefined(typeof(FromKeyedServicesAttribute));

    private static bool SeesRows(Type type) =>
        type == typeof(Database) || type == typeof(NpgsqlDataSource)
        || (type.Assembly == typeof(Database).Assembly && type.IsClass && !NarrowedByThemselves.Contains(type)
            && type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter => parameter.ParameterType != type && SeesRows(parameter.ParameterType)));
}
