using System.Diagnostics;
using System.Globalization;

namespace ReactionPlans.Benchmarks;

/// <summary>The same question put to R's package surveillance, where it is to be had on the machine: what our figures are held against, and now our pace.</summary>
internal static class FarringtonInR
{
    private const int Weeks = 100;

    /// <summary>With the parameters that ours has by itself; it prints weeks a second.</summary>
    private const string Script = """
        suppressMessages(library(surveillance))
        arguments <- commandArgs(trailingOnly = TRUE)
        counts <- scan(arguments[1], quiet = TRUE)
        weeks <- as.integer(arguments[2])
        series <- sts(observed = matrix(counts, ncol = 1), start = c(2008, 1), frequency = 52)
        control <- list(range = (length(counts) - weeks + 1):length(counts), b = 5, w = 3, reweight = TRUE, weightsThreshold = 2.58, verbose = FALSE, glmWarnings = FALSE,
            alpha = 0.005, trend = TRUE, pThresholdTrend = 0.05, limit54 = c(3, 4), powertrans = "2/3", fitFun = "algo.farrington.fitGLM.flexible", populationOffset = FALSE,
            noPeriods = 10, pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin")
        time <- system.time(farringtonFlexible(series, control))
        cat(weeks / (time[["user.self"]] + time[["sys.self"]]), "\n")
        """;

    /// <returns>What is missing; null: it is there.</returns>
    public static async Task<string?> Missing(CancellationToken stopping)
    {
        try
        {
            await Run(["-e", "invisible(packageVersion('surveillance'))"], stopping);
            return null;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return "R or its package surveillance is not here: Farrington Flexible is not measured beside it.";
        }
    }

    /// <returns>Weeks of one series a second, for each second of its core, loading not counted.</returns>
    public static async Task<double> WeeksPerSecond(IReadOnlyList<double> weekly, CancellationToken stopping)
    {
        var folder = Directory.CreateTempSubdirectory("rp-r-").FullName;
        try
        {
            var (script, counts) = (Path.Combine(folder, "measure.R"), Path.Combine(folder, "counts.txt"));
            await File.WriteAllTextAsync(script, Script, stopping);
            await File.WriteAllLinesAsync(counts, weekly.Select(count => count.ToString(CultureInfo.InvariantCulture)), stopping);
            return double.Parse(await Run([script, counts, Weeks.ToString(CultureInfo.InvariantCulture)], stopping), CultureInfo.InvariantCulture);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Run(IEnumerable<string> arguments, CancellationToken stopping)
    {
        using var process = Process.Start(new ProcessStartInfo("Rscript", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(stopping), process.StandardError.ReadToEndAsync(stopping));
        await process.WaitForExitAsync(stopping);
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException(await complained);
    }
}
