using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Replay;
using ReactionPlans.Rules;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ReactionPlans.Host;

/// <summary>Reads --personas: "usual:" for everybody, "people:" with a person's id for those who differ.</summary>
internal static class PersonasYaml
{
    private sealed class Ways
    {
        public string Decide { get; set; } = new Persona().Decide;
        public double DecideAfterHours { get; set; } = new Persona().DecideAfterHours;
        public double HoldHours { get; set; } = new Persona().HoldHours;
        public string Tasks { get; set; } = new Persona().Tasks;
        public double TasksAtShare { get; set; } = new Persona().TasksAtShare;
        public string Gates { get; set; } = new Persona().Gates;
        public double GatesAfterHours { get; set; } = new Persona().GatesAfterHours;

        public string Ends { get; set; } = new Persona().Ends;
        public double EndsAfterHours { get; set; } = new Persona().EndsAfterHours;
        public double? StopAfterHours { get; set; }

        public Persona ToPersona() => new(Decide, DecideAfterHours, HoldHours, Tasks, TasksAtShare, Gates, GatesAfterHours, Ends, EndsAfterHours, StopAfterHours);
    }

    private sealed class Document
    {
        public Ways Usual { get; set; } = new();
        public Dictionary<string, Ways> People { get; set; } = [];
    }

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["decide"] = ["approve", "hold", "dismiss", Persona.Ignore],
        ["tasks"] = ["done", "not-possible", Persona.Ignore],
        ["gates"] = ["open", "wait", "otherwise", Persona.Ignore],
        ["ends"] = ["close", "extend", "new-round", Persona.Ignore],
    };

    public static (PersonaList Personas, IReadOnlyList<Problem> Problems) Read(string? file)
    {
        if (file is null)
            return (PersonaList.Default, []);
        var (text, problem) = WholeText.Read(file);
        if (text is null)
            return (PersonaList.Default, [problem!]);

        try
        {
            var document = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
                .Deserialize<Document?>(text) ?? new Document();
            var personas = new PersonaList(document.Usual.ToPersona(), document.People.ToDictionary(pair => pair.Key, pair => pair.Value.ToPersona()));
            return (personas, [.. personas.Own.Values.Append(personas.Usual).SelectMany(persona => Check(persona, file))]);
        }
        catch (YamlException exception)
        {
            var place = new Place(file, (int)exception.Start.Line, (int)exception.Start.Column);
            return (PersonaList.Default, [Problems.YamlUnreadable.At(place, exception.InnerException?.Message ?? exception.Message)]);
        }
    }

    private static IEnumerable<Problem> Check(Persona persona, string file)
    {
        foreach (var (field, word) in new[] { ("decide", persona.Decide), ("tasks", persona.Tasks), ("gates", persona.Gates), ("ends", persona.Ends) })
        {
            if (!Words[field].Contains(word))
                yield return Problems.YamlFieldWrong.At(new Place(file), field, word, string.Join(" | ", Words[field]));
        }

        foreach (var (field, value) in new[] { ("decideAfterHours", persona.DecideAfterHours), ("holdHours", persona.HoldHours), ("tasksAtShare", persona.TasksAtShare), ("gatesAfterHours", persona.GatesAfterHours), ("endsAfterHours", persona.EndsAfterHours), ("stopAfterHours", persona.StopAfterHours ?? 0) })
        {
            if (value < 0)
                yield return Problems.YamlFieldWrong.At(new Place(file), field, value, ">= 0");
        }
    }
}
