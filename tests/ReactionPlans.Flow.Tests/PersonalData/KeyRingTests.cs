using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using ReactionPlans.Flow.Plumbing;

namespace ReactionPlans.Flow.Tests.PersonalData;

/// <summary>Several keys: the first seals, all open, and what was sealed before there were several still opens.</summary>
public sealed class KeyRingTests
{
    private static readonly string Old = Key(1), New = Key(2), Third = Key(3);

    [Test]
    public void What_one_key_sealed_opens_under_a_new_one_in_front_and_not_without_it()
    {
        var before = new Seal(Ring(Old), "numbers").Close("0101901234");

        Assert.That(new Seal(Ring(several: $"new:{New},old:{Old}"), "numbers").Open(before), Is.EqualTo("0101901234"));
        Assert.That(new Seal(Ring(Old, $"new:{New}"), "numbers").Open(before), Is.EqualTo("0101901234"));
        Assert.Catch<CryptographicException>(() => new Seal(Ring(several: $"new:{New}"), "numbers").Open(before));
    }

    [Test]
    public void What_is_sealed_tells_its_key_however_the_settings_name_and_order_them()
    {
        var sealedBytes = new Seal(Ring(several: $"new:{New},old:{Old}"), "numbers").Close("0101901234");

        Assert.That(new Seal(Ring(several: $"third:{Third},renamed:{New}"), "numbers").Open(sealedBytes), Is.EqualTo("0101901234"));
        Assert.That(new Seal(Ring(New), "numbers").Open(sealedBytes), Is.EqualTo("0101901234"), "the key alone, as RecipientKey");
        Assert.Catch<CryptographicException>(() => new Seal(Ring(several: $"new:{New}"), "reasons").Open(sealedBytes));
        sealedBytes[^1] ^= 1;
        Assert.Catch<CryptographicException>(() => new Seal(Ring(New), "numbers").Open(sealedBytes));
    }

    [Test]
    public void One_key_alone_seals_as_it_always_did_so_that_hosts_of_the_version_before_can_read_it()
    {
        Assert.That(new Seal(Ring(Old), "numbers").Close("12"), Has.Length.EqualTo(12 + 16 + 2));
        Assert.That(new Seal(Ring(several: $"old:{Old}"), "numbers").Close("12"), Has.Length.EqualTo(16 + 12 + 16 + 2));
    }

    [Test]
    public void A_link_stays_as_short_as_it_was_and_speaks_as_long_as_its_key_is_there()
    {
        var link = new FriendLink("eksempel", "ane", "sms");
        var (one, both) = (new AnswerLinks(Ring(Old)), new AnswerLinks(Ring(several: $"new:{New},old:{Old}")));

        Assert.That(both.Token(link), Has.Length.EqualTo(one.Token(link).Length));
        Assert.That(both.OpenFriend(one.Token(link)), Is.EqualTo(link));
        Assert.That(both.OpenFriend(both.Token(link)), Is.EqualTo(link));
        Assert.That(new AnswerLinks(Ring(several: $"new:{New}")).OpenAny(one.Token(link)), Is.Null);
    }

    [Test]
    public void The_same_person_is_found_after_the_old_key_is_taken_out()
    {
        var found = new RecipientCipher(Ring(Old)).KeyedHash("cpr", "0101901234");
        var lookup = Convert.ToBase64String(Ring(Old).LookupKey);

        Assert.That(new RecipientCipher(Ring(several: $"new:{New},old:{Old}")).KeyedHash("cpr", "0101901234"), Is.EqualTo(found));
        Assert.That(new RecipientCipher(Ring(Old, $"new:{New}")).KeyedHash("cpr", "0101901234"), Is.EqualTo(found));
        Assert.That(new RecipientCipher(Ring(several: $"new:{New}", lookup: lookup)).KeyedHash("cpr", "0101901234"), Is.EqualTo(found));
        Assert.That(new RecipientCipher(Ring(several: $"new:{New}")).KeyedHash("cpr", "0101901234"), Is.Not.EqualTo(found));
    }

    [TestCase(null, null, null, 5009)]
    [TestCase("short", null, null, 5009)]
    [TestCase("short", "new:{new}", null, 5009)]
    [TestCase(null, "", null, 7064)]
    [TestCase(null, "{new}", null, 7064)]
    [TestCase(null, "new:{new},:{old}", null, 7064)]
    [TestCase(null, "new:{new},old:c2hvcnQ=", null, 7064)]
    [TestCase(null, "new:{new},old key:{old}", null, 7064)]
    [TestCase(null, "new:{new},new:{old}", null, 7065)]
    [TestCase(null, "new:{new},old:{new}", null, 7065)]
    [TestCase(null, "new:{new}", "short", 7066)]
    [TestCase(null, "new:{new}", "", 7066)]
    public void Keys_that_are_wrong_double_or_short_are_told_and_not_repeated(string? only, string? several, string? lookup, int number)
    {
        var (ring, problem) = KeyRing.Read(Filled(only), Filled(several), Filled(lookup));

        Assert.That(ring, Is.Null);
        Assert.That(problem!.Number, Is.EqualTo(number));
        Assert.That($"{problem.Danish} {problem.English}", Does.Not.Contain(New).And.Not.Contain(Old));
    }

    private static string? Filled(string? setting) => setting?.Replace("{new}", New, StringComparison.Ordinal).Replace("{old}", Old, StringComparison.Ordinal);

    private static KeyRing Ring(string? only = null, string? several = null, string? lookup = null) => KeyRing.Read(only, several, lookup).Ring!;

    private static string Key(int number) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"key {number}")));
}
