using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReactionPlans.Flow.Detection.ReferenceCases;

/// <summary>A reference case lacks a field or has another kind of value in it.</summary>
public sealed class CaseUnreadableException(string message) : Exception(message);

/// <summary>Reading a reference case's fields and writing an answer's. Null is "no value", here as NaN or null, never zero.</summary>
internal static class CaseJson
{
    public static JsonElement Field(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value
            : throw new CaseUnreadableException($"'{name}' is missing");

    public static string Text(this JsonElement parent, string name) =>
        parent.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw Wrong(name, "a text");

    public static bool Flag(this JsonElement parent, string name) => parent.Field(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    public static int Integer(this JsonElement parent, string name) =>
        parent.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : throw Wrong(name, "a whole number");

    public static double Number(this JsonElement parent, string name) =>
        NumberOf(parent.Field(name), name) is { } value && !double.IsNaN(value) ? value : throw Wrong(name, "a number");

    /// <summary>Null where the field is null or missing.</summary>
    public static double? OptionalNumber(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? NumberOf(value, name) : null;

    public static int[] Integers(this JsonElement parent, string name) =>
        [.. Items(parent, name).Select(item => item.TryGetInt32(out var value) ? value : throw Wrong(name, "whole numbers"))];

    /// <summary>NaN where an item is null.</summary>
    public static double[] Numbers(this JsonElement parent, string name) => [.. Items(parent, name).Select(item => NumberOf(item, name))];

    public static DateOnly[] Days(this JsonElement parent, string name) =>
        [.. Items(parent, name).Select(item => item.ValueKind == JsonValueKind.String ? ParseDay(item.GetString()!, name) : throw Wrong(name, "days"))];

    public static DateOnly Day(this JsonElement parent, string name) => ParseDay(parent.Text(name), name);

    /// <summary>NaN and null are written as null.</summary>
    public static JsonArray Write(IEnumerable<double> values) => [.. values.Select(value => double.IsNaN(value) ? null : (JsonNode)JsonValue.Create(value))];

    public static JsonArray Write(IEnumerable<int> values) => [.. values.Select(value => (JsonNode)JsonValue.Create(value))];

    public static JsonArray Write(IEnumerable<bool?> values) => [.. values.Select(value => value is { } flag ? (JsonNode)JsonValue.Create(flag) : null)];

    public static JsonArray Write(IEnumerable<bool> values) => [.. values.Select(value => (JsonNode)JsonValue.Create(value))];

    public static JsonArray Write(IEnumerable<DateOnly> values) =>
        [.. values.Select(value => (JsonNode)JsonValue.Create(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))];

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : throw Wrong(name, "a list");

    private static double NumberOf(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when value.ValueEquals("Infinity") => double.PositiveInfinity,
        JsonValueKind.String when value.ValueEquals("-Infinity") => double.NegativeInfinity,
        _ => throw Wrong(name, "a number"),
    };

    private static DateOnly ParseDay(string text, string name) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Wrong(name, "a day, yyyy-MM-dd");

    private static CaseUnreadableException Wrong(string name, string expected) => new($"'{name}' is not {expected}");
}
