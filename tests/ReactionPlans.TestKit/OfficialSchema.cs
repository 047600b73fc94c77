using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace ReactionPlans.TestKit;

/// <summary>What an official schema, which lies beside the checkout, finds wrong with a document.</summary>
public static class OfficialSchema
{
    /// <param name="schema">The schema's file under the shared folder; the running test is skipped when it is not there.</param>
    public static IReadOnlyList<string> Faults(XDocument document, params string[] schema)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() }; // it imports others beside it
        schemas.Add(null, SharedData.Find(schema));
        var faults = new List<string>();
        document.Validate(schemas, (_, fault) => faults.Add(fault.Message));
        return faults;
    }
}
