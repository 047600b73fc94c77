using System.IO.Compression;
using System.Text;

namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>The way in that a bad input takes.</summary>
internal enum Way
{
    Reports,
    Residents,
    NeighbourFriends,
    Stations,
    Sites,
    Areas,
    Mapping,
    Agreement,
}

/// <summary>What becomes of it.</summary>
internal enum Fate
{
    /// <summary>The row is put aside whole; its neighbours are stored.</summary>
    Rejected,

    /// <summary>The row is stored without what was wrong with it, and that is told; its neighbours are stored.</summary>
    Noted,

    /// <summary>Nothing of the file is stored.</summary>
    Refused,

    /// <summary>The file breaks off: what came before is stored, and that it broke off is told.</summary>
    CutShort,
}

/// <summary>One thing that goes wrong, how it is made and what is promised about it.</summary>
/// <param name="Name">A sentence's middle, for the test's name and for docs/bad-input.md.</param>
/// <param name="Number">Of the problem that is told first.</param>
internal sealed record BadInput(Way Way, Fate Fate, int Number, string Name)
{
    /// <summary>The whole file; for a row, what stands between two good ones. Null: there is none, see <see cref="MakeAt"/>.</summary>
    public Func<byte[]>? Content { get; init; }

    /// <summary>The row as it is written. Null: it is the whole file that is bad.</summary>
    public string? Row { get; init; }

    /// <summary>What is kept of the row, where it is not the row itself.</summary>
    public string? Kept { get; init; }

    /// <summary>Makes something at the path that is no readable file.</summary>
    public Func<string, IDisposable?>? MakeAt { get; init; }

    /// <summary>The --encoding that is asked for.</summary>
    public string? Encoding { get; init; }

    public string FileName => Way switch
    {
        Way.Reports => "reports.csv",
        Way.Residents => "residents.csv",
        Way.NeighbourFriends => "neighbour-friends.csv",
        Way.Stations => "stations.csv",
        Way.Sites => "sites.csv",
        Way.Areas => "areas.geojson",
        Way.Mapping => "map.yaml",
        _ => "agreement.yaml",
    };

    public override string ToString() => $"{Way}: {Name}";

    public static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }
}
