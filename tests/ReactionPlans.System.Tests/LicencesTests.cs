using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using ReactionPlans.TestKit;

namespace ReactionPlans.System.Tests;

/// <summary>Under which terms what we hand on was given to us: each package of the lock files by what it says of itself.</summary>
public sealed class LicencesTests
{
    private const string List = "docs/licences.md";

    /// <summary>Terms under which a program may be handed on as a whole, whatever its own terms are. The LGPL asks that its part can be replaced, as a library file can.</summary>
    private static readonly string[] Accepted =
        ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MPL-2.0", "MS-PL", "OFL-1.1", "PostgreSQL"];

    /// <summary>Packages that carry their terms as a text, and which terms it is.</summary>
    private static readonly (string Begins, string InText, string Terms)[] AsText =
    [
        ("Hangfire.PostgreSql", "licensed under the terms of the LGPLv3", "LGPL-3.0-only"),
        ("Hangfire.", "GNU Lesser General Public License as published by the Free Software Foundation, either version 3", "LGPL-3.0-or-later"),
    ];

    private sealed record Package(string Name, string Terms);

    [Test]
    public void Every_package_is_given_under_terms_that_we_accept() => Assert.Multiple(() =>
    {
        foreach (var package in Packages())
        {
            // "A OR B" is ours to choose from, "A AND B" binds by both.
            var choices = package.Terms.Trim('(', ')').Split(" OR ").Select(choice => choice.Split(" AND "));
            Assert.That(choices.Any(terms => terms.All(Accepted.Contains)), Is.True, $"{package.Name}: {package.Terms}");
        }
    });

    [Test]
    public void The_list_names_every_package_and_no_other()
    {
        var written = "# What the program is made of\n\n"
            + "Every package that is handed on with it, by the terms under which it was given to us. Drawn from the lock files by a test; `deploy/supply-chain.sh` writes the bill of\n"
            + "materials with versions and checksums.\n\n"
            + "| terms | packages |\n| --- | --- |\n"
            + string.Concat(Packages().GroupBy(package => package.Terms).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"| {group.Key} | {string.Join(", ", group.Select(package => package.Name).Order(StringComparer.OrdinalIgnoreCase))} |\n"));
        if (Environment.GetEnvironmentVariable("REACTIONPLANS_WRITE_DOCS") == "1")
            File.WriteAllText(Repository.Path(List), written);

        Assert.That(Repository.Read(List), Is.EqualTo(written), $"run this test with REACTIONPLANS_WRITE_DOCS=1 to write {List} again");
    }

    private static IReadOnlyList<Package> Packages() =>
    [
        .. Directory.GetFiles(Repository.Path("src"), "packages.lock.json", SearchOption.AllDirectories).SelectMany(OfLockFile).Distinct().Select(one => new Package(one.Id, TermsOf(one.Id, one.Version))),
        .. OfNpm(Repository.Path("src/ReactionPlans.Console/package-lock.json")),
    ];

    private static IEnumerable<(string Id, string Version)> OfLockFile(string file)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var framework in locked.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (var package in framework.Value.EnumerateObject().Where(package => package.Value.GetProperty("type").GetString() != "Project"))
                yield return (package.Name, package.Value.GetProperty("resolved").GetString()!);
        }
    }

    private static IEnumerable<Package> OfNpm(string file)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var package in locked.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0))
            yield return new Package(package.Name["node_modules/".Length..], package.Value.GetProperty("license").GetString()!);
    }

    private static string TermsOf(string id, string version)
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            id.ToLowerInvariant(), version.ToLowerInvariant());
        var told = XDocument.Load(Path.Combine(folder, $"{id.ToLowerInvariant()}.nuspec")).Descendants().FirstOrDefault(element => element.Name.LocalName == "license")
            ?? throw new InvalidDataException($"{id} {version} names no terms.");
        if (told.Attribute("type")?.Value == "expression")
            return told.Value;

        var text = File.ReadAllText(Path.Combine(folder, told.Value));
        return AsText.FirstOrDefault(known => id.StartsWith(known.Begins, StringComparison.Ordinal) && text.Contains(known.InText, StringComparison.OrdinalIgnoreCase)).Terms
            ?? throw new InvalidDataException($"{id} {version} has terms of its own, in {told.Value}.");
    }
}
