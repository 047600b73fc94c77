using ReactionPlans.Flow.Files;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules;
using ReactionPlans.Rules.Intake;

namespace ReactionPlans.Flow.Reactions;

/// <summary>One recipient of letters. The number is in memory only between the file and the cipher.</summary>
public sealed record ResidentRow(
    string RecipientIdType,
    string RecipientId,
    string AddressId,
    string Household,
    double? Latitude,
    double? Longitude,
    bool DigitalPost,
    bool NemSms,
    bool Protected,
    string Language);

/// <summary>Takes in the municipality's extract of residents, in bulk. The same person again is updated.</summary>
/// <param name="extractKey">Seals the extract's numbers, those of residents who were there before too; null: the installation's key does.</param>
/// <param name="holdKey">Keeps it from being thrown away while a batch is stored.</param>
public sealed class ImportResidents(Database database, AreaMap areas, RecipientCipher cipher, DataKey? extractKey = null, Func<Work, DataKey, Task>? holdKey = null)
{
    private static readonly Staging Staging = new("Reactions/create-staged-resident.sql", "Reactions/copy-staged-resident.sql");

    private readonly HashSet<Guid> seen = [];

    private sealed record Staged(Guid Id, byte[] Key, ResidentRow Row, int[] AreaIds);

    /// <summary>Reads one row. One instance reads one file: it remembers whom it has met.</summary>
    /// <remarks>No problem repeats the number: problems are printed and stored.</remarks>
    public FileLine<ResidentRow> Read(InputRow row)
    {
        var key = row.Unreadable is null ? row["address_id"] ?? "" : "";
        var problem = row.Unreadable
            ?? RowChecks.Missing(row, "recipient_id_type", "recipient_id", "address_id", "digital_post", "protected")
            ?? RowChecks.Id(row, "address_id") ?? RowChecks.Texts(row, "household", "language")
            ?? RowChecks.NotOneOf(row, "recipient_id_type", "cpr", "cvr", "synthetic")
            ?? RowChecks.NotOneOf(row, "digital_post", "subscribed", "exempt");
        if (problem is not null)
            return FileLine.Rejected<ResidentRow>(row, key, problem);
        if (NumberOf(row["recipient_id_type"]!, row["recipient_id"]!) is not { } number)
            return FileLine.Rejected<ResidentRow>(row, key, Problems.FieldUnreadable.At(row.Place, "recipient_id", "***", "cpr: 10 cifre/digits; cvr: 8 cifre/digits; synthetic: højst/at most 200"));
        if (row.Flag("protected", missing: false) is not { } hidden)
            return FileLine.Rejected<ResidentRow>(row, key, RowChecks.Unreadable(row, "protected", "0, 1"));
        if (row.Flag("nem_sms", missing: false) is not { } nemSms)
            return FileLine.Rejected<ResidentRow>(row, key, RowChecks.Unreadable(row, "nem_sms", "0, 1"));
        if (!seen.Add(IdOf(cipher.KeyedHash(row["recipient_id_type"]!, number))))
            return FileLine.Rejected<ResidentRow>(row, key, Problems.RecipientTwice.At(row.Place));

        var (latitude, longitude, notes) = RowChecks.Place(row);
        return FileLine.Taken(row, key, new ResidentRow(row["recipient_id_type"]!, number, row["address_id"]!, row["household"] ?? row["address_id"]!,
            latitude, longitude, row["digital_post"] == "subscribed", nemSms, hidden, row["language"] ?? "da"), notes);
    }

    public Task<IntakeCount> Store(IReadOnlyList<FileLine<ResidentRow>> lines, CancellationToken stopping) =>
        database.Do(async work =>
        {
            if (extractKey is not null && holdKey is not null)
                await holdKey(work, extractKey);
            var map = await areas.Current(work);
            var staged = lines.Where(line => line.Row is not null).Select(line => Stage(line.Row!)).ToList();
            await Staging.Fill(work, staged, Write);
            var accepted = await work.Execute("Reactions/save-residents.sql", new { now = work.Now });
            await work.Execute("Reactions/renew-residents.sql", new { now = work.Now });
            await work.Execute("Reactions/leave-resident-areas.sql");
            await work.Execute("Reactions/enter-resident-areas.sql");
            return RecipientPlaces.Count(lines, accepted, RecipientPlaces.Outside(lines, row => row.Latitude, [.. staged.Select(row => row.AreaIds)]));

            Staged Stage(ResidentRow row)
            {
                var hash = cipher.KeyedHash(row.RecipientIdType, row.RecipientId);
                return new Staged(IdOf(hash), hash, row, RecipientPlaces.Locate(map, row.Latitude, row.Longitude));
            }
        }, stopping);

    internal static Guid IdOf(byte[] keyedHash) => new(keyedHash.AsSpan(0, 16), bigEndian: true);

    /// <summary>A number as it is kept and hashed; null: it is none of the type.</summary>
    internal static string? NumberOf(string type, string text)
    {
        if (type == "synthetic")
            return text.Length <= RowChecks.LongestId && PlainText.FaultOfName(text, out _) == TextFault.None ? text : null;
        if (type is not ("cpr" or "cvr"))
            return null;
        // 010190-1234 and 0101901234 are the same person.
        var digits = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == (type == "cpr" ? 10 : 8) && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    private async Task Write(StagedRow staged, Staged resident)
    {
        var row = resident.Row;
        await staged.Id(resident.Id);
        await staged.Text(row.RecipientIdType);
        await staged.Bytes(resident.Key);
        await staged.Bytes(cipher.Encrypt(row.RecipientId, extractKey));
        await staged.Text(row.AddressId);
        await staged.Text(row.Household);
        await staged.Degrees(row.Latitude);
        await staged.Degrees(row.Longitude);
        await staged.Flag(row.DigitalPost);
        await staged.Flag(row.NemSms);
        await staged.Flag(row.Protected);
        await staged.Text(row.Language);
        await staged.Numbers(resident.AreaIds);
    }
}
