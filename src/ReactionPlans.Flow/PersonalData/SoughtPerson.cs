using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Flow.Reactions;
using ReactionPlans.Rules;

namespace ReactionPlans.Flow.PersonalData;

/// <summary>Whom somebody asks about: a resident by type and number, or one of the register by id or by mail address.</summary>
public sealed record SoughtPerson(string? ResidentType, string? Number, string? FriendId, string? Mail)
{
    public static SoughtPerson Resident(string type, string number) => new(type, number, null, null);

    public static SoughtPerson Friend(string id) => new(null, null, id, null);

    public static SoughtPerson FriendWithMail(string mail) => new(null, null, null, mail);
}

/// <summary>Whom it turned out to be.</summary>
/// <param name="RecipientKind">As deliveries have it: Resident or NeighbourFriend.</param>
/// <param name="RecipientId">As deliveries have it.</param>
/// <param name="Key">Of a resident: the keyed hash by which the extract's row is found; null: one of the register.</param>
public sealed record FoundPerson(string RecipientKind, string RecipientId, byte[]? Key)
{
    internal static FoundPerson Resident(byte[] key) => new("Resident", ImportResidents.IdOf(key).ToString(), key);

    internal static FoundPerson Friend(string id) => new("NeighbourFriend", id, null);

    /// <summary>No problem repeats what was asked: problems are printed.</summary>
    internal static async Task<(FoundPerson? Person, Problem? Problem)> Find(Work work, RecipientCipher cipher, SoughtPerson sought)
    {
        if (sought.ResidentType is { } type)
        {
            if (ImportResidents.NumberOf(type, sought.Number ?? "") is not { } number)
                return (null, Problems.PersonNumberUnreadable.With());
            return (Resident(cipher.KeyedHash(type, number)), null);
        }

        var ids = await work.Query<string>("Reactions/find-neighbour-friends.sql", new { id = sought.FriendId, mail = sought.Mail });
        return ids.Count switch
        {
            1 => (Friend(ids[0]), null),
            0 => (null, Problems.PersonNotHeld.With()),
            _ => (null, Problems.PersonSeveral.With(string.Join(", ", ids))),
        };
    }
}
