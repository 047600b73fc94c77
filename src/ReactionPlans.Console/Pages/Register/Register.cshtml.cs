using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ReactionPlans.Flow.Plumbing;
using ReactionPlans.Rules.Access;

namespace ReactionPlans.Web.Pages.Register;

/// <param name="AreaCode">Null: all areas together, somebody of several counted once.</param>
/// <param name="Reached">Would get a message today.</param>
/// <param name="Bounced">Have an address from which messages come back, whether or not another channel reaches them.</param>
/// <param name="WithoutChannel">Have none of the agreed channels, or want none of them.</param>
/// <param name="AppAlone">Have neither a mail address nor a mobile number.</param>
public sealed record RegisterRow(
    string? AreaCode, string? AreaName, string Role, int People, int Reached, int Paused, int HasLeft, int Bounced, int WithoutChannel, int AppAlone);

/// <summary>Neighbour friends, members and associations in numbers, by area and role: how many a message would reach today, and why not the others. Nobody is named, and no
/// address is shown: who looks after the register has both. There is no list of them here on purpose: the right is to see numbers, and nothing that the parties do asks for a name.</summary>
[Authorize(nameof(Right.SeeRegister))]
public sealed class RegisterModel([SeenByPerson] Database database, AgreementBook agreements) : PageModel
{
    public IReadOnlyList<RegisterRow> Together { get; private set; } = [];

    public IReadOnlyList<RegisterRow> Areas { get; private set; } = [];

    /// <summary>The agreed channels, in words and in their order.</summary>
    public IReadOnlyList<string> Channels { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stopping) => database.Do(async work =>
    {
        var partnershipId = SignedIn.From(User).PartnershipId;
        var agreed = (await agreements.InForce(work, work.Today)).FirstOrDefault(one => one.Partnership.Id == partnershipId)?.Channels.NeighbourFriends ?? [];
        Channels = [.. agreed.Select(Reach.ReachWords.Channel)];
        var rows = (await work.Query<RegisterRow>("Reactions/show-register.sql", new { channels = agreed.ToArray(), today = work.Today })).ToLookup(row => row.AreaCode is null);
        (Together, Areas) = ([.. rows[true]], [.. rows[false]]);
    }, stopping);

    public static string Role(string role) => role switch
    {
        "neighbour-friend" => T("Nabovenner"),
        "member" => T("Nabohjælpere"),
        _ => T("Foreninger"),
    };
}
