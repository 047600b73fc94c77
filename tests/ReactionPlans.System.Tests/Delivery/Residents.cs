using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Plans;

namespace ReactionPlans.System.Tests.Delivery;

/// <summary>Invented residents, all of them with Digital Post.</summary>
internal static class Residents
{
    private const string Insert = """
        with added as (
            insert into reactions.resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, digital_post, protected, language, imported_at)
            select id, 'synthetic', key, number, id::text, '1', true, false, 'da', @now from unnest(@ids::uuid[], @keys::bytea[], @encrypted::bytea[]) as given (id, key, number)
            returning id)
        insert into reactions.resident_area (resident_id, area_id) select id, @area_id from added
        """;

    /// <param name="execute">Runs a statement past every grant.</param>
    /// <param name="first">The first one's number; the same number is the same person.</param>
    public static Task MoveIn(Func<string, object, Task<int>> execute, RecipientCipher cipher, int area_id, int first, int count, DateTime now)
    {
        var numbers = Enumerable.Range(first, count).Select(one => $"S{one:D9}").ToArray();
        return execute(Insert, new
        {
            area_id,
            now,
            ids = numbers.Select(StableId.Of).ToArray(),
            keys = numbers.Select(number => cipher.KeyedHash("synthetic", number)).ToArray(),
            encrypted = numbers.Select(cipher.Encrypt).ToArray(),
        });
    }
}
