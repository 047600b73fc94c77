using System.Globalization;
using System.IO.Compression;
using NUnit.Framework;
using ReactionPlans.Flow.Agreements;
using ReactionPlans.Flow.Texts;
using ReactionPlans.Rules.Agreements;
using ReactionPlans.TestKit;

namespace ReactionPlans.Flow.Tests.Agreements;

public sealed class AarhusExampleTests
{
    private static AgreementReading Read() =>
        AgreementYaml.Read(Repository.Read("examples/aarhus.yaml"), "aarhus.yaml");

    [Test]
    public void The_shipped_example_is_an_agreement_without_problems()
    {
        var reading = Read();

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(AgreementCheck.Check(reading.Agreement!, new TemplateBook().Texts), Is.Empty);
    }

    [Test]
    public void The_shipped_example_says_that_nobody_has_entered_into_it() =>
        Assert.That(Read().Agreement!.Partnership.Name, Does.Contain("ikke en indgået aftale"));

    [Test]
    [Category("RealData")]
    public void Its_examples_hold_on_the_real_reports()
    {
        var path = SharedData.Find("data", "oestjylland", "burglaries_2018-12_2022-12.csv.gz");

        // Only the town, somewhere in the middle, can hold a comma.
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var reports = lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .Select(row => (postcode: row[^2], day: DateOnly.ParseExact(row[1], "yyyy-MM-dd", CultureInfo.InvariantCulture)))
            .ToList();

        var problems = CheckExamples.Run(Read().Agreement!, (area, day, _, rule) =>
            reports.Count(report => report.postcode == area && report.day > day.AddDays(-rule.WithinDays) && report.day <= day));

        Assert.That(problems, Is.Empty);
    }
}
