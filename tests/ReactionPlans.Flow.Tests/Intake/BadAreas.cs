namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Bad maps. A map is taken in whole or not at all: with a hole where one area should be it would count wrongly without a word.</summary>
internal static class BadAreas
{
    private const string Square = "[[10,56],[11,56],[11,57],[10,57],[10,56]]";

    public static IReadOnlyList<BadInput> Features { get; } =
    [
        Ring(2003, "a ring that is not closed", "[[10,56],[11,56],[11,57],[10,57]]"),
        Ring(2003, "a ring of three points", "[[10,56],[11,56],[10,56]]"),
        Ring(2003, "a ring without points", "[]"),
        Ring(2003, "a polygon that crosses itself", "[[10,56],[11,57],[11,56],[10,57],[10,56]]"),
        Ring(2003, "a ring that goes round the same points again and again",
            $"[[10,56],{string.Join(',', Enumerable.Repeat("[11,56],[11,57],[10.1,56]", 300))},[10,56]]"),
        Ring(2003, "a polygon without an inside", "[[10,56],[11,57],[10,56],[10,56]]"),
        Ring(2003, "a coordinate that is a text", "[[10,56],[\"11\",56],[11,57],[10,57],[10,56]]"),
        Ring(2003, "a coordinate too large for a number", "[[10,56],[1e999,56],[11,57],[10,57],[10,56]]"),
        Ring(2003, "a point with one coordinate", "[[10,56],[11],[11,57],[10,57],[10,56]]"),
        Ring(2010, "metres instead of degrees", "[[574000,6224000],[575000,6224000],[575000,6225000],[574000,6224000]]"),
        Ring(2007, "latitude before longitude", "[[56,10],[56,11],[57,11],[57,10],[56,10]]"),
        Geometry(2003, "a hole outside its polygon", $$"""{"type":"Polygon","coordinates":[{{Square}},[[12,56],[13,56],[13,57],[12,57],[12,56]]]}"""),
        Geometry(2003, "a polygon without rings", """{"type":"Polygon","coordinates":[]}"""),
        Geometry(2003, "a polygon without coordinates", """{"type":"Polygon"}"""),
        Geometry(2003, "a polygon nested one level too deep", $$"""{"type":"Polygon","coordinates":[[{{Square}}]]}"""),
        Geometry(2005, "a point instead of a polygon", """{"type":"Point","coordinates":[10,56]}"""),
        Geometry(2005, "no geometry", "null"),
        Geometry(2005, "a collection of geometries", $$"""{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[{{Square}}]}]}"""),
        Properties(2002, "a blank code", """{"code":" ","name":"Bad","level":"postcode"}"""),
        Properties(2002, "no level", """{"code":"1","name":"Bad"}"""),
        Properties(2002, "a code that is a list", """{"code":["1"],"name":"Bad","level":"postcode"}"""),
        Properties(2002, "no properties", "null"),
        Properties(2004, "a code twice", """{"code":"GOOD-1","name":"Again","level":"postcode"}"""),
        Properties(2031, "a code of 201 characters", $$"""{"code":"{{new string('8', 201)}}","name":"Bad","level":"postcode"}"""),
        Properties(2031, "a code with an invisible mark", """{"code":"8000\u200f","name":"Bad","level":"postcode"}"""),
        Properties(2031, "a code with the character NUL", """{"code":"8000\u0000","name":"Bad","level":"postcode"}"""),
        Properties(2031, "a name with letters that were lost", """{"code":"1","name":"R\ufffdnde","level":"postcode"}"""),
        Properties(2001, "a name with half a character", """{"code":"1","name":"\ud83d","level":"postcode"}"""),
        Feature(2002, "a feature that is a number", "17"),
    ];

    public static IReadOnlyList<BadInput> Files { get; } =
    [
        File(2001, "an empty map", ""),
        File(2001, "XML as a map", "<?xml version=\"1.0\"?><kml/>"),
        File(2001, "a list instead of a FeatureCollection", $"[{Area("GOOD-1")}]"),
        File(2001, "one feature instead of a FeatureCollection", Area("GOOD-1")),
        File(2001, "features that are no list", """{"type":"FeatureCollection","features":{}}"""),
        File(2001, "a map that is cut off", Collection(Area("GOOD-1"), Area("GOOD-2"))[..^20]),
        File(2001, "a comma too many", Collection(Area("GOOD-1") + ",")),
        File(2001, "a coordinate that JSON does not know (NaN)", Collection(Area("GOOD-1")).Replace("[10,56],[11,56]", "[10,56],[NaN,56]", StringComparison.Ordinal)),
        File(2001, "two maps in one file", Collection(Area("GOOD-1")) + Collection(Area("GOOD-2"))),
        File(2001, "JSON 100,000 levels deep", new string('[', 100_000)),
        File(2001, "a map 100,000 levels deep inside a feature", Collection(Written("""{"code":"1","name":"Bad","level":"postcode"}""", new string('[', 100_000) + new string(']', 100_000)))),
        File(2011, "a map without areas", Collection()),
        new(Way.Areas, Fate.Refused, 1135, "a packed map that is cut off") { Content = () => BadInput.Packed(BadInput.Utf8(Collection(Area("GOOD-1"), Area("GOOD-2"))))[..^30] },
        new(Way.Areas, Fate.Refused, 1120, "a folder instead of a map")
        {
            MakeAt = path =>
            {
                Directory.CreateDirectory(path);
                return null;
            },
        },
    ];

    public static string Collection(params string[] features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", features)}}]}""";

    public static string Area(string code) => Written($$"""{"code":"{{code}}","name":"Area {{code}}","level":"postcode"}""", $$"""{"type":"Polygon","coordinates":[{{Square}}]}""");

    private static string Written(string properties, string geometry) => $$"""{"type":"Feature","properties":{{properties}},"geometry":{{geometry}}}""";

    private static BadInput Ring(int number, string name, string ring) => Geometry(number, name, $$"""{"type":"Polygon","coordinates":[{{ring}}]}""");

    private static BadInput Geometry(int number, string name, string geometry) => Feature(number, name, Written("""{"code":"BAD","name":"Bad","level":"postcode"}""", geometry));

    private static BadInput Properties(int number, string name, string properties) => Feature(number, name, Written(properties, $$"""{"type":"Polygon","coordinates":[{{Square}}]}"""));

    private static BadInput Feature(int number, string name, string feature) => File(number, name, Collection(Area("GOOD-1"), feature, Area("GOOD-2")));

    private static BadInput File(int number, string name, string text) => new(Way.Areas, Fate.Refused, number, name) { Content = () => BadInput.Utf8(text) };
}
