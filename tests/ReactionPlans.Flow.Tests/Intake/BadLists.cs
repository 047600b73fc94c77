namespace ReactionPlans.Flow.Tests.Intake;

/// <summary>Bad rows of the other lists.</summary>
internal static class BadLists
{
    public static readonly RowForm Residents = new(Way.Residents,
        ["recipient_id_type", "recipient_id", "address_id", "household", "latitude", "longitude", "digital_post", "protected", "language", "nem_sms"],
        ["synthetic", "r0", "BAD", "h1", "56.5", "10.5", "subscribed", "0", "da", ""], "address_id");

    public static readonly RowForm Friends = new(Way.NeighbourFriends,
        ["id", "name", "latitude", "longitude", "mail", "mobile", "push", "role", "language", "consent_at", "paused_until", "quiet_from", "quiet_to"],
        ["BAD", "Ane", "56.5", "10.5", "ane@example.dk", "", "", "member", "da", "2026-01-01", "", "", ""], "id");

    public static readonly RowForm Stations = new(Way.Stations, ["id", "name", "crew_hours", "capacity", "mail"], ["BAD", "Vogn", "man-fre 10:00-18:00", "1", "vogn@example.dk"], "id");

    public static readonly RowForm Sites = new(Way.Sites, ["id", "name", "kind", "latitude", "longitude", "opening_hours"], ["BAD", "Brugsen", "supermarket", "56.5", "10.5", ""], "id");

    public static IReadOnlyList<BadInput> Rows { get; } =
    [
        Resident(1006, "a civil registration number of three digits", ("recipient_id_type", "cpr"), ("recipient_id", "123")),
        Resident(1006, "a civil registration number with letters", ("recipient_id_type", "cpr"), ("recipient_id", "01019O1234")),
        Resident(1006, "an unknown kind of number", ("recipient_id_type", "passport")),
        Resident(1006, "a number with an invisible character", ("recipient_id", "r\u200B0")),
        Resident(1006, "a number of 201 characters", ("recipient_id", new string('r', 201))),
        Resident(1005, "no address", ("address_id", "")),
        Resident(1124, "a formula as address", ("address_id", "=1+1")),
        Resident(1006, "digital post that is neither subscribed nor exempt", ("digital_post", "ja")),
        Resident(1005, "nothing about protection", ("protected", "")),
        Resident(1006, "a protection that is neither 0 nor 1", ("protected", "2")),
        Resident(1006, "signed up for NemSMS in a word", ("nem_sms", "ja")),
        Resident(1019, "the same recipient twice", ("recipient_id", "GOOD-1")),
        Resident(1134, "a household with a control character", ("household", "h\u001b[2J")),
        Resident(1011, "the character NUL in a row of residents", ("household", "h\0")),
        Resident(2007, "a resident with latitude and longitude exchanged", ("latitude", "10.5"), ("longitude", "56.5")) with { Fate = Fate.Noted },

        Friend(1005, "no consent", ("consent_at", "")),
        Friend(1006, "a consent in words", ("consent_at", "ja")),
        Friend(1006, "a mail address without @", ("mail", "ane.example.dk")),
        Friend(1006, "two mail addresses in one", ("mail", "ane@example.dk;bo@example.dk")),
        Friend(1006, "an unknown role", ("role", "mayor")),
        Friend(1014, "the same id twice", ("id", "GOOD-1")),
        Friend(1020, "a name of 1,001 characters", ("name", new string('a', 1001))),
        Friend(1123, "a friend's name with letters that were lost", ("name", "S\uFFFDren")),
        Friend(1122, "an id with an invisible mark", ("id", "n1\u200E")),

        Friend(1006, "a mobile number without its country", ("mobile", "123456789")),
        Friend(1006, "a pause until some time of a day", ("paused_until", "2026-03-04T12:00")),
        Friend(1005, "quiet hours without an end", ("quiet_from", "13:00")),
        Friend(1006, "quiet hours in words", ("quiet_from", "middag"), ("quiet_to", "15:00")),
        Friend(8161, "quiet hours that leave no room", ("quiet_from", "09:00"), ("quiet_to", "20:30")),
        Friend(8160, "somebody with the app alone", ("mail", ""), ("push", "token")) with { Fate = Fate.Noted },

        Station(1018, "hours as a recurrence rule", ("crew_hours", "FREQ=WEEKLY;BYDAY=MO")),
        Station(1006, "an unknown weekday", ("crew_hours", "lun-fre 10:00-18:00")),
        Station(1006, "hours that end before they begin", ("crew_hours", "man 18:00-10:00")),
        Station(1006, "hours that overlap", ("crew_hours", "man 10:00-14:00, 13:00-18:00")),
        Station(1006, "the hour 25 in a weekly table", ("crew_hours", "man 10:00-25:00")),
        Station(1006, "days without hours", ("crew_hours", "man-fre")),
        Station(1006, "a station that makes no visits", ("capacity", "0")),
        Station(1006, "a station that makes too many visits for a number", ("capacity", "99999999999")),
        Station(1006, "a contact of a station that is no address", ("mail", "vogn.example.dk")),

        Site(1006, "an unknown kind of place", ("kind", "inn")),
        Site(1006, "opening hours in words", ("opening_hours", "altid")),
        Site(1005, "a site without a place", ("latitude", ""), ("longitude", "")),
        Site(2007, "a site with latitude and longitude exchanged", ("latitude", "10.5"), ("longitude", "56.5")),
        Site(2030, "a site at 0, 0", ("latitude", "0"), ("longitude", "0")),
        Site(1005, "a site without a name", ("name", "")),
        Site(1014, "the same site twice", ("id", "GOOD-1")),
    ];

    private static BadInput Resident(int number, string name, params (string, string)[] cells)
    {
        // Each resident needs a number of its own: the address is the key here, and the number is what two must not share.
        var row = Residents.With(cells);
        return Residents.Written(Fate.Rejected, number, name, row) with
        {
            Content = () => BadInput.Utf8(string.Join('\n', Residents.HeaderLine, Numbered("GOOD-1"), row, Numbered("GOOD-2"), "")),
        };

        static string Numbered(string key) => Residents.With(("address_id", key), ("recipient_id", key));
    }

    private static BadInput Friend(int number, string name, params (string, string)[] cells) => Friends.Bad(Fate.Rejected, number, name, cells);

    private static BadInput Station(int number, string name, params (string, string)[] cells) => Stations.Bad(Fate.Rejected, number, name, cells);

    private static BadInput Site(int number, string name, params (string, string)[] cells) => Sites.Bad(Fate.Rejected, number, name, cells);
}
