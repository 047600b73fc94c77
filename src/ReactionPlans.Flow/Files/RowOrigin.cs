using System.Security.Cryptography;
using System.Text;

namespace ReactionPlans.Flow.Files;

/// <summary>Where rows came from, and how they were read there.</summary>
/// <param name="Name">A file's name, or the way in ("http", "amqp").</param>
public sealed record RowOrigin(string Name)
{
    public static readonly RowOrigin Unnamed = new("");

    /// <summary>What it takes to read one of the rows again. Null: a row that could not be taken in can then be told in full by a person, and no other way.</summary>
    public RowReading? Reading { get; init; }

    public static RowOrigin Csv(string name, CsvReading reading) => new(name) { Reading = reading };

    public static RowOrigin Json(string name) => new(name) { Reading = new JsonReading() };
}

/// <summary>How a record's text becomes fields.</summary>
public abstract record RowReading;

/// <param name="Header">The file's columns, in order.</param>
/// <param name="Mapping">The --map file as it was written; null: the columns have our names.</param>
public sealed record CsvReading(IReadOnlyList<string> Header, char Separator, string? Mapping) : RowReading;

/// <summary>An object whose properties have our names.</summary>
public sealed record JsonReading : RowReading;

/// <summary>An origin as it is kept: the columns of intake.row_origin.</summary>
public sealed record KeptOrigin(string Name, string Kind, string[]? Header, string? Separator, string? Mapping)
{
    /// <summary>Null: there is nothing to keep.</summary>
    public static KeptOrigin? Of(RowOrigin origin) => origin.Reading switch
    {
        CsvReading csv => new(origin.Name, "csv", [.. csv.Header], csv.Separator.ToString(), csv.Mapping),
        JsonReading => new(origin.Name, "json", null, null, null),
        _ => null,
    };

    public RowOrigin Origin => Kind == "csv"
        ? RowOrigin.Csv(Name, new CsvReading(Header!, Separator![0], Mapping))
        : RowOrigin.Json(Name);

    /// <summary>Differs where anything of it differs: every part with its length before it.</summary>
    public byte[] Digest()
    {
        var text = new StringBuilder();
        foreach (var part in new[] { Name, Kind, Separator, Mapping }.Concat(Header ?? []))
            text.Append(part?.Length ?? -1).Append(':').Append(part);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
