using System.Collections;
using System.Reflection;

namespace ReactionPlans.TestKit;

/// <summary>Takes records apart by reflection, so that a test of "every field" knows a field that is added tomorrow.</summary>
public static class RecordVariants
{
    /// <summary>A value of the type with every optional field filled; lists and maps hold one item.</summary>
    public static object Some(Type type, Func<Type, object?>? own = null)
    {
        if (own?.Invoke(type) is { } given)
            return given;
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Some(inner, own);
        if (type == typeof(string))
            return "tekst";
        if (type == typeof(int))
            return 7;
        if (type == typeof(double))
            return 0.25;
        if (type == typeof(bool))
            return true;
        if (type == typeof(DateOnly))
            return new DateOnly(2020, 2, 16);
        if (type == typeof(TimeOnly))
            return new TimeOnly(17, 0);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(0)!;
        if (ItemOf(type, typeof(IReadOnlyList<>)) is { } item)
            return ListOf(item, [Some(item, own)]);
        if (ItemOf(type, typeof(IReadOnlyDictionary<,>)) is not null)
            return MapOf(type, [("nøgle", Some(type.GetGenericArguments()[1], own))]);
        var constructor = ConstructorOf(type);
        var record = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Some(parameter.ParameterType, own))]);
        var taken = constructor.GetParameters().Select(parameter => parameter.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in FieldsOf(type).Where(property => !taken.Contains(property.Name)))
            property.SetValue(record, Some(property.PropertyType, own));
        return record;
    }

    /// <summary>Copies of the value, each with one field changed, with the field's path.</summary>
    public static IEnumerable<(string Path, object? Changed)> Of(object? value, Type type, string path, Func<Type, object?>? own = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            if (value is not null)
                yield return ($"{path} (gone)", null);
            type = inner;
        }

        if (value is null)
        {
            yield return ($"{path} (new)", Some(type, own));
            yield break;
        }

        if (Plain(value) is { } other)
        {
            yield return (path, other);
            yield break;
        }

        if (ItemOf(type, typeof(IReadOnlyList<>)) is { } item)
        {
            foreach (var variant in OfList(((IEnumerable)value).Cast<object>().ToList(), item, path, own))
                yield return variant;
            yield break;
        }

        if (ItemOf(type, typeof(IReadOnlyDictionary<,>)) is not null)
        {
            foreach (var variant in OfMap(value, type, path, own))
                yield return variant;
            yield break;
        }

        var fields = FieldsOf(value.GetType());
        if (fields.Count == 0) // a value of its own, known by its words
            yield return ($"{path} (gone)", null);
        foreach (var property in fields)
        {
            foreach (var (inside, changed) in Of(property.GetValue(value), property.PropertyType, $"{path}.{property.Name}", own))
                yield return (inside, With(value, property, changed));
        }
    }

    /// <summary>Every field of the value and all it holds as a line, for comparing records whose lists are not the same objects.</summary>
    public static IReadOnlyList<string> Lines(object? value, string path = "")
    {
        if (value is null || Plain(value) is not null)
            return [FormattableString.Invariant($"{path}={value}")];
        if (value is IDictionary map)
            return [.. map.Keys.Cast<object>().Select(key => $"{key}").Order(StringComparer.Ordinal).SelectMany(key => Lines(map[key], $"{path}[{key}]"))];
        if (value is IEnumerable list)
            return [$"{path}[]", .. list.Cast<object>().SelectMany((item, at) => Lines(item, $"{path}[{at}]"))];
        var fields = FieldsOf(value.GetType());
        return fields.Count == 0
            ? [$"{path}={value}"]
            : [$"{path}: {value.GetType().Name}", .. fields.SelectMany(property => Lines(property.GetValue(value), $"{path}.{property.Name}"))];
    }

    private static object? Plain(object value) => value switch
    {
        string text => text + "x",
        int number => number + 1,
        double number => number / 2,
        bool truth => !truth,
        DateOnly day => day.AddDays(1),
        TimeOnly clock => clock.AddHours(1),
        Enum => Enum.GetValues(value.GetType()).Cast<object>().SkipWhile(one => !one.Equals(value)).Skip(1).FirstOrDefault() ?? Enum.GetValues(value.GetType()).GetValue(0),
        _ => null,
    };

    private static IEnumerable<(string, object?)> OfList(List<object> items, Type item, string path, Func<Type, object?>? own)
    {
        if (items.Count > 0)
            yield return ($"{path} (one less)", ListOf(item, items.Take(items.Count - 1)));
        if (items.Count > 1)
            yield return ($"{path} (other order)", ListOf(item, items.AsEnumerable().Reverse()));
        for (var at = 0; at < items.Count; at++)
        {
            foreach (var (inside, changed) in Of(items[at], item, $"{path}[{at}]", own))
                yield return (inside, ListOf(item, items.Select((one, index) => index == at ? changed! : one)));
        }
    }

    private static IEnumerable<(string, object?)> OfMap(object value, Type type, string path, Func<Type, object?>? own)
    {
        var (keys, values) = (((IEnumerable)value.GetType().GetProperty("Keys")!.GetValue(value)!).Cast<string>().ToList(),
            ((IEnumerable)value.GetType().GetProperty("Values")!.GetValue(value)!).Cast<object>().ToList());
        yield return ($"{path} (none)", MapOf(type, []));
        for (var at = 0; at < keys.Count; at++)
        {
            foreach (var (inside, changed) in Of(values[at], type.GetGenericArguments()[1], $"{path}[{keys[at]}]", own))
                yield return (inside, MapOf(type, keys.Zip(values.Select((one, index) => index == at ? changed! : one))));
        }
    }

    private static object With(object record, PropertyInfo property, object? value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    private static Type? ItemOf(Type type, Type shape) => type.IsGenericType && type.GetGenericTypeDefinition() == shape ? type.GetGenericArguments()[0] : null;

    private static IList ListOf(Type item, IEnumerable<object> items)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        foreach (var one in items)
            list.Add(one);
        return list;
    }

    private static IDictionary MapOf(Type type, IEnumerable<(string Key, object Value)> pairs)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))!;
        foreach (var (key, value) in pairs)
            map[key] = value;
        return map;
    }

    /// <summary>What can be told of a record: its parameters, and what is set beside them.</summary>
    private static IReadOnlyList<PropertyInfo> FieldsOf(Type type) =>
        [.. type.GetProperties().Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)];

    private static ConstructorInfo ConstructorOf(Type type) => type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
}
