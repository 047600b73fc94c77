using ReactionPlans.Rules;

namespace ReactionPlans.Web;

/// <summary>What lies behind the areas on the console's map. With nothing set there is nothing behind them, and a browser asks nobody but us.</summary>
public sealed record MapOptions
{
    /// <summary>Where a browser fetches the background, with {z}, {x} and {y} in it; null: from nowhere. Whoever answers there sees the reader's address and which part of the map is looked at.</summary>
    public string? TileAddress { get; init; }

    /// <summary>What the one who drew the background wants named, as plain text.</summary>
    public string? Attribution { get; init; }

    /// <summary>The one place besides our own from which pages may show pictures; null: there is none.</summary>
    public string? TileOrigin => TileAddress is { } address && Check().Count == 0 ? new Uri(Filled(address)).GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Empty: nothing is wrong.</summary>
    public IReadOnlyList<Problem> Check() => TileAddress is not { } address || IsTileAddress(address) ? [] : [Problems.MapTilesWrong.With(address)];

    /// <summary>Encrypted, or on this machine: what is looked at is nobody's on the way.</summary>
    private static bool IsTileAddress(string address) =>
        address.Contains("{z}", StringComparison.Ordinal) && address.Contains("{x}", StringComparison.Ordinal) && address.Contains("{y}", StringComparison.Ordinal)
        && Uri.TryCreate(Filled(address), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && !uri.Authority.AsSpan().ContainsAny("; ,'*") && uri.UserInfo.Length == 0;

    private static string Filled(string address) => address.Replace("{z}", "0", StringComparison.Ordinal).Replace("{x}", "0", StringComparison.Ordinal).Replace("{y}", "0", StringComparison.Ordinal);
}
