using NUnit.Framework;
using ReactionPlans.System.Tests.ConsolePages;

namespace ReactionPlans.System.Tests;

/// <summary>What the tests share is ended once, after the last of them.</summary>
[SetUpFixture]
public sealed class AfterAllTests
{
    [OneTimeTearDown]
    public Task StopTheBrowser() => Browser.Stop();
}
