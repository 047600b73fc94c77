using System.CommandLine;
using System.Text.Json;
using ReactionPlans.Flow.Detection.ReferenceCases;
using ReactionPlans.Rules;

namespace ReactionPlans.Host.Commands;

/// <summary>detect: runs a detector over reference cases, and writes each answer in the fields of the case's own.</summary>
internal static class DetectCommand
{
    private static readonly Argument<FileInfo[]> Cases = new("case") { Description = "Reference cases, JSON", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<DirectoryInfo> Output = new("--output") { Description = "Folder for ID.result.json", Required = true };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Build()
    {
        var command = new Command("detect", "Run a detector over reference cases") { Cases, Output };
        command.SetAction((parse, stopping) => Run(parse.GetRequiredValue(Cases), parse.GetRequiredValue(Output), stopping));
        return command;
    }

    private static async Task<int> Run(FileInfo[] cases, DirectoryInfo output, CancellationToken stopping)
    {
        output.Create();
        var problems = new List<Problem>();
        foreach (var file in cases)
        {
            var (id, result, problem) = await ReferenceCase.Run(file.FullName, stopping);
            if (problem is not null)
            {
                problems.Add(problem);
                continue;
            }

            // An id is a name, whatever a file says: never a path out of the folder.
            var path = Path.Combine(output.FullName, Path.GetFileName(id!) + ".result.json");
            await File.WriteAllTextAsync(path, result!.ToJsonString(Indented) + "\n", stopping);
            Terminal.Say($"{id}: {path}");
        }

        return problems.Count == 0 ? ExitCode.Done : Terminal.Fail(problems);
    }
}
