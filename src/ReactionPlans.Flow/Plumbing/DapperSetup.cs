using System.Data;
using System.Runtime.CompilerServices;
using Dapper;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>Settings without which Dapper silently reads zeros: underscored names, and instants as <see cref="DateTimeOffset"/>.</summary>
internal static class DapperSetup
{
#pragma warning disable CA2255 // Dapper's settings are global to the process; a module initializer cannot be forgotten by a host or a test.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Apply()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
    }

    /// <summary>Npgsql gives timestamptz as a UTC DateTime and takes only offset zero.</summary>
    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
            DateTimeOffset instant => instant,
            _ => throw new DataException($"A {value.GetType()} is no instant."),
        };

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.DateTime;
            parameter.Value = value.UtcDateTime;
        }
    }
}
